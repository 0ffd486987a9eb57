"""Maps and charts of demand beside supply."""

from dataclasses import replace

import altair as alt
import h3
import pandas as pd

from wijkeconomie.view import atlas, charts, classes, look, maps, numbers, words

QUADRANTS = {
    "shortage": (words.mark("Much demand, little supply"), look.CONTRAST),
    "served": (words.mark("Much demand, much supply"), look.ACCENT),
    "quiet": (words.mark("Little demand, little supply"), look.MUTED),
    "ample": (words.mark("Little demand, much supply"), "#6fb0b3"),
}
HEIGHT = 440
NAMED = 8
WIDE, HIGH = 0.4, 0.06


def unmet(lang: str, pieces: pd.DataFrame, within: str) -> maps.Paint:
    """A paint of home-based establishments without a place within reach, per km² by hexagon.
    ``pieces``: of ``plan.Situation``; ``within``: the municipality, when there are several."""
    told = pieces.assign(unmet=pieces["establishments"].where(~pieces["is_met"], 0))
    by_hexagon = told.groupby("hexagon").agg(unmet=("unmet", "sum"), pieces=("unmet", "size"))
    km2 = by_hexagon["pieces"] * h3.average_hexagon_area(10, unit="km^2")
    codes = sorted(atlas.names(lang, "hexagon", within).index)
    values = (by_hexagon["unmet"] / km2).reindex(codes)
    state = values.map(lambda value: "value" if value >= 0.5 else "zero")
    rows = pd.DataFrame(
        {"value": values, "state": state.astype(object).where(values.notna(), None)}
    )
    measure = maps.Measure(
        title=words.translate(lang, "Not reached, per km²"),
        unit="",
        decimals=0,
        scale="sequential",
        breaks=classes.breaks(values.to_numpy(float), "sequential", 5),
    )
    paint = maps.choropleth(lang, "hexagon", rows, measure, None, within=within)
    none = words.translate(lang, "all reached")
    known = [each for each in paint.legend if each["kind"].isdigit()]
    legend = [{"kind": "z", "text": none}, *known]
    states = paint.states | {"zero": none}
    return replace(paint, legend=legend, states=states, clickable=False)


def quadrants(lang: str, rows: pd.DataFrame, usual: dict[str, float], chosen: str) -> charts.Drawn:
    """Wijken by demand and supply. ``rows``, ``usual``: ``supply.quadrants``; ``chosen``: code of
    the wijk that is marked."""
    most = max(4 * usual["supply"], 1)
    told = _worded(lang, rows, chosen, most)
    names = [words.translate(lang, title) for title, _colour in QUADRANTS.values()]
    x, y = _axes(lang, most)
    colours = [colour for _title, colour in QUADRANTS.values()]
    dots = (
        alt.Chart(told)
        .mark_circle(opacity=0.85, stroke="#ffffff", strokeWidth=1)
        .encode(
            x=x,
            y=y,
            size=alt.Size("missed:Q", scale=alt.Scale(range=[40, 900]), legend=None),
            color=alt.Color(
                "quadrant:N",
                title=None,
                scale=alt.Scale(domain=names, range=colours),
                legend=alt.Legend(orient="top", columns=1, labelLimit=320, symbolType="circle"),
            ),
            tooltip=_tooltip(lang),
        )
    )
    named = alt.Chart(told[told["is_named"]]).encode(x=x, y=y, text="name:N")
    text = {"fontSize": 13, "align": "left", "dx": 14, "limit": 190}
    halo = named.mark_text(stroke="#ffffff", strokeWidth=4, strokeJoin="round", **text)
    labels = named.mark_text(color=look.TEXT, **text)
    ring = (
        alt.Chart(told[told["is_chosen"]])
        .mark_point(size=1100, color=look.TEXT, strokeWidth=2.5, filled=False)
        .encode(x=x, y=y)
    )
    chart = charts.styled(lang, [*_usual(usual), dots, ring, halo, labels], HEIGHT)
    return charts.drawn(chart, "", _same(lang, told))


def _same(lang: str, told: pd.DataFrame) -> pd.DataFrame:
    """The dots in text, most demand first."""
    columns = {
        words.mark("Home-based establishments"): ("demand", 0),
        words.mark("Workplaces per 100"): ("supply", 1),
        words.mark("Not reached"): ("missed", 0),
    }
    ordered = told.sort_values("demand", ascending=False)
    same = {
        words.translate(lang, title): [numbers.number(lang, v, places) for v in ordered[name]]
        for title, (name, places) in columns.items()
    }
    same[words.translate(lang, "Where in the chart")] = ordered["quadrant"].tolist()
    index = pd.Index(ordered["name"], name=words.translate(lang, "Wijk"))
    return pd.DataFrame(same, index=index)


def _axes(lang: str, most: float) -> tuple[alt.X, alt.Y]:
    """Supply to the right, as far as ``most`` desks, and demand upwards."""
    plain = {"tickCount": 6, "format": ",d", "titleFontWeight": "normal", "titleFontSize": 13}
    axis = alt.Axis(titleColor=look.TEXT, titlePadding=10, **plain)
    across = words.translate(lang, "Workplaces per 100 home-based establishments")
    upwards = words.translate(lang, "Home-based establishments")
    wide = alt.Scale(domain=[-most / 30, most], clamp=True)
    ticks = alt.Axis(titleColor=look.TEXT, titlePadding=10, values=_ticks(most), **plain)
    return (
        alt.X("supply:Q", title=across, scale=wide, axis=ticks),
        alt.Y("demand:Q", title=upwards, scale=alt.Scale(domainMin=0, nice=True), axis=axis),
    )


def _ticks(most: float) -> list[float]:
    """Round values from 0, at most seven."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if most / s <= 6 or s == 1000)
    return [step * i for i in range(int(most // step) + 1)]


def _named(rows: pd.DataFrame, most: float) -> pd.Series:
    """Which of the largest shortages have room for their name: not on that of a larger one."""
    tallest = max(float(rows["home_based"].max()), 1.0)
    taken: dict[str, tuple[float, float]] = {}
    for row in rows.sort_values("not_reached", ascending=False).head(NAMED).to_dict("records"):
        x, y = min(row["desks_per_100"], most) / most, row["home_based"] / tallest
        if all(abs(x - a) > WIDE or abs(y - b) > HIGH for a, b in taken.values()):
            taken[row["area_code"]] = x, y
    return rows["area_code"].isin(taken)


def _worded(lang: str, rows: pd.DataFrame, chosen: str, most: float) -> pd.DataFrame:
    titles = {code: words.translate(lang, title) for code, (title, _c) in QUADRANTS.items()}
    is_chosen = rows["area_code"] == chosen
    return pd.DataFrame(
        {
            "name": rows["name"],
            "demand": rows["home_based"],
            "supply": rows["desks_per_100"],
            "missed": rows["not_reached"].fillna(0),
            "quadrant": rows["quadrant"].map(titles),
            "is_named": _named(rows, most) | is_chosen,
            "is_chosen": is_chosen,
        }
    )


def _tooltip(lang: str) -> list[alt.Tooltip]:
    told = {
        "demand:Q": words.mark("Home-based establishments"),
        "missed:Q": words.mark("Not reached"),
        "supply:Q": words.mark("Workplaces per 100"),
    }
    counts = [
        alt.Tooltip(name, title=words.translate(lang, title), format=",.0f")
        for name, title in told.items()
    ]
    return [alt.Tooltip("name:N", title=" "), *counts]


def _usual(usual: dict[str, float]) -> list[alt.Chart]:
    """Dashed lines at what is usual."""
    rule = {"strokeDash": [5, 4], "color": look.MUTED, "strokeWidth": 1.5}
    at = pd.DataFrame([usual])
    return [
        alt.Chart(at).mark_rule(**rule).encode(x="supply:Q"),
        alt.Chart(at).mark_rule(**rule).encode(y="demand:Q"),
    ]
