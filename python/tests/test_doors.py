"""The examples and integrations, each with the real library; one that is not installed is skipped, aloud."""

from __future__ import annotations

import gzip
import importlib
import json
import os
import pathlib

import pytest
import zhengwen

HERE = pathlib.Path(__file__).parents[1]
TEXTS = [f"各位来宾:\n今天第{number}座水厂投产,大家辛苦了。" for number in range(2500)]
TEXTS[7] = None
EXAMPLES = {
    "hugging_face": "datasets",
    "polars_column": "polars",
    "pandas_column": "pandas",
    "duckdb_query": "duckdb",
    "ray_data": "ray",
}


def needs(library):
    """Skips the test where the library is not installed, unless REQUIRED_LIBRARIES says that it is."""
    if library in os.environ.get("REQUIRED_LIBRARIES", "").split():
        return importlib.import_module(library)
    return pytest.importorskip(library, exc_type=ImportError)


def test_every_example_is_tested():
    assert {path.stem for path in HERE.glob("examples/*.py")} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name, monkeypatch, tmp_path):
    needs(EXAMPLES[name])
    # Ray and datasets run functions in other processes, by what the module is called.
    monkeypatch.syspath_prepend(str(HERE / "examples"))
    monkeypatch.setenv("PYTHONPATH", str(HERE / "examples"))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    if name == "ray_data":
        import ray

        ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    example = importlib.import_module(name)
    found = example.main(TEXTS)
    expected = [zhengwen.clean(text) if text else None for text in TEXTS]
    assert [row["text"] for row in found] == expected
    assert found[0]["blocks"][0]["kind"] == "salutation"


def test_datatrove_local_executor(tmp_path):
    needs("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    from zhengwen.integrations.datatrove import ZhengwenCleaner

    source = tmp_path / "crawl"
    source.mkdir()
    texts = [text for text in TEXTS if text]
    for part in range(4):
        lines = [json.dumps({"id": str(index), "text": texts[index]}) for index in range(part, len(texts), 4)]
        (source / f"{part}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (source / "broken.jsonl").write_text(json.dumps({"id": "broken", "text": "水\ud83d"}) + "\n", "utf-8")
    dropped = JsonlWriter(str(tmp_path / "dropped"))
    steps = [JsonlReader(str(source)), ZhengwenCleaner(exclusion_writer=dropped), JsonlWriter(str(tmp_path / "clean"))]
    executor = LocalPipelineExecutor(steps, tasks=4, workers=2, logging_dir=str(tmp_path / "logs"), skip_completed=False)
    executor.run()
    rows = read(tmp_path / "clean")
    assert {row["id"]: row["text"] for row in rows} == {str(n): zhengwen.clean(text) for n, text in enumerate(texts)}
    assert len(rows) == len(texts)
    assert not read(tmp_path / "dropped")


def test_datatrove_drops_what_is_no_text():
    needs("datatrove")
    from datatrove.data import Document
    from zhengwen.integrations.datatrove import ZhengwenCleaner

    documents = [Document(text="欢迎大家!", id="1"), Document(text="水\ud83d", id="2")]
    kept = list(ZhengwenCleaner().run(iter(documents)))
    assert [(document.id, document.text) for document in kept] == [("1", "欢迎大家！\n")]
    assert "character 1" in documents[1].metadata["error"]


def read(folder):
    lines = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines += map(json.loads, file)
    return lines


def test_data_juicer():
    needs("data_juicer")
    import datasets
    from zhengwen.integrations.data_juicer import ZhengwenMapper

    texts = [text for text in TEXTS if text]
    data = datasets.Dataset.from_dict({"text": texts})
    mapper = ZhengwenMapper(placeholders="keep", num_proc=2)
    assert mapper.run(data)["text"][:] == [zhengwen.Cleaner(placeholders="keep")(text).text for text in texts]
