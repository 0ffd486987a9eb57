"""Which column of a delivered file holds what: known spellings per layout."""

import re
from typing import NoReturn

from wijkeconomie import shipped
from wijkeconomie.errors import Refused


def fields(layout: str) -> list[str]:
    """Names of the fields of a layout, in order."""
    return [row["field"] for row in _spellings(layout)]


def recognise(columns: list[str], layout: str, file: object) -> dict[str, str]:
    """Column of the file for each field found, such as ``{"sbi_code": "SBI"}``.

    Raises Refused when a needed column is missing, naming it and its known spellings.
    """
    plain = {_plain(column): column for column in columns}
    found = {}
    for row in _spellings(layout):
        column = next((plain[s] for s in row["spellings"].split() if s in plain), None)
        if column is not None:
            found[row["field"]] = column
        elif row["required"] == "yes":
            _refuse_missing(file, row["spellings"], columns)
    _need_one_of(found, columns, file)
    return found


def _need_one_of(found: dict[str, str], columns: list[str], file: object) -> None:
    has_jobs = "jobs" in found or "full_time" in found or "full_time_men" in found
    if not has_jobs:
        _refuse_missing(file, "banen banen_voltijd mannen_voltijd", columns)
    ways = [{"municipality_code"}, {"x", "y"}, {"latitude", "longitude"}]
    ways += [{"postcode"}, {"address_object_id"}]
    if not any(way <= found.keys() for way in ways):
        _refuse_missing(file, "gemeentecode x y", columns)


def _refuse_missing(file: object, known: str, columns: list[str]) -> NoReturn:
    raise Refused(
        "File {file} has no column {column}; it has {columns}. Add that column, or name it one "
        "of: {known}.",
        file=file,
        column=known.split(maxsplit=1)[0],
        columns=", ".join(columns),
        known=", ".join(known.split()),
    )


def _spellings(layout: str) -> list[dict[str, str]]:
    return [row for row in shipped.rows("layouts") if row["layout"] == layout]


def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", column.strip().lower()).strip("_")
