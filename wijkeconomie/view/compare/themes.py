"""The eight MKB neighbourhoods and their themes as rows for a file."""

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkeconomie.view import atlas, words
from wijkeconomie.view.compare import amounts, neighbourhoods
from wijkeconomie.view.compare.neighbourhoods import Neighbourhood, Theme
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.taking import figures

LISTED = ("name", "municipality_code", "municipality_name", "area_code", "area_name", "note")


def listed(lang: str, found: Sequence[Neighbourhood]) -> pd.DataFrame:
    """A row a neighbourhood and area it is here: LISTED; of one that is not here without an area,
    and with why."""
    notes = neighbourhoods.status(lang, list(found)).iloc[:, -1]
    rows = []
    for each, note in zip(found, notes, strict=True):
        named = (each.name, each.code, each.municipality)
        rows += [(*named, area, atlas.name(area), "") for area in each.areas]
        rows += [] if each.areas else [(*named, "", "", note)]
    return pd.DataFrame(rows, columns=list(LISTED))


def measured(
    lang: str, known: Mapping[str, Indicator], found: Sequence[Neighbourhood], year: int
) -> pd.DataFrame:
    """A row a theme, indicator and area, as ``figures.of`` has them, with theme and needed: what
    it would take to measure a theme that is not."""
    names = {area: atlas.name(area) for each in found for area in each.areas}
    parts = []
    for theme in neighbourhoods.themes():
        title = words.translate(lang, theme.name)
        told = [_values(lang, known[name], names, year) for name in theme.indicators if names]
        told = told or _own(lang, theme, names, year)
        needed = "" if theme.indicators else words.translate(lang, theme.needed)
        told = told or [pd.DataFrame({"needed": [needed]})]
        parts += [part.assign(theme=title) for part in told]
    every = pd.concat(parts, ignore_index=True)
    first = ["theme", "needed"]
    return every.reindex(columns=[*first, *(c for c in every if c not in first)])


def _values(lang: str, indicator: Indicator, names: Mapping[str, str], year: int) -> pd.DataFrame:
    cells = {(area, year): amounts.value(indicator.indicator, area, year) for area in names}
    return figures.of_cells(lang, indicator, names, cells, amounts.least)


def _own(lang: str, theme: Theme, names: Mapping[str, str], year: int) -> list[pd.DataFrame]:
    """What municipalities measured themselves, in words."""
    measured = neighbourhoods.own(lang, theme, names, year)
    rows = [
        {"indicator_name": title, "area_code": area, "area_name": names[area], "value_text": text}
        for title, known in measured.items()
        for area, text in known.items()
    ]
    return [pd.DataFrame(rows).assign(year=year)] if rows else []
