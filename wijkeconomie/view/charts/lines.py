"""Lines over years."""

from functools import lru_cache
from math import isnan
from operator import itemgetter
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import look, numbers, words
from wijkeconomie.view.charts import least
from wijkeconomie.view.charts.drawn import Drawn, amounts, empty, filled
from wijkeconomie.view.charts.marks import Marks
from wijkeconomie.view.charts.style import (
    DASHES,
    FIGURE,
    SERIES,
    SHAPES,
    YEAR,
    by_series,
    styled,
    tooltip,
    written,
)

HEIGHT = 260
NOTHING = Marks()


def trend(
    lang: str, rows: pd.DataFrame, number_format: str = ",d", marks: Marks = NOTHING
) -> Drawn:
    """Lines over years. ``rows``: year, series, value, and maybe note: why a value is missing, and
    least: how many there are at least where one is; gaps, with an open mark at the least.

    ``rows.attrs`` may hold ``reference`` (a value drawn as a dashed line), ``zero`` (whether the
    axis starts at zero, as it should unless a share hardly moves) and ``unit`` (behind numbers).
    """
    at = [int(year) for year in rows["year"].tolist()]
    years = tuple(sorted(set(at)))
    names = tuple(dict.fromkeys(rows["series"]))
    more = rows.attrs.get("reference"), rows.attrs.get("zero", True)
    columns = {"year": at, "series": rows["series"].tolist(), "value": rows["value"].tolist()}
    columns |= least.columns(rows)
    spec = _spec(lang, names, years, number_format, (marks, *more, "least" in columns))
    told = described(lang, rows, number_format, marks.within(years[0], years[-1]))
    return Drawn(filled(spec, columns), told, table(lang, rows, number_format))


@lru_cache(maxsize=256)
def _spec(
    lang: str,
    names: tuple[str, ...],
    years: tuple[int, ...],
    number_format: str,
    more: tuple[Marks, float | None, bool, bool],
) -> dict[str, Any]:
    marks, reference, is_from_zero, has_least = more
    first, last = years[0] - 0.4, years[-1] + 0.4
    base = empty().encode(
        x=_over(years, first, last),
        y=alt.Y(
            "value:Q",
            title=None,
            axis=alt.Axis(format=number_format, tickCount=5),
            scale=alt.Scale(zero=is_from_zero),
        ),
        color=by_series(names, alt.Color, SERIES),
        tooltip=tooltip(lang, "series", ("year:Q", YEAR, "d"), ("value:Q", FIGURE, number_format)),
    )
    dashed = by_series(names, alt.StrokeDash, DASHES)
    line = base.mark_line(strokeWidth=2.5).encode(strokeDash=dashed)
    points = base.mark_point(size=42, filled=True, opacity=1).encode(
        shape=by_series(names, alt.Shape, SHAPES)
    )
    layers = [*marks.layers(first, last), *_references(reference), line, points]
    layers += [least.marks(lang, base, number_format)] if has_least else []
    return styled(lang, layers, HEIGHT).to_dict()


def _over(years: tuple[int, ...], first: float, last: float) -> alt.X:
    # On a phone there is room for half of ten years; overlapping ones are left out.
    axis = alt.Axis(format="d", labelAngle=0, values=list(years), grid=False, labelOverlap="parity")
    scale = alt.Scale(domain=[first, last], nice=False, zero=False)
    return alt.X("year:Q", title=None, axis=axis, scale=scale)


def _references(value: float | None) -> list[alt.Chart]:
    if value is None:
        return []
    at = pd.DataFrame({"value": [value]})
    rule = alt.Chart(at).mark_rule(strokeDash=[5, 4], color=look.CONTRAST, strokeWidth=1.5)
    return [rule.encode(y="value:Q")]


def described(lang: str, rows: pd.DataFrame, number_format: str, marks: Marks) -> str:
    """Lines in words: from what to what, when there are at least how many, when there is no figure,
    and what is marked."""
    notation, every = (number_format, rows.attrs.get("unit", "")), least.by_series(rows)
    told = []
    for name, points in _by_series(rows).items():
        known = [(year, value) for year, value in points if not isnan(value)]
        counts = every.get(name, {})
        if not known and not counts:
            told.append(words.translate(lang, "{series}: no figures.", series=name))
            continue
        told += [_course(lang, name, known, notation)] if known else []
        told += [least.told(lang, name, counts)] if counts else []
        if gaps := [str(year) for year, value in points if isnan(value) and year not in counts]:
            told.append(words.translate(lang, "No figure in {years}.", years=", ".join(gaps)))
    told += [words.translate(lang, least.OPEN)] if every else []
    return " ".join([*told, *marks.told(lang)])


def _by_series(rows: pd.DataFrame) -> dict[str, list[tuple[int, float]]]:
    """Year and value of the points of each series, in order."""
    found: dict[str, list[tuple[int, float]]] = {}
    columns = (rows["year"].tolist(), rows["series"].tolist(), amounts(rows["value"]))
    for year, name, value in sorted(zip(*columns, strict=True), key=itemgetter(0)):
        found.setdefault(str(name), []).append((int(year), value))
    return found


def _course(lang: str, name: str, known: list[tuple[int, float]], notation: tuple[str, str]) -> str:
    details = {"series": name}
    for key, (year, value) in zip(("first", "last"), (known[0], known[-1]), strict=True):
        details[key] = written(lang, value, *notation)
        details[f"{key}_year"] = str(year)
    message = words.mark("{series}: from {first} in {first_year} to {last} in {last_year}.")
    if len(known) == 1:
        message = words.mark("{series}: {first} in {first_year}.")
    return words.translate(lang, message, **details)


def table(lang: str, rows: pd.DataFrame, number_format: str) -> pd.DataFrame:
    """The same with a row a year and a column a series, in text."""
    unit = rows.attrs.get("unit", "")
    names, values = rows["series"].tolist(), amounts(rows["value"])
    notes = rows["note"].tolist() if "note" in rows else [""] * len(values)
    all_years = [int(year) for year in rows["year"].tolist()]
    years = sorted(set(all_years))
    at = {
        (year, name): note if isnan(value) and note else written(lang, value, number_format, unit)
        for year, name, value, note in zip(all_years, names, values, notes, strict=True)
    }
    columns = {
        name: [at.get((year, name), numbers.DASH) for year in years]
        for name in dict.fromkeys(names)
    }
    index = pd.Index([str(year) for year in years], name=words.translate(lang, "Year"))
    return pd.DataFrame(columns, index)
