"""The figures of an area on paper, with those beside them."""

from typing import Any

from wijkeconomie.view import atlas, indicators, numbers, query, words
from wijkeconomie.view.printing.seen import Seen
from wijkeconomie.view.profile import alike, among, kpis
from wijkeconomie.view.profile.kpis import Kpi, Similar

COMPARED = words.mark(
    "Place: in which fifth of the {areas} that can be compared, with how many these are, such as "
    "(50); there are {count} in all."
)


def told(seen: Seen) -> dict[str, Any]:
    """A row a figure: what it is, here, in the municipality and in similar areas, and its place."""
    known = indicators.from_rows(query.run("indicators"))
    rows = kpis.listed(seen.lang, seen.figures, known, seen.area, seen.when)
    beside = atlas.name(seen.figures.reference) if seen.figures.reference else ""
    place = seen.say("Place") if any(row.fifth is not None for row in rows) else ""
    similar = seen.say("Similar areas") if any(row.similar for row in rows) else ""
    return {
        "title": seen.say("In figures"),
        "head": [seen.say("Figure"), seen.name, beside, similar, place],
        "rows": [
            {
                "title": row.title,
                "definition": row.definition,
                "text": row.text,
                "detail": row.detail,
                "beside": row.beside,
                "similar": _usual(row.similar),
                "fifth": row.fifth,
                "place": _in_fifth(seen, row),
            }
            for row in rows
        ],
        "note": " ".join(
            [*_place(seen, rows), *_of_which(seen, rows), *_of_cbs(seen), *_why(rows)]
        ),
    }


def _usual(similar: Similar | None) -> str:
    """The mean of similar areas, with of how many when some are left out."""
    if similar is None:
        return ""
    return f"{similar.text} ({similar.part})" if similar.part else similar.text


def _place(seen: Seen, rows: list[Kpi]) -> list[str]:
    if all(row.fifth is None for row in rows):
        return []
    return [among.note(seen.lang, COMPARED, seen.figures, seen.area, seen.year)]


def _in_fifth(seen: Seen, row: Kpi) -> str:
    """The place, with among how many areas it is."""
    count = numbers.number(seen.lang, row.compared)
    return row.place if row.fifth is None else f"{row.place} ({count})"


def _why(rows: list[Kpi]) -> list[str]:
    """Why figures are missing, each reason once."""
    return list(dict.fromkeys(f"{row.text}: {row.why}" for row in rows if row.why))


def _of_cbs(seen: Seen) -> list[str]:
    told = kpis.key_figures(seen.lang, seen.figures, seen.area, seen.year)
    return [told] if told else []


def _of_which(seen: Seen, rows: list[Kpi]) -> list[str]:
    others = alike.of(seen.area, seen.figures)
    if others is None:
        return []
    areas = ", ".join(others.names.values())
    told = [seen.say(alike.COUNTED, areas=areas)]
    if any(row.similar and row.similar.part for row in rows):
        told.append(seen.say("Where some have no figure it says of how many, such as (4)."))
    return told
