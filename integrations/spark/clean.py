"""Cleans a corpus of speeches on a Spark cluster.

    spark-submit --files target/release/zhengwen integrations/spark/clean.py INPUT OUTPUT

The work is done by the filter `zhengwen --jsonl`, one process a task, one record out for each record
in; Spark moves the records, retries what a lost executor had, and commits each task's output once.
INPUT is JSONL or Parquet (a file, a folder, a pattern; any file system Spark reads), OUTPUT a folder
that does not exist yet. Source columns are kept; `title`, `text`, `truncated`, `blocks`, `placeholders`,
`removed` and `error` are added. The job fails when a filter dies and when fewer or more records came
out than went in.
"""

import argparse
import os
import sys

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T



def struct(**fields):
    return T.StructType([T.StructField(name, kind) for name, kind in fields.items()])


TEXT = T.StringType()
ADDED = struct(
    title=TEXT,
    truncated=T.BooleanType(),
    blocks=T.ArrayType(struct(kind=TEXT, level=T.IntegerType(), text=TEXT)),
    placeholders=T.ArrayType(struct(kind=TEXT, raw=TEXT, canonical=TEXT)),
    removed=T.ArrayType(struct(text=TEXT, reason=TEXT)),
    error=TEXT,
    raw=TEXT,
)


def options(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--input-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--output-format", choices=["jsonl", "parquet"], default="parquet")
    field = parser.add_mutually_exclusive_group()
    field.add_argument("--text-field", default="text", help="column with the text (default: text)")
    field.add_argument("--bytes-field", help="column with the raw bytes: binary in Parquet, base64 in JSONL")
    parser.add_argument("--filter", default="zhengwen", help="name of the binary, as shipped with --files")
    parser.add_argument("--chrome-model", help="name of a chrome model, as shipped with --files")
    parser.add_argument("--filter-option", action="append", default=[], metavar="OPTION",
                        help="further option of the filter, as in --filter-option=--placeholders=tagged")
    parser.add_argument("--partitions", type=int, help="tasks (default: as the input is split, at least 3 a core)")
    return parser.parse_args(argv)


def shipped(spark, name):
    """Where a task finds a file shipped with --files: in its working folder, except in local mode."""
    local = spark.sparkContext.master.startswith("local[") or spark.sparkContext.master == "local"
    return SparkFiles.get(name) if local or os.path.isabs(name) else f"./{name}"


def command(spark, chosen):
    """The filter's command line. One job a process: Spark does the parallel part."""
    words = [shipped(spark, chosen.filter), "--jsonl", "--jobs=1", "--quiet"]
    words += [f"--bytes-field={chosen.bytes_field}"] if chosen.bytes_field else [f"--text-field={chosen.text_field}"]
    if chosen.chrome_model:
        words.append(f"--chrome-model={shipped(spark, chosen.chrome_model)}")
    words += chosen.filter_option
    return " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)


def records(spark, chosen):
    """The input as one JSON object a record, and the schema of its columns."""
    if chosen.input_format == "parquet":
        frame = spark.read.parquet(chosen.input)
        whole = F.to_json(F.struct("*"), {"ignoreNullFields": "false"}).alias("value")
        return frame.select(whole), frame.schema
    schema = spark.read.json(chosen.input, columnNameOfCorruptRecord="_corrupt").schema
    kept = [field for field in schema if field.name != "_corrupt"]
    return spark.read.text(chosen.input), T.StructType(kept)


def cleaned_schema(source, chosen):
    """Source columns, the text, and what the filter adds; see `zhengwen --help` for the names."""
    given = chosen.bytes_field or chosen.text_field
    taken = {field.name for field in ADDED}
    text = "text" if chosen.bytes_field else chosen.text_field
    columns = [T.StructField(text, T.StringType())]
    for field in source:
        if field.name == given:
            continue
        name = f"source_{field.name}" if field.name in taken or field.name == text else field.name
        columns.append(T.StructField(name, field.dataType))
    return T.StructType(columns + ADDED.fields)


def clean(spark, chosen):
    """Runs the job; returns the number of records in, out, and the errors by kind."""
    lines, source = records(spark, chosen)
    wanted = chosen.partitions or max(lines.rdd.getNumPartitions(), 3 * spark.sparkContext.defaultParallelism)
    if wanted != lines.rdd.getNumPartitions():
        lines = lines.repartition(wanted)
    # Without checkCode a filter that dies ends its task early and in peace: rows missing, job green.
    piped = lines.rdd.map(lambda row: row.value).pipe(command(spark, chosen), checkCode=True)
    output = spark.createDataFrame(piped.map(lambda line: (line,)), "value string")
    if chosen.output_format == "jsonl":
        output.write.text(chosen.output)
        written = spark.read.text(chosen.output)
        errors = written.select(F.get_json_object("value", "$.error").alias("error"))
    else:
        schema = cleaned_schema(source, chosen)
        output.select(F.from_json("value", schema).alias("record")).select("record.*").write.parquet(chosen.output)
        errors = spark.read.parquet(chosen.output).select("error")
    kind = F.regexp_replace(F.regexp_replace("error", ":.*", ""), "[0-9]+", "N").alias("kind")
    counts = errors.groupBy(kind).count().collect()
    kinds = {row["kind"]: row["count"] for row in counts if row["kind"] is not None}
    return lines.count(), sum(row["count"] for row in counts), kinds


def main():
    chosen = options()
    spark = SparkSession.builder.appName("zhengwen").getOrCreate()
    came, went, kinds = clean(spark, chosen)
    print(f"records in {came}, out {went}, with an error {sum(kinds.values())}")
    for kind, count in sorted(kinds.items(), key=lambda item: -item[1]):
        print(f"  {count:>10}  {kind}")
    spark.stop()
    if came != went:
        sys.exit(f"{came} records went in and {went} came out: the output is not complete")


if __name__ == "__main__":
    main()
