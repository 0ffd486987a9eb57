"""Which column of a delivered file holds what: known spellings per layout."""

from typing import NoReturn

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.files.names import plain

LAYOUTS = ("lisa", "kvk", "custom")
MOST_KNOWN = 12
COUNTS = [
    "jobs",
    "full_time",
    "part_time",
    "full_time_men",
    "full_time_women",
    "part_time_men",
    "part_time_women",
]


def fields(layout: str) -> list[str]:
    """Names of the fields of a layout, in order; of ``custom`` those of all layouts."""
    return [row["field"] for row in spellings(layout)]


def every_field() -> list[str]:
    """Names of the fields of all layouts."""
    return fields("custom")


def spellings(layout: str) -> list[dict[str, str]]:
    """Rows of a layout: field, required (yes or no), spellings with spaces between."""
    wanted = ("kvk", "lisa") if layout == "custom" else (layout,)
    rows = [row for row in shipped.rows("layouts") if row["layout"] in wanted]
    return list({row["field"]: row for row in rows}.values())


def known_names() -> set[str]:
    """Every spelling of every field, to find a header by."""
    return {name for row in spellings("custom") for name in row["spellings"].split()}


def guess(columns: list[str], layout: str) -> dict[str, str]:
    """Column of the file for each field found, such as ``{"sbi_code": "SBI"}``."""
    by_name = {plain(column): column for column in reversed(columns)}
    found = {}
    for row in spellings(layout):
        column = next((by_name[s] for s in row["spellings"].split() if s in by_name), None)
        if column is not None:
            found[row["field"]] = column
    return found


def recognise(columns: list[str], layout: str, file: object) -> dict[str, str]:
    """What ``guess`` finds. Raises Refused when a needed column is missing, naming it and its
    known spellings."""
    found = guess(columns, layout)
    for row in spellings(layout):
        if row["required"] == "yes" and row["field"] not in found:
            _refuse_missing(file, row["spellings"], columns)
    need_enough(found, columns, file)
    return found


def need_enough(found: dict[str, str], columns: list[str], file: object) -> None:
    """Raises Refused without a number of workers, or anything that tells the place."""
    has_jobs = {"jobs", "full_time", "full_time_men", "size_class"} & found.keys()
    if not has_jobs:
        _refuse_missing(file, "banen banen_voltijd mannen_voltijd grootteklasse", columns)
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
        columns=headings.shown(columns, file, ", ".join(known.split()[:3])),
        known=_some(known.split()),
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST_KNOWN]) + (" …" if len(names) > MOST_KNOWN else "")
