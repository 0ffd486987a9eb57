"""Rows of a list that were refused before, mended and sent in again alone."""

from pathlib import Path

import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.files import csv_files, returned
from wijkeconomie.files.names import plain
from wijkeconomie.formulas import restored


def origin(rows: pd.DataFrame, path: Path) -> str | None:
    """The source that refused rows came from; None for any other list. Raises Refused when they
    came from several, or from what is no list."""
    if not returned.is_addition(list(rows.columns)):
        return None
    column = next(name for name in rows.columns if plain(name) == "refused_from")
    marks = rows[column].str.strip()
    source = returned.origin(marks[marks.ne("")], path)
    if not source or plain(source) != source:
        raise Refused(
            "File {file}: '{value}' in column refused_from is no list of places: put back what "
            "stood there.",
            file=path,
            value=source,
        )
    return source


def mended(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Rows as they were before they were written down, without those left empty, which are those
    that must stay private. Raises Refused when all are."""
    own = [name for name in rows.columns if name in returned.own(list(rows.columns))]
    whole = rows[own].apply(restored)
    filled = whole[whole.apply(lambda cells: cells.str.strip().ne("")).any(axis=1)]
    if filled.empty:
        raise csv_files.without_rows(path)
    return filled
