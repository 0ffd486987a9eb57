"""Where no figure is known, but that there are at least so many: open marks, on no line."""

from math import isnan
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.charts.drawn import amounts
from wijkeconomie.view.charts.style import YEAR, tooltip

LEAST = words.mark("At least")
OPEN = words.mark("Open triangles tell how many there are at least.")


def columns(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """For the data of a chart: least; nothing where none is known."""
    counts = _known(rows)
    return {} if all(map(isnan, counts)) else {"least": counts}


def _known(rows: pd.DataFrame) -> list[float]:
    if "least" not in rows:
        return [float("nan")] * len(rows)
    return amounts(rows["least"].where(rows["value"].isna() & (rows["least"] > 0)))


def marks(lang: str, base: alt.Chart, number_format: str, **look: object) -> alt.Chart:
    """Marks pointing up: so many, or more. ``base``: with series and year; ``look``: of marks."""
    told = tooltip(lang, "series", ("year:Q", YEAR, "d"), ("least:Q", LEAST, number_format))
    shape: dict[str, Any] = {"shape": "triangle-up", "size": 70, "filled": False, **look}
    return base.mark_point(strokeWidth=1.8, opacity=1, **shape).encode(y="least:Q", tooltip=told)


def by_series(rows: pd.DataFrame) -> dict[str, dict[int, float]]:
    """How many there are at least by series and year, in order."""
    found: dict[str, dict[int, float]] = {}
    years, names = rows["year"].tolist(), rows["series"].tolist()
    for year, name, count in sorted(zip(years, names, _known(rows), strict=True)):
        if not isnan(count):
            found.setdefault(str(name), {})[int(year)] = count
    return found


def told(lang: str, series: str, counts: dict[int, float]) -> str:
    """How many there are at least in which years, in a sentence."""
    each = [
        words.translate(lang, "{value} in {year}", value=numbers.number(lang, count), year=str(at))
        for at, count in counts.items()
    ]
    listed = ", ".join(each)
    return words.translate(lang, "{series}: at least {listed}.", series=series, listed=listed)
