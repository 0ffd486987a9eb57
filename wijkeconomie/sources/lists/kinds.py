"""A row of each kind of list as it is kept: places, sites, factors, practices."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import shapely

from wijkeconomie import shipped
from wijkeconomie.files.names import plain
from wijkeconomie.sources.lists import factors, values
from wijkeconomie.sources.lists.lines import Line
from wijkeconomie.sources.lists.points import Places
from wijkeconomie.sources.lists.reasons import NotTaken

YES_NO = ("yes", "no", "ja", "nee")
LONG = 250
LONG_SUMMARY = 400
Row = dict[str, object]


def place(line: Line, where: Places) -> Row:
    """A hub or third place. Raises NotTaken for one that is not public, or not a place."""
    _refuse_private(line)
    name, category = line.name(), category_of(line.written("category"))
    opened, closed = line.day("opened_on"), line.day("closed_on")
    if opened and closed and closed < opened:
        raise NotTaken("closed_early", f"{opened} – {closed}")
    return {
        "name": name,
        "kind": _kinds()[category],
        "category": category,
        "operator": line.text("operator"),
        "theme": line.text("theme"),
        "opening_hours": line.text("opening_hours", LONG),
        "url": line.url(),
        "opened_on": opened,
        "closed_on": closed,
        "checked_on": line.past("checked_on", datetime.now(UTC).date()),
        "capacity": line.number("capacity", 10_000),
        "geometry": shapely.Point(where.find(line)),
    }


def _refuse_private(line: Line) -> None:
    """Raises NotTaken for what is not public, somebody's home, or has a column of consent and no
    yes in it."""
    is_public, is_home = line.yes("public"), line.yes("is_home")
    if is_public is False:
        raise NotTaken("public_no")
    if "consent" in line.fields and line.yes("consent", "consent_wrong") is not True:
        raise NotTaken("consent_none")
    if is_home and not is_public:
        raise NotTaken("home_private")


def initiative(line: Line, where: Places) -> Row:
    """An initiative that agreed to be shown. Raises NotTaken for any other."""
    if line.yes("consent", "consent_wrong") is not True:
        raise NotTaken("consent_none")
    name, code, point = line.name(), where.area(line), where.told(line)
    if point is None and not code:
        raise NotTaken("area_none")
    if point is not None:
        where.inside(point, line)
    return {
        "name": name,
        "theme": line.text("theme"),
        "area_code": code,
        "url": line.url(),
        "started_on": line.day("started_on"),
        "expires_on": line.ending("expires_on", datetime.now(UTC).date()),
        "consent": True,
        "geometry": shapely.Point(point) if point else None,
    }


def site(line: Line, where: Places) -> Row:
    """A space that is vacant. Raises NotTaken when it is not public, or nobody knows where."""
    _refuse_private(line)
    return {
        "name": line.name(),
        "kind": "vacant",
        "url": line.url(),
        "checked_on": line.past("checked_on", datetime.now(UTC).date()),
        "floor_m2": line.number("floor_m2"),
        "geometry": shapely.Point(where.find(line)),
    }


def practice(line: Line, where: Places) -> Row:
    """What was tried somewhere. Raises NotTaken for one that is not public, or has no title, theme
    or summary."""
    _refuse_private(line)
    name, themes, summary = line.name(), themes_of(line.written("themes")), line.prose("summary")
    if summary is None:
        raise NotTaken("summary_none")
    return {
        "name": name,
        "themes": " ".join(themes),
        "place": line.text("place"),
        "area_code": where.area(line) or where.called(line),
        "period": line.text("period"),
        "summary": " ".join(summary.split())[:LONG_SUMMARY],
        "text": line.prose("text"),
        "url": line.url(),
        "geometry": None,
    }


def themes_of(written: str) -> list[str]:
    """Codes of themes in words, with commas, semicolons or bars between. Raises NotTaken for none,
    and for one that is not known."""
    told = [part for part in re.split(r"[,;/|\n]", written) if part.strip()]
    if not told:
        raise NotTaken("theme_none")
    for part in told:
        if plain(part) not in _themes():
            raise NotTaken("theme_wrong", part.strip())
    return list(dict.fromkeys(_themes()[plain(part)] for part in told))


@cache
def _themes() -> dict[str, str]:
    return {row["spelling"]: row["theme"] for row in shipped.rows("theme_words")}


@cache
def _kinds() -> dict[str, str]:
    rows = shipped.rows("categories")
    return {r["code"]: r["parent_code"] for r in rows if r["dimension"] == "place_category"}


def category_of(written: str) -> str:
    """The code of a category in words. Raises NotTaken for one that is not known."""
    if not written:
        raise NotTaken("category_none")
    known = _categories().get(plain(written))
    if known is None:
        raise NotTaken("category_wrong", written)
    return known


def coded(kind: str) -> dict[str, list[str]]:
    """Fields of a kind of list that can have own codes, and what these can mean."""
    return {name: list(words) for name, (lists, words) in CODED.items() if kind in lists}


def is_known(field: str, word: str) -> bool:
    """Whether a word means something in a field that can have own codes."""
    if field == "factor":
        return factors.is_known(word)
    return plain(word) in (_categories() if field == "category" else values.YES | values.NO)


@cache
def _categories() -> dict[str, str]:
    return {r["spelling"]: r["category"] for r in shipped.rows("place_categories")}


CODED = {
    "category": (("places",), [*_kinds()]),
    "factor": (("factors",), [*factors.codes()]),
    "public": (("places", "sites", "factors", "practices"), YES_NO),
    "is_home": (("places", "sites"), YES_NO),
    "consent": (("places", "initiatives", "sites"), YES_NO),
}
MAKERS: dict[str, Callable[[Line, Places], Row]] = {
    "places": place,
    "initiatives": initiative,
    "sites": site,
    "factors": factors.row,
    "practices": practice,
}
