"""Text that a spreadsheet would run as a formula, made harmless, and back."""

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

STARTS = "=+\\-@\\t\\r\\n＝＋－＠"


def neutral(text: "pd.Series[str]") -> "pd.Series[str]":
    """Text with an apostrophe before what a spreadsheet would take for a formula."""
    return text.str.replace(rf"\A('*[{STARTS}])", r"'\1", regex=True)


def neutral_text(text: str) -> str:
    """One text, made harmless."""
    return re.sub(rf"\A('*[{STARTS}])", r"'\1", text)


def neutral_batch(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Rows with every text made harmless."""
    safe = [_neutral(c) if pa.types.is_string(c.type) else c for c in rows.columns]
    return pa.RecordBatch.from_arrays(safe, names=rows.schema.names)


def _neutral(column: pa.Array) -> pa.Array:
    """Texts that differ are few, and as a rule none has to be changed."""
    marked = pc.ReplaceSubstringOptions(rf"\A('*[{STARTS}])", r"'\1")
    coded = column.dictionary_encode()
    safe = pc.call_function("replace_substring_regex", [coded.dictionary], marked)
    return column if safe.equals(coded.dictionary) else pc.take(safe, coded.indices)


def restored(text: "pd.Series[str]") -> "pd.Series[str]":
    """The text that ``neutral`` was given."""
    return text.str.replace(rf"\A'('*[{STARTS}])", r"\1", regex=True)


def neutral_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with every text, names of columns too, made harmless."""
    safe = rows.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]) or safe[column].dtype == object:
            safe[column] = neutral(safe[column].astype("string"))
    return safe.set_axis(neutral(pd.Series(safe.columns, dtype="string")).tolist(), axis=1)
