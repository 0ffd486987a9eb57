"""Indicators: which published cell each one reads, and where that cell exists."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wijkeconomie import thresholds
from wijkeconomie.view import classes, maps, numbers, words

ALL = "*"
SETS = ("lt10", "one", "wijkeconomie")
DIMENSIONS = ("sector", "size_class", "premises")
NEEDS = {"population": thresholds.POPULATION, "jobs_and_dwellings": thresholds.DWELLINGS}
UNITS = {"percent": "%", "index": "", "establishments": "", "jobs": ""}


@dataclass(frozen=True)
class Indicator:
    """One row of ``data/indicators.csv``, as published with the release."""

    indicator: str
    title: str
    headline: str
    unit: str
    decimals: int
    scale: str
    measure: str
    size_class: str
    premises: str
    denominator: str
    factor: float
    levels: str
    definition: str

    @property
    def own(self) -> dict[str, str]:
        """Dimensions the indicator fixes itself, such as premises for home-based work."""
        fixed = {"size_class": self.size_class, "premises": self.premises}
        return {name: code for name, code in fixed.items() if code != ALL}

    def unit_sign(self, lang: str) -> str:
        """What stands behind a number: ``%`` after a space in Dutch, or a unit in words."""
        if self.unit == "percent":
            return "\N{NO-BREAK SPACE}%" if lang == "nl" else "%"
        return "" if self.unit in UNITS else " " + words.translate(lang, self.unit)


@dataclass(frozen=True)
class Filters:
    """What the visitor narrows an indicator down to; ``*`` is everything."""

    sector: str = ALL
    size_class: str = ALL
    premises: str = ALL

    @property
    def used(self) -> dict[str, str]:
        """Filters that narrow something down."""
        return {d: getattr(self, d) for d in DIMENSIONS if getattr(self, d) != ALL}


def from_rows(rows: pd.DataFrame) -> dict[str, Indicator]:
    """Indicators by name, in their order, from the read query ``indicators``."""
    made = [Indicator(**{str(k): v for k, v in row.items()}) for row in rows.to_dict("records")]
    return {each.indicator: each for each in made}


def available(level: str, indicator: Indicator, filters: Filters) -> bool:
    """Whether the release holds the cells: two dimensions at a time from wijk up, one in a
    buurt; small-scale sets are not crossed with sectors; buurten have sector groups only."""
    used = filters.used | indicator.own
    limit = 1 if level == "buurt" else 2
    crossed = used.get("size_class") in SETS and "sector" in used
    section = level == "buurt" and used.get("sector", ALL) in words.section_codes()
    return len(used) <= limit and not crossed and not section


def possible(level: str, indicator: Indicator, filters: Filters, dimension: str) -> list[str]:
    """Codes the visitor can choose for a dimension, beside the filters already set."""
    if dimension in indicator.own or level == "hexagon":
        return [ALL]
    return [
        code
        for code in words.codes(dimension)
        if available(level, indicator, replace(filters, **{dimension: code}))
    ]


def resolve(level: str, indicator: Indicator, asked: dict[str, str]) -> Filters:
    """Filters from an address, each dropped that is not published beside those before it."""
    filters = Filters()
    for dimension in DIMENSIONS:
        code = asked.get(dimension, ALL)
        if code in possible(level, indicator, filters, dimension):
            filters = replace(filters, **{dimension: code})
    return filters


@dataclass(frozen=True)
class Selection:
    """What a map page shows, read from its address."""

    level: str
    indicator: Indicator
    year: int
    filters: Filters
    area: str

    @property
    def cell(self) -> dict[str, object]:
        """Parameters of ``queries/read/indicator_by_area.sql``."""
        return {"level": self.level, **cell(self.indicator, self.filters)}


def names_at(known: dict[str, Indicator], level: str) -> list[str]:
    """Indicators that exist at a level, in order."""
    return [name for name, each in known.items() if level in each.levels.split()]


def select(
    asked: Mapping[str, str], known: dict[str, Indicator], levels: list[str], years: list[int]
) -> Selection:
    """The selection an address asks for; the first of each where it asks for what is not there."""
    level = asked["level"] if asked.get("level") in levels else levels[0]
    names = names_at(known, level)
    indicator = known[asked["indicator"] if asked.get("indicator") in names else names[0]]
    year = next((y for y in years if str(y) == asked.get("year")), years[0])
    wanted = {"sector": "sector", "size_class": "size", "premises": "premises"}
    codes = {dimension: asked.get(key, ALL) for dimension, key in wanted.items()}
    filters = resolve(level, indicator, codes)
    return Selection(level, indicator, year, filters, asked.get("area", ""))


def cell(indicator: Indicator, filters: Filters) -> dict[str, object]:
    """Parameters of ``queries/read/indicator_by_area.sql`` that choose the cell."""
    return {
        "measure": indicator.measure,
        "denominator": indicator.denominator,
        "factor": indicator.factor,
        "least": NEEDS.get(indicator.denominator),
        "sector": filters.sector,
        "size_class": indicator.own.get("size_class", filters.size_class),
        "premises": indicator.own.get("premises", filters.premises),
        "base_size_class": filters.size_class,
        "base_premises": filters.premises,
    }


def measure(lang: str, indicator: Indicator, values: pd.Series) -> maps.Measure:
    """What a map of the indicator says of itself; breaks from the values of all years."""
    step = 5.0 if indicator.denominator == "none" else 10.0**-indicator.decimals
    return maps.Measure(
        title=words.translate(lang, indicator.title),
        unit=indicator.unit_sign(lang),
        decimals=indicator.decimals,
        scale=indicator.scale,
        breaks=classes.breaks(values.to_numpy(float, na_value=np.nan), indicator.scale, step),
    )


def written(lang: str, indicator: Indicator, value: float | None, state: str) -> str:
    """A value with its unit, or its state in words."""
    if state not in ("value", "zero"):
        return words.label(lang, "state", state)
    number = (numbers.signed if indicator.scale == "diverging" else numbers.number)(
        lang, value, indicator.decimals
    )
    return number + indicator.unit_sign(lang)
