"""One figure of each area through the years."""

from collections.abc import Mapping

import pandas as pd

from wijkeconomie.view import charts, words
from wijkeconomie.view.charts import Drawn, Marks
from wijkeconomie.view.compare import amounts
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.profile import course
from wijkeconomie.view.taking import figures

SECTORAL = ("diversity", "specialisation")
JOBS = ("jobs", "jobs_per_establishment", "function_mix", "specialisation")


def rows(
    lang: str, indicator: Indicator, names: Mapping[str, str], years: list[int]
) -> pd.DataFrame:
    """A row an area and year: year, series (its name), value, note: why one is missing, and least:
    how many there are at least then."""
    parts = []
    for area, name in names.items():
        found = amounts.course(indicator.indicator, area).reindex(years)
        states = found["state"].fillna("unknown")
        notes = [
            _note(lang, indicator.indicator, area, year, state)
            for year, state in zip(years, states, strict=True)
        ]
        counts = [amounts.least(indicator.indicator, area, year) for year in years]
        parts.append(
            pd.DataFrame(
                {
                    "year": years,
                    "series": name,
                    "value": found["value"].to_numpy(float),
                    "note": notes,
                    "least": pd.Series(counts, dtype=float),
                }
            )
        )
    told = pd.concat(parts, ignore_index=True)
    told.attrs.update(unit=indicator.unit_sign(lang) if indicator.unit == "percent" else "")
    return told


def _note(lang: str, name: str, area: str, year: int, state: str) -> str:
    if state in ("value", "zero"):
        return ""
    return amounts.at_least(lang, name, area, year) or words.label(lang, "state", state)


def taken(
    lang: str, indicator: Indicator, names: Mapping[str, str], years: list[int]
) -> pd.DataFrame:
    """The figure of areas through the years, as ``figures.of`` has it."""
    cells = {
        (area, year): amounts.value(indicator.indicator, area, year)
        for area in names
        for year in years
    }
    return figures.of_cells(lang, indicator, names, cells, amounts.least)


def drawn(
    lang: str, indicator: Indicator, told: pd.DataFrame, marks: Marks
) -> tuple[dict[str, Drawn], pd.DataFrame]:
    """A little chart for each area on one scale, and all in one table."""
    number_format = f",.{indicator.decimals}~f" if indicator.decimals else ",d"
    found = charts.multiples(lang, told, number_format, marks)
    return found, pd.concat([each.table for each in found.values()], axis=1)


def marks(lang: str, name: str, breaks: pd.DataFrame, years: list[int]) -> Marks:
    """Breaks of the series that touch a figure. ``breaks``: the read query ``series_breaks``."""
    kinds = ["boundaries"]
    kinds += ["sbi"] if name in SECTORAL else []
    kinds += ["jobs"] if name in JOBS else []
    return course.marks(lang, breaks, [], kinds, years)
