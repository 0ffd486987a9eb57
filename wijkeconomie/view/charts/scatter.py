"""Areas as dots by two figures, some of them chosen and named."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from wijkeconomie.view import look, words
from wijkeconomie.view.charts.drawn import Drawn, empty, filled, lists
from wijkeconomie.view.charts.placing import LABELS, Axis, placed
from wijkeconomie.view.charts.style import HEADING, styled, written

HEIGHT = 440
STEPS = [m * 10**p for p in range(-2, 5) for m in (1, 2, 5)]


def scatter(
    lang: str, rows: pd.DataFrame, x: Axis, y: Axis, corners: tuple[str, ...] = ()
) -> Drawn:
    """Dots by two figures. ``rows``: name, x, y, is_chosen, all known; and maybe where: in which
    part of the chart, for the table. ``corners``: what stands in the corners, from the upper left
    one clockwise."""
    ordered = rows.sort_values(["is_chosen", "name"], kind="stable").reset_index(drop=True)
    dots = placed(ordered, x, y)[["name", "x", "y", "is_chosen", *LABELS]]
    spec = filled(_spec(lang, x, y, corners), lists(dots))
    return Drawn(spec, described(lang, rows, x, y), table(lang, ordered, x, y))


@lru_cache(maxsize=128)
def _spec(lang: str, x: Axis, y: Axis, corners: tuple[str, ...]) -> dict[str, Any]:
    across, upwards = (_along(alt.X, "x", x), _along(alt.Y, "y", y))
    base = empty().encode(x=across, y=upwards, tooltip=_tooltip(x, y))
    others = base.transform_filter("!datum.is_chosen").mark_circle(
        size=55, color=look.MUTED, opacity=0.75
    )
    chosen = base.transform_filter("datum.is_chosen").mark_point(
        size=130, color=look.CONTRAST, fill=look.CONTRAST, opacity=1, shape="diamond"
    )
    layers = [*_corners(corners), *_middles(x, y), others, chosen, *_names()]
    return styled(lang, layers, HEIGHT).to_dict()


def _along(channel: type, field: str, axis: Axis) -> Any:
    ticks: dict[str, Any] = {"values": STEPS} if axis.is_log else {"tickCount": 6}
    marked = alt.Axis(
        format=axis.number_format,
        **ticks,
        titleFontWeight="normal",
        titleFontSize=13,
        titleColor=look.TEXT,
        titlePadding=10,
    )
    kind: dict[str, Any] = {"type": "log"} if axis.is_log else {"zero": False}
    scale = alt.Scale(nice=True, **kind)
    return channel(f"{field}:Q", title=axis.title, axis=marked, scale=scale)


def _tooltip(x: Axis, y: Axis) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=HEADING),
        alt.Tooltip("x:Q", title=x.title, format=x.number_format),
        alt.Tooltip("y:Q", title=y.title, format=y.number_format),
    ]


def _middles(x: Axis, y: Axis) -> list[alt.Chart]:
    """Dashed lines at what is usual."""
    drawn = []
    for field, axis in (("x", x), ("y", y)):
        if axis.middle is not None:
            at = alt.Chart(pd.DataFrame({field: [axis.middle]}))
            rule = at.mark_rule(strokeDash=[4, 4], color=look.MUTED_TEXT)
            drawn.append(rule.encode(**{field: f"{field}:Q"}))
    return drawn


def _corners(texts: tuple[str, ...]) -> list[alt.Chart]:
    """A word in each corner, in grey."""
    places: Any = ((0, 0), ("width", 0), ("width", "height"), (0, "height"))
    at = alt.Chart(pd.DataFrame({"here": [0]}))
    return [
        at.mark_text(
            text=text,
            align="right" if x else "left",
            baseline="bottom" if y else "top",
            dx=-6 if x else 6,
            dy=-6 if y else 6,
            color=look.MUTED_TEXT,
            fontSize=12,
            fontStyle="italic",
        ).encode(x=alt.XValue(x), y=alt.YValue(y))
        for text, (x, y) in zip(texts, places, strict=False)
    ]


def _names() -> list[alt.Chart]:
    """Names to the right of their dots, and of dots far to the right to the left; with a halo."""
    layers = []
    for condition, align, dx in (("!datum.is_left", "left", 11), ("datum.is_left", "right", -11)):
        text = (
            empty()
            .transform_filter(f"datum.is_chosen && {condition}")
            .encode(x="label_x:Q", y="label_y:Q", text="label:N")
        )
        look_of: dict[str, Any] = {
            "align": align,
            "dx": dx,
            "fontSize": 13,
            "limit": alt.expr("width * 0.32"),
            "baseline": "middle",
        }
        layers += [
            text.mark_text(stroke="#ffffff", strokeWidth=4, strokeJoin="round", **look_of),
            text.mark_text(color=look.TEXT, fontWeight=600, **look_of),
        ]
    return layers


def described(lang: str, rows: pd.DataFrame, x: Axis, y: Axis) -> str:
    """Dots in words: how many, how far they reach, and the chosen ones."""
    if rows.empty:
        return words.translate(lang, "There are no figures to draw.")
    told = [words.translate(lang, "{count} areas.", count=len(rows))]
    for column, axis in (("x", x), ("y", y)):
        low, high = (_text(lang, axis, end) for end in (rows[column].min(), rows[column].max()))
        message = words.mark("{figure}: from {low} to {high}.")
        told.append(words.translate(lang, message, figure=axis.title, low=low, high=high))
    for row in rows[rows["is_chosen"]].to_dict("records"):
        both = f"{_text(lang, x, row['x'])}; {_text(lang, y, row['y'])}"
        told.append(f"{row['name']}: {both}.")
    return " ".join(told)


def table(lang: str, rows: pd.DataFrame, x: Axis, y: Axis) -> pd.DataFrame:
    """The dots in text, the chosen ones first, then by name."""
    ordered = rows.sort_values(["is_chosen", "name"], ascending=[False, True], kind="stable")
    same = {
        axis.title: [_text(lang, axis, value) for value in ordered[column]]
        for column, axis in (("x", x), ("y", y))
    }
    if "where" in ordered:
        same[words.translate(lang, "Where in the chart")] = ordered["where"].tolist()
    index = pd.Index(ordered["name"], name=words.translate(lang, "Area"))
    return pd.DataFrame(same, index=index)


def _text(lang: str, axis: Axis, value: float) -> str:
    return written(lang, float(value), axis.number_format, axis.unit)
