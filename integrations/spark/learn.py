"""Learns a chrome model from a corpus on a Spark cluster.

    spark-submit --files target/release/zhengwen integrations/spark/learn.py INPUT MODEL

Each partition learns a model of its own with `zhengwen --jsonl --learn-chrome -`; the models are merged on the
executors, a few at a time, until one is left, which alone comes to the driver. The merge is exact: the model is
the one that a single machine learns from the whole corpus.
"""

import argparse
import pathlib
import subprocess
import tempfile

from pyspark.sql import SparkSession

import clean

# So many models a task merges.
FAN = 8


def options(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("model")
    parser.add_argument("--input-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--bytes-field")
    parser.add_argument("--filter", default="zhengwen", help="name of the binary, as shipped with --files")
    parser.add_argument("--chrome-capacity", type=int, metavar="LINES", default=1 << 20,
                        help="how many distinct short lines the model is made for; 48 bytes of memory each, in every task (default: 2^20)")
    parser.add_argument("--partitions", type=int, help="models to learn and merge (default: one a core)")
    return parser.parse_args(argv)


def learner(words, feed):
    """A function from the records of a partition to its model."""

    def learn(values):
        with tempfile.TemporaryFile() as fed:
            for value in values:
                fed.write(feed(value)[0])
            fed.seek(0)
            done = subprocess.run(words, stdin=fed, stdout=subprocess.PIPE, env={}, check=True)
        yield done.stdout

    return learn


def merger(words):
    """A function from the models of a partition to one."""

    def merge(models):
        with tempfile.TemporaryDirectory() as folder:
            merging = []
            for index, model in enumerate(models):
                path = pathlib.Path(folder, f"{index}.model")
                path.write_bytes(model)
                merging.append(f"--merge-chrome={path}")
            if merging:
                yield subprocess.run([*words, *merging], stdout=subprocess.PIPE, env={}, check=True).stdout

    return merge


def learn(spark, chosen):
    """Writes the model; returns how many partitions it was learnt from."""
    spark.sparkContext.addPyFile(clean.__file__)
    frame = clean.source(spark, chosen)
    given = "value" if chosen.input_format == "jsonl" else chosen.bytes_field or chosen.text_field
    words = [clean.shipped(spark, chosen.filter), "--quiet", "--learn-chrome=-", f"--chrome-capacity={chosen.chrome_capacity}"]
    field = "--bytes-field=bytes" if chosen.bytes_field else "--text-field=text"
    values = frame.select(f"`{given}`").rdd.map(lambda row: row[0])
    wanted = chosen.partitions or spark.sparkContext.defaultParallelism
    values = values.coalesce(wanted) if values.getNumPartitions() > wanted else values.repartition(wanted)
    models = values.mapPartitions(learner([*words, "--jsonl", field], clean.feeder(chosen)))
    learnt = models.getNumPartitions()
    while models.getNumPartitions() > 1:
        fewer = -(-models.getNumPartitions() // FAN)
        models = models.coalesce(fewer, shuffle=True).mapPartitions(merger(words))
    (model,) = models.collect()
    pathlib.Path(chosen.model).write_bytes(model)
    return learnt


def main():
    chosen = options()
    spark = SparkSession.builder.appName("zhengwen-learn").getOrCreate()
    parts = learn(spark, chosen)
    print(f"learnt from {parts} partitions: {chosen.model}")
    spark.stop()


if __name__ == "__main__":
    main()
