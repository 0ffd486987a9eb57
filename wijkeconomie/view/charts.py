"""Charts in one style: lines over years and bars beside a reference."""

import altair as alt
import pandas as pd

from wijkeconomie.view import look

Chart = alt.LayerChart
SEPARATORS = {"nl": (",", "."), "en": (".", ",")}
SERIES = (look.ACCENT, look.CONTRAST, look.MUTED)


def trend(lang: str, rows: pd.DataFrame, number_format: str = ",d") -> Chart:
    """Lines over years. ``rows``: year, series, value; gaps where a value is missing.

    ``rows.attrs`` may hold ``reference`` (a value drawn as a dashed line) and ``zero`` (whether
    the axis starts at zero, as it should unless a share hardly moves).
    """
    names = list(dict.fromkeys(rows["series"]))
    lines = (
        alt.Chart(rows)
        .mark_line(point=alt.OverlayMarkDef(size=36, filled=True), strokeWidth=2.5)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y(
                "value:Q",
                title=None,
                axis=alt.Axis(format=number_format, tickCount=5),
                scale=alt.Scale(zero=rows.attrs.get("zero", True)),
            ),
            color=alt.Color(
                "series:N",
                title=None,
                scale=alt.Scale(domain=names, range=list(SERIES[: len(names)])),
                legend=alt.Legend(orient="top", symbolType="stroke") if len(names) > 1 else None,
            ),
            tooltip=[
                alt.Tooltip("series:N", title=" "),
                alt.Tooltip("year:O", title=" "),
                alt.Tooltip("value:Q", title=" ", format=number_format),
            ],
        )
    )
    return styled(lang, [*_rules(rows), lines], 260)


def bars(lang: str, rows: pd.DataFrame, number_format: str = ".1f") -> Chart:
    """Horizontal bars with a tick for the reference. ``rows``: label, value, reference, in
    order; a row without value stays empty and shows its ``note``."""
    order = rows["label"].tolist()
    y = alt.Y("label:N", title=None, sort=order, axis=alt.Axis(labelLimit=230))
    scale = alt.X("value:Q", title=None, axis=alt.Axis(format=number_format, tickCount=4))
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("value:Q", title=" ", format=number_format),
    ]
    base = alt.Chart(rows).encode(y=y)
    bar = base.mark_bar(color=look.ACCENT, height={"band": 0.62}).encode(x=scale, tooltip=tooltip)
    tick = base.mark_tick(color=look.CONTRAST, thickness=3, size=20).encode(x="reference:Q")
    note = base.mark_text(align="left", dx=10, color="#5b6d70").encode(
        x=alt.datum(0), text="note:N"
    )
    return styled(lang, [bar, tick, note], 26 * len(rows) + 30)


def _rules(rows: pd.DataFrame) -> list[alt.Chart]:
    rules = []
    if "reference" in rows.attrs:
        at = pd.DataFrame({"value": [rows.attrs["reference"]]})
        rules.append(
            alt.Chart(at)
            .mark_rule(strokeDash=[5, 4], color=look.CONTRAST, strokeWidth=1.5)
            .encode(y="value:Q")
        )
    return rules


def styled(lang: str, layers: list[alt.Chart], height: int) -> Chart:
    """Layers as one chart in the style of the house, with numbers in the visitor's notation."""
    decimal, thousands = SEPARATORS[lang]
    locale = {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["€", ""]}
    return (
        alt.LayerChart(layer=layers)
        .properties(height=height)
        .configure(locale={"number": locale}, font="Source Sans Pro, Source Sans 3, sans-serif")
        .configure_axis(
            gridColor=look.GRID,
            domain=False,
            ticks=False,
            labelColor=look.TEXT,
            labelFontSize=13,
            labelPadding=8,
        )
        .configure_view(stroke=None)
        .configure_legend(labelFontSize=13, labelColor=look.TEXT, symbolStrokeWidth=3)
    )
