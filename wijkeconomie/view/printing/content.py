"""What two sheets of paper tell of an area: what its page tells, as text, rows and charts."""

from typing import Any
from urllib.parse import urlencode

from wijkeconomie.view import (
    atlas,
    charts,
    editions,
    method,
    numbers,
    query,
)
from wijkeconomie.view import profile as profiles
from wijkeconomie.view.printing import figures, lists, notes, outlines, pictures
from wijkeconomie.view.printing.seen import Seen
from wijkeconomie.view.profile import course, summary
from wijkeconomie.view.taking import sources

FIRST, HALF, THIRD = 430, 500, 330
DRAWN = {
    "establishments": (FIRST, 240),
    "small-scale": (FIRST, 240),
    "specialisation": (HALF, 210),
    "sectors": (HALF, 210),
    "sizes": (HALF, 118),
    "premises": (HALF, 118),
    "mix": (THIRD, 170),
    "openings": (THIRD, 170),
    "moves": (THIRD, 170),
}


def told(seen: Seen, site: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    """What the template lays out, all of it text in the language asked for; and the specs of its
    charts by name. ``site``: where the page is, such as ``https://example.nl``."""
    drawn = {name: pictures.KINDS[name].draw(seen) for name in DRAWN}
    specs = {
        name: pictures.spec(each, *DRAWN[name])
        for name, each in drawn.items()
        if each is not None and charts.has_figures(each)
    }
    content = {
        "lang": seen.lang,
        "name": seen.name,
        "title": seen.say("Profile of {area} ({date})", area=seen.name, date=_day(seen)),
        "kind": seen.say("Profile"),
        "where": profiles.place_in_the_world(seen.lang, atlas.areas(), seen.area),
        "date": seen.say("Reference date {date}", date=_day(seen)),
        "lead": " ".join(summary.told(seen.lang, seen.figures, seen.area, seen.when)),
        "warning": _warning(seen),
        "map": {"svg": outlines.svg(seen), "alt": _where(seen)},
        "kpis": figures.told(seen),
        "charts": {name: _chart(seen, name, each) for name, each in drawn.items()},
        "headings": _headings(seen),
        "notes": _notes(seen),
        "lists": lists.told(seen),
        "source": sources.told(seen.lang, query.release()),
        "more": _more(seen, site),
        "page": seen.say("Page"),
    }
    return content, specs


def _day(seen: Seen) -> str:
    return numbers.day(seen.lang, seen.when)


def _warning(seen: Seen) -> str:
    """What a reader is to know before anything else."""
    if query.is_internal():
        return seen.say(editions.INTERNAL)
    return seen.say("sample data (synthetic)").capitalize() if query.release().is_sample else ""


def _where(seen: Seen) -> str:
    whole = atlas.name(seen.whole)
    if seen.area == seen.whole:
        return seen.say("Map of {area}.", area=seen.name)
    return seen.say("Map: where {area} lies in {whole}.", area=seen.name, whole=whole)


def _chart(seen: Seen, name: str, drawn: charts.Drawn | None) -> dict[str, str]:
    title = seen.say(pictures.KINDS[name].title)
    missing = seen.say("There are no figures to draw.")
    if drawn is None and name == "specialisation":
        missing = seen.say("There is no other municipality in this release to compare with.")
    return {"title": title, "alt": f"{title}. {drawn.words if drawn else ''}", "missing": missing}


def _headings(seen: Seen) -> dict[str, str]:
    return {
        "course": seen.say("Through the years"),
        "sectors": seen.say("Sectors"),
        "sizes": seen.say("Sizes and premises"),
        "flows": seen.say("Mix, openings and moves"),
    }


def _notes(seen: Seen) -> dict[str, str]:
    gaps = course.gaps(seen.lang, seen.area)
    has_quotients = pictures.KINDS["specialisation"].draw(seen) is not None
    return {
        "course": f"{gaps} {method.told_breaks(seen.lang, seen.breaks, seen.area)}".strip(),
        "sectors": notes.quotient(seen) if has_quotients else "",
        "shares": notes.shares(seen),
        "flows": f"{notes.mix(seen)} {notes.flows(seen)}",
    }


def _more(seen: Seen, site: str) -> dict[str, str]:
    """Where the page is, in the release these figures are of."""
    asked = {"area": seen.area, "year": seen.year, "lang": seen.lang}
    if not query.is_internal():
        asked["release"] = query.release().release_id
    address = f"{site.rstrip('/')}/district?{urlencode(asked)}" if site else ""
    return {"text": seen.say("The page with these figures"), "address": address}
