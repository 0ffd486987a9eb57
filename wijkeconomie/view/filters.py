"""Filters of published tables: the same names and values on pages, in files and in links."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from wijkeconomie.errors import UnknownName, UnknownTable
from wijkeconomie.view import query, words

AREA_CODE = re.compile(r"GM\d{4}|WK\d{6}|BU\d{8}")
LEVELS = ("municipality", "wijk", "buurt")
TITLES = {
    "area": words.mark("Area"),
    "within": words.mark("Within municipality"),
    "level": words.mark("Level"),
    "year": words.mark("Year"),
    "sector": words.mark("Sector"),
    "size_class": words.mark("Size"),
    "premises": words.mark("Premises"),
    "rule": words.mark("Rule"),
    "location_type": words.mark("Location type"),
    "place_category": words.mark("Kind of place"),
    "radius": words.mark("Radius"),
    "distance": words.mark("Distance"),
    "kind": words.mark("Kind of place"),
    "who": words.mark("Establishments"),
    "sector_set": words.mark("Sector set"),
    "feature": words.mark("Feature"),
    "preset": words.mark("Compared with"),
    "theme": words.mark("Theme"),
    "boundary_year": words.mark("Boundary year"),
    "boundary_kind": words.mark("Boundaries"),
    "years_after": words.mark("Years after"),
    "group_code": words.mark("Group number"),
    "position": words.mark("Position"),
    "factor": words.mark("Factor"),
    "judged": words.mark("Rule"),
    "place_kind": words.mark("Hub or third place"),
    "site_kind": words.mark("Kind of space"),
    "break_kind": words.mark("Kind of break"),
    "peer_kind": words.mark("Kind of municipality"),
}
WHOLE = ("boundary_year", "group_code", "position", "years_after")
MOST = 9999
ALL = "*"
# Of these an area asked for stands for all within it.
AND_WITHIN = ("area_location", "factor", "initiative", "place", "site")
# Tables with rows of no area, for what goes for all.
OF_NO_AREA = ("series_break",)


def tables() -> list[str]:
    """Names of the tables that can be taken away."""
    return sorted(n.removeprefix("table_") for n in query.names() if n.startswith("table_"))


def names(table: str) -> list[str]:
    """Filters a table has, such as ``["area", "level", "year"]``.

    Raises UnknownTable when there is no such table.
    """
    if table not in tables():
        raise UnknownTable(
            "Table {table} does not exist: use one of {known}.",
            table=table[:40],
            known=", ".join(tables()),
        )
    return sorted(query.parameters(f"table_{table}"))


def split(name: str, texts: Sequence[str]) -> list[str]:
    """Values of a parameter, repeated or separated by commas. Raises UnknownName for one that is
    empty, which could mean everything and nothing."""
    values = [part.strip() for text in texts for part in text.split(",")]
    if not all(values):
        raise UnknownName(
            "Parameter {name} has an empty value: give it a value, or leave it out.",
            name=name[:40],
        )
    return values


def alone(name: str, texts: Sequence[str]) -> str | None:
    """The value of a parameter that takes one; None where it is not given. Raises UnknownName for
    an empty one, and for several."""
    values = split(name, texts)
    if len(values) > 1:
        raise UnknownName(
            "Parameter {name} has {count} values: give one.", name=name[:40], count=len(values)
        )
    return values[0] if values else None


def parse(name: str, values: Sequence[str], table: str = "") -> list[object]:
    """Values of a filter from texts. Raises UnknownName for one that is not allowed: of codes
    another, of whole numbers another kind of text."""
    if name == "area" and table in OF_NO_AREA:
        return [ALL if value == ALL else _area(value) for value in values]
    return [_VALUES.get(name, _of_kind(name))(value) for value in values]


def _of_kind(name: str) -> Callable[[str], object]:
    return partial(whole, name, most=MOST) if name in WHOLE else _code(name, name)


def whole(name: str, value: str, most: int) -> int:
    """A whole number from a text. Raises UnknownName for another text."""
    if not re.fullmatch("[0-9]{1,9}", value) or int(value) > most:
        raise UnknownName(
            "Parameter {name} is '{value}': give a whole number from 0 to {most}.",
            name=name,
            value=value[:40],
            most=most,
        )
    return int(value)


def one_of(name: str, value: str, allowed: Sequence[str]) -> str:
    """The value of a parameter. Raises UnknownName when it is not allowed."""
    if value not in allowed:
        raise UnknownName(
            "Parameter {name} is '{value}': use one of {known}.",
            name=name,
            value=value[:40],
            known=", ".join(allowed),
        )
    return value


def _area(value: str) -> str:
    code = value.upper()
    if not AREA_CODE.fullmatch(code) or code not in query.area_codes():
        raise UnknownName(
            "Area {value} is not in this release: use a CBS code such as {example}.",
            name="area",
            value=value[:40],
            example=query.release().municipality_codes[0],
        )
    return code


def _municipality(value: str) -> str:
    return one_of("within", value.upper(), query.release().municipality_codes)


def year(value: str) -> int:
    """A year of the release in use, from a text. Raises UnknownName for another."""
    return int(one_of("year", value, [str(year) for year in query.release().years]))


def _code(name: str, dimension: str) -> Callable[[str], str]:
    return lambda value: one_of(name, value, words.codes(dimension))


_VALUES: dict[str, Callable[[str], object]] = {
    "area": _area,
    "within": _municipality,
    "level": lambda value: one_of("level", value, LEVELS),
    "year": year,
    "search": str,
    "radius": lambda value: int(one_of("radius", value, words.codes("radius"))),
}
