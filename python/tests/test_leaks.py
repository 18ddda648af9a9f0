"""Nothing is left behind by a million documents, one by one, in lists and in columns."""

from __future__ import annotations

import gc
import pathlib

import pytest
import zhengwen

COUNT = 1_000_000
TEXT = "首页 > 讲话稿 > 正文\n各位来宾:\n刚才，X\nX同志介绍了水厂的情况。今天,水厂投产,大家辛苦了。\n— 1 —\n"


def resident():
    """Megabytes of this process."""
    gc.collect()
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


@pytest.mark.slow
@pytest.mark.skipif(not pathlib.Path("/proc/self/statm").exists(), reason="no /proc")
@pytest.mark.parametrize("way", ["one by one", "list", "column", "errors"])
def test_memory_is_flat(way):
    pa = pytest.importorskip("pyarrow")
    cleaner = zhengwen.Cleaner()
    batch = [TEXT] * 2000
    column = pa.array(batch)

    def work(count):
        for _ in range(count // len(batch)):
            if way == "one by one":
                for text in batch:
                    document = cleaner(text)
                    assert document.blocks and document.edits and document.source
            elif way == "list":
                assert cleaner.batch(batch, threads=2)[-1].placeholders
            elif way == "errors":
                assert len(cleaner.batch([b"PK\x03\x04\x14\x00\x00\x00"] * len(batch), threads=2)) == len(batch)
            else:
                assert len(pa.array(cleaner.batch(column, threads=2))) == len(batch)

    work(COUNT // 10)
    before = resident()
    work(COUNT)
    after = resident()
    print(f"{way}: {before:.0f} MB before, {after:.0f} MB after {COUNT:,} documents")
    assert after < before * 1.05 + 5
