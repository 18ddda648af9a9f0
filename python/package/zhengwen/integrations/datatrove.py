"""A block of datatrove: ``ZhengwenCleaner`` cleans the text of every document.

    LocalPipelineExecutor([JsonlReader("crawl"), ZhengwenCleaner(), JsonlWriter("clean")], tasks=8, workers=2)
"""

from __future__ import annotations

from typing import Any

import zhengwen
from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter


class ZhengwenCleaner(BaseFilter):  # type: ignore[misc]
    """Cleans documents, a batch at a time; a document that is no text is dropped, with the reason in its metadata.

    cleaner: with options of one's own.
    exclusion_writer: where dropped documents go.
    batch_size: documents that are cleaned at a time.
    threads: of each task; datatrove runs the tasks in parallel.
    """

    name = "🧹 zhengwen"
    _requires_dependencies = ["zhengwen"]

    def __init__(
        self,
        cleaner: zhengwen.Cleaner | None = None,
        exclusion_writer: DiskWriter | None = None,
        batch_size: int = 1000,
        threads: int = 1,
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        self.cleaner = cleaner or zhengwen.Cleaner()
        self.threads = threads

    def filter(self, doc: Document) -> Any:
        """Cleans one document."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Document]) -> list[Any]:
        """Cleans the documents in their places; tells which of them stay."""
        cleaned = self.cleaner.batch([doc.text for doc in batch], threads=self.threads)
        return [self._put(doc, found) for doc, found in zip(batch, cleaned)]

    def _put(self, doc: Document, found: zhengwen.Document | zhengwen.DecodeError | None) -> Any:
        if not isinstance(found, zhengwen.Document):
            doc.metadata["error"] = str(found)
            return False, getattr(found, "kind", "none")
        doc.text = found.text
        doc.metadata.update(title=found.title, truncated=found.truncated, warnings=found.warnings)
        for removed in found.removed:
            self.stat_update(f"removed_{removed.reason}")
        return True
