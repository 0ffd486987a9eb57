"""Little charts of one figure, an area each, on one scale."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import look
from wijkeconomie.view.charts import least
from wijkeconomie.view.charts.drawn import Drawn, empty, filled, lists
from wijkeconomie.view.charts.lines import described, table
from wijkeconomie.view.charts.marks import Marks
from wijkeconomie.view.charts.style import FIGURE, YEAR, styled, tooltip

HEIGHT = 170
NOTHING = Marks()


def multiples(
    lang: str, rows: pd.DataFrame, number_format: str = ",d", marks: Marks = NOTHING
) -> dict[str, Drawn]:
    """A chart for each series, with the others thin behind it. ``rows``: year, series, value and
    note: why a value is missing; and maybe least: how many there are at least where one is.
    ``rows.attrs`` may hold ``zero`` (whether the axis starts at zero) and ``unit`` (behind
    numbers). All charts have the same axes."""
    years = tuple(sorted(set(rows["year"].astype(int).tolist())))
    more, is_from_zero = least.columns(rows), bool(rows.attrs.get("zero", True))
    known = pd.Series([*rows["value"], *more.get("least", [])], dtype=float).dropna()
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    domain = (min(low, 0.0) if is_from_zero else low, max(high, 0.0) if is_from_zero else high)
    spec = _spec(lang, years, number_format, (marks, domain, bool(more)))
    drawn = {}
    for series, part in rows.groupby("series", sort=False):
        told = rows.assign(is_own=rows["series"] == series)
        own = part.copy()
        own.attrs = rows.attrs
        drawn[str(series)] = Drawn(
            filled(spec, lists(told[["year", "series", "value", "is_own"]]) | more),
            described(lang, own, number_format, marks),
            table(lang, own, number_format),
        )
    return drawn


@lru_cache(maxsize=128)
def _spec(
    lang: str,
    years: tuple[int, ...],
    number_format: str,
    more: tuple[Marks, tuple[float, float], bool],
) -> dict[str, Any]:
    marks, domain, has_least = more
    first, last = years[0] - 0.4, years[-1] + 0.4
    axis = alt.Axis(format="d", labelAngle=0, values=[years[0], years[-1]], grid=False)
    over = alt.Scale(domain=[first, last], nice=False, zero=False)
    upwards = alt.Scale(domain=list(domain), nice=True, zero=False)
    base = empty().encode(
        x=alt.X("year:Q", title=None, axis=axis, scale=over),
        y=alt.Y(
            "value:Q",
            title=None,
            axis=alt.Axis(format=number_format, tickCount=3),
            scale=upwards,
        ),
    )
    behind = base.transform_filter("!datum.is_own").mark_line(
        color=look.MUTED, strokeWidth=1, opacity=0.55
    )
    own = base.transform_filter("datum.is_own")
    told = tooltip(lang, "series", ("year:Q", YEAR, "d"), ("value:Q", FIGURE, number_format))
    line = own.mark_line(color=look.ACCENT, strokeWidth=2.5)
    points = own.mark_point(color=look.ACCENT, filled=True, opacity=1, size=26)
    layers = [
        *marks.layers(first, last),
        behind.encode(detail="series:N"),
        line,
        points.encode(tooltip=told),
        *([least.marks(lang, own, number_format, color=look.ACCENT)] if has_least else []),
    ]
    return styled(lang, layers, HEIGHT).to_dict()
