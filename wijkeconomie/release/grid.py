"""The grid that published cells stand in: areas, years and combinations."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

KEYS = ["measure", "location_type", "sector", "size_class", "premises"]
UNKNOWN = ":unknown"


@dataclass(frozen=True)
class Grid:
    """Where cells stand: areas (area_code, level, parent_code), years, and combinations (columns
    KEYS), each numbered from 0 by position. ``boundaries``: areas as they were from one year
    until another (area_code, level, parent_code, from_year, until_year); ``locations``: types
    there can be in an area then (area_code, from_year, until_year, location_type as
    ``rule:type``)."""

    boundaries: pd.DataFrame
    locations: pd.DataFrame
    years: list[int]
    combinations: pd.DataFrame

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Every area once, by code: area_code, level, parent_code."""
        every = self.boundaries[["area_code", "level", "parent_code"]]
        return every.drop_duplicates("area_code").sort_values("area_code", ignore_index=True)

    @cached_property
    def ids(self) -> np.ndarray:
        """Cell numbers (areas, years, combinations), -1 where an area does not exist."""
        shape = len(self.areas), len(self.years), len(self.combinations)
        return np.where(self._exists[:, :, None], np.arange(np.prod(shape)).reshape(shape), -1)

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return self._exists.size * len(self.combinations)

    def is_possible(self, year: int) -> dict[str, np.ndarray]:
        """By ``rule:type`` whether there can be any in each area in a year."""
        now = self.locations[_is_of(self.locations, year)]
        kinds = now.groupby("location_type")["area_code"]
        return {str(kind): self.areas["area_code"].isin(own).to_numpy() for kind, own in kinds}

    @cached_property
    def _exists(self) -> np.ndarray:
        columns = [self.areas["area_code"].isin(self._codes(year)) for year in self.years]
        return np.column_stack(columns)

    def _codes(self, year: int) -> pd.Series:
        return self.boundaries.loc[_is_of(self.boundaries, year), "area_code"]

    def number(self, **codes: str) -> int:
        """Number of the combination with these codes, all others ``*``."""
        wanted = dict.fromkeys(KEYS, "*") | codes
        return self._numbers[tuple(wanted[key] for key in KEYS)]

    @cached_property
    def _numbers(self) -> dict[tuple[str, ...], int]:
        return {tuple(row): i for i, row in enumerate(self.combinations[KEYS].to_numpy())}


def children(areas: pd.DataFrame) -> Iterator[tuple[int, list[int]]]:
    """Number of each area that is a whole, and those of its parts."""
    place = {code: i for i, code in enumerate(areas["area_code"])}
    parents = areas["parent_code"].map(place).to_numpy(float)
    for whole in np.unique(parents[~np.isnan(parents)]):
        yield int(whole), np.flatnonzero(parents == whole).tolist()


def _is_of(rows: pd.DataFrame, year: int) -> pd.Series:
    return (rows["from_year"] <= year) & (year <= rows["until_year"])
