"""CBS Kerncijfers wijken en buurten from a file: the yearly Excel edition, or CSV."""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pandas as pd
from python_calamine import CalamineError

from wijkeconomie import shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources import figures
from wijkeconomie.sources.area_files import CODE, year_in_name

CODES = ["gwb_code_10", "gwb_code", "area_code", "code", "buurtcode", "wijkcode", "gemeentecode"]
LARGEST = 500_000_000


def read(path: Path, year: int | None) -> pd.DataFrame:
    """Figures per area of a KWB file: see ``figures.tidy``.

    Raises Refused when the file cannot be read, does not say its year, or lacks the codes of
    areas or every figure.
    """
    rows = _rows(path)
    rows.columns = [str(column).strip().lower() for column in rows.columns]
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


def _rows(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    try:
        return _sheet(path) if path.suffix.lower() in (".xlsx", ".xls") else _csv(path)
    except (
        CalamineError,
        BadZipFile,
        ValueError,
        pd.errors.ParserError,
        UnicodeDecodeError,
    ) as error:
        raise Refused(
            "File {file} is no readable Excel or CSV file, or it breaks off halfway: ask for the "
            "file again.",
            file=path,
        ) from error


def _sheet(path: Path) -> pd.DataFrame:
    """The sheet with codes of areas, else the first."""
    if path.suffix.lower() == ".xlsx":
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise ValueError
    sheets = list(pd.read_excel(path, sheet_name=None, engine="calamine", dtype=object).values())
    coded = (s for s in sheets if {str(c).strip().lower() for c in s.columns} & set(CODES))
    return next(coded, sheets[0])


def _csv(path: Path) -> pd.DataFrame:
    if path.stat().st_size > LARGEST:
        raise ValueError
    with path.open(encoding="latin-1") as stream:
        first = stream.readline()
    separator = max(";,\t", key=first.count)
    encoding = "utf-8-sig" if first.startswith("ï»¿") else "latin-1"
    return pd.read_csv(path, sep=separator, dtype="string", encoding=encoding, na_values=["."])


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
        columns=", ".join(map(str, rows.columns[:12])),
    )


def _year(rows: pd.DataFrame) -> int | None:
    if "jaar" not in rows or rows.empty:
        return None
    found = re.match(r"20\d{2}", str(rows["jaar"].iloc[0]))
    return int(found.group()) if found else None
