"""Cleans in the workers of Python themselves, with the package zhengwen: a column of Spark's batch goes in as it lies in memory and
a column of structs comes out, without a process, and without JSON between."""

import argparse
import base64
import json
import re

import pyarrow
import pyarrow.compute as compute

UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def size(text):
    """A number of bytes, as the tool reads one: 1000, 64k, 16M."""
    number, unit = re.fullmatch("([0-9]+)([kmg]?)", text.lower()).groups()
    return int(number) * UNITS[unit]


def options(words):
    """The options of the tool that the package has too: those of `zhengwen.Cleaner`, and the longest record."""
    parser = argparse.ArgumentParser(prog="--filter-option", allow_abbrev=False, add_help=False)
    parser.add_argument("--placeholders", choices=["canonical", "keep", "tagged"], default="canonical")
    parser.add_argument("--without-rule", action="append", default=[], dest="without_rules")
    parser.add_argument("--encoding")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--max-record-bytes", type=size, default=size("64M"))
    chosen = vars(parser.parse_args(words))
    return chosen, chosen.pop("max_record_bytes")


def field_of(line, name, is_bytes, column):
    """The document in a line of JSONL, or why there is none, and whether the line is an object."""
    if not line.strip():
        return None, "empty line", False
    try:
        record = json.loads(line)
    except ValueError as error:
        return None, f"malformed record: {error}", False
    if not isinstance(record, dict):
        return None, "malformed record: not a JSON object", False
    if any(key.lower() == column.lower() for key in record):
        raise ValueError(f"the source has a field {column!r}: choose another --column")
    return *value_of(record, name, is_bytes), True


def value_of(record, name, is_bytes):
    if name not in record:
        return None, f"no field {json.dumps(name)}"
    value = record[name]
    if not isinstance(value, str):
        return None, f"field {json.dumps(name)} is not a string"
    if is_bytes:
        dense = "".join(value.split()).rstrip("=")
        try:
            return base64.b64decode(dense + "=" * (-len(dense) % 4), validate=True), None
        except ValueError as error:
            return None, f"field {json.dumps(name)}: undecodable base64: {error}"
    return value, None


def texts_of(values):
    try:
        return pyarrow.array(values, pyarrow.string())
    except UnicodeEncodeError:  # half a surrogate pair, in one of them
        whole = [value and value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for value in values]
        return pyarrow.array(whole, pyarrow.string())


def from_lines(lines, name, is_bytes, column):
    """The documents of lines of JSONL, why there is none, and the lines that are no objects."""
    fields = [field_of(line, name, is_bytes, column) for line in lines]
    values = [value for value, _, _ in fields]
    texts = pyarrow.array(values, pyarrow.binary()) if is_bytes else texts_of(values)
    errors = pyarrow.array([error for _, error, _ in fields], pyarrow.string())
    raw = pyarrow.array([None if field[2] else line for line, field in zip(lines, fields)], pyarrow.string())
    return texts, errors, raw


def from_column(column, name):
    """The same of a column that holds the documents themselves."""
    kinds = pyarrow.types
    if not any(is_one(column.type) for is_one in (kinds.is_string, kinds.is_large_string, kinds.is_binary, kinds.is_large_binary)):
        column = pyarrow.nulls(len(column), pyarrow.string())
    missing = pyarrow.scalar(f"field {json.dumps(name)} is not a string", pyarrow.string())
    none = pyarrow.nulls(len(column), pyarrow.string())
    return column, compute.if_else(column.is_null(), missing, none), none


def without_long(texts, errors, limit):
    """The same documents without those of more bytes than the limit."""
    length = compute.fill_null(compute.binary_length(texts), 0)
    long = compute.greater(length, limit)
    if not compute.any(long).as_py():
        return texts, errors
    words = compute.binary_join_element_wise("record of ", length.cast("string"), f" bytes, longer than --max-record-bytes {limit}", "")
    return compute.if_else(long, pyarrow.scalar(None, texts.type), texts), compute.if_else(long, words, errors)


def cleaner(chosen, index, model, fields):
    """A function from batches of records to the same batches with one more column, of structs with these fields."""
    name, is_bytes, is_jsonl = chosen.bytes_field or chosen.text_field, bool(chosen.bytes_field), chosen.input_format == "jsonl"
    column, edits = chosen.column, chosen.edits
    settings, limit = options(chosen.filter_option)

    def clean(batches):
        import zhengwen

        cleaner = zhengwen.Cleaner(**settings, chrome_model=model)
        for batch in batches:
            given = batch.column(index)
            texts, errors, raw = from_lines(given.to_pylist(), name, is_bytes, column) if is_jsonl else from_column(given, name)
            texts, errors = without_long(texts, errors, limit)
            cleaned = pyarrow.array(cleaner.batch(texts, threads=1, edits=edits))
            parts = {field.name: cleaned.field(field.name) for field in cleaned.type}
            parts.update(error=compute.coalesce(parts["error"], errors), raw=raw)
            ours = pyarrow.StructArray.from_arrays([parts[field] for field in fields], fields)
            yield pyarrow.RecordBatch.from_arrays([*batch.columns, ours], [*batch.schema.names, column])

    return clean
