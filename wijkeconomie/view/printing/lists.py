"""What is told of an area in rows: areas like it, places near it, its initiatives."""

from typing import Any

import pandas as pd

from wijkeconomie.view import (
    atlas,
    factors,
    knowledge,
    numbers,
    similar,
    survival,
    words,
)
from wijkeconomie.view.factor_readings import Asked, Reading
from wijkeconomie.view.hubs import around
from wijkeconomie.view.knowledge import Practice
from wijkeconomie.view.printing.seen import Seen

MOST_ROWS, MOST_SIMILAR, MOST_TRIED = 6, 3, 3


def told(seen: Seen) -> list[dict[str, Any]]:
    """Tables in their order: title, titles and widths of columns, rows of text, and what is said
    where there are none or more."""
    return [
        _survival(seen),
        _factors(seen),
        _similar(seen),
        _practices(seen),
        _places(seen),
        *_initiatives(seen),
    ]


def _survival(seen: Seen) -> dict[str, Any]:
    """How many of those that opened are still there, in sentences."""
    told = seen.say(survival.NO_BUURT)
    if atlas.areas().at[seen.area, "level"] != "buurt":
        told = survival.told(seen.lang, seen.area)
    return _listed(seen, seen.say("Survival"), pd.DataFrame(), told)


def _factors(seen: Seen) -> dict[str, Any]:
    """What helps and hinders, as far as it is measured; and what is not."""
    asked = Asked(seen.lang, seen.area, seen.year)
    found = factors.checklist(asked)
    rows = [(each.title, reading) for each in found for reading in each.readings]
    columns = {
        seen.say("Factor"): [title for title, _reading in rows],
        seen.say("Measure"): [reading.title for _title, reading in rows],
        seen.say("Here"): [reading.value for _title, reading in rows],
    }
    if seen.area != seen.whole:
        columns[atlas.name(seen.whole)] = [reading.beside for _title, reading in rows]
    lacking = [each.title for each in found if not each.readings]
    none = seen.say("Not measured: {factors}.", factors=", ".join(lacking)) if lacking else ""
    whole = [f"{each.title}: {each.beside}" for each in found if each.beside]
    every = pd.DataFrame(columns)
    shown = every.drop_duplicates(seen.say("Factor"))
    more = seen.say("The page has more measures of some.") if len(shown) < len(every) else ""
    told = [more, none, *whole, *_dated(rows)]
    title = seen.say("What helps and what hinders")
    listed = _listed(seen, title, shown, none, most=len(found))
    return listed | {
        "widths": [2.4, 3, *[2] * (len(columns) - 2)],
        "more": " ".join(filter(None, [listed["more"], *told])),
    }


def _dated(rows: list[tuple[str, Reading]]) -> list[str]:
    """Days, each with the factors that were measured then and their sources."""
    titles: dict[str, dict[str, None]] = {}
    known: dict[str, dict[str, None]] = {}
    for title, each in rows:
        titles.setdefault(each.measured, {})[title] = None
        known.setdefault(each.measured, {}).update(dict.fromkeys(each.sources))
    return [
        f"{', '.join(titles[day])}: {day} · {'; '.join(sources)}." for day, sources in known.items()
    ]


def _similar(seen: Seen) -> dict[str, Any]:
    """The areas most like it, and why."""
    rows = [row for row in similar.of(seen.area) if row["preset"] == "all"][:MOST_SIMILAR]
    told = {
        seen.say("Name"): [str(row["name"]) for row in rows],
        seen.say("How much"): [similar.degree(seen.lang, row["distance"]) for row in rows],
        seen.say("Why"): [similar.why(seen.lang, seen.area, row["area_code"]) for row in rows],
    }
    none = "" if rows else similar.missing(seen.lang, seen.area)
    listed = _listed(seen, seen.say("Similar areas"), pd.DataFrame(told), none)
    return listed | {"widths": [1.7, 1.4, 8], "more": _of_year(seen) if rows else listed["more"]}


def _of_year(seen: Seen) -> str:
    """That areas are found by figures of another year than this one."""
    of_year = similar.year(seen.area)
    if of_year == seen.year:
        return ""
    found = seen.say(
        "Found by published figures of {year} only: shares, sizes, density, growth and sectors, "
        "each counted the same.",
        year=of_year,
    )
    return f"{found} {seen.say('For other years the same areas are shown.')}"


def _practices(seen: Seen) -> dict[str, Any]:
    """What was tried here, then elsewhere on the same themes; where nothing was, the first ones."""
    known, here = knowledge.practices(), knowledge.for_area(seen.area)
    others = knowledge.alike(known, here[0]) if here else known
    shown = [*here, *(each for each in others if each not in here)][:MOST_TRIED]
    told = {
        seen.say("Name"): [each.said(seen.lang, "title") for each in shown],
        seen.say("Place and period"): [each.where(seen.lang) for each in shown],
        seen.say("Themes"): [_themes(seen, each) for each in shown],
    }
    title = seen.say("What was tried")
    none = "" if shown else seen.say("No practice of {area} is known.", area=seen.name)
    listed = _listed(seen, title, pd.DataFrame(told), none)
    return listed | {"widths": [3, 3, 4], "more": _left(seen, len(known) - len(shown))}


def _themes(seen: Seen, practice: Practice) -> str:
    """The first themes of a practice, and that there are more."""
    names = [words.label(seen.lang, "theme", theme) for theme in practice.themes[:MOST_TRIED]]
    listed = ", ".join([*names[:1], *(name.lower() for name in names[1:])])
    return f"{listed} …" if len(practice.themes) > MOST_TRIED else listed


def _places(seen: Seen) -> dict[str, Any]:
    rows, missing = around.found(seen.lang, seen.area, seen.year)
    shown = rows.astype(object)
    reach = shown.columns[-1]
    shown[reach] = rows[reach].where(rows[reach].notna(), missing)
    none = seen.say("None is known in this area or within 1.5 km of its centre.")
    return _listed(seen, seen.say("Hubs and third places nearby"), shown, none)


def _initiatives(seen: Seen) -> list[dict[str, Any]]:
    table = around.initiatives(seen.lang, seen.area, seen.year)
    if table.empty:
        return []
    shown = table.drop(columns=seen.say("Website"), errors="ignore")
    return [_listed(seen, seen.say("Initiatives"), shown, "")]


def _listed(
    seen: Seen, title: str, rows: pd.DataFrame, none: str, most: int = MOST_ROWS
) -> dict[str, Any]:
    return {
        "title": title,
        "head": list(rows.columns),
        "widths": [2.4, 1.3, *[1] * (len(rows.columns) - 2)],
        "numeric": [not rows[name].map(lambda cell: isinstance(cell, str)).all() for name in rows],
        "rows": [[_text(seen, cell) for cell in row] for row in rows.head(most).to_numpy()],
        "none": none if rows.empty else "",
        "more": _left(seen, len(rows) - most),
    }


def _left(seen: Seen, count: int) -> str:
    return seen.say("{count} more are on the website.", count=count) if count > 0 else ""


def _text(seen: Seen, cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    return numbers.number(seen.lang, None if pd.isna(cell) else float(cell))
