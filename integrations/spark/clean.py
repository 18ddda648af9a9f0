"""Cleans a corpus of speeches on a Spark cluster.

    spark-submit integrations/spark/clean.py INPUT OUTPUT
    spark-submit --files target/release/zhengwen integrations/spark/clean.py INPUT OUTPUT --pipe

The work is done by the package zhengwen in the executors' Python or, with --pipe, where nothing can be installed, by
the filter `zhengwen --jsonl`, one process a task; either way one record comes out for each record in. Spark
moves the records, retries what a lost executor had, and commits each task's output once.
INPUT is JSONL or Parquet (a file, a folder, a pattern; any file system Spark reads), OUTPUT a folder
that does not exist yet. Every column of the source stays as it is; one column is added, `cleaned`, with
the text and all that was found, or the error. The job fails when a filter dies or loses a record.
"""

import argparse
import base64
import json
import os
import queue
import re
import subprocess
import sys
import threading

import pyarrow
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

import by_package


def struct(**fields):
    return T.StructType([T.StructField(name, kind) for name, kind in fields.items()])


TEXT = T.StringType()
SPAN = T.ArrayType(T.IntegerType())
EDITS = T.ArrayType(struct(span=SPAN, original=TEXT, rule=TEXT, replacement=TEXT, output=SPAN))
# The fields of `zhengwen --jsonl`; src/schema/document.json says what they mean.
CLEANED = struct(
    schema_version=T.IntegerType(),
    text=TEXT,
    title=TEXT,
    encoding=TEXT,
    truncated=T.BooleanType(),
    warnings=T.ArrayType(TEXT),
    blocks=T.ArrayType(struct(kind=TEXT, level=T.IntegerType(), text=TEXT, span=SPAN, output=SPAN)),
    placeholders=T.ArrayType(struct(kind=TEXT, raw=TEXT, canonical=TEXT, span=SPAN, output=SPAN)),
    removed=T.ArrayType(struct(text=TEXT, reason=TEXT, rule=TEXT, span=SPAN)),
    error=TEXT,
    raw=TEXT,
)
# Spark leaves out microseconds unless asked for them.
JSON = {
    "ignoreNullFields": "false",
    "timestampFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
    "timestampNTZFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
}
# What the job says itself, and what would change the form of the records.
TAKEN = ("--jsonl", "--format", "-f", "--text-field", "--bytes-field", "--decode-only", "--output", "-o", "--edits")


def options(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--input-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--output-format", choices=["jsonl", "parquet"], default="parquet")
    field = parser.add_mutually_exclusive_group()
    field.add_argument("--text-field", default="text", help="column with the text (default: text)")
    field.add_argument("--bytes-field", help="column with the raw bytes: binary in Parquet, base64 in JSONL")
    parser.add_argument("--column", default="cleaned", help="name of the column that is added (default: cleaned)")
    parser.add_argument("--edits", action="store_true", help="the edit log too")
    parser.add_argument("--pipe", action="store_true", help="through the filter, a process a task, not the package")
    parser.add_argument("--filter", default="zhengwen", help="with --pipe: name of the binary, as shipped with --files")
    parser.add_argument("--chrome-model", help="name of a chrome model, as shipped with --files")
    parser.add_argument("--filter-option", action="append", default=[], metavar="OPTION",
                        help="further option of the tool, as in --filter-option=--placeholders=tagged")
    parser.add_argument("--partitions", type=int, help="tasks (default: as the input is split, at least 3 a core)")
    parser.add_argument("--batch", type=int, default=1000, help="records that are moved at a time (default: 1000)")
    chosen = parser.parse_args(argv)
    for option in chosen.filter_option:
        if option.split("=")[0] in TAKEN:
            parser.error(f"{option} is not an option of the filter here: see --help")
    if not chosen.pipe:
        by_package.options(chosen.filter_option)
    if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", chosen.column):
        parser.error("--column is a name of letters, digits and _")
    return chosen


def shipped(spark, name):
    """Where a task finds a file shipped with --files: in its working folder, except in local mode."""
    local = spark.sparkContext.master.startswith("local[") or spark.sparkContext.master == "local"
    return SparkFiles.get(name) if local or os.path.isabs(name) else f"./{name}"


def command(spark, chosen):
    """The filter's command line. One job a process: Spark does the parallel part."""
    words = [shipped(spark, chosen.filter), "--jsonl", "--jobs=1", "--quiet"]
    words += ["--bytes-field=bytes"] if chosen.bytes_field else ["--text-field=text"]
    words += ["--edits"] if chosen.edits else []
    if chosen.chrome_model:
        words.append(f"--chrome-model={shipped(spark, chosen.chrome_model)}")
    return words + chosen.filter_option


def source(spark, chosen):
    """The input; of JSONL its lines, in the column `value`."""
    if chosen.input_format == "parquet":
        return spark.read.parquet(chosen.input)
    return spark.read.text(chosen.input)


def feeder(chosen, column=None):
    """A function from a value of the source to the line that the filter is fed, and whether the value
    is a JSON object. A line of JSONL that is none is fed as it is: the filter knows what to say. No record may have
    a field called `column`."""
    name = chosen.bytes_field or chosen.text_field
    field = "bytes" if chosen.bytes_field else "text"
    lines = chosen.input_format == "jsonl"

    def feed(value):
        if lines:
            try:
                record = json.loads(value)
            except ValueError:
                return value.encode() + b"\n", False
            if not isinstance(record, dict):
                return value.encode() + b"\n", False
            if column and any(key.lower() == column.lower() for key in record):
                raise ValueError(f"the source has a field {column!r}: choose another --column")
            if name not in record:
                return b"{}\n", True
            value = record[name]
        elif isinstance(value, (bytes, bytearray)):
            value = base64.b64encode(value).decode()
        try:
            return json.dumps({field: value}, ensure_ascii=False).encode() + b"\n", True
        except UnicodeEncodeError:  # half a surrogate pair, which the filter reads as it can
            return json.dumps({field: value}).encode() + b"\n", True

    return feed


def cleaner(words, index, feed, column, names):
    """A function from batches of records to the same batches with one more column, the filter's JSON. `names`
    are the filter's name of the field and the source's, for what errors say."""

    def found(line, value, is_object):
        if line and b',"schema_version":' in line:  # between values, so not a word of the text
            return line.decode().rstrip("\n")
        if not line.endswith(b"\n"):
            raise RuntimeError("the filter stopped before the records did")
        error = json.loads(line)["error"]
        failed = {"error": error.replace(*(json.dumps(name) for name in names), 1)}
        return json.dumps(failed if is_object else {"raw": value, **failed}, ensure_ascii=False)

    def clean(batches):
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={})
        waiting = queue.Queue(2)

        def write():
            try:
                for batch in batches:
                    values = batch.column(index).to_pylist()
                    fed = [feed(value) for value in values]
                    waiting.put((batch, values, [is_object for _, is_object in fed]))
                    process.stdin.writelines(line for line, _ in fed)
                    process.stdin.flush()
                process.stdin.close()
                waiting.put(None)
            except BrokenPipeError:  # the reader sees why
                waiting.put(None)
            except BaseException as error:
                process.kill()
                waiting.put(error)

        threading.Thread(target=write, daemon=True).start()
        try:
            while (item := waiting.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                batch, values, objects = item
                lines = [found(process.stdout.readline(), *record) for record in zip(values, objects)]
                added = pyarrow.array(lines, pyarrow.string())
                yield pyarrow.RecordBatch.from_arrays([*batch.columns, added], [*batch.schema.names, column])
            if process.stdout.read(1) or process.wait():
                raise RuntimeError(f"the filter ended with status {process.wait()}, or wrote too much")
        finally:
            process.kill()

    return clean


def spliced(record, column):
    """The JSON of a source record with the column at its end, spelt as it is; of what is no object
    only the column."""
    name = F.lit(f'"{column}":')
    inner = F.regexp_replace(record, r"\s*\}\s*$", "")
    comma = F.when(inner.rlike(r"^\s*\{\s*$"), "").otherwise(",")
    whole = F.concat(inner, comma, name, F.col(column), F.lit("}"))
    alone = F.concat(F.lit("{"), name, F.col(column), F.lit("}"))
    return F.when(F.col(column).startswith('{"raw":'), alone).otherwise(whole).alias("value")


def check(names, chosen):
    """Our column must be new, in whatever case."""
    if chosen.column.lower() in (name.lower() for name in names):
        sys.exit(f"the source has a column {chosen.column!r}: choose another --column")


def piped(spark, chosen, parts, given):
    """The records with the column as JSON, by the filter."""
    names = ("bytes", chosen.bytes_field) if chosen.bytes_field else ("text", chosen.text_field)
    feed = feeder(chosen, chosen.column)
    work = cleaner(command(spark, chosen), parts.columns.index(given), feed, chosen.column, names)
    return parts.mapInArrow(work, T.StructType([*parts.schema.fields, T.StructField(chosen.column, TEXT)]))


def packaged(spark, chosen, parts, given, kind):
    """The records with the column as a struct, by the package."""
    spark.sparkContext.addPyFile(by_package.__file__)
    model = None
    if chosen.chrome_model:
        with open(SparkFiles.get(chosen.chrome_model), "rb") as file:
            model = file.read()
    work = by_package.cleaner(chosen, parts.columns.index(given), model, kind.names)
    return parts.mapInArrow(work, T.StructType([*parts.schema.fields, T.StructField(chosen.column, kind)]))


def as_json(chosen, kind):
    """The column as the JSON that the filter writes."""
    left_out = ("error", "raw") if chosen.bytes_field else ("error", "raw", "encoding")
    fields = [F.col(chosen.column)[name].alias(name) for name in kind.names if name not in left_out]
    failure = [F.col(chosen.column)[name].alias(name) for name in ("raw", "error")]
    is_good = F.col(chosen.column)["error"].isNull()
    return F.when(is_good, F.to_json(F.struct(*fields), JSON)).otherwise(F.to_json(F.struct(*failure)))


def clean(spark, chosen):
    """Runs the job; returns the number of records in, out, and the errors by kind."""
    spark.conf.set("spark.sql.caseSensitive", "true")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", chosen.batch)
    frame = source(spark, chosen)
    column, is_jsonl = chosen.column, chosen.input_format == "jsonl"
    given = "value" if is_jsonl else chosen.bytes_field or chosen.text_field
    if given not in frame.columns:
        sys.exit(f"the source has no column {given!r}")
    if not is_jsonl:
        check(frame.columns, chosen)
    kind = T.StructType([*CLEANED.fields, *([T.StructField("edits", EDITS)] if chosen.edits else [])])
    wanted = chosen.partitions or max(frame.rdd.getNumPartitions(), 3 * spark.sparkContext.defaultParallelism)
    parts = frame.repartition(wanted) if wanted != frame.rdd.getNumPartitions() else frame
    output = piped(spark, chosen, parts, given) if chosen.pipe else packaged(spark, chosen, parts, given, kind)
    if chosen.output_format == "jsonl":
        if not chosen.pipe:
            output = output.withColumn(column, as_json(chosen, kind))
        record = F.col("value") if is_jsonl else F.to_json(F.struct(*[F.col(f"`{name}`") for name in frame.columns]), JSON)
        output.select(spliced(record, column)).write.text(chosen.output)
        written = spark.read.text(chosen.output)
        errors = written.select(F.get_json_object("value", f"$.{column}.error").alias("error"))
    else:
        ours = (F.from_json(column, kind) if chosen.pipe else F.col(column)).alias(column)
        if is_jsonl:
            inferred = spark.read.json(chosen.input, columnNameOfCorruptRecord="_corrupt").schema
            fields = T.StructType([field for field in inferred if field.name != "_corrupt"])
            check(fields.names, chosen)
            output = output.select(F.from_json("value", fields).alias("source"), ours).select("source.*", column)
        else:
            output = output.withColumn(column, ours)
        output.write.parquet(chosen.output)
        errors = spark.read.parquet(chosen.output).select(F.col(f"{column}.error").alias("error"))
    kind = F.regexp_replace(F.regexp_replace("error", ":.*", ""), "[0-9]+", "N").alias("kind")
    counts = errors.groupBy(kind).count().collect()
    kinds = {row["kind"]: row["count"] for row in counts if row["kind"] is not None}
    return frame.count(), sum(row["count"] for row in counts), kinds


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
