"""How far buurten of one municipality lie apart, per year. See docs/decisions/compare.md."""

from dataclasses import dataclass

import pandas as pd

from wijkeconomie.view import atlas, charts, numbers, words
from wijkeconomie.view.charts import Drawn, Marks
from wijkeconomie.view.compare import amounts
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.taking import figures

LEVEL = "buurt"
HIGH, LOW = 0.9, 0.1
LEAST, LEAST_JUDGED = 5, 10


@dataclass(frozen=True)
class Spread:
    """How far the same buurten lie apart year by year: ``codes`` of these, how many buurten there
    are in the last year with figures (``there``), and ``rows``, one a year: p10, p50, p90, the
    spread (P90/P10, of growth P90 − P10 in percentage points), how many buurten it is of (areas:
    all of ``codes``, or none) and how many are left_out."""

    rows: pd.DataFrame
    codes: frozenset[str]
    there: int

    @property
    def is_most(self) -> bool:
        """Whether these tell enough to speak of buurten as a whole."""
        return len(self.codes) >= LEAST_JUDGED and 2 * len(self.codes) >= self.there


def by_year(indicator: Indicator, municipality: str, years: list[int]) -> Spread:
    """The spread among buurten with a figure in each of the years that have one, in the boundaries
    of the first of these. A year has figures where LEAST buurten do; no spread among fewer than
    LEAST, or where P10 is not above zero."""
    name = indicator.indicator
    every = {year: amounts.of_level(LEVEL, [municipality], year) for year in years}
    told = {
        year: rows.loc[amounts.is_counted(rows, name), name].astype(float)
        for year, rows in every.items()
    }
    known = [year for year in years if len(told[year]) >= LEAST]
    codes = set(every[known[-1]].index) if known else set()
    for year in known:
        codes &= {*told[year].index} - amounts.changed_since(LEVEL, municipality, known[0], year)
    found = []
    for year in years:
        values = told[year][told[year].index.isin(codes if year in known else [])]
        left_out = len(every[year]) - len(values)
        found.append({"year": year, **_spread(values, indicator), "left_out": left_out})
    there = len(every[known[-1]]) if known else 0
    return Spread(pd.DataFrame(found), frozenset(codes), there)


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


def drawn(lang: str, indicator: Indicator, found: Spread, marks: Marks) -> Drawn:
    """The spread as a line, with the percentiles in the table."""
    title = words.translate(lang, measure(indicator))
    rows = found.rows[["year", "spread"]].rename(columns={"spread": "value"}).assign(series=title)
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
            words.translate(lang, heading): [text(lang, v, places, unit) for v in found.rows[name]]
            for heading, (name, places, unit) in columns.items()
        },
        index=pd.Index(found.rows["year"].astype(str), name=words.translate(lang, "Year")),
    )
    return Drawn(chart.spec, chart.words, table)


def taken(lang: str, indicator: Indicator, spread: Spread, whole: str) -> pd.DataFrame:
    """``by_year`` with what it is of: the percentiles in a unit, the spread as a ratio or in
    points, empty with a state where there is none."""
    found = spread.rows
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


def text(lang: str, value: float, places: int, unit: str) -> str:
    """A figure with its unit, a dash for none."""
    number = numbers.number(lang, value, places)
    return number if number == numbers.DASH else number + unit


def measure(indicator: Indicator) -> str:
    """What the spread is called."""
    return (
        words.mark("P90 minus P10, in points")
        if is_difference(indicator)
        else words.mark("P90 divided by P10")
    )


def left_out(
    indicator: Indicator, municipality: str, year: int, found: Spread
) -> dict[str, list[str]]:
    """Names of buurten that are not compared, by why in a year; ``other_years`` where they have a
    figure in that year."""
    rows = amounts.of_level(LEVEL, [municipality], year)
    told = amounts.left_out(rows, indicator.indicator)
    is_other = amounts.is_counted(rows, indicator.indicator) & ~rows.index.isin(found.codes)
    names = sorted(rows.loc[is_other, "name"].astype(str))
    return told | ({"other_years": names} if names else {})
