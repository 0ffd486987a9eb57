"""Tables of others: a CSV of any separator, or the sheet of a workbook with what is sought."""

from collections.abc import Collection
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pandas as pd
from python_calamine import CalamineError

from wijkeconomie.errors import Refused

LARGEST = 500_000_000


def read(path: Path, sought: Collection[str]) -> pd.DataFrame:
    """All rows, columns by their names in small letters; of a workbook the first sheet with one
    of the columns ``sought``. Raises Refused when the file cannot be read."""
    if not path.is_file():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    try:
        is_book = path.suffix.lower() in (".xlsx", ".xls")
        rows = _sheet(path, set(sought)) if is_book else _csv(path)
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
    rows.columns = [_plain(column) for column in rows.columns]
    return rows


def _plain(column: object) -> str:
    return str(column).strip().lower()


def _sheet(path: Path, sought: set[str]) -> pd.DataFrame:
    if path.suffix.lower() == ".xlsx":
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise ValueError
    sheets = list(pd.read_excel(path, sheet_name=None, engine="calamine", dtype=object).values())
    held = (sheet for sheet in sheets if {_plain(c) for c in sheet.columns} & sought)
    return next(held, sheets[0])


def _csv(path: Path) -> pd.DataFrame:
    if path.stat().st_size > LARGEST:
        raise ValueError
    with path.open(encoding="latin-1") as stream:
        first = stream.readline()
    separator = max(";,\t", key=first.count)
    encoding = "utf-8-sig" if first.startswith("ï»¿") else "latin-1"
    return pd.read_csv(path, sep=separator, dtype="string", encoding=encoding, na_values=["."])
