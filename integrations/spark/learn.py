"""Learns a chrome model from a corpus on a Spark cluster.

    spark-submit --files target/release/zhengwen integrations/spark/learn.py INPUT MODEL

Each partition learns a model of its own with `zhengwen --jsonl --learn-chrome -`; the driver merges them. The
merge is exact: the model is the one that a single machine learns from the whole corpus.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

from clean import records, shipped


def options(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("model")
    parser.add_argument("--input-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--bytes-field")
    parser.add_argument("--filter", default="zhengwen", help="name of the binary, as shipped with --files")
    parser.add_argument("--partitions", type=int, help="models to learn and merge (default: one a core)")
    return parser.parse_args(argv)


def learner(words):
    """A function from the records of a partition to its model."""

    def learn(lines):
        with tempfile.TemporaryFile() as fed:
            for line in lines:
                fed.write(line.encode() + b"\n")
            fed.seek(0)
            done = subprocess.run(words, stdin=fed, stdout=subprocess.PIPE, env={}, check=True)
        yield done.stdout

    return learn


def learn(spark, chosen):
    """Writes the model; returns how many partitions it was learnt from."""
    lines, _ = records(spark, chosen)
    words = [shipped(spark, chosen.filter), "--jsonl", "--quiet", "--learn-chrome=-"]
    words += [f"--bytes-field={chosen.bytes_field}"] if chosen.bytes_field else [f"--text-field={chosen.text_field}"]
    parts = lines.rdd.map(lambda row: row.value)
    wanted = chosen.partitions or spark.sparkContext.defaultParallelism
    parts = parts.coalesce(wanted) if parts.getNumPartitions() > wanted else parts.repartition(wanted)
    models = parts.mapPartitions(learner(words)).collect()
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, f"{index}.model") for index in range(len(models))]
        for path, model in zip(paths, models):
            path.write_bytes(model)
        merging = [f"--merge-chrome={path}" for path in paths]
        filter_here = shipped_to_driver(chosen.filter)
        subprocess.run([filter_here, "--quiet", f"--learn-chrome={chosen.model}", *merging], check=True)
    return len(models)


def shipped_to_driver(name):
    """The binary where the driver runs: --files puts a copy in its working folder or Spark's."""
    from pyspark import SparkFiles

    for path in (pathlib.Path(name), pathlib.Path(SparkFiles.get(name))):
        if path.exists():
            return str(path.resolve())
    sys.exit(f"{name} is not shipped: add it to --files")


def main():
    chosen = options()
    spark = SparkSession.builder.appName("zhengwen-learn").getOrCreate()
    parts = learn(spark, chosen)
    print(f"learnt from {parts} partitions: {chosen.model}")
    spark.stop()


if __name__ == "__main__":
    main()
