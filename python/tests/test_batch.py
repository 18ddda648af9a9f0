"""Many documents: lists and columns, order, threads, errors in their rows."""

from __future__ import annotations

import threading
import time

import pytest
import zhengwen

CLEANER = zhengwen.Cleaner()


def texts(count, length=3):
    return [f"各位来宾:\n今天第{number}座水厂投产" + ",大家辛苦了" * length + "。" for number in range(count)]


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
def test_a_list_keeps_its_order(threads):
    given = texts(3000, length=20)
    found = CLEANER.batch(given, threads=threads)
    assert [document.source for document in found] == given
    assert found[17] == CLEANER(given[17])


def test_a_list_with_errors_and_nones():
    found = CLEANER.batch(["欢迎!", None, b"PK\x03\x04\x14\x00\x00\x00", "\ud83d", "欢迎!".encode("gbk")])
    assert [type(item) for item in found] == [
        zhengwen.Document,
        type(None),
        zhengwen.DecodeError,
        zhengwen.DecodeError,
        zhengwen.Document,
    ]
    assert (found[2].kind, found[3].kind, found[3].offset) == ("binary", "lone_surrogate", 0)
    assert found[0].text == found[4].text == "欢迎！\n"


def test_iterables_and_what_is_none():
    assert CLEANER.batch([]) == []
    assert len(CLEANER.batch(text for text in texts(5))) == 5
    for wrong in ("水厂", b"\xcb\xae", 7, None, ["水", 7]):
        with pytest.raises(TypeError):
            CLEANER.batch(wrong)
    with pytest.raises(ValueError, match="threads"):
        CLEANER.batch(["水"], threads=0)


def test_other_threads_run_meanwhile():
    """The lock is free while a batch is cleaned: a thread of Python goes on counting."""
    given = texts(6000, length=60)
    ticks, done = [], threading.Event()

    def count():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    start = time.perf_counter()
    CLEANER.batch(given, threads=1)
    end = time.perf_counter()
    done.set()
    counter.join()
    within = [tick for tick in ticks if start < tick < end]
    longest = max(later - earlier for earlier, later in zip([start, *within], [*within, end]))
    assert longest < (end - start) / 2


def test_columns_of_pyarrow():
    pa = pytest.importorskip("pyarrow")
    given = texts(500)
    expected = [document.to_dict(unit="bytes") for document in CLEANER.batch(given)]
    kinds = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.binary(),
             pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int8(), pa.large_string())]
    for kind in kinds:
        rows = given[:100] if kind == kinds[-1] else given
        is_text = any(word in str(kind) for word in ('string', 'dictionary'))
        column = pa.array(rows if is_text else [text.encode() for text in rows], kind)
        found = pa.array(CLEANER.batch(column, edits=True)).to_pylist()
        assert [row.pop("error") for row in found] == [None] * len(rows)
        assert found == expected[: len(rows)], kind


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_chunks_slices_and_nulls(threads):
    pa = pytest.importorskip("pyarrow")
    given = texts(2000, length=30)
    given[7::11] = [None] * len(given[7::11])
    chunks = pa.chunked_array([given[:3], [], given[3:900], given[900:]], pa.string())
    for column, rows in ((chunks, given), (chunks.slice(5, 1200), given[5:1205]), (pa.array(given).slice(13, 77), given[13:90])):
        column = CLEANER.batch(column, threads=threads)
        assert len(column) == len(rows)
        found = pa.chunked_array(column).to_pylist()
        assert found == pa.array(column).to_pylist()
        expected = [zhengwen.clean(text) if text is not None else None for text in rows]
        assert [row["text"] for row in found] == expected
        assert all(set(row.values()) == {None} for row, text in zip(found, rows) if text is None)


def test_dictionaries_with_nulls_and_empty_columns():
    pa = pytest.importorskip("pyarrow")
    keys, values = pa.array([1, None, 0, 2, 1], pa.int8()), pa.array(["水厂,", "通水,", None])
    found = pa.array(CLEANER.batch(pa.DictionaryArray.from_arrays(keys, values))).to_pylist()
    assert [row["text"] for row in found] == ["通水，\n", None, "水厂，\n", None, "通水，\n"]
    for empty in (pa.array([], pa.string()), pa.chunked_array([], pa.binary()), pa.nulls(3)):
        column = CLEANER.batch(empty)
        assert len(column) == len(empty) == len(pa.array(column)) == len(pa.table(column))


def test_a_row_that_fails_says_so():
    pa = pytest.importorskip("pyarrow")
    column = CLEANER.batch(pa.array(["欢迎!".encode("gbk"), b"PK\x03\x04\x14\x00\x00\x00", "水厂".encode("utf-16")], pa.binary()))
    good, bad, last = pa.array(column).to_pylist()
    assert (good["text"], good["error"], last["text"]) == ("欢迎！\n", None, "水厂\n")
    assert bad.pop("error").startswith("binary data, not text")
    assert set(bad.values()) == {None}
    # pyarrow does not look whether a string is UTF-8, nor do Parquet files.
    broken = pa.Array.from_buffers(pa.string(), 2, pa.array([b"\xff\xfe", "水".encode()], pa.binary()).buffers())
    bad, good = pa.array(CLEANER.batch(broken)).to_pylist()
    assert "no UTF-8 at byte 0" in bad["error"]
    assert good["text"] == "水\n"


def test_columns_of_something_else():
    pa = pytest.importorskip("pyarrow")
    for wrong in (pa.array([1, 2]), pa.table({"id": [1], "text": ["水"]}), pa.array([["水"]])):
        with pytest.raises(TypeError, match="a column of texts or bytes"):
            CLEANER.batch(wrong)


def test_a_table_of_one_column_is_a_column():
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"text": ["水厂,", None]})
    assert pa.array(CLEANER.batch(table)).field("text").to_pylist() == ["水厂，\n", None]


def test_a_column_is_a_table_and_what_was_asked():
    pa = pytest.importorskip("pyarrow")
    column = CLEANER.batch(pa.array(texts(3)))
    assert repr(column) == "<Column of 3 documents>"
    table = pa.table(column)
    assert table.column_names == [
        "schema_version", "text", "title", "encoding", "truncated", "warnings", "blocks", "placeholders", "removed", "error",
    ]
    assert "edits" in pa.table(CLEANER.batch(pa.array(texts(3)), edits=True)).column_names
    table.validate(full=True)
    assert pa.schema(column) == table.schema
    assert pa.table(column) == table  # may be taken twice


def test_the_memory_of_a_column_outlives_what_it_came_from():
    pa = pytest.importorskip("pyarrow")
    array = pa.array(CLEANER.batch(pa.array(texts(100))))
    assert len(array.field("text").to_pylist()) == 100
