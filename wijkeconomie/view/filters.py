"""Filters of published tables: the same names and values on pages, in files and in links."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from wijkeconomie.errors import UnknownName, UnknownTable
from wijkeconomie.view import query, words

AREA_CODE = re.compile(r"GM\d{4}|WK\d{6}|BU\d{8}")
LEVELS = ("municipality", "wijk", "buurt")
TITLES = {
    "area": words.mark("Area"),
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
}
PAGING = ("limit", "offset")
MOST = 999_999_999
OUTPUT = ("lang", "dialect")
DIALECTS = ("standard", "nl")


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
    return sorted(query.parameters(f"table_{table}") - set(PAGING))


def parse(table: str, given: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Parameters of ``queries/read/table_{table}.sql`` from texts, such as those of a link.

    Every filter takes several values, repeated or separated by commas. Raises UnknownName
    naming the parameter, or the value with those allowed.
    """
    allowed = [*names(table), *PAGING, *OUTPUT]
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise UnknownName(
            "Parameter {name} does not exist for table {table}: use one of {known}.",
            name=unknown[0][:40],
            table=table,
            known=", ".join(sorted(allowed)),
        )
    parsed: dict[str, object] = {}
    for name, texts in given.items():
        values = [part.strip() for text in texts for part in text.split(",") if part.strip()]
        if values and name not in OUTPUT:
            parsed[name] = _count(name, values) if name in PAGING else _known(name, values)
    return parsed


def output(given: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Language and CSV dialect asked for: Dutch and standard unless said otherwise."""
    lang = _one_of("lang", (given.get("lang") or [words.DEFAULT])[-1], words.LANGUAGES)
    return lang, _one_of("dialect", (given.get("dialect") or [DIALECTS[0]])[-1], DIALECTS)


def address(table: str, ending: str, given: Mapping[str, Sequence[str]]) -> str:
    """Where a table is to be had, with the filters that ``parse`` takes."""
    asked = urlencode({name: ",".join(codes) for name, codes in given.items()}, safe="*,+")
    path = f"/api/v1/tables/{table}.{ending}"
    return f"{path}?{asked}" if asked else path


def _known(name: str, values: list[str]) -> list[object]:
    return [_VALUES[name](value) for value in values]


def _count(name: str, values: list[str]) -> int:
    if not re.fullmatch("[0-9]{1,9}", values[-1]):
        raise UnknownName(
            "Parameter {name} is '{value}': give a whole number from 0 to {most}.",
            name=name,
            value=values[-1][:40],
            most=MOST,
        )
    return int(values[-1])


def _one_of(name: str, value: str, allowed: Sequence[str]) -> str:
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
            value=value[:40],
            example=query.release().municipality_codes[0],
        )
    return code


def year(value: str) -> int:
    """A year of the release in use, from a text. Raises UnknownName for another."""
    return int(_one_of("year", value, [str(year) for year in query.release().years]))


def _code(name: str, dimension: str) -> Callable[[str], str]:
    return lambda value: _one_of(name, value, words.codes(dimension))


_VALUES: dict[str, Callable[[str], object]] = {
    "area": _area,
    "level": lambda value: _one_of("level", value, LEVELS),
    "year": year,
    "sector": _code("sector", "sector"),
    "size_class": _code("size_class", "size_class"),
    "rule": _code("rule", "rule"),
    "location_type": _code("location_type", "location_type"),
    "premises": _code("premises", "premises"),
    "place_category": _code("place_category", "place_category"),
    "search": str,
    "radius": lambda value: int(_one_of("radius", value, words.codes("radius"))),
    "distance": _code("distance", "distance"),
    "kind": _code("kind", "kind"),
    "who": _code("who", "who"),
    "sector_set": _code("sector_set", "sector_set"),
}
