"""Text that a spreadsheet would run as a formula, made harmless, and back."""

import pandas as pd

STARTS = "=+\\-@\\t\\r\\n＝＋－＠"


def neutral(text: "pd.Series[str]") -> "pd.Series[str]":
    """Text with an apostrophe before what a spreadsheet would take for a formula."""
    return text.str.replace(rf"\A('*[{STARTS}])", r"'\1", regex=True)


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
