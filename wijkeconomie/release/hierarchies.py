"""Every sum the published tables let one write down: parts make a whole, year follows year.

Cells stand in a grid of areas, years and combinations (measure, location type, sector, size
class, premises); a cell's number is its place in that grid. Hexagons are numbered after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.release.sums import FREE, Block

KEYS = ["measure", "location_type", "sector", "size_class", "premises"]
SMALL = {"one": ["0", "1"], "wijkeconomie": ["0", "1", "2-9", "10-49"]}
CHANGES = {"opening": -1.0, "closure": 1.0, "moved_in": -1.0, "moved_out": 1.0}
NO_SUMS = ["moved_in", "moved_out"]


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
        same = (self.combinations[KEYS] == pd.Series(wanted)[KEYS]).all(axis=1)
        return int(np.flatnonzero(same)[0])


def blocks(grid: Grid) -> list[Block]:
    """Every shape of row within a grid."""
    return [*_breakdowns(grid), *_areas(grid), *_location_types(grid), *_years(grid)]


def _whole_of(whole: np.ndarray, parts: np.ndarray, **more: Any) -> Block:
    cells = np.concatenate([whole[:, None], parts], axis=1)
    signs = np.r_[-1.0, np.ones(parts.shape[1])]
    return Block(cells, signs, parts=parts.shape[1], may_miss=True, **more)


def _breakdowns(grid: Grid) -> Iterator[Block]:
    """Within an area and year: sectors, size classes, premises and location types. Small-scale
    sets are at most the size classes they are taken from."""
    flat = grid.ids.reshape(-1, len(grid.combinations))
    for dimension, steps in _parents().items():
        for whole, parts in _wholes(grid.combinations, dimension, steps):
            yield _whole_of(flat[:, whole], flat[:, parts], kind=dimension)
    for kind, sizes in SMALL.items():
        steps = [(size, kind) for size in sizes]
        for whole, parts in _wholes(grid.combinations, "size_class", steps):
            if len(parts) == len(sizes):
                signs = np.r_[1.0, -np.ones(len(parts))]
                yield Block(flat[:, [whole, *parts]], signs, -FREE, 0, kind="size_class")


def _parents() -> dict[str, list[tuple[str, str]]]:
    """Per dimension each code and the code it is part of."""
    codes = shipped.table("categories")
    sectors = shipped.table("sectors")

    def below_all(dimension: str) -> list[str]:
        return [c for c in codes.loc[codes["dimension"] == dimension, "code"] if c != "*"]

    sizes = [size for size in below_all("size_class") if size not in ("lt10", *SMALL)]
    return {
        "sector": list(zip(sectors["sector_code"], sectors["parent_code"], strict=True)),
        "size_class": [*((s, "*") for s in sizes), *((s, "lt10") for s in ("0", "1", "2-9"))],
        "premises": [(code, "*") for code in below_all("premises")],
        "location_type": [(code, "*") for code in below_all("location_type")],
    }


def _wholes(
    combinations: pd.DataFrame, dimension: str, steps: list[tuple[str, str]]
) -> Iterator[tuple[int, list[int]]]:
    """Number of each combination that is a whole along a dimension, and those of its parts."""
    codes = [tuple(row) for row in combinations[KEYS].to_numpy()]
    number = {code: i for i, code in enumerate(codes)}
    place = KEYS.index(dimension)
    parts: dict[int, list[int]] = {}
    for i, code in enumerate(codes):
        for part, whole in steps:
            above = number.get((*code[:place], whole, *code[place + 1 :]))
            if part == code[place] and above is not None:
                parts.setdefault(above, []).append(i)
    yield from sorted(parts.items())


def _areas(grid: Grid) -> Iterator[Block]:
    """Wijken of a municipality and buurten of a wijk; who has no place there is in no part.

    Moves within the whole are none of it, so moves are no sum; nor is the location type
    unknown, which a shielded address has in its wijk only.
    """
    combinations = grid.combinations
    is_sum = ~combinations["measure"].isin(NO_SUMS) & (combinations["location_type"] != "unknown")
    cells = grid.ids[:, :, is_sum.to_numpy()]
    for whole, parts in _children(grid.areas):
        below = cells[parts].reshape(len(parts), -1).T
        kept = {"least": -FREE, "is_likely_even": True, "kind": "area"}
        yield _whole_of(cells[whole].ravel(), below, **kept)


def _children(areas: pd.DataFrame) -> Iterator[tuple[int, list[int]]]:
    place = {code: i for i, code in enumerate(areas["area_code"])}
    parents = areas["parent_code"].map(place).to_numpy(float)
    for whole in np.unique(parents[~np.isnan(parents)]):
        yield int(whole), np.flatnonzero(parents == whole).tolist()


def _location_types(grid: Grid) -> Iterator[Block]:
    """A location type of a wijk is the sum of its buurten of that type."""
    pairs = _with_type(grid)
    for years, types in _periods(grid):
        for wijk, below in _children(grid.areas):
            for kind, (whole, part) in pairs.items():
                same = [i for i in below if types[i] == kind]
                if same and grid.areas["level"][wijk] == "wijk":
                    wholes = grid.ids[wijk][np.ix_(years, whole)].ravel()
                    parts = grid.ids[np.ix_(same, years, part)].reshape(len(same), -1).T
                    yield _whole_of(wholes, parts, kind="type")


def _periods(grid: Grid) -> Iterator[tuple[list[int], tuple[str | None, ...]]]:
    """Positions of years in which the location types of all areas are the same, and those."""
    found: dict[tuple[str | None, ...], list[int]] = {}
    for position, year in enumerate(grid.years):
        found.setdefault(tuple(grid.types(year)), []).append(position)
    for types, years in found.items():
        yield years, types


def _with_type(grid: Grid) -> dict[str, np.ndarray]:
    """Per location type its combinations and, below them, the same without the type."""
    combinations = grid.combinations[KEYS]
    others = [key for key in KEYS if key != "location_type"]
    of_type = combinations[combinations["location_type"] != "*"].reset_index(names="whole")
    plain = combinations[combinations["location_type"] == "*"].reset_index(names="part")
    pairs = of_type.merge(plain, on=others, suffixes=("", "_all"))
    by_type = pairs.groupby("location_type")[["whole", "part"]]
    return {str(kind): pair.to_numpy().T for kind, pair in by_type}


def _years(grid: Grid) -> Iterator[Block]:
    """This year is the year before plus openings and arrivals, less closures and departures.

    Below the municipality who gets or loses a place, such as one who is shielded, is none of these.
    """
    stock = grid.ids[:, :, grid.number(measure="establishments")]
    change = [grid.ids[:, 1:, grid.number(measure=measure)] for measure in CHANGES]
    is_top = (grid.areas["level"] == "municipality").to_numpy()
    now, before = stock[:, 1:], stock[:, :-1]
    for pair, order in (([now, before], 1.0), ([before, now], -1.0)):
        cells = np.stack([*pair, *change], axis=-1)
        signs = np.array([order, -order, *CHANGES.values()])
        width, parts = len(signs), len(CHANGES)
        yield Block(cells[is_top].reshape(-1, width), signs, parts=parts, kind="year")
        below = cells[~is_top].reshape(-1, width)
        free = {"least": -FREE, "most": FREE, "is_likely_even": True}
        yield Block(below, signs, parts=parts, kind="year", **free)
