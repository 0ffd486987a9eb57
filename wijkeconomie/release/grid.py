"""The grid that published cells stand in: areas, years and combinations."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

KEYS = ["measure", "location_type", "sector", "size_class", "premises"]


@dataclass(frozen=True)
class Grid:
    """Where cells stand: areas (area_code, level, parent_code), years, and combinations (columns
    KEYS), each numbered from 0 by position. ``boundaries``: areas as they were from one year
    until another (area_code, level, parent_code, location_type, from_year, until_year)."""

    boundaries: pd.DataFrame
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

    def types(self, year: int) -> list[str | None]:
        """Location type of each area in a year, None where there is none."""
        now = self.boundaries[self._is_of(year)].set_index("area_code")["location_type"]
        return [kind if isinstance(kind, str) else None for kind in self._of_areas(now)]

    @cached_property
    def _exists(self) -> np.ndarray:
        columns = [self.areas["area_code"].isin(self._codes(year)) for year in self.years]
        return np.column_stack(columns)

    def _codes(self, year: int) -> pd.Series:
        return self.boundaries.loc[self._is_of(year), "area_code"]

    def _is_of(self, year: int) -> pd.Series:
        return (self.boundaries["from_year"] <= year) & (year <= self.boundaries["until_year"])

    def _of_areas(self, values: pd.Series) -> pd.Series:
        return values.reindex(self.areas["area_code"])

    def number(self, **codes: str) -> int:
        """Number of the combination with these codes, all others ``*``."""
        wanted = dict.fromkeys(KEYS, "*") | codes
        return self._numbers[tuple(wanted[key] for key in KEYS)]

    @cached_property
    def _numbers(self) -> dict[tuple[str, ...], int]:
        return {tuple(row): i for i, row in enumerate(self.combinations[KEYS].to_numpy())}
