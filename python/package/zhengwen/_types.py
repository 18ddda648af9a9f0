"""What documents are made of, and what can go wrong."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """One block of a document: one line of its text.

    >>> import zhengwen
    >>> document = zhengwen.Cleaner()("各位读者:\\n图书馆今 天开馆,欢迎大家。\\n")
    >>> block = document.blocks[1]
    >>> block.kind, block.text
    ('paragraph', '图书馆今天开馆，欢迎大家。')
    >>> document.source[slice(*block.span)]
    '图书馆今 天开馆,欢迎大家。'
    """

    kind: str
    """``title``, ``byline``, ``salutation``, ``heading``, ``paragraph``, ``omission`` or ``signature``."""
    level: int | None
    """Of a heading: 1 to 4."""
    text: str
    """Its text, without line end."""
    span: tuple[int, int]
    """Where it stood in ``Document.source``, in characters."""
    output: tuple[int, int]
    """Where it stands in ``Document.text``, in characters."""


class Placeholder(NamedTuple):
    """A masked word."""

    kind: str
    """What the mask stands for: ``person``, ``date``, ``number``, …"""
    raw: str
    """As it is spelt in the source."""
    canonical: str
    """The canonical spelling."""
    span: tuple[int, int]
    """Where it stood in ``Document.source``, in characters."""
    output: tuple[int, int]
    """Where it stands in ``Document.text``, in characters."""


class Removed(NamedTuple):
    """A span that was removed as site chrome."""

    text: str
    """What was removed."""
    reason: str
    """Why: ``navigation``, ``advert``, ``page_number``, …"""
    rule: str
    """Id of the rule that decided."""
    span: tuple[int, int]
    """Where it stood in ``Document.source``, in characters."""


class Edit(NamedTuple):
    """One change: the source at ``span`` became ``replacement``.

    >>> import zhengwen
    >>> document = zhengwen.Cleaner()("图书馆开馆了,欢迎大家。\\n")
    >>> edit = document.edits[0]
    >>> edit.original, edit.replacement, edit.span
    (',', '，', (6, 7))
    """

    span: tuple[int, int]
    """Where it stood in ``Document.source``, in characters."""
    original: str
    """What stood there."""
    rule: str
    """Id of the rule that made the change."""
    replacement: str
    """What stands in the text instead."""
    output: tuple[int, int]
    """Where the replacement stands in ``Document.text``, in characters."""


class Rule(NamedTuple):
    """A built-in rule."""

    id: str
    """What edits and removals are named after."""
    reason: str | None
    """Of a rule that removes: why."""
    summary: str
    """What it does, in a sentence."""
    hit: str
    """A text it applies to."""
    near_miss: str
    """A text it leaves alone."""


class ChromeRule(NamedTuple):
    """A chrome rule of one's own, for ``Cleaner(chrome_rules=[…])``.

    >>> import zhengwen
    >>> bell = zhengwen.ChromeRule("custom.bell", "widget", "line", "叮咚.*", hit="叮咚，您有新消息", near_miss="门铃叮咚一响")
    >>> zhengwen.Cleaner(chrome_rules=[bell])("同志们：\\n叮咚 3\\n今天开会。\\n").text
    '同志们：\\n今天开会。\\n'
    """

    id: str
    """Any name that no other rule has; ``custom.`` in front is customary."""
    reason: str
    """``navigation``, ``download``, ``member``, ``advert``, …"""
    scope: str
    """``line`` (a whole line anywhere), ``head`` (above the speech), ``tail`` (below it), ``inline``."""
    pattern: str
    """A regular expression in the syntax of Rust's ``regex``; it must match the whole line, or, inline, a part."""
    hit: str = ""
    """A line it must match, checked when the cleaner is made."""
    near_miss: str = ""
    """A line it must not match."""


class Error(ValueError):
    """What every error of this package is."""


class DecodeError(Error):
    """A document that cannot be cleaned, since it is no text.

    >>> import zhengwen
    >>> try:
    ...     zhengwen.Cleaner()(b"PK\\x03\\x04\\x14\\x00\\x00\\x00")
    ... except zhengwen.DecodeError as error:
    ...     print(error.kind, error.offset)
    binary 0
    """

    kind: str
    """``binary``, ``malformed``, ``unknown_label``, ``too_long``, ``lone_surrogate`` or ``internal``."""
    offset: int | None
    """The first place that is no text: a byte of bytes, a character of a str."""
    encoding: str | None
    """WHATWG name of the encoding that was tried last."""

    def __init__(self, message: str, kind: str, offset: int | None = None, encoding: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.offset = offset
        self.encoding = encoding

    def __reduce__(self) -> tuple[type[DecodeError], tuple[str, str, int | None, str | None]]:
        return type(self), (self.args[0], self.kind, self.offset, self.encoding)


class OptionError(Error):
    """An option of a cleaner, a chrome rule or a chrome model that is wrong."""
