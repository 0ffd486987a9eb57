"""The style of the house: font, colours, numbers in the visitor's notation."""

from typing import Any

import altair as alt

from wijkeconomie.view import look, numbers, words

Chart = alt.LayerChart
SEPARATORS = {"nl": (",", "."), "en": (".", ",")}
SERIES = (look.ACCENT, look.CONTRAST, look.MUTED_TEXT, look.SEQUENTIAL[2])
DASHES = ([1, 0], [7, 3], [2, 3], [10, 3, 2, 3])
# Open triangles tell how many there are at least.
SHAPES = ("circle", "square", "diamond", "cross")
ON_ONE_LINE = 36
# What the library shows as a heading of a tooltip.
HEADING = "title"
YEAR, FIGURE = words.mark("Year"), words.mark("Figure")
# Half of the last number of an axis stands outside it.
ROOM = {"left": 0, "top": 4, "right": 18, "bottom": 4}


def decimals(number_format: str) -> int:
    """Decimals of a d3 format such as ``.1f``; none of ``,d``."""
    return int(number_format[number_format.index(".") + 1]) if "." in number_format else 0


def written(lang: str, value: float, number_format: str, unit: str = "") -> str:
    """A value as charts write it, for words and tables; a dash for nothing."""
    text = numbers.number(lang, value, decimals(number_format))
    return text if text == numbers.DASH else text + unit


def by_series(names: tuple[str, ...], channel: type, values: tuple) -> Any:
    """How series differ in a channel, with one legend above the chart."""
    legend = None
    if len(names) > 1 and channel is not alt.StrokeDash:
        below: dict[str, Any] = {"columns": 1} if sum(map(len, names)) > ON_ONE_LINE else {}
        legend = alt.Legend(orient="top", labelLimit=340, symbolStrokeWidth=0, **below)
    scale = alt.Scale(domain=list(names), range=list(values[: len(names)]))
    return channel("series:N", title=None, scale=scale, legend=legend)


def tooltip(lang: str, series: str, *more: tuple[str, str, str]) -> list[alt.Tooltip]:
    """What is told of a mark that is pointed at: its series above, then fields, each with title and
    format. Of two fields with one title the second is lost."""
    told = [alt.Tooltip(f"{series}:N", title=HEADING)]
    return told + [
        alt.Tooltip(field, title=words.translate(lang, title), format=shown or alt.Undefined)
        for field, title, shown in more
    ]


def styled(lang: str, layers: list[alt.Chart], height: int) -> Chart:
    """Layers as one chart in the style of the house, with numbers in the visitor's notation."""
    decimal, thousands = SEPARATORS[lang]
    locale = {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["€", ""]}
    return (
        alt.LayerChart(layer=layers)
        .properties(height=height, padding=ROOM)
        .configure(locale={"number": locale}, font="Source Sans, sans-serif")
        .configure_axis(
            gridColor=look.GRID,
            domain=False,
            ticks=False,
            labelColor=look.TEXT,
            labelFontSize=13,
            labelPadding=8,
        )
        .configure_view(stroke=None)
        .configure_legend(labelFontSize=13, labelColor=look.TEXT, symbolStrokeWidth=1.5)
    )
