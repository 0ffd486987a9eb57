"""What the spread of a figure among buurten tells, in sentences. See docs/decisions/compare.md."""

import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.compare import spread
from wijkeconomie.view.compare.spread import Spread
from wijkeconomie.view.indicators import Indicator

ENDS, CHANGED = 3, 0.1


def title(lang: str, indicator: Indicator, found: Spread) -> str:
    """Whether buurten grew apart: the mean of the last ENDS years with a spread is CHANGED or more
    above that of the first ones, which takes twice ENDS years and most buurten; else only what the
    figure is."""
    known = found.rows.dropna(subset=["spread"])
    figure = words.translate(lang, indicator.title)
    message = words.mark("{figure}: how far buurten lie apart")
    if len(known) < 2 * ENDS or not found.is_most:
        return words.translate(lang, message, figure=figure)
    first, last = known["spread"].head(ENDS).mean(), known["spread"].tail(ENDS).mean()
    if last >= first * (1 + CHANGED):
        message = words.mark("{figure}: buurten grew apart since {year}")
    elif last * (1 + CHANGED) <= first:
        message = words.mark("{figure}: buurten came closer since {year}")
    return words.translate(lang, message, figure=figure, year=int(known["year"].iloc[0]))


def compared(lang: str, found: Spread) -> str:
    """How many of how many buurten this is of, and whether these stand for all; empty where none
    can be compared."""
    if len(found.codes) < spread.LEAST:
        return ""
    told = words.translate(
        lang,
        "The same {count} of {total} buurten in all years: those with a figure in each, within the "
        "same boundaries.",
        count=numbers.number(lang, len(found.codes)),
        total=numbers.number(lang, found.there),
    )
    if found.is_most:
        return told
    few = words.mark("That is too few to say whether buurten as a whole grew apart.")
    return f"{told} {words.translate(lang, few)}"


def sentence(lang: str, indicator: Indicator, found: Spread, year: int) -> str:
    """The spread of one year in words; that there is none when too little is known."""
    row = found.rows[found.rows["year"] == year].iloc[0]
    unit = indicator.unit_sign(lang)
    if pd.isna(row["spread"]):
        return words.translate(
            lang,
            "In {year} too few buurten can be compared, or the lowest tenth has none at all.",
            year=year,
        )
    low, high = (
        spread.text(lang, float(row[name]), indicator.decimals, unit) for name in ("p10", "p90")
    )
    message = (
        words.mark(
            "In {year} a tenth of these buurten is at {high} or above, and a tenth at {low} or "
            "below: {spread} points apart."
        )
        if spread.is_difference(indicator)
        else words.mark(
            "In {year} a tenth of these buurten is at {high} or above, and a tenth at {low} or "
            "below: {spread} times as much."
        )
    )
    apart = numbers.number(lang, float(row["spread"]), 1)
    return words.translate(lang, message, year=year, high=high, low=low, spread=apart)
