"""Rows as the XML of a worksheet (ECMA-376), a column at a time."""

import re
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

LONGEST = 32_767
FIRST_DAY = 25_569
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
NONE = ""


def rows(batch: pa.RecordBatch, first: int, day: str) -> bytes:
    """Elements of rows from number ``first``; empty cells are left out. ``day``: number of the
    style of dates."""
    numbers = pa.array(range(first, first + len(batch)), pa.int64()).cast(pa.string())
    cells = [
        _cells(column, xl_col_to_name(position), numbers, day)
        for position, column in enumerate(batch.columns)
    ]
    whole = _together('<row r="', numbers, '">', *cells, "</row>")
    joined = pa.ListArray.from_arrays(pa.array([0, len(whole)], pa.int32()), whole)
    return pc.call_function("binary_join", [joined, NONE])[0].as_py().encode()


def _cells(column: pa.Array, letters: str, numbers: pa.Array, day: str) -> pa.Array:
    start = [f'<c r="{letters}', numbers]
    if pa.types.is_string(column.type) or pa.types.is_dictionary(column.type):
        cell = _together(*start, '" t="inlineStr"><is>', _texts(column), "</is></c>")
    elif pa.types.is_boolean(column.type):
        value = column.cast(pa.int8()).cast(pa.string())
        cell = _together(*start, '" t="b"><v>', value, "</v></c>")
    elif pa.types.is_date(column.type):
        value = pc.call_function("add", [column.cast(pa.int32()), FIRST_DAY]).cast(pa.string())
        cell = _together(*start, f'" s="{day}"><v>', value, "</v></c>")
    else:
        cell = _together(*start, '"><v>', column.cast(pa.string()), "</v></c>")
    return pc.fill_null(cell, NONE)


def _texts(column: pa.Array) -> pa.Array:
    """Each text that differs is written once."""
    coded = column.dictionary_encode()
    written = pa.array(map(_text, coded.dictionary.to_pylist()), pa.string())
    return pc.take(written, coded.indices)


def _text(text: str) -> str:
    safe = NOT_XML.sub(lambda mark: f"_x{ord(mark[0]):04X}_", escape(text[:LONGEST]))
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{kept}>{safe}</t>"


def _together(*parts: pa.Array | str) -> pa.Array:
    return pc.call_function("binary_join_element_wise", [*parts, NONE])
