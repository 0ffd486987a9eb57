"""Walking distances from places to establishments along streets."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from wijkeconomie.distances import RADII_M
from wijkeconomie.sources import streets

SNAP_M = 250
TILE_M = 3_000
AT_ONCE = 32
FURTHEST_M = max(RADII_M)


@dataclass(frozen=True)
class Walks:
    """Walks of at most the largest radius (place_no, point_no, metres), the places (place_no) and
    the points (point_no) that lie at a street."""

    metres: pd.DataFrame
    places: np.ndarray
    points: np.ndarray


def none() -> Walks:
    """Walks without streets."""
    return Walks(_walks([]), np.empty(0, np.int32), np.empty(0, np.int32))


def measure(pieces: pd.DataFrame, places: pd.DataFrame, points: pd.DataFrame) -> Walks:
    """Walks along pieces of street (``streets.COLUMNS``) from places (place_no, x, y) to points
    (point_no, x, y). Both stand at the nearest end of a piece within 250 m, and the way to it
    counts. Worked out tile by tile, so that memory stays small (Dijkstra, with a limit)."""
    nodes, graph = _graph(pieces)
    tree = scipy.spatial.cKDTree(nodes)
    place, point = (_at_street(tree, rows) for rows in (places, points))
    order = np.argsort(point["node"].to_numpy(), kind="stable")
    point = point.iloc[order]
    tile = (nodes[place["node"]] // TILE_M).astype(int)
    found = []
    for (column, row), own in place.groupby([tile[:, 0], tile[:, 1]]):
        corner = np.array([column, row]) * TILE_M
        is_near = (nodes >= corner - FURTHEST_M) & (nodes < corner + TILE_M + FURTHEST_M)
        found += _of_tile(graph, np.flatnonzero(is_near.all(axis=1)), own, point)
    return Walks(_walks(found), place["number"].to_numpy(), np.sort(point["number"].to_numpy()))


def _graph(pieces: pd.DataFrame) -> "tuple[np.ndarray, scipy.sparse.csr_array]":
    """Points where pieces meet, and the length from each to the next; the shortest of several."""
    nodes, start, end = streets.nodes(pieces)
    both = pd.DataFrame(
        {
            "start": np.r_[start, end],
            "end": np.r_[end, start],
            "length": np.tile(pieces["length_m"].to_numpy(), 2),
        }
    )
    once = both.groupby(["start", "end"], as_index=False)["length"].min()
    shape = len(nodes), len(nodes)
    links = (once["length"].to_numpy(), (once["start"].to_numpy(), once["end"].to_numpy()))
    return nodes, scipy.sparse.coo_array(links, shape).tocsr()


def _at_street(tree: "scipy.spatial.cKDTree", rows: pd.DataFrame) -> pd.DataFrame:
    """The street point each row stands at: number (its first column), node, aside (m)."""
    aside, node = tree.query(rows[["x", "y"]].to_numpy(float), distance_upper_bound=SNAP_M)
    found = pd.DataFrame({"number": rows.iloc[:, 0].to_numpy(), "node": node, "aside": aside})
    return found[np.isfinite(aside)]


def _of_tile(
    graph: "scipy.sparse.csr_array", near: np.ndarray, places: pd.DataFrame, points: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """Walks from places to points whose street points are among those near (in order)."""
    part = graph[near][:, near]
    node = points["node"].to_numpy()
    first, last = np.searchsorted(node, [near[0], near[-1] + 1])
    own = points.iloc[first:last]
    at = np.searchsorted(near, own["node"].to_numpy())
    is_near = near[at] == own["node"].to_numpy()
    own, at = own[is_near], at[is_near]
    for begin in range(0, len(places), AT_ONCE):
        some = places.iloc[begin : begin + AT_ONCE]
        sources = np.searchsorted(near, some["node"].to_numpy())
        along = scipy.sparse.csgraph.dijkstra(part, indices=sources, limit=FURTHEST_M)[:, at]
        metres = along + some["aside"].to_numpy()[:, None] + own["aside"].to_numpy()
        place, point = np.nonzero(metres <= FURTHEST_M)
        yield pd.DataFrame(
            {
                "place_no": some["number"].to_numpy()[place],
                "point_no": own["number"].to_numpy()[point],
                "metres": metres[place, point],
            }
        )


def _walks(parts: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame({"place_no": [], "point_no": [], "metres": []})
    types = {"place_no": "int32", "point_no": "int32", "metres": "float64"}
    return pd.concat(parts or [empty], ignore_index=True).astype(types)
