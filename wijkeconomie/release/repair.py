"""Repair: figures are turned or protected until every protected count has three candidates.

Where the others narrow a count down, in this order: the zeros beside it are protected too, when
their whole is; a figure is rounded the other way, the whole's first; the smallest figure beside
it is protected too.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from wijkeconomie.release import bounds
from wijkeconomie.release.bounds import Bounds, Shown
from wijkeconomie.release.sums import Sums

ROUNDS = 100
AFRESH = 8


@dataclass(frozen=True)
class Cells:
    """Exact cells by number: count, set (equal for equal sets of establishments), the figure
    that rounding gives and the one it gives the other way, whether the cell may be hidden, and
    the block (a wijk in a year) it stands in."""

    n: np.ndarray
    set: np.ndarray
    rounded: np.ndarray
    other: np.ndarray
    may_hide: np.ndarray
    block: np.ndarray


@dataclass(frozen=True)
class Repair:
    """What has been done, boolean by cell number, and the rows whose zeros are protected."""

    turned: np.ndarray
    hidden: np.ndarray
    treated: np.ndarray
    closed: np.ndarray


def repair(sums: Sums, cells: Cells, shown: Shown) -> Repair:
    """What to turn and hide so that no protected count is left narrow. Deterministic.

    After the first round only the blocks in need are worked out anew. Elsewhere bounds stay as
    they were found, which is at most too narrow; every eighth round everything is.
    """
    nothing, no_row = np.zeros(len(cells.n), bool), np.zeros(len(sums.whole), bool)
    done, active = Repair(nothing, nothing, no_row, no_row), ~nothing
    found = began = (np.zeros(len(active)), np.zeros(len(active)))
    for number in range(1, ROUNDS):
        now = _shown(done, cells, shown)
        hiding = done.treated | sums.whole_is(now.is_protected) & ~bounds.shows_zero(sums, now)
        before, began = began, bounds.start(sums, now, hiding, done.closed)
        active = active | (before[0] != began[0]) | (before[1] != began[1])
        merged = (np.where(active, new, old) for new, old in zip(began, found, strict=True))
        found = bounds.propagate(sums, *merged, active)
        bad = bounds.narrow(now, found)
        if not bad.any():
            break
        done = _State(sums, cells, now, done, began, found).mended(bad)
        active = np.isin(cells.block, np.unique(cells.block[bad]))
        if number % AFRESH == 0:
            active[:] = True
    return done


def _shown(done: Repair, cells: Cells, shown: Shown) -> Shown:
    value = np.where(done.turned, cells.other, cells.rounded)
    value[done.hidden] = np.nan
    return replace(shown, value=value, jobs=np.where(done.hidden, np.nan, shown.jobs))


def _changed(before: Repair, after: Repair) -> np.ndarray:
    return (before.turned != after.turned) | (before.hidden != after.hidden)


@dataclass(frozen=True)
class _Need:
    """Cells in need, the terms of the rows they stand in, the rows that raise their lower bound
    or lower their upper one, and those that show a zero."""

    cells: np.ndarray
    near: Sums
    raised: np.ndarray
    lowered: np.ndarray
    shows_zero: np.ndarray

    @property
    def binding(self) -> np.ndarray:
        return self.raised | self.lowered


@dataclass(frozen=True)
class _State:
    """Where the repair stands: what is shown now, and the bounds that follow from it."""

    sums: Sums
    cells: Cells
    now: Shown
    done: Repair
    began: Bounds
    found: Bounds

    def mended(self, bad: np.ndarray) -> Repair:
        """One step of repair: mild where that changes anything, harsh where it does not."""
        low, high = self.found
        after, helped = self._mild(self._need(bad))
        left = bad & ~helped
        if left.any():
            after = replace(self, done=after)._harsh(self._need(left))
        if _changed(self.done, after).any():
            return after
        is_settled = self.now.is_figure & (high - low + 1 < bounds.CANDIDATES)
        wider = self._need(bad | is_settled & (high < self.began[1]))
        after = self._harsh(wider)
        return replace(after, treated=after.treated | wider.binding)

    @cached_property
    def _shows_zero(self) -> np.ndarray:
        return bounds.shows_zero(self.sums, self.now)

    def _need(self, cells: np.ndarray) -> _Need:
        near = self.sums.taken(self.sums.rows_with(cells)[self.sums.row])
        at_least, at_most = bounds.implied(near, *self.found)
        cell, (low, high) = near.cell, self.found
        raises = cells[cell] & (at_least >= low[cell]) & (low[cell] > self.began[0][cell])
        lowers = cells[cell] & (at_most <= high[cell]) & (high[cell] < self.began[1][cell])
        rows = np.zeros((2, len(near.whole)), bool)
        rows[0, near.row[raises]] = True
        rows[1, near.row[lowers]] = True
        return _Need(cells, near, rows[0], rows[1], self._shows_zero)

    def _mild(self, need: _Need) -> tuple[Repair, np.ndarray]:
        """Zeros in protected wholes are protected; elsewhere figures are rounded the other way.
        Also the cells for which something was done."""
        zeros = need.binding & need.near.whole_is(self.now.is_protected) & need.shows_zero
        can_turn = self.now.is_figure & ~self.done.turned & (self.cells.other != self.cells.rounded)
        rows, picked = self._picked(need.near, need.binding & ~zeros, can_turn)
        same_set = np.isin(self.cells.set, self.cells.set[picked]) & (self.cells.n > 0)
        turned = replace(self.done, turned=self.done.turned | same_set)
        after = self._zeros_hidden(turned, zeros)
        zeros[rows] = True
        helped = np.zeros(len(same_set), bool)
        helped[need.near.cell[zeros[need.near.row]]] = True
        return after, helped

    def _harsh(self, need: _Need) -> Repair:
        """Zeros are protected wherever that helps; elsewhere all parts of the smallest row."""
        near = need.near
        beside = near.rows_with(need.cells) & near.whole_is(self.now.is_protected)
        zeros = (beside | need.raised) & need.shows_zero
        can_hide = self.now.is_figure & self.cells.may_hide
        closed = _smallest(need, need.binding & ~zeros, can_hide)
        hidden = self.done.hidden | can_hide & near.parts_in(closed, len(can_hide))
        done = replace(self.done, hidden=hidden, closed=self.done.closed | closed)
        return self._zeros_hidden(done, zeros | closed)

    def _picked(
        self, near: Sums, rows: np.ndarray, usable: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Of each row the whole when it can be used, else the smallest cell that can: the rows
        where there is one, and the cells."""
        terms = near.taken(rows[near.row] & usable[near.cell])
        is_whole = terms.cell == near.whole[terms.row]
        order = np.lexsort((terms.cell, self.cells.n[terms.cell], ~is_whole, terms.row))
        is_first = _is_first(terms.row[order])
        return terms.row[order][is_first], terms.cell[order][is_first]

    def _zeros_hidden(self, done: Repair, rows: np.ndarray) -> Repair:
        """Protects the zeros in the rows, and those below a zero that is protected."""
        if not rows.any():
            return done
        done = replace(done, treated=done.treated | rows)
        while True:
            free = bounds.free_zeros(self.sums, _shown(done, self.cells, self.now))
            below = self.sums.whole_is(done.hidden & (self.cells.n == 0))
            new = free & self.sums.parts_in(done.treated | below, len(free))
            if not new.any():
                return done
            done = replace(done, hidden=done.hidden | new)


def _smallest(need: _Need, rows: np.ndarray, figures: np.ndarray) -> np.ndarray:
    """Of each cell in need the row with the fewest figures among its parts, but some."""
    near = need.near
    count = np.bincount(near.row[figures[near.cell] & near.is_part], minlength=len(rows))
    terms = near.taken(need.cells[near.cell] & rows[near.row] & (count[near.row] > 0))
    order = np.lexsort((terms.row, count[terms.row], terms.cell))
    chosen = np.zeros(len(rows), bool)
    chosen[terms.row[order][_is_first(terms.cell[order])]] = True
    return chosen


def _is_first(sorted_values: np.ndarray) -> np.ndarray:
    """Whether each value is the first of its kind."""
    return np.r_[True, sorted_values[1:] != sorted_values[:-1]][: len(sorted_values)]
