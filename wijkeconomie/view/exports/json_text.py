"""Rows as JSON, a column at a time, which is many times quicker than a row at a time."""

import json

import pyarrow as pa
import pyarrow.compute as pc


def dumped(value: object, indent: int | None = None) -> str:
    """A value as JSON, letters as they are. Raises ValueError for what JSON does not have."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)


def objects(batch: pa.RecordBatch) -> pa.Array:
    """A JSON object a row, with the columns as its members; empty cells are null, dates
    YYYY-MM-DD."""
    members = [
        pc.call_function("binary_join_element_wise", [f"{dumped(name)}:", _values(column), ""])
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    ]
    if not members:
        return pa.repeat(pa.scalar("{}"), len(batch))
    inner = pc.call_function("binary_join_element_wise", [*members, ","])
    return pc.call_function("binary_join_element_wise", ["{", inner, "}", ""])


def joined(texts: pa.Array) -> bytes:
    """Texts one after the other, with a comma and a new line between them."""
    whole = pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), texts)
    return pc.call_function("binary_join", [whole, ",\n"])[0].as_py().encode()


def _values(column: pa.Array) -> pa.Array:
    if pa.types.is_floating(column.type):
        finite = pc.call_function("is_finite", [column])
        known = pc.call_function("if_else", [finite, column, pa.scalar(None, column.type)])
        return pc.fill_null(known.cast(pa.string()), "null")
    if pa.types.is_date(column.type):
        column = column.cast(pa.string())
    if pa.types.is_string(column.type) or pa.types.is_dictionary(column.type):
        return _texts(column)
    return pc.fill_null(column.cast(pa.string()), "null")


def _texts(column: pa.Array) -> pa.Array:
    """Each text that differs is quoted once."""
    coded = column.dictionary_encode()
    quoted = pa.array([dumped(text) for text in coded.dictionary.to_pylist()], pa.string())
    return pc.fill_null(pc.take(quoted, coded.indices), "null")
