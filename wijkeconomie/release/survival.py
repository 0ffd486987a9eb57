"""Who opened and is still there, against who opened, who closed and all that are there.

Of a cohort, those who opened in a year, it is told who is there some years later, wherever they
moved. For a municipality that nobody moves out of, these rows are all there are: whatever obeys
them can have happened, which ``tests/release/test_survival_sums.py`` counts out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np

from wijkeconomie.release.cohorts import NONE, Cohorts
from wijkeconomie.release.grid import Grid, children
from wijkeconomie.release.reached import within
from wijkeconomie.release.sums import FREE, Block

PREPARED = ["survival_dimension", "followed", "lost", "survival_exact"]
SPANS = (1, 2)
AGES = (1, 3, 5)
Columns = list[np.ndarray]


@dataclass(frozen=True)
class Row:
    """Cells per area: ``part`` without ``less`` is among ``whole`` or, as far as they may have
    moved, among ``moved``."""

    part: Columns
    less: Columns
    whole: Columns
    moved: Columns


def blocks(grid: Grid, known: np.ndarray) -> Iterator[Block]:
    """Every row about survival; ``known`` are the numbers of the cells that are."""
    cohorts = Cohorts(grid, known)
    for earlier, later in combinations(cohorts.after, 2):
        there = cohorts.there[earlier], cohorts.there[later]
        yield within(*there, parts=1, kind="survival")
    if cohorts.after:
        yield from _windows(cohorts)
        yield from _stocks(cohorts)
        yield from _unplaced(cohorts)
        yield _balance(cohorts)


def _balance(cohorts: Cohorts) -> Block:
    """An only municipality has as many as before, with who opened and without who closed."""
    stock, opened, closed = (cohorts.cells(m) for m in ("establishments", "opening", "closure"))
    terms = stock[:, 1:], stock[:, :-1], opened[:, 1:], closed[:, 1:]
    cells = np.stack(terms, axis=-1)[cohorts.is_alone].reshape(-1, len(terms))
    is_known = (cells != NONE).all(axis=1)
    return Block(cells[is_known], np.array([1.0, -1.0, -1.0, 1.0]), kind="survival")


def _windows(cohorts: Cohorts) -> Iterator[Block]:
    """Who is lost within some years is among those who close then, here or where they moved. Of
    wijken for one and two years: in more, too many may have moved."""
    closed, left = cohorts.cells("closure"), cohorts.cells("moved_out")
    for since, until in combinations(range(len(cohorts.grid.years)), 2):
        every = [cohorts.lost(opened, since, until) for opened in range(until)]
        lost = [each for each in every if each is not None]
        moves = sorted({at for each in lost for at in each.moves})
        row = Row(
            part=[each.first for each in lost],
            less=[each.last for each in lost],
            whole=[closed[:, at] for at in range(since + 1, until + 1)],
            moved=[left[:, at] for at in moves],
        )
        yield from _among(cohorts, row, cohorts.is_top | (until - since in SPANS))


def _stocks(cohorts: Cohorts) -> Iterator[Block]:
    """Who opens or comes, and who is left of those who opened before, is among all that are there
    now; who closes, and who is left then, among all that were there before."""
    stock, closed, left, came = (
        cohorts.cells(name) for name in ("establishments", "closure", "moved_out", "moved_in")
    )
    for now in range(1, len(cohorts.grid.years)):
        new = [cohorts.there[0][:, now], came[:, now]]
        for first in sorted({max(now - age, 0) for age in AGES}):
            staying = [cohorts.staying(opened, now) for opened in range(first, now)]
            there = [cells for cells in staying if cells is not None]
            away = [left[:, at] for at in range(first + 1, now)]
            at_now = Row([*new, *there], [], [stock[:, now]], [*away, left[:, now]])
            before = Row([closed[:, now], *there], [], [stock[:, now - 1]], away)
            yield from _among(cohorts, at_now)
            yield from _among(cohorts, before)


def _among(cohorts: Cohorts, row: Row, areas: np.ndarray | slice = slice(None)) -> Iterator[Block]:
    """A row of each of the areas; out of an only municipality nobody moves."""
    chosen = np.zeros(len(cohorts.is_top), bool)
    chosen[areas] = True
    yield from _rows(cohorts, replace(row, moved=[]), chosen & cohorts.is_alone)
    yield from _rows(cohorts, row, chosen & ~cohorts.is_alone)


def _rows(cohorts: Cohorts, row: Row, areas: np.ndarray) -> Iterator[Block]:
    """Rows of the areas of which all in the whole, and some in the part, is known. Where moves are
    in it, that of a wijk is likely only: one may lose its place without moving."""
    most = [*row.whole, *row.moved]
    cells = np.stack([*most, *row.part, *row.less], axis=1)
    signs = np.repeat([-1.0, 1.0, -1.0], [len(most), len(row.part), len(row.less)])
    size = len(most)
    has_part = (cells[:, size:] != NONE).any(axis=1)
    chosen = areas & has_part & (cells[:, :size] != NONE).all(axis=1)
    is_sure = (cohorts.is_top & cohorts.is_regular) | (not row.moved)
    yield Block(cells[chosen & is_sure], signs, -FREE, 0, kind="survival")
    likely = cells[chosen & ~is_sure]
    yield Block(likely, signs, -FREE, FREE, is_likely_below=True, kind="survival")


def _unplaced(cohorts: Cohorts) -> Iterator[Block]:
    """Those of a municipality who have no place in any wijk: of these, too, no more are left than
    opened, no more are lost than close, and who closes or is left was there."""
    stock, closed = cohorts.cells("establishments"), cohorts.cells("closure")
    for earlier, later in pairwise(cohorts.after):
        there = [cohorts.there[after].ravel() for after in (earlier, later)]
        yield from _beside(cohorts, np.stack(there, axis=1), [1, -1])
    for now in range(1, len(cohorts.grid.years)):
        lost = cohorts.lost(now - 1, now - 1, now)
        if lost is not None:
            ends, before = (lost.first, lost.last), stock[:, now - 1]
            yield from _beside(cohorts, np.stack([closed[:, now], *ends], axis=1), [1, -1, 1])
            among = np.stack([before, closed[:, now], lost.last], axis=1)
            yield from _beside(cohorts, among, [1, -1, -1])


def _beside(cohorts: Cohorts, cells: np.ndarray, signs: list[int]) -> Iterator[Block]:
    """What the municipality has beside its wijken is no less than 0. Cells (areas, or areas by
    years in turn; terms)."""
    cells = cells.reshape(len(cohorts.grid.areas), -1, len(signs))
    is_known = (cells != NONE).all(axis=2, keepdims=True)
    cells = np.where(is_known, cells, NONE)
    for whole, parts in children(cohorts.grid.areas):
        if cohorts.is_top[whole]:
            rows = is_known[whole, :, 0]
            below = (
                cells[parts][:, rows].swapaxes(0, 1).reshape(rows.sum(), len(parts) * len(signs))
            )
            both = np.concatenate([cells[whole, rows], below], axis=1)
            every = np.r_[np.array(signs, float), -np.tile(signs, len(parts))]
            yield Block(both, every, 0, FREE, is_likely_even=True, kind="survival")
