"""An operator of Data-Juicer: ``zhengwen_mapper`` cleans the text of every sample.

A recipe names this file, and the operator like any other:

    custom_operator_paths: [".../zhengwen/integrations/data_juicer.py"]
    process:
      - zhengwen_mapper: {placeholders: keep}
"""

from __future__ import annotations

from typing import Any

import zhengwen
from data_juicer.ops.base_op import OPERATORS, Mapper


@OPERATORS.register_module("zhengwen_mapper")
class ZhengwenMapper(Mapper):  # type: ignore[misc]
    """Cleans samples, a batch at a time; a text that cannot be cleaned stays as it is.

    Takes the options of ``zhengwen.Cleaner``.
    """

    _batched_op = True

    def __init__(self, placeholders: Any = "canonical", without_rules: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cleaner = zhengwen.Cleaner(placeholders=placeholders, without_rules=without_rules)

    def process_batched(self, samples: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Cleans the texts of the samples in their places."""
        texts = samples[self.text_key]
        cleaned = self.cleaner.batch(texts, threads=1)
        pairs = zip(texts, cleaned)
        samples[self.text_key] = [found.text if isinstance(found, zhengwen.Document) else text for text, found in pairs]
        return samples
