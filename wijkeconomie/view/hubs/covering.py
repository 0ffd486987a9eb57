"""Which sites together reach most: the maximal covering location problem of Church and ReVelle
(1974), solved exactly by HiGHS as SciPy ships it."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csc_array, csr_array, eye_array, hstack
from scipy.spatial import KDTree

from wijkeconomie.errors import Refused

SECONDS = 4
SOLVED, OUT_OF_TIME = 0, 1
NOTHING = 1e-6


class NotSolved(Refused):
    """The solver found no answer."""


@dataclass(frozen=True)
class Answer:
    """Chosen sites by position, the one that adds most first; what each adds to those before it;
    and what no choice of as many sites can exceed."""

    sites: list[int]
    added: list[float]
    most: float

    @property
    def total(self) -> float:
        """What the sites reach together."""
        return sum(self.added)

    @property
    def is_best(self) -> bool:
        """Whether no other choice reaches more; it may not when the solver ran out of time."""
        return self.most <= self.total + max(1e-6 * self.total, NOTHING)


def within(points: np.ndarray, sites: np.ndarray, distance: float) -> csr_array:
    """Which points (rows) lie within a distance of which sites (columns): 1 or nothing.
    ``points`` and ``sites``: columns x and y in metres."""
    shape = len(points), len(sites)
    if not all(shape):
        return csr_array(shape, dtype=float)
    found = KDTree(points).query_ball_point(sites, distance, return_sorted=True)
    rows = np.concatenate([np.asarray(each, dtype=int) for each in found])
    columns = np.repeat(np.arange(len(sites)), [len(each) for each in found])
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def solve(covers: csr_array, weights: np.ndarray, count: int, seconds: float = SECONDS) -> Answer:
    """At most ``count`` sites that cover the largest weight. ``covers``: points by sites.

    Sites that add nothing are left out. When time runs out before the best is proved, the answer is
    no less than taking the next best site each time. Raises NotSolved when the solver gives nothing
    within the time."""
    small, heavy, kept = _reduced(covers, weights)
    if count == 1 or not len(kept):
        found, most = _single(small, heavy)
    else:
        found, most = _several(small, heavy, count, seconds)
    sites, added = _in_order(small, heavy, found, count)
    if sum(added) < most - NOTHING:
        every = list(range(len(kept)))
        sites, added = max((sites, added), _in_order(small, heavy, every, count), key=_total)
    return Answer([int(kept[site]) for site in sites], added, max(most, sum(added)))


def _single(covers: csr_array, weights: np.ndarray) -> tuple[list[int], float]:
    gains = covers.T @ weights
    return ([int(gains.argmax())], float(gains.max())) if len(gains) else ([], 0.0)


def _several(
    covers: csr_array, weights: np.ndarray, count: int, seconds: float
) -> tuple[list[int], float]:
    """Variables are how far each point is covered, which needs no whole numbers, and whether each
    site is chosen."""
    points, sites = len(weights), len(covers.sum(axis=0))
    is_site = np.r_[np.zeros(points), np.ones(sites)]
    told: OptimizeResult = milp(
        np.r_[-weights, np.zeros(sites)],
        integrality=is_site,
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(csc_array(hstack([eye_array(points), -covers])), -np.inf, 0),
            LinearConstraint(is_site[None, :], 0, count),
        ],
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    if told.status not in (SOLVED, OUT_OF_TIME) or told.x is None:
        raise NotSolved(
            "The best sites could not be worked out within {seconds} seconds: ask for fewer "
            "places, or choose other candidates.",
            seconds=round(seconds),
        )
    bound = told.mip_dual_bound if told.mip_dual_bound is not None else told.fun
    return np.flatnonzero(told.x[points:] > 0.5).tolist(), -float(bound)


def _total(found: tuple[list[int], list[float]]) -> float:
    return sum(found[1])


def _in_order(
    covers: csr_array, weights: np.ndarray, sites: list[int], count: int
) -> tuple[list[int], list[float]]:
    """At most ``count`` of the sites, each next one the one that adds most to those before it."""
    columns, left, order, added = csc_array(covers), weights.astype(float), [], []
    waiting = list(sites)
    while waiting and len(order) < count:
        gains = columns[:, waiting].T @ left
        best = int(gains.argmax())
        if gains[best] <= NOTHING:
            break
        site = waiting.pop(best)
        order.append(site)
        added.append(float(gains[best]))
        left[columns[:, [site]].indices] = 0
    return order, added


def _reduced(covers: csr_array, weights: np.ndarray) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """The same problem without sites that reach no more than another, and with points that the
    same sites reach as one. Third is the position each site left had."""
    counts = np.asarray(covers.sum(axis=0)).ravel()
    shared = (covers.T @ covers).tocoo()
    lesser, other = shared.coords
    is_inside = shared.data == counts[lesser]
    is_more = (counts[other] > counts[lesser]) | (
        (counts[other] == counts[lesser]) & (other < lesser)
    )
    beaten = lesser[is_inside & is_more]
    kept = np.setdiff1d(np.flatnonzero(counts), beaten)
    left = csr_array(covers[:, kept])
    left.sort_indices()
    seen: dict[bytes, int] = {}
    ends = zip(left.indptr[:-1], left.indptr[1:], strict=True)
    group = np.array([seen.setdefault(left.indices[a:b].tobytes(), len(seen)) for a, b in ends])
    if not len(group):
        return left, weights, kept
    first = np.unique(group, return_index=True)[1]
    merged, heavy = csr_array(left[first]), np.bincount(group, weights)
    is_reached = (np.diff(merged.indptr) > 0) & (heavy > 0)
    return csr_array(merged[is_reached]), heavy[is_reached], kept
