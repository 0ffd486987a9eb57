"""Lines over years."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import look, numbers, words
from wijkeconomie.view.charts.drawn import Drawn, empty, filled
from wijkeconomie.view.charts.marks import Marks
from wijkeconomie.view.charts.style import DASHES, SERIES, SHAPES, by_series, styled, written

HEIGHT = 260
NOTHING = Marks()


def trend(
    lang: str, rows: pd.DataFrame, number_format: str = ",d", marks: Marks = NOTHING
) -> Drawn:
    """Lines over years. ``rows``: year, series, value, and maybe note: why a value is missing;
    gaps where one is.

    ``rows.attrs`` may hold ``reference`` (a value drawn as a dashed line), ``zero`` (whether the
    axis starts at zero, as it should unless a share hardly moves) and ``unit`` (behind numbers).
    """
    years = tuple(sorted(set(rows["year"].astype(int).tolist())))
    names = tuple(dict.fromkeys(rows["series"]))
    more = rows.attrs.get("reference"), rows.attrs.get("zero", True)
    spec = filled(
        _spec(lang, names, years, number_format, (marks, *more)), rows[["year", "series", "value"]]
    )
    told = described(lang, rows, number_format, marks.within(years[0], years[-1]))
    return Drawn(spec, told, table(lang, rows, number_format))


@lru_cache(maxsize=256)
def _spec(
    lang: str,
    names: tuple[str, ...],
    years: tuple[int, ...],
    number_format: str,
    more: tuple[Marks, float | None, bool],
) -> dict[str, Any]:
    marks, reference, is_from_zero = more
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
        tooltip=[
            alt.Tooltip("series:N", title=" "),
            alt.Tooltip("year:Q", title=" ", format="d"),
            alt.Tooltip("value:Q", title=" ", format=number_format),
        ],
    )
    dashed = by_series(names, alt.StrokeDash, DASHES)
    line = base.mark_line(strokeWidth=2.5).encode(strokeDash=dashed)
    points = base.mark_point(size=42, filled=True, opacity=1).encode(
        shape=by_series(names, alt.Shape, SHAPES)
    )
    layers = [*marks.layers(first, last), *_references(reference), line, points]
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
    """Lines in words: from what to what, when there is no figure, and what is marked."""
    unit = rows.attrs.get("unit", "")
    told = []
    for name, part in rows.sort_values("year").groupby("series", sort=False):
        known = part[part["value"].notna()]
        details = {"series": str(name)}
        if known.empty:
            told.append(words.translate(lang, "{series}: no figures.", **details))
            continue
        ends = known.iloc[[0, -1]].to_dict("records")
        for key, end in zip(("first", "last"), ends, strict=True):
            details[key] = written(lang, end["value"], number_format, unit)
            details[f"{key}_year"] = str(int(end["year"]))
        told.append(words.translate(lang, _course(len(known)), **details))
        if gaps := part.loc[part["value"].isna(), "year"].astype(int).astype(str).tolist():
            told.append(words.translate(lang, "No figure in {years}.", years=", ".join(gaps)))
    return " ".join([*told, *marks.told(lang)])


def _course(count: int) -> str:
    if count == 1:
        return words.mark("{series}: {first} in {first_year}.")
    return words.mark("{series}: from {first} in {first_year} to {last} in {last_year}.")


def table(lang: str, rows: pd.DataFrame, number_format: str) -> pd.DataFrame:
    """The same with a row a year and a column a series, in text."""
    unit = rows.attrs.get("unit", "")
    notes = rows["note"] if "note" in rows else pd.Series("", rows.index)
    text = [
        note if pd.isna(value) and note else written(lang, value, number_format, unit)
        for value, note in zip(rows["value"], notes, strict=True)
    ]
    years = sorted(set(rows["year"].astype(int)))
    at = dict(zip(zip(rows["year"].astype(int), rows["series"], strict=True), text, strict=True))
    columns = {
        name: [at.get((year, name), numbers.DASH) for year in years]
        for name in dict.fromkeys(rows["series"])
    }
    index = pd.Index([str(year) for year in years], name=words.translate(lang, "Year"))
    return pd.DataFrame(columns, index)
