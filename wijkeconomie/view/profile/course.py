"""The course of an area through the years: lines with breaks in the series and programmes."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from wijkeconomie.view import charts, city_parts, query, words
from wijkeconomie.view.charts import Band, Break, Marks
from wijkeconomie.view.profile.figures import Figures

PREMISES = {
    "home": words.mark("At home"),
    "business": words.mark("Business premises"),
    "unknown": words.mark("Premises unknown"),
}
SMALL = {
    "share_small": words.mark("Fewer than 10 full-time"),
    "share_one": words.mark("One worker"),
    "share_wijkeconomie": words.mark("Fewer than 20 full-time, outside work sites"),
}
MIX = {
    "function_mix": words.mark("Function-mix index"),
    "diversity": words.mark("Diversity of sectors"),
}
KINDS = {
    "sbi": words.mark("SBI {after}"),
    "boundaries": words.mark("boundaries"),
    "jobs": words.mark("jobs"),
}
SECTORAL, COUNTED = ("sbi", "boundaries"), ("boundaries",)
STATES = {"c": "protected", "u": "unknown"}


def premises(lang: str, figures: Figures, area: str, marks: Marks) -> charts.Drawn:
    """Establishments by premises, a line each."""
    cells = figures.of(area)
    columns = {name: cells[name] for name in PREMISES}
    notes = {name: cells[f"{name}_flag"].map(STATES) for name in PREMISES}
    if not city_parts.is_one(area):
        return charts.trend(lang, _long(lang, columns, notes, PREMISES), marks=marks)
    known = {name: cells[f"least_{name}"] for name in PREMISES}
    notes = {name: _least(lang, known[name], notes[name]) for name in PREMISES}
    least = [count for name in PREMISES for count in known[name].tolist()]
    rows = _long(lang, columns, notes, PREMISES).assign(least=least)
    return charts.trend(lang, rows, marks=marks)


def _least(lang: str, known: pd.Series, states: pd.Series) -> pd.Series:
    """How many there are at least, in words, in the place of states that say protected."""
    told = [city_parts.at_least(lang, count) for count in known]
    return states.mask((states == "protected") & (known > 0), pd.Series(told, known.index))


def small(lang: str, figures: Figures, area: str, marks: Marks) -> charts.Drawn:
    """Small-scale establishments by all three rules, in percent."""
    rows = _of_values(lang, figures, area, SMALL)
    rows.attrs.update(unit="%" if lang == "en" else "\N{NO-BREAK SPACE}%")
    return charts.trend(lang, rows, ".0f", marks)


def mix(lang: str, figures: Figures, area: str, marks: Marks) -> charts.Drawn:
    """Function-mix index and diversity, both 0 to 100."""
    return charts.trend(lang, _of_values(lang, figures, area, MIX), ".0f", marks)


def _of_values(lang: str, figures: Figures, area: str, titles: Mapping[str, str]) -> pd.DataFrame:
    values, states = figures.course(area)
    return _long(lang, {n: values[n] for n in titles}, {n: states[n] for n in titles}, titles)


def _long(
    lang: str,
    amounts: Mapping[str, pd.Series],
    notes: Mapping[str, pd.Series],
    titles: Mapping[str, str],
) -> pd.DataFrame:
    """Rows for a chart: year, series, value, and why one is missing."""
    columns: dict[str, list] = {"year": [], "series": [], "value": [], "note": []}
    for name, values in amounts.items():
        columns["year"] += values.index.tolist()
        columns["series"] += [words.translate(lang, titles[name])] * len(values)
        columns["value"] += values.to_numpy(float).tolist()
        columns["note"] += [_note(lang, state) for state in notes[name].tolist()]
    return pd.DataFrame(columns)


def _note(lang: str, state: object) -> str:
    if not isinstance(state, str):
        return ""
    return words.label(lang, "state", state) if state in words.codes("state") else state


def gaps(lang: str, area: str) -> str:
    """Why lines have gaps: of a city part most are where some of its wijken are protected."""
    if query.is_internal():
        return words.translate(lang, "Gaps are unknown.")
    if city_parts.is_sum(area):
        message = words.mark(
            "Where a line has a gap some wijken are protected: an open triangle tells how many "
            "there are at least. Each wijk is rounded by itself, so that parts can add up to more "
            "than the whole."
        )
        return words.translate(lang, message)
    return words.translate(lang, "Gaps are protected or unknown.")


def marks(
    lang: str, breaks: pd.DataFrame, bands: Sequence[Band], kinds: Sequence[str], years: list[int]
) -> Marks:
    """Breaks of some kinds after the first year, and bands. ``breaks``: ``series_breaks``."""
    rows = zip(*(breaks[name].tolist() for name in ("year", "kind", "after")), strict=True)
    told = dict.fromkeys(
        Break(int(year), words.translate(lang, KINDS[kind], after=after))
        for year, kind, after in rows
        if kind in kinds and year > min(years)
    )
    return Marks(tuple(told), tuple(bands))


def bands(programmes: pd.DataFrame, names: Sequence[str], *, is_all: bool) -> list[Band]:
    """Periods of programmes for an area, or of all. ``programmes``: the read query of that name;
    ``names``: of the area and of what it lies in."""
    wanted = {name.casefold() for name in names}
    return [
        Band(_fraction(row["starts_on"]), _fraction(row["ends_on"]), row["name"])
        for row in programmes.to_dict("records")
        if is_all or wanted & _named(str(row["areas"] or ""))
    ]


def _named(areas: str) -> set[str]:
    """Names in a list such as ``Zuilen-Oost (Utrecht), Presikhaaf (Arnhem)``, of areas alone."""
    return {part.partition("(")[0].strip().casefold() for part in areas.split(",")} - {""}


def _fraction(day: date) -> float:
    """A day as a year with a fraction, where a reference date of 1 April is the year itself."""
    when = pd.Timestamp(day)
    return float(np.round(when.year + (when.day_of_year - 91) / 365, 2))
