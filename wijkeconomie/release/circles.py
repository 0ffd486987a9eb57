"""Circles around places: within each other, within buurten, and against the reach of wijken."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie import shipped
from wijkeconomie.distances import DETOUR, straight
from wijkeconomie.release import overlaps, reached
from wijkeconomie.release.grid import Grid
from wijkeconomie.release.sums import FREE, Block

KEYS = ["place_id", "year", "radius_m", "distance", "who", "sector_set"]
DOUBT_M = 200
NEIGHBOURS, TERMS = 8, 40
ROUNDED_M = 2
HOME = list(reached.WHO).index("home")
LIKELY: dict[str, Any] = {"is_likely_even": True, "kind": "circle"}


@dataclass(frozen=True)
class Circles:
    """What is counted around places, one row per cell in order (KEYS), numbered from ``first``;
    ``places``: place_id, kind, lon, lat."""

    rows: pd.DataFrame
    places: pd.DataFrame
    first: int

    @cached_property
    def codes(self) -> list[list[Any]]:
        """Codes of each of KEYS in order; all establishments and sectors come first."""
        found = [sorted(self.rows[key].unique().tolist()) for key in KEYS[:4]]
        sets = dict.fromkeys(row["set_code"] for row in shipped.rows("sector_sets"))
        return [*found, list(reached.WHO), ["*", *sets]]

    @cached_property
    def ids(self) -> np.ndarray:
        """Cell numbers by the codes of KEYS, -1 where nothing is counted."""
        pairs = zip(KEYS, self.codes, strict=True)
        at = [pd.Index(codes).get_indexer(pd.Index(self.rows[key])) for key, codes in pairs]
        ids = np.full([len(codes) for codes in self.codes], -1)
        ids[tuple(at)] = self.first + np.arange(len(self.rows))
        return ids

    @cached_property
    def kinds(self) -> np.ndarray:
        """Kinds of the places with a row, in order."""
        return self.places.set_index("place_id").loc[self.codes[0], "kind"].to_numpy()

    @cached_property
    def points(self) -> np.ndarray:
        """Points of the places with a row, in metres, in order."""
        known = self.places.set_index("place_id").loc[self.codes[0]]
        degrees = gpd.GeoSeries.from_xy(known["lon"], known["lat"], crs="EPSG:4326")
        return degrees.to_crs(overlaps.METRES).to_numpy()


def blocks(grid: Grid, circles: Circles, shapes: pd.DataFrame) -> Iterator[Block]:
    """Every row of circles; ``shapes`` as in ``overlaps``."""
    if circles.rows.empty:
        return
    _places, years, radii, ways, _who, _sets = circles.codes
    flat = circles.ids.reshape(-1, *circles.ids.shape[2:])
    every = flat[..., 0]
    for way in range(len(ways)):
        yield from reached.nested(every[:, :, way], **LIKELY)
    yield from reached.on_foot(np.swapaxes(every, 1, 2), ways, radii, **LIKELY)
    yield from _of_sets(flat, circles.codes[5])
    yield from _around_each_other(circles)
    for drawn, buurten in overlaps.drawn(grid, shapes):
        for year in drawn:
            if year in years:
                yield from _on_the_map(grid, circles, year, buurten)


def _of_sets(cells: np.ndarray, sets: list[str]) -> Iterator[Block]:
    """Sector sets that share no sector are at most all sectors together; those at home are at most
    those of the set; and a set grows with the radius."""
    for group in apart():
        of_group = [0, *(sets.index(name) for name in group)]
        signs = np.r_[-1.0, np.ones(len(group))]
        for who in (0, HOME):
            rows = cells[:, :, :, who][..., of_group].reshape(-1, len(of_group))
            yield Block(rows, signs, -FREE, 0, **LIKELY)
    of_sets = cells[:, :, :, [0, HOME], 1:]
    yield reached.within(of_sets[:, :, :, 0], of_sets[:, :, :, 1], **LIKELY)
    yield reached.within(of_sets[:, 1:], of_sets[:, :-1], **LIKELY)


def apart() -> list[list[str]]:
    """Sector sets that share no code, as many as go together; each is in one list or more."""
    rows = shipped.rows("sector_sets")
    names = list(dict.fromkeys(row["set_code"] for row in rows))
    shared = {(a["set_code"], b["set_code"]) for a, b in product(rows, rows) if _overlap(a, b)}
    found = []
    for first in names:
        group = [first]
        for name in names:
            if all((name, other) not in shared for other in group):
                group.append(name)
        if sorted(group) not in found:
            found.append(sorted(group))
    return found


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    if one["sbi_version"] != other["sbi_version"]:
        return False
    length = min(len(one["first_code"]), len(other["first_code"]))
    first, last = (max, "first_code"), (min, "last_code")
    start, end = (pick(one[key][:length], other[key][:length]) for pick, key in (first, last))
    return start <= end


def _around_each_other(circles: Circles) -> Iterator[Block]:
    """A circle that lies within the next wider one of another place; two around one point."""
    points, radii, ways = circles.points, circles.codes[2], circles.codes[3]
    cells = circles.ids[:, :, :, ways.index("straight"), :, 0]
    inner, outer = shapely.STRtree(points).query(points, "dwithin", distance=straight(radii[0]))
    inner, outer = inner[inner != outer], outer[inner != outer]
    inner, outer = _nearest(inner, outer, shapely.distance(points[inner], points[outer]))
    apart_m = shapely.distance(points[inner], points[outer])
    for small, (radius, wider) in enumerate(pairwise(radii)):
        is_within = DETOUR * (apart_m + ROUNDED_M) <= wider - radius
        whole, part = cells[outer[is_within], :, small + 1], cells[inner[is_within], :, small]
        yield reached.within(whole, part, **LIKELY)
    is_same = (inner < outer) & (apart_m == 0)
    pair = np.stack([cells[inner[is_same]].ravel(), cells[outer[is_same]].ravel()], axis=1)
    yield Block(pair, np.array([1.0, -1.0]), -FREE, FREE, **LIKELY)


def _nearest(
    inner: np.ndarray, outer: np.ndarray, apart_m: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of each inner one the pairs with its nearest: those further tell less of it."""
    order = np.lexsort((outer, apart_m, inner))
    inner, outer = inner[order], outer[order]
    rank = np.arange(len(inner)) - np.searchsorted(inner, inner)
    return inner[rank < NEIGHBOURS], outer[rank < NEIGHBOURS]


def _on_the_map(grid: Grid, circles: Circles, year: int, buurten: gpd.GeoSeries) -> Iterator[Block]:
    """A circle holds at most what the buurten have that it touches, and what is reached in their
    wijken; what is reached in a wijk is at most what the circles that touch it hold together."""
    tree, there = shapely.STRtree(buurten.to_numpy()), grid.ids[:, grid.years.index(year)]
    codes, parents = pd.Index(grid.areas["area_code"]), pd.Index(grid.areas["parent_code"])
    parent = codes.get_indexer(parents)
    radii, ways = (enumerate(circles.codes[place]) for place in (2, 3))
    for (at, radius), (way, name) in product(radii, ways):
        metres = radius if name == "walking" else straight(radius)
        place, near = tree.query(circles.points, "dwithin", distance=metres + DOUBT_M)
        buurt = buurten.index.to_numpy()[near]
        own = circles.ids[:, circles.codes[1].index(year), at, way, :, 0]
        wijken = _of_kinds(circles.kinds, place, parent[buurt])
        for who, more in enumerate(reached.WHO.values()):
            number = grid.number(measure="establishments", **more)
            yield _at_most(own[:, who], there[:, number], place, buurt)
            for kind, (circle, wijk) in wijken.items():
                number = grid.number(measure=f"{reached.PREFIX}{name}:{radius}:{kind}", **more)
                yield _at_most(own[:, who], there[:, number], circle, wijk)
                yield _at_most(there[:, number], own[:, who], wijk, circle)


def _of_kinds(kinds: np.ndarray, place: np.ndarray, wijk: np.ndarray) -> dict[str, np.ndarray]:
    """By kind the places and the wijken they touch, each pair once."""
    pairs = np.unique(np.c_[place, wijk][wijk >= 0], axis=0).T
    return {kind: pairs[:, kinds[pairs[0]] == kind] for kind in sorted(set(kinds))}


def _at_most(cells: np.ndarray, others: np.ndarray, left: np.ndarray, right: np.ndarray) -> Block:
    """Each cell is at most the others together that go with it, as pairs of left and right. A cell
    that goes with none has no row, nor one that goes with so many that their rounding says nothing.
    """
    order = np.lexsort((right, left))
    left, right = left[order], right[order]
    many = np.bincount(left, minlength=len(cells))
    is_told = many[left] <= TERMS
    left, right = left[is_told], right[is_told]
    many = np.bincount(left, minlength=len(cells))
    place = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    rows = np.full((len(cells), 1 + int(many.max(initial=0))), -1)
    rows[:, 0] = cells
    rows[left, 1 + place] = others[right]
    signs = np.r_[1.0, -np.ones(rows.shape[1] - 1)]
    return Block(rows[many > 0], signs, -FREE, 0, kind="circle")
