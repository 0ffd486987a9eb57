"""How far buurten of one municipality lie apart, per year. See docs/decisions/compare.md."""

import pandas as pd

from wijkeconomie.view import atlas, charts, numbers, words
from wijkeconomie.view.charts import Drawn, Marks
from wijkeconomie.view.compare import amounts
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.taking import figures

LEVEL = "buurt"
HIGH, LOW = 0.9, 0.1
LEAST = 5
ENDS, CHANGED = 3, 0.1


def by_year(indicator: Indicator, municipality: str, years: list[int]) -> pd.DataFrame:
    """A row a year: p10, p50, p90 of the buurten with a figure, how many those are (areas), how
    many are left_out, and the spread: P90/P10, of growth P90 − P10 in percentage points. None with
    fewer than LEAST buurten, or where P10 is not above zero."""
    found = []
    for year in years:
        rows = amounts.of_level(LEVEL, [municipality], year)
        name = indicator.indicator
        told = rows.loc[amounts.is_counted(rows, name), name].astype(float)
        found.append({"year": year, **_spread(told, indicator), "left_out": len(rows) - len(told)})
    return pd.DataFrame(found)


def _spread(values: "pd.Series[float]", indicator: Indicator) -> dict[str, float]:
    """Percentiles by linear interpolation between the two nearest."""
    if len(values) < LEAST:
        nothing = dict.fromkeys(("p10", "p50", "p90", "spread"), float("nan"))
        return {**nothing, "areas": len(values)}
    low, middle, high = (float(values.quantile(part)) for part in (LOW, 0.5, HIGH))
    ratio = high / low if low > 0 else float("nan")
    spread = high - low if is_difference(indicator) else ratio
    return {"p10": low, "p50": middle, "p90": high, "spread": spread, "areas": len(values)}


def is_difference(indicator: Indicator) -> bool:
    """Whether a figure can be below zero, so that no ratio says anything."""
    return indicator.scale == "diverging"


def drawn(lang: str, indicator: Indicator, found: pd.DataFrame, marks: Marks) -> Drawn:
    """The spread as a line, with the percentiles in the table."""
    title = words.translate(lang, measure(indicator))
    rows = found[["year", "spread"]].rename(columns={"spread": "value"}).assign(series=title)
    # Of a ratio 1 is no spread at all, of a difference 0.
    rows.attrs.update(
        {"zero": True} if is_difference(indicator) else {"reference": 1, "zero": False}
    )
    chart = charts.trend(lang, rows, ".1f", marks)
    unit, places = indicator.unit_sign(lang), max(indicator.decimals, 0)
    columns = {
        words.mark("Low (P10)"): ("p10", places, unit),
        words.mark("Middle (median)"): ("p50", places, unit),
        words.mark("High (P90)"): ("p90", places, unit),
        measure(indicator): ("spread", 1, ""),
        words.mark("Buurten"): ("areas", 0, ""),
        words.mark("Left out"): ("left_out", 0, ""),
    }
    table = pd.DataFrame(
        {
            words.translate(lang, heading): [_text(lang, v, places, unit) for v in found[name]]
            for heading, (name, places, unit) in columns.items()
        },
        index=pd.Index(found["year"].astype(str), name=words.translate(lang, "Year")),
    )
    return Drawn(chart.spec, chart.words, table)


def taken(lang: str, indicator: Indicator, found: pd.DataFrame, whole: str) -> pd.DataFrame:
    """``by_year`` with what it is of: the percentiles in a unit, the spread as a ratio or in
    points, empty with a state where there is none."""
    states = figures.state_of(found["spread"], "unknown")
    percentiles = {
        name: found[name].round(max(indicator.decimals, 0)) for name in ("p10", "p50", "p90")
    }
    return pd.DataFrame(
        {
            "indicator": indicator.indicator,
            "indicator_name": words.translate(lang, indicator.title),
            "level": LEVEL,
            "area_code": whole,
            "area_name": atlas.name(whole),
            "year": found["year"],
            "reference_date": figures.dates(found["year"]),
            **percentiles,
            "unit": words.translate(lang, indicator.unit),
            "spread": found["spread"].round(1),
            "spread_name": words.translate(lang, measure(indicator)),
            "areas": found["areas"],
            "left_out": found["left_out"],
            **figures.stated(lang, states),
        }
    )


def _text(lang: str, value: float, places: int, unit: str) -> str:
    text = numbers.number(lang, value, places)
    return text if text == numbers.DASH else text + unit


def measure(indicator: Indicator) -> str:
    """What the spread is called."""
    return (
        words.mark("P90 minus P10, in points")
        if is_difference(indicator)
        else words.mark("P90 divided by P10")
    )


def title(lang: str, indicator: Indicator, found: pd.DataFrame) -> str:
    """Whether buurten grew apart: the mean of the last ENDS years with a spread is CHANGED or more
    above that of the first ones, which takes twice ENDS years."""
    known = found.dropna(subset=["spread"])
    figure = words.translate(lang, indicator.title)
    if len(known) < 2 * ENDS:
        return words.translate(lang, "{figure}: how far buurten lie apart", figure=figure)
    first, last = known["spread"].head(ENDS).mean(), known["spread"].tail(ENDS).mean()
    message = words.mark("{figure}: buurten lie about as far apart as around {year}")
    if last >= first * (1 + CHANGED):
        message = words.mark("{figure}: buurten grew apart since {year}")
    elif last * (1 + CHANGED) <= first:
        message = words.mark("{figure}: buurten came closer since {year}")
    return words.translate(lang, message, figure=figure, year=int(known["year"].iloc[0]))


def sentence(lang: str, indicator: Indicator, found: pd.DataFrame, year: int) -> str:
    """The spread of one year in words; that there is none when too little is known."""
    row = found[found["year"] == year].iloc[0]
    unit = indicator.unit_sign(lang)
    if pd.isna(row["spread"]):
        return words.translate(
            lang,
            "In {year} too few buurten have a figure, or the lowest tenth has none at all.",
            year=year,
        )
    low, high = (_text(lang, float(row[name]), indicator.decimals, unit) for name in ("p10", "p90"))
    message = (
        words.mark(
            "In {year} a tenth of the buurten is at {high} or above, and a tenth at {low} or "
            "below: {spread} points apart."
        )
        if is_difference(indicator)
        else words.mark(
            "In {year} a tenth of the buurten is at {high} or above, and a tenth at {low} or "
            "below: {spread} times as much."
        )
    )
    spread = numbers.number(lang, float(row["spread"]), 1)
    return words.translate(lang, message, year=year, high=high, low=low, spread=spread)


def left_out(indicator: Indicator, municipality: str, year: int) -> dict[str, list[str]]:
    """Names of buurten without a figure in a year, by why."""
    rows = amounts.of_level(LEVEL, [municipality], year)
    return amounts.left_out(rows, indicator.indicator)
