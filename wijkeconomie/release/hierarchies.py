"""Every sum the published tables let one write down: parts make a whole, year follows year.

Cells stand in a grid of areas, years and combinations (measure, location type, sector, size
class, premises); a cell's number is its place in that grid. Hexagons are numbered after it.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.release.grid import KEYS, Grid
from wijkeconomie.release.sums import FREE, Block

SMALL = {"one": ["0", "1"], "wijkeconomie": ["0", "1", "2-9", "10-49"]}
CHANGES = {"opening": -1.0, "closure": 1.0, "moved_in": -1.0, "moved_out": 1.0}
NO_SUMS = ["moved_in", "moved_out"]
ARRIVING = ["opening", "moved_in"]
LEAVING = ["closure", "moved_out"]


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

    Moves within the whole are none of it, so moves are no sum, but they arrive as often as they
    depart; nor is the location type unknown, which a shielded address has in its wijk only.
    """
    combinations = grid.combinations
    is_sum = ~combinations["measure"].isin(NO_SUMS) & (combinations["location_type"] != "unknown")
    cells = grid.ids[:, :, is_sum.to_numpy()]
    for whole, parts in _children(grid.areas):
        below = cells[parts].reshape(len(parts), -1).T
        kept = {"least": -FREE, "is_likely_even": True, "kind": "area"}
        yield _whole_of(cells[whole].ravel(), below, **kept)
        yield _moves_within(grid, whole, parts)


def _moves_within(grid: Grid, whole: int, parts: list[int]) -> Block:
    """Who moves between parts arrives in one and departs from another. All beside the arrivals of
    the whole counts as its parts, so that zeros there can be protected too."""
    areas = [whole, *parts]
    moved = [grid.ids[areas][:, :, grid.number(measure=name)].T for name in NO_SUMS]
    signs = np.r_[-1.0, np.ones(len(parts))]
    free = {"least": -FREE, "most": FREE, "is_likely_even": True}
    beside = 1 + 2 * len(parts)
    return Block(np.hstack(moved), np.r_[signs, -signs], parts=beside, kind="moves", **free)


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
    """This year is the year before plus openings and arrivals, less closures and departures; who
    opened or arrived is there now, who closed or departed was there before.

    Who gets or loses a place below the municipality, such as one who is shielded, or goes on in
    another sector or on other premises, is none of these.
    """
    is_top = (grid.areas["level"] == "municipality").to_numpy()[:, None]
    for sector, premises in _changing(grid):
        at = {"sector": sector, "premises": premises}
        stock = grid.ids[:, :, grid.number(measure="establishments", **at)]
        now, before = stock[:, 1:], stock[:, :-1]
        change = {name: grid.ids[:, 1:, grid.number(measure=name, **at)] for name in CHANGES}
        is_everyone = sector == "*" and premises == "*"
        is_even = np.broadcast_to(is_top & is_everyone, now.shape).ravel()
        yield from _balances(now, before, list(change.values()), is_even)
        for there, names in ((now, ARRIVING), (before, LEAVING)):
            cells = np.stack([there, *(change[name] for name in names)], axis=-1)
            most = {"least": -FREE, "most": 0, "parts": len(names), "kind": "year"}
            yield Block(cells.reshape(-1, 1 + len(names)), np.array([-1.0, 1.0, 1.0]), **most)


def _changing(grid: Grid) -> list[tuple[str, str]]:
    """Sectors and premises of which changes are published, everything (``*``) included."""
    is_opening = grid.combinations["measure"] == ARRIVING[0]
    pairs = grid.combinations.loc[is_opening, ["sector", "premises"]]
    return [(str(sector), str(premises)) for sector, premises in pairs.to_numpy()]


def _balances(
    now: np.ndarray, before: np.ndarray, change: list[np.ndarray], is_even: np.ndarray
) -> Iterator[Block]:
    """This year against the year before, both ways round."""
    free = {"least": -FREE, "most": FREE, "is_likely_even": True}
    for pair, order in (([now, before], 1.0), ([before, now], -1.0)):
        signs = np.array([order, -order, *CHANGES.values()])
        cells = np.stack([*pair, *change], axis=-1).reshape(-1, len(signs))
        kept = {"parts": len(change), "kind": "year"}
        yield Block(cells[is_even], signs, **kept)
        yield Block(cells[~is_even], signs, **kept, **free)
