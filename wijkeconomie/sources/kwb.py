"""CBS Kerncijfers wijken en buurten from a file: the yearly Excel edition, or CSV."""

import re
from pathlib import Path

import pandas as pd

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources import figures, tables
from wijkeconomie.sources.area_files import CODE, year_in_name

CODES = ["gwb_code_10", "gwb_code", "area_code", "code", "buurtcode", "wijkcode", "gemeentecode"]


def read(path: Path, year: int | None) -> pd.DataFrame:
    """Figures per area of a KWB file: see ``figures.tidy``.

    Raises Refused when the file cannot be read, does not say its year, or lacks the codes of
    areas or every figure.
    """
    rows = tables.read(path, CODES)
    named = next((column for column in CODES if column in rows), None)
    if named is None:
        _refuse(path, rows, " ".join(CODES))
    boundary_year = year or _year(rows) or year_in_name(path)
    if boundary_year is None:
        raise Refused(
            "File {file} does not say of which year its figures are: add --year, such as "
            "--year 2024.",
            file=path,
        )
    codes = rows[named].astype("string").str.strip().str.upper()
    known = _recognised(rows, path).assign(area_code=codes, boundary_year=boundary_year)
    is_area = codes.str.fullmatch("|".join(CODE.values())).fillna(value=False).astype(bool)
    if not is_area.any():
        _refuse(path, rows, " ".join(CODES))
    return figures.tidy(known[is_area])


def _recognised(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    known = {}
    for row in shipped.rows("figure_columns"):
        column = next((s for s in row["spellings"].split() if s in rows), None)
        if column is not None:
            known[row["field"]] = rows[column]
    if not known:
        spellings = shipped.table("figure_columns")["spellings"].str.split().str[0]
        _refuse(path, rows, " ".join(spellings))
    return pd.DataFrame(known)


def _refuse(path: Path, rows: pd.DataFrame, known: str) -> None:
    raise Refused(
        "File {file} has none of the columns {known}; it has {columns}. Take the edition of CBS "
        "as it is, such as kwb-2024.xlsx.",
        file=path,
        known=", ".join(known.split()),
        columns=headings.shown(rows.columns, path, ", ".join(known.split())),
    )


def _year(rows: pd.DataFrame) -> int | None:
    if "jaar" not in rows or rows.empty:
        return None
    found = re.match(r"20\d{2}", str(rows["jaar"].iloc[0]))
    return int(found.group()) if found else None
