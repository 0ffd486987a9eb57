"""Location types of a wijk against its buurten, and one rule against another."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from wijkeconomie.release.grid import KEYS, UNKNOWN, Grid, children
from wijkeconomie.release.sums import FREE, Block, whole_of
from wijkeconomie.sources.locations import RULES

LIKELY = {"is_likely_even": True, "kind": "type"}


def blocks(grid: Grid) -> Iterator[Block]:
    """Rows of every type, but the unknown one, which shielded addresses have in their wijk only."""
    yield from _within(grid)
    yield from _between(grid)


def _within(grid: Grid) -> Iterator[Block]:
    """All of a type in a wijk is at least what its buurten of that type alone have, and at most
    what those have in which there can be any."""
    pairs = _with_type(grid)
    for years, possible in _periods(grid):
        alone = _alone(possible)
        for wijk, below in children(grid.areas):
            for kind, (whole, part) in pairs.items():
                if kind in possible and grid.areas["level"][wijk] == "wijk":
                    at = grid.ids[wijk][np.ix_(years, whole)].ravel()
                    yield from _of_type(
                        at,
                        _cells(grid, below, alone[kind], years, part),
                        _cells(grid, below, possible[kind], years, part),
                    )


def _of_type(whole: np.ndarray, least: np.ndarray, most: np.ndarray) -> Iterator[Block]:
    if least.shape == most.shape:
        if least.size:
            yield whole_of(whole, least, kind="type")
        return
    if least.size:
        yield whole_of(whole, least, least=-FREE, **LIKELY)
    cells = np.concatenate([whole[:, None], most], axis=1)
    yield Block(cells, np.r_[-1.0, np.ones(most.shape[1])], 0, FREE, may_miss=True, **LIKELY)


def _cells(
    grid: Grid, areas: list[int], chosen: np.ndarray, years: list[int], combination: np.ndarray
) -> np.ndarray:
    """Cells (rows of years and combinations, columns of areas) of the areas that are chosen."""
    own = [i for i in areas if chosen[i]]
    cells = grid.ids[own][:, years][:, :, combination]
    return cells.reshape(len(own), len(years) * len(combination)).T


def _alone(possible: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """By ``rule:type`` the areas in which there can be nothing else by that rule."""
    found = {}
    for rule in RULES:
        own = [kind for kind in possible if kind.startswith(f"{rule}:")]
        if own:
            is_single = np.sum([possible[kind] for kind in own], axis=0) == 1
            found |= {kind: possible[kind] & is_single for kind in own}
    return found


def _between(grid: Grid) -> Iterator[Block]:
    """Polygons often hold the same establishments as an area, or as other polygons: whoever
    guesses so takes their figures for equal."""
    types = grid.combinations["location_type"].str.split(":", n=1, expand=True)
    plain = grid.combinations.assign(location_type=types.get(1))
    known = plain[plain["location_type"].notna() & (plain["location_type"] != UNKNOWN[1:])]
    by_rule = {rule: known[types.loc[known.index, 0] == rule] for rule in RULES}
    for one, other in combinations(RULES, 2):
        left, right = (by_rule[rule].reset_index(names="number") for rule in (one, other))
        pairs = left.merge(right, on=KEYS)[["number_x", "number_y"]].to_numpy()
        cells = grid.ids[:, :, pairs].reshape(-1, 2)
        kept = {"is_likely_even": True, "kind": "rule"}
        yield Block(cells, np.array([1.0, -1.0]), -FREE, FREE, **kept)


def _periods(grid: Grid) -> Iterator[tuple[list[int], dict[str, np.ndarray]]]:
    """Positions of years in which the types of all areas are the same, and those."""
    found: dict[bytes, tuple[list[int], dict[str, np.ndarray]]] = {}
    for position, year in enumerate(grid.years):
        types = grid.is_possible(year)
        key = b"".join(kind.encode() + is_there.tobytes() for kind, is_there in types.items())
        found.setdefault(key, ([], types))[0].append(position)
    yield from found.values()


def _with_type(grid: Grid) -> dict[str, np.ndarray]:
    """Per location type its combinations and, below them, the same without the type."""
    every = grid.combinations[KEYS]
    others = [key for key in KEYS if key != "location_type"]
    is_typed = (every["location_type"] != "*") & ~every["location_type"].str.endswith(UNKNOWN)
    of_type = every[is_typed].reset_index(names="whole")
    plain = every[every["location_type"] == "*"].reset_index(names="part")
    pairs = of_type.merge(plain, on=others, suffixes=("", "_all"))
    by_type = pairs.groupby("location_type")[["whole", "part"]]
    return {str(kind): pair.to_numpy().T for kind, pair in by_type}
