"""Figures as they stand on a page, as rows for a file: one an indicator, area and year."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from wijkeconomie.view import query, words
from wijkeconomie.view.indicators import Indicator

KNOWN = ("value", "zero")
# What stands beside a value on a map, where its rows have it.
BEHIND = ("establishments", "jobs", "home_based", "km2")
KM2, DECIMALS = 4, 9


def of(lang: str, indicator: Indicator, found: pd.DataFrame) -> pd.DataFrame:
    """Values of an indicator with what they are in: indicator, indicator_name, area_code,
    area_name, year, reference_date, value (as it follows from the published figures, empty where a
    state other than value or zero says why), unit (a code) and unit_name, state and state_name;
    with the counts behind them, which are whole numbers.

    ``found``: area_code, name, year, value, state.
    """
    counts = {
        name: whole(found[name]) for name in BEHIND if name in found and name != indicator.indicator
    }
    if "km2" in counts:
        counts["km2"] = counts["km2"].round(KM2)
    return pd.DataFrame(
        {
            "indicator": indicator.indicator,
            "indicator_name": words.translate(lang, indicator.title),
            "area_code": found["area_code"],
            "area_name": found["name"],
            "year": found["year"],
            "reference_date": dates(found["year"]),
            "value": whole(known(found["value"], found["state"])),
            **_least(found),
            "unit": indicator.unit,
            "unit_name": words.translate(lang, indicator.unit),
            **stated(lang, found["state"]),
            **counts,
        }
    )


def _least(found: pd.DataFrame) -> dict[str, pd.Series]:
    """How many there are at least, where that is told of some."""
    told = found.get("at_least")
    if told is None or told.isna().all():
        return {}
    return {"at_least": whole(told.astype(float))}


def of_cells(
    lang: str,
    indicator: Indicator,
    names: Mapping[str, str],
    cells: Mapping[tuple[str, int], tuple[float, str]],
    least: Callable[[str, str, int], float | None],
) -> pd.DataFrame:
    """The same of values with their states by area and year; where a city part is told to have at
    least so many, with ``at_least``. ``least``: gives that of an indicator, area and year."""
    found = [
        {
            "area_code": area,
            "name": names[area],
            "year": year,
            "value": value,
            "state": state,
            "at_least": least(indicator.indicator, area, year),
        }
        for (area, year), (value, state) in cells.items()
    ]
    return of(lang, indicator, pd.DataFrame(found))


def of_map(lang: str, indicator: Indicator, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What a map shows of an indicator, under its title; only areas that are drawn.

    ``rows``: those of ``scope``, one an area of one year.
    """
    drawn = rows[rows["state"].notna()]
    return {words.translate(lang, indicator.title): of(lang, indicator, drawn)}


def known(values: pd.Series, states: pd.Series) -> pd.Series:
    """Numbers in as many decimals as every notation holds, empty where another state stands in
    their place."""
    return values.astype(float).where(states.isin(KNOWN)).round(DECIMALS)


def whole(values: pd.Series) -> pd.Series:
    """Numbers as they are, as whole numbers where all are: 2640 and not 2640.0."""
    there = values.dropna()
    return values.astype("Int64") if (there == there.round()).all() else values


def stated(lang: str, states: pd.Series) -> dict[str, Sequence[str]]:
    """Whether a value is there and why not, as a code and in words."""
    codes = states.fillna("unknown").astype(str).tolist()
    return {"state": codes, "state_name": [words.label(lang, "state", code) for code in codes]}


def state_of(values: pd.Series, missing: str = "protected") -> pd.Series:
    """States of values that have none of their own: what is missing is so for one reason."""
    found = np.where(values.isna(), missing, np.where(values == 0, "zero", "value"))
    return pd.Series(found, index=values.index)


def dates(years: Iterable[int]) -> np.ndarray:
    """Reference dates of years of the release."""
    known = {int(day[:4]): day for day in query.release().reference_dates}
    return np.array([known[int(year)] for year in years], dtype="datetime64[s]")
