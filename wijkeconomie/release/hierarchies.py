"""Every sum the published tables let one write down: parts make a whole, year follows year.

Cells stand in a grid of areas, years and combinations (measure, location type, sector, size
class, premises); a cell's number is its place in that grid. Hexagons are numbered after it.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.release import locations, reached
from wijkeconomie.release.grid import KEYS, UNKNOWN, Grid, children
from wijkeconomie.release.sums import FREE, Block, whole_of
from wijkeconomie.sources.locations import RULES

SMALL = {"one": ["0", "1"], "wijkeconomie": ["0", "1", "2-9", "10-49"]}
CHANGES = {"opening": -1.0, "closure": 1.0, "moved_in": -1.0, "moved_out": 1.0}
NO_SUMS = ["moved_in", "moved_out"]
ARRIVING = ["opening", "moved_in"]
LEAVING = ["closure", "moved_out"]


def blocks(grid: Grid) -> list[Block]:
    """Every shape of row within a grid."""
    return [
        *_breakdowns(grid),
        *_areas(grid),
        *locations.blocks(grid),
        *_years(grid),
        *reached.blocks(grid),
    ]


def _breakdowns(grid: Grid) -> Iterator[Block]:
    """Within an area and year: sectors, size classes, premises and location types. Small-scale
    sets are at most the size classes they are taken from."""
    flat = grid.ids.reshape(-1, len(grid.combinations))
    for dimension, steps in _parents():
        for whole, parts in _wholes(grid.combinations, dimension, steps):
            yield whole_of(flat[:, whole], flat[:, parts], kind=dimension)
    for kind, sizes in SMALL.items():
        steps = [(size, kind) for size in sizes]
        for whole, parts in _wholes(grid.combinations, "size_class", steps):
            if len(parts) == len(sizes):
                signs = np.r_[1.0, -np.ones(len(parts))]
                yield Block(flat[:, [whole, *parts]], signs, -FREE, 0, kind="size_class")


def _parents() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Per dimension, and rule of location types, each code and the code it is part of."""
    codes = shipped.table("categories")
    sectors = shipped.table("sectors")

    def below_all(dimension: str) -> list[str]:
        return [c for c in codes.loc[codes["dimension"] == dimension, "code"] if c != "*"]

    sizes = [size for size in below_all("size_class") if size not in ("lt10", *SMALL)]
    yield "sector", list(zip(sectors["sector_code"], sectors["parent_code"], strict=True))
    yield "size_class", [*((s, "*") for s in sizes), *((s, "lt10") for s in ("0", "1", "2-9"))]
    yield "premises", [(code, "*") for code in below_all("premises")]
    for rule in RULES:
        yield "location_type", [(f"{rule}:{code}", "*") for code in below_all("location_type")]


def _wholes(
    combinations: pd.DataFrame, dimension: str, steps: list[tuple[str, str]]
) -> Iterator[tuple[int, list[int]]]:
    """Number of each combination that is a whole along a dimension, and those of its parts. Of
    who is within reach only some parts are published: see ``reached``."""
    codes = [tuple(row) for row in combinations[KEYS].to_numpy()]
    number = {code: i for i, code in enumerate(codes)}
    place = KEYS.index(dimension)
    parts: dict[int, list[int]] = {}
    for i, code in enumerate(codes):
        for part, whole in steps:
            above = number.get((*code[:place], whole, *code[place + 1 :]))
            if part == code[place] and above is not None and not code[0].startswith(reached.PREFIX):
                parts.setdefault(above, []).append(i)
    yield from sorted(parts.items())


def _areas(grid: Grid) -> Iterator[Block]:
    """Wijken of a municipality and buurten of a wijk; who has no place there is in no part.

    Moves within the whole are none of it, so moves are no sum, but they arrive as often as they
    depart; nor is the location type unknown, which a shielded address has in its wijk only.
    """
    combinations = grid.combinations
    is_unknown = combinations["location_type"].str.endswith(UNKNOWN)
    is_sum = ~combinations["measure"].isin(NO_SUMS) & ~is_unknown
    cells = grid.ids[:, :, is_sum.to_numpy()]
    for whole, parts in children(grid.areas):
        below = cells[parts].reshape(len(parts), -1).T
        kept = {"least": -FREE, "is_likely_even": True, "kind": "area"}
        yield whole_of(cells[whole].ravel(), below, **kept)
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
