"""Text that a spreadsheet would run as a formula, made harmless, and back."""

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Their wide and small forms too, as a spreadsheet may take them for the same.
STARTS = "=+\\-@\\t\\r\\n＝＋－＠\ufe62\ufe63\ufe66\ufe6b"
# Spaces, control and format characters, and fillers: nobody sees them, and programs drop them.
UNSEEN = (
    "\\x00-\\x20\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
FORMULA = f"['{UNSEEN}]*[{STARTS}]"


def neutral(text: "pd.Series[str]") -> "pd.Series[str]":
    """Text with an apostrophe before what a spreadsheet would take for a formula, also behind
    apostrophes and what nobody sees."""
    return text.str.replace(rf"\A({FORMULA})", r"'\1", regex=True)


def neutral_text(text: str) -> str:
    """One text, made harmless."""
    return re.sub(rf"\A({FORMULA})", r"'\1", text)


def neutral_batch(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Rows with every text made harmless; of texts with a dictionary each different one once."""
    safe = [_neutral(column) for column in rows.columns]
    return pa.RecordBatch.from_arrays(safe, names=rows.schema.names)


def _neutral(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices, _neutral(column.dictionary))
    if not pa.types.is_string(column.type):
        return column
    marked = pc.ReplaceSubstringOptions(rf"\A({FORMULA})", r"'\1")
    return pc.call_function("replace_substring_regex", [column], marked)


def restored(text: "pd.Series[str]") -> "pd.Series[str]":
    """The text that ``neutral`` was given."""
    return text.str.replace(rf"\A'({FORMULA})", r"\1", regex=True)


def neutral_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with every text, names of columns too, made harmless."""
    safe = rows.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]) or safe[column].dtype == object:
            safe[column] = neutral(safe[column].astype("string"))
    return safe.set_axis(neutral(pd.Series(safe.columns, dtype="string")).tolist(), axis=1)
