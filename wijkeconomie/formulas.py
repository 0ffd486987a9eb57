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


# What a Dutch or English spreadsheet takes for a number, a date, a time, a share or a truth.
MONTH = (
    "(jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sept?|okt|oct|nov|dec|january|januari|february"
    "|februari|march|april|june|juni|july|juli|augustus|august|september|oktober|october|november"
    r"|december)\.?"
)
BETWEEN = "[-/. ]*"
READ_AS = (
    r"(?i)\A(\s*[(€$]?\s*[.,]?\d[\d.,:/\s%€-]*(e[+-]?\d+)?\)?\s*([ap]m?)?\s*"
    rf"|\s*\d{{1,4}}{BETWEEN}{MONTH}{BETWEEN}\d{{0,4}}\s*"
    rf"|\s*{MONTH}{BETWEEN}\d{{1,4}}[, ]*\d{{0,4}}\s*"
    r"|\s*(waar|onwaar|true|false)\s*)\z"
)
SHOWN_ALIKE = r"\A(0|[1-9]\d{0,14})\z"


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


def kept_text(texts: pa.Array) -> pa.Array:
    """Texts with an apostrophe before what a spreadsheet would read, and show, as another."""
    marked = pc.ReplaceSubstringOptions(READ_AS, r"'\1")
    guarded = pc.call_function("replace_substring_regex", [texts], marked)
    alike = pc.MatchSubstringOptions(SHOWN_ALIKE)
    is_alike = pc.call_function("match_substring_regex", [texts], alike)
    return pc.call_function("if_else", [is_alike, texts, guarded])


def restored(text: "pd.Series[str]") -> "pd.Series[str]":
    """The text that ``neutral`` or ``kept_text`` was given."""
    return unkept(text.str.replace(rf"\A'({FORMULA})", r"\1", regex=True))


def unkept(text: "pd.Series[str]") -> "pd.Series[str]":
    """The text that ``kept_text`` was given."""
    marked = READ_AS.replace(r"\A(", r"\A'(", 1).replace(r"\z", r"\Z")
    return text.str.replace(marked, r"\1", regex=True)


def neutral_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with every text, names of columns too, made harmless."""
    safe = rows.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]) or safe[column].dtype == object:
            safe[column] = neutral(safe[column].astype("string"))
    return safe.set_axis(neutral(pd.Series(safe.columns, dtype="string")).tolist(), axis=1)
