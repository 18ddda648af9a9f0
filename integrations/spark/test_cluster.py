"""The Spark job on a real local cluster: python3 integrations/spark/test_cluster.py FILTER CORPUS [--all | --quick]

FILTER is the binary `zhengwen`, CORPUS a JSONL file of the example `corpus`; the package is installed. Two executors in
processes of their own. What is checked of the way by the package, and of the pipe in part or, with --all, too: what is added equals the single-machine output record for record, JSONL and
Parquet; the source stays as it is, whatever its columns are called; a poisoned record of each kind arrives as an
error record; an executor killed with -9 in mid-job loses and doubles nothing; a filter that dies or stops makes
the job fail.
"""

import base64
import contextlib
import datetime
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import unittest.mock

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import by_package  # noqa: E402
import clean as job  # noqa: E402
import learn  # noqa: E402

# The executors run the Python that this runs in.
os.environ["PYSPARK_PYTHON"] = sys.executable

FILTER, GIVEN = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
WORK = pathlib.Path(tempfile.mkdtemp(prefix="zhengwen-spark-"))
CORPUS = WORK / "corpus.jsonl"

POISON = [
    "{not json",
    "[1, 2]",
    "",
    '{"id": "no-text"}',
    '{"id": "number", "text": 7}',
    '{"id": "null", "text": null}',
    json.dumps({"id": "huge", "text": "水" * 400_000}, ensure_ascii=False),
]


FIELDS = job.CLEANED.names + ["edits"]
PACKAGED = by_package.cleaner


def single_machine(lines, *options):
    """What the filter writes without Spark."""
    fed = "".join(line + "\n" for line in lines).encode()
    done = subprocess.run([FILTER, "--jsonl", "--jobs=2", "--quiet", *options], input=fed, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().splitlines()


def expected_of(lines, *options):
    """The source lines with what the filter found, or said, in the column that is added; sorted."""
    whole = []
    for line, found in zip(lines, map(json.loads, single_machine(lines, *options)), strict=True):
        kept = ["error", "raw"] if "error" in found else FIELDS
        ours = {name: found[name] for name in kept if name in found}
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        record = record if isinstance(record, dict) else {}
        if record and "error" in found:
            ours.pop("raw", None)
        whole.append(sorted_json({**record, "cleaned": ours}))
    return sorted(whole)


def sorted_json(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@functools.cache
def corpus_expected():
    """The whole corpus through one process, and the seconds it took."""
    start = time.monotonic()
    lines = CORPUS.read_text("utf-8").split("\n")[:-1]
    single_machine(lines)
    took = time.monotonic() - start
    return expected_of(lines), took


def script(name, body):
    path = WORK / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def lines_of(folder):
    lines = [line for part in sorted(folder.glob("part-*")) for line in part.read_text("utf-8").split("\n")[:-1]]
    return sorted(sorted_json(json.loads(line)) for line in lines)


def executors():
    """Process ids of the executors."""
    found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], stdout=subprocess.PIPE, text=True)
    return [int(word) for word in found.stdout.split()]


class Cluster:
    """What holds whichever way the records go; `WAY` is what is put behind the options."""

    WAY = ()

    @classmethod
    def setUpClass(cls):
        builder = SparkSession.builder.appName("zhengwen-test").master("local-cluster[2,1,1024]")
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.executorEnv.PYTHONPATH": str(pathlib.Path(job.__file__).parent),
            "spark.sql.shuffle.partitions": "4",
            "spark.task.maxFailures": "2",
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("OFF")
        # Slow enough to be killed in the middle: the pause is once a task.
        slow = script("slow-clean", f"sleep 0.4; exec {FILTER} \"$@\"")
        dying = script("dying-clean", "head -n 3 > /dev/null; echo '{}'; exit 7")
        killed = script("killed-clean", "head -n 3 > /dev/null; kill -9 $$")
        quitting = script("quitting-clean", "head -n 3; exit 0")
        for path in (FILTER, slow, dying, killed, quitting):
            cls.spark.sparkContext.addFile(str(path))
        # The truth that the generator keeps beside each text would only be carried along.
        given = map(json.loads, GIVEN.read_text("utf-8").split("\n")[:-1])
        cls.lines = [json.dumps({"id": str(index), "text": record["text"]}, ensure_ascii=False) for index, record in enumerate(given)]
        CORPUS.write_text("\n".join(cls.lines) + "\n", "utf-8")

    def run_job(self, source, name, *options):
        output = WORK / name
        shutil.rmtree(output, ignore_errors=True)
        report = job.clean(self.spark, job.options([str(source), str(output), *options, *self.WAY]))
        return output, report

    def poisoned(self):
        path = WORK / "poisoned.jsonl"
        if not path.exists():
            mixed = self.lines[:400]
            for index, line in enumerate(POISON):
                mixed.insert(index * 37, line)
            path.write_text("\n".join(mixed) + "\n", "utf-8")
        return path

    def test_jsonl_equals_the_single_machine(self):
        expected, alone = corpus_expected()
        start = time.monotonic()
        output, (came, went, kinds) = self.run_job(CORPUS, "jsonl", "--output-format=jsonl")
        cluster = time.monotonic() - start
        self.assertEqual((came, went, kinds), (len(self.lines), len(self.lines), {}))
        self.assertEqual(lines_of(output), expected)
        size = CORPUS.stat().st_size / 1e6
        print(f"\n{type(self).__name__}: single machine, two jobs: {size / alone:.0f} MB/s; local cluster, two executors: {size / cluster:.0f} MB/s "
              f"({cluster:.1f} s); the filter's own share of the cluster's time: {alone / cluster:.0%}", flush=True)

    def test_parquet_equals_the_single_machine(self):
        source = WORK / "source.parquet"
        frame = self.spark.read.json(str(CORPUS)).select("id", "text", F.lit(1.5).alias("weight"), F.lit(None).cast("long").alias("page"))
        frame.write.parquet(str(source), mode="overwrite")
        _, (came, went, kinds) = self.run_job(source, "parquet", "--input-format=parquet")
        self.assertEqual((came, went, kinds), (len(self.lines), len(self.lines), {}))
        found = {row["id"]: row for row in self.spark.read.parquet(str(WORK / "parquet")).collect()}
        expected = [json.loads(line) for line in corpus_expected()[0]]
        self.assertEqual(len(found), len(expected))
        for record in expected:
            row = found[record["id"]].asDict(recursive=True)
            self.assertEqual((row["weight"], row["page"], row["text"]), (1.5, None, record["text"]))
            ours = {name: value for name, value in row["cleaned"].items() if name in record["cleaned"]}
            self.assertEqual(ours, record["cleaned"])

    def test_source_columns_stay_whatever_they_are_called(self):
        names = ["raw", "damaged", "encoding", "Title", "title", "error", "blocks", "source_title", "schema_version"]
        fields = {name: f"the source's {name}" for name in names}
        records = [{"id": 1, **fields, "text": "各位来宾:\n欢迎!"}, {"id": 2, **fields, "text": None}]
        source = WORK / "names.jsonl"
        source.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
        self.run_job(source, "names", "--edits")
        rows = {row["id"]: row.asDict(recursive=True) for row in self.spark.read.parquet(str(WORK / "names")).collect()}
        for record in records:
            row = rows[record["id"]]
            self.assertEqual({name: row[name] for name in record}, record)
        self.assertEqual(rows[1]["cleaned"]["text"], "各位来宾：\n欢迎！\n")
        self.assertEqual([edit["replacement"] for edit in rows[1]["cleaned"]["edits"]], ["：", "！", "\n"])
        self.assertEqual((rows[2]["cleaned"]["title"], rows[2]["cleaned"]["text"]), (None, None))
        self.assertIn('"text" is not a string', rows[2]["cleaned"]["error"])
        output, _ = self.run_job(source, "names-jsonl", "--edits", "--output-format=jsonl")
        for line in map(json.loads, lines_of(output)):
            line.pop("cleaned")
            self.assertIn(line, records)

    def test_types_stay_to_the_microsecond_and_failures_keep_their_bytes(self):
        at = datetime.datetime(2024, 1, 2, 3, 4, 5, 123456)
        rows = [(1, bytearray("各位来宾:\n欢迎!".encode("gbk")), at), (2, bytearray(b"PK\x03\x04\x14\x00\x06\x00"), at)]
        source = WORK / "typed.parquet"
        self.spark.createDataFrame(rows, "id int, body binary, at timestamp").write.parquet(str(source), mode="overwrite")
        _, report = self.run_job(source, "typed", "--input-format=parquet", "--bytes-field=body")
        self.assertEqual(report[:2], (2, 2))
        found = {row["id"]: row for row in self.spark.read.parquet(str(WORK / "typed")).collect()}
        for id, body, at in rows:
            self.assertEqual((found[id]["body"], found[id]["at"]), (body, at))
        self.assertEqual((found[1]["cleaned"]["encoding"], found[1]["cleaned"]["error"]), ("GBK", None))
        self.assertIn("binary", found[2]["cleaned"]["error"])
        output, _ = self.run_job(source, "typed-jsonl", "--input-format=parquet", "--bytes-field=body", "--output-format=jsonl")
        for line in map(json.loads, lines_of(output)):
            self.assertTrue(line["at"].startswith("2024-01-02T03:04:05.123456"), line["at"])
            self.assertEqual(base64.b64decode(line["body"]), bytes(rows[line["id"] - 1][1]))

    def test_a_column_of_our_name_is_refused(self):
        source = WORK / "clash.jsonl"
        source.write_text('{"text": "水", "Cleaned": 1}\n', "utf-8")
        with self.assertRaises(SystemExit):
            self.run_job(source, "clash-parquet")
        with self.assertRaises(PySparkException):
            self.run_job(source, "clash-jsonl", "--output-format=jsonl")
        self.run_job(source, "no-clash", "--column=ours")
        with self.assertRaises(SystemExit):
            job.options(["in", "out", "--filter-option=--format=text", *self.WAY])

    def test_poisoned_records_arrive_as_errors(self):
        option = "--filter-option=--max-record-bytes=1M"
        source = self.poisoned()
        given = source.read_text("utf-8").split("\n")[:-1]
        output, (came, went, kinds) = self.run_job(source, "poisoned", "--output-format=jsonl", option)
        self.assertEqual((came, went), (len(given), len(given)))
        self.assertEqual(sum(kinds.values()), len(POISON), kinds)
        # The filter is fed the document alone, so that a record is shorter than its line.
        # The two readers of JSON have words of their own for what is none.
        def alike(line):
            line = re.sub("record of [0-9]+ bytes", "record of N bytes", line)
            return re.sub('malformed record: [^"]*"', 'malformed record"', line.replace('\\"', ""))

        expected = expected_of(given, "--max-record-bytes=1M")
        self.assertEqual(sorted(map(alike, lines_of(output))), sorted(map(alike, expected)))

    def test_raw_bytes_and_bad_base64(self):
        texts = ["各位同事：\n今天检修水泵,请大家注意安全。\n".encode("gbk"), "各位读者，图书馆开馆了。\n".encode("utf-8")]
        given = [json.dumps({"id": index, "body": base64.b64encode(text).decode()}) for index, text in enumerate(texts)]
        given.append('{"id": 2, "body": "???"}')
        source = WORK / "bytes.jsonl"
        source.write_text("\n".join(given) + "\n")
        output, (came, went, kinds) = self.run_job(source, "bytes", "--output-format=jsonl", "--bytes-field=body")
        self.assertEqual((came, went, sum(kinds.values())), (3, 3, 1), kinds)
        # What is wrong with the base64 each reader says in its own words.
        alike = functools.partial(re.sub, 'undecodable base64: [^"]*"', 'undecodable base64"')
        self.assertEqual(list(map(alike, lines_of(output))), list(map(alike, expected_of(given, "--bytes-field=body"))))

    def test_model_learnt_by_partition_is_the_model_of_the_whole(self):
        source = self.poisoned()
        model = WORK / "cluster.model"
        parts = learn.learn(self.spark, learn.options([str(source), str(model), "--partitions=10", "--chrome-capacity=4096"]))
        self.assertGreater(parts, 1)
        with source.open("rb") as fed:
            alone = subprocess.run([FILTER, "--jsonl", "--quiet", "--learn-chrome=-", "--chrome-capacity=4096"], stdin=fed, stdout=subprocess.PIPE)
        self.assertEqual(model.read_bytes(), alone.stdout)
        self.spark.sparkContext.addFile(str(model))
        _, (came, went, _) = self.run_job(source, "modelled", "--chrome-model=cluster.model")
        self.assertEqual(came, went)

    def test_killed_executor_loses_and_doubles_nothing(self):
        before = executors()
        self.assertEqual(len(before), 2)
        killed = []

        def kill():
            tracker = self.spark.sparkContext.statusTracker()
            for _ in range(600):
                stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
                if any(stage and stage.numTasks > 20 and 4 <= stage.numCompletedTasks < stage.numTasks - 8 for stage in stages):
                    os.kill(before[0], signal.SIGKILL)
                    killed.append(before[0])
                    return
                time.sleep(0.05)

        killer = threading.Thread(target=kill)
        killer.start()
        with self.slowed() as options:
            output, (came, went, kinds) = self.run_job(CORPUS, "killed", "--output-format=jsonl", "--partitions=24", *options)
        killer.join()
        self.assertTrue(killed, "the executor was killed while the job ran")
        self.assertEqual((came, went, kinds), (len(self.lines), len(self.lines), {}))
        self.assertEqual(lines_of(output), corpus_expected()[0])



def slow(*arguments):
    """The package's worker with a pause before each task."""
    work = PACKAGED(*arguments)

    def clean(batches):
        time.sleep(0.4)
        yield from work(batches)

    return clean


class ByPackage(Cluster, unittest.TestCase):
    @contextlib.contextmanager
    def slowed(self):
        with unittest.mock.patch("by_package.cleaner", slow):
            yield []

    def test_an_option_that_the_package_has_not_is_refused(self):
        with self.assertRaises(SystemExit):
            job.options(["in", "out", "--filter-option=--max-window=1G"])
        job.options(["in", "out", "--filter-option=--max-window=1G", "--pipe"])


class ByPipe(Cluster, unittest.TestCase):
    WAY = ("--pipe",)

    @contextlib.contextmanager
    def slowed(self):
        yield ["--filter=slow-clean"]

    def test_filter_that_dies_fails_the_job(self):
        source = self.poisoned()
        for name in ("dying-clean", "killed-clean"):
            with self.subTest(name), self.assertRaises(PySparkException):
                self.run_job(source, name, f"--filter={name}", "--output-format=jsonl")

    def test_filter_that_stops_early_is_noticed(self):
        with self.assertRaises(PySparkException):
            self.run_job(self.poisoned(), "quitting", "--filter=quitting-clean", "--output-format=jsonl")


# Moved, split and committed as by the package; only the worker is another one.
ALIKE = (
    "test_parquet_equals_the_single_machine",
    "test_source_columns_stay_whatever_they_are_called",
    "test_types_stay_to_the_microsecond_and_failures_keep_their_bytes",
    "test_model_learnt_by_partition_is_the_model_of_the_whole",
    "test_killed_executor_loses_and_doubles_nothing",
)
if sys.argv[3:] != ["--all"]:
    for name in ALIKE:
        setattr(ByPipe, name, None)
if sys.argv[3:] == ["--quick"]:
    for name in ALIKE[:-1]:
        setattr(ByPackage, name, None)
    for name in ("test_jsonl_equals_the_single_machine", "test_poisoned_records_arrive_as_errors", "test_raw_bytes_and_bad_base64"):
        setattr(ByPipe, name, None)

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2, warnings="ignore")
