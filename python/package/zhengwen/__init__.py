"""Turns scraped Chinese speech texts into clean, typed documents.

>>> import zhengwen
>>> zhengwen.clean("各位老师 :\\n大家好!")
'各位老师：\\n大家好！\\n'

A :class:`Cleaner` has options and gives a :class:`Document`, which knows its blocks, masked words, what was
removed, and every change with the rule that made it:

>>> cleaner = zhengwen.Cleaner()
>>> document = cleaner("在图书馆开馆仪式上的讲话\\n各位读者:\\n刚才，X\\nX同志介绍了情况。\\n")
>>> document.title
'在图书馆开馆仪式上的讲话'
>>> [block.kind for block in document.blocks]
['title', 'salutation', 'paragraph']
>>> document.placeholders[0].raw
'X\\nX'
>>> document.undo() == document.source
True

Many documents go through :meth:`Cleaner.batch`: a list, or a column of pyarrow, polars, pandas or DuckDB.
"""

from ._types import Block, ChromeRule, DecodeError, Edit, Error, OptionError, Placeholder, Removed, Rule
from ._zhengwen import MAX_SOURCE_BYTES, SCHEMA_VERSION, Cleaner, Column, Document, __version__, clean
from ._zhengwen import rules as _rules

__all__ = [
    "MAX_SOURCE_BYTES",
    "SCHEMA_VERSION",
    "Block",
    "ChromeRule",
    "Cleaner",
    "Column",
    "DecodeError",
    "Document",
    "Edit",
    "Error",
    "OptionError",
    "Placeholder",
    "Removed",
    "Rule",
    "__version__",
    "clean",
    "rules",
]


def rules() -> "list[Rule]":
    """Every built-in rule: what edits and removals are named after.

    >>> import zhengwen
    >>> any(rule.id == "inline.quote" for rule in zhengwen.rules())
    True
    """
    return [Rule(*row) for row in _rules()]
