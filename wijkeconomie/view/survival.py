"""How many of those that opened in an area are still there, in rows and in words."""

from collections.abc import Mapping
from math import isnan
from operator import itemgetter
from typing import Any

import pandas as pd

from wijkeconomie.view import atlas, charts, city_parts, numbers, query, words
from wijkeconomie.view.charts.drawn import amounts

Cell = Mapping[Any, Any]
COLUMNS = ("year", "years_after", "opened", "left", "share", "state")
STATES = {"c": "protected", "u": "unknown", "x": "not_applicable"}
SERIES = {
    1: words.mark("After 1 year"),
    3: words.mark("After 3 years"),
    5: words.mark("After 5 years"),
}
DEFINITION = words.mark(
    "Survival: of the establishments that opened in the area in a year, the share still in the "
    "register one, three or five years later, wherever they moved. Away on one reference date is "
    "closed; back later is opened anew. Shares are computed from published figures."
)
TOLD = {
    1: words.mark(
        "Of the {opened} establishments that opened here in {year}, about {share} were still "
        "there a year later."
    ),
    3: words.mark(
        "Of the {opened} establishments that opened here in {year}, about {share} were still "
        "there three years later."
    ),
    5: words.mark(
        "Of the {opened} establishments that opened here in {year}, about {share} were still "
        "there five years later."
    ),
}
BESIDE = words.mark("In {area} it was about {share}.")
NONE = words.mark("Survival cannot be told here: too few establishments opened, or too recently.")
PARTLY = words.mark(
    "Survival is not worked out for this city part: of those that opened in {year} it is protected "
    "in {areas}. In its other wijken at least {opened} opened."
)
NO_BUURT = words.mark("Survival is told of wijken and municipalities: in a buurt too few open.")


def shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Shares of an area, of the rows of the read query ``survival_by_cohort``: year of opening,
    years_after (1, 3, 5), opened and left (establishments), share (0-1, left / opened) and state.

    A share is protected when one of its parts is, and does not apply where nothing opened. As both
    are rounded, it stays at most 1, and below the share of fewer years."""
    return pd.DataFrame(_shares(rows), columns=pd.Index(COLUMNS))


def _shares(rows: pd.DataFrame) -> list[Cell]:
    """The same a cell at a time: of few rows frames take longer."""
    counts = [None if isnan(count) else int(count) for count in amounts(rows["establishments"])]
    columns = (rows["year"].tolist(), rows["years_after"].tolist(), counts, rows["flag"].tolist())
    every = sorted(zip(*columns, strict=True), key=itemgetter(0, 1))
    opened = {year: (count, flag) for year, after, count, flag in every if after == 0}
    least: dict[int, float] = {}
    found = []
    for year, after, left, flag in every:
        if after == 0:
            continue
        whole, of_base = opened.get(year, (None, None))
        state, share = _state(of_base, flag, whole), None
        if state == "value" and whole and left is not None:
            share = least[year] = min(left / whole, least.get(year, 1.0))
        cell = (year, after, whole, left, share, state)
        found.append(dict(zip(COLUMNS, cell, strict=True)))
    return found


def _state(of_base: Any, of_later: Any, opened: Any) -> str:
    """State of a share: that of its parts, of which what does not apply says most."""
    flags = {flag for flag in (of_base, of_later) if isinstance(flag, str)}
    for flag in ("x", "u", "c"):
        if flag in flags:
            return STATES[flag]
    return "not_applicable" if opened == 0 else "value"


def chart(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Shares for a chart: year, series (after how many years), value (0-1, missing where none can
    be shown) and state; cohorts of which nothing applies are left out."""
    found = _shares(rows)
    applying = {row["year"] for row in found if row["state"] != "not_applicable"}
    kept = [row for row in found if row["year"] in applying]
    titles = [SERIES[row["years_after"]] for row in kept]
    return pd.DataFrame(
        {
            "year": [row["year"] for row in kept],
            "series": [words.translate(lang, title) for title in titles],
            "value": [float("nan") if row["share"] is None else row["share"] for row in kept],
            "state": [row["state"] for row in kept],
        }
    )


def drawn(lang: str, rows: pd.DataFrame) -> charts.Drawn | None:
    """The chart of an area in percent, a line for each number of years after, with ``twin`` as its
    table; None when no cohort applies."""
    shown = chart(lang, rows)
    if shown.empty:
        return None
    why = {state: words.label(lang, "state", state) for state in STATES.values()}
    long = shown.assign(value=100 * shown["value"], note=shown["state"].map(why).fillna(""))
    long.attrs.update(unit="%" if lang == "en" else "\N{NO-BREAK SPACE}%")
    lines = charts.trend(lang, long, ".0f")
    return charts.Drawn(lines.spec, lines.words, twin(lang, rows))


def twin(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Table beside the chart: per year of opening how many opened and the shares, in words."""
    opened = rows[rows["years_after"] == 0].to_dict("records")
    cells = _by_cell(rows)
    columns = {words.translate(lang, words.mark("Opened")): [_count(lang, row) for row in opened]}
    for after, title in SERIES.items():
        told = [_share(lang, cells[int(row["year"]), after]) for row in opened]
        columns[words.translate(lang, title)] = told
    name = words.translate(lang, words.mark("Year of opening"))
    return pd.DataFrame(columns, index=pd.Index([str(row["year"]) for row in opened], name=name))


def _by_cell(rows: pd.DataFrame) -> dict[tuple[int, int], Cell]:
    """Rows of ``shares`` by year of opening and years after."""
    return {(int(row["year"]), int(row["years_after"])): row for row in _shares(rows)}


def _count(lang: str, row: Cell) -> str:
    if isinstance(row["flag"], str):
        return words.label(lang, "state", STATES[row["flag"]])
    return numbers.number(lang, row["establishments"])


def _share(lang: str, row: Cell) -> str:
    if row["state"] != "value":
        return words.label(lang, "state", row["state"])
    return numbers.percent(lang, row["share"], 0)


def sentences(
    lang: str, rows: pd.DataFrame, whole: tuple[str, pd.DataFrame] | None = None
) -> list[str]:
    """The last cohort that can be told after each number of years, longest first, beside that of a
    whole (its name and rows) when given; none when none can."""
    cells = _by_cell(rows)
    told = []
    for after in sorted(TOLD, reverse=True):
        known = [at for at, row in cells.items() if at[1] == after and row["state"] == "value"]
        if known:
            sentence = _told(lang, cells[max(known)])
            beside = _by_cell(whole[1]).get(max(known), {}) if whole else {}
            if whole and beside.get("state") == "value":
                share = _share(lang, beside)
                sentence += " " + words.translate(lang, BESIDE, area=whole[0], share=share)
            told.append(sentence)
    return told


def told(lang: str, area: str) -> str:
    """All sentences of an area, beside its municipality, or why there are none."""
    rows, whole = query.run("survival_by_cohort", area=area), atlas.municipality_of(area)
    beside = None
    if whole != area:
        beside = atlas.name(whole), query.run("survival_by_cohort", area=whole)
    return " ".join(sentences(lang, rows, beside)) or missing(lang, area)


def missing(lang: str, area: str) -> str:
    """Why there is no sentence: of a city part which of its wijken are protected."""
    codes = city_parts.areas_of(area) if city_parts.is_sum(area) else []
    found = {code: query.run("survival_by_cohort", area=code) for code in codes}
    cells = {code: _by_cell(rows) for code, rows in found.items()}
    year = max((y for each in cells.values() for y in _first(each)), default=0)
    now = {code: _first(each).get(year, {}) for code, each in cells.items()}
    hidden = [code for code, cell in now.items() if cell.get("state") == "protected"]
    if not hidden:
        return words.translate(lang, NONE)
    opened = sum(int(c["opened"]) for c in now.values() if c.get("state") == "value")
    areas, told = city_parts.wijken_of(hidden), numbers.number(lang, opened)
    return words.translate(lang, PARTLY, year=year, areas=areas, opened=told)


def _first(cells: Mapping[tuple[int, int], Cell]) -> dict[int, Cell]:
    """Shares a year after opening, by year of opening, as far as they apply."""
    return {
        year: cell
        for (year, after), cell in cells.items()
        if after == min(SERIES) and cell["state"] != "not_applicable"
    }


def _told(lang: str, row: Cell) -> str:
    told, opened = TOLD[int(row["years_after"])], numbers.number(lang, row["opened"])
    return words.translate(lang, told, opened=opened, year=row["year"], share=_share(lang, row))
