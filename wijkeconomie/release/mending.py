"""One step of the repair: what is turned or hidden where protected counts are left narrow."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from wijkeconomie.release import bounds
from wijkeconomie.release.bounds import Bounds, Shown
from wijkeconomie.release.needs import Need, is_first, smallest
from wijkeconomie.release.remedies import Cells, Repair, changed, shown_after
from wijkeconomie.release.sums import Sums

SPAN = 4


@dataclass(frozen=True)
class State:
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
        if changed(self.done, after).any():
            return after
        is_settled = self.now.is_figure & (high - low + 1 < bounds.CANDIDATES)
        wider = self._need(bad | is_settled & (high < self.began[1]))
        after = self._harsh(wider)
        after = replace(after, treated=after.treated | wider.binding)
        return after if changed(self.done, after).any() else self._last(wider)

    def around(self, cells: np.ndarray, steps: int) -> np.ndarray:
        """The cells with all that are protected in the rows they stand in, and so on."""
        for _ in range(steps):
            near = self.sums.taken(self.sums.rows_with(cells)[self.sums.row])
            cells = cells.copy()
            cells[near.cell[self.now.is_protected[near.cell]]] = True
        return cells

    def widened(self, narrow: np.ndarray) -> Repair:
        """One step for cells that are narrow though no single sum makes them so."""
        rows = self.sums.rows_with(narrow)
        need = Need(narrow, self.sums.taken(rows[self.sums.row]), rows, rows, self._shows_zero)
        after = self._harsh(need)
        return after if changed(self.done, after).any() else self._last(need)

    @cached_property
    def _shows_zero(self) -> np.ndarray:
        return bounds.shows_zero(self.sums, self.now)

    def _need(self, cells: np.ndarray) -> Need:
        near = self.sums.taken(self.sums.rows_with(cells)[self.sums.row])
        at_least, at_most = bounds.implied(near, *self.found)
        cell, (low, high) = near.cell, self.found
        raises = cells[cell] & (at_least >= low[cell]) & (low[cell] > self.began[0][cell])
        lowers = cells[cell] & (at_most <= high[cell]) & (high[cell] < self.began[1][cell])
        rows = np.zeros((2, len(near.whole)), bool)
        rows[0, near.row[raises]] = True
        rows[1, near.row[lowers]] = True
        return Need(cells, near, rows[0], rows[1], self._shows_zero)

    def _mild(self, need: Need) -> tuple[Repair, np.ndarray]:
        """Zeros in protected wholes are protected; elsewhere figures are rounded the other way.
        Also the cells for which something was done."""
        zeros = need.binding & need.near.whole_is(self.now.is_protected) & need.shows_zero
        is_free = ~self.done.turned & ~self.done.kept & ~self._too_tight(need.near)
        can_turn = self.now.is_figure & is_free & (self.cells.other != self.cells.rounded)
        rows, picked = self._picked(need.near, need.binding & ~zeros, can_turn)
        same_set = self._same_set(picked)
        turned = replace(self.done, turned=self.done.turned | same_set)
        after = self._zeros_hidden(turned, zeros)
        zeros[rows] = True
        helped = np.zeros(len(same_set), bool)
        helped[need.near.cell[zeros[need.near.row]]] = True
        return after, helped

    def _too_tight(self, near: Sums) -> np.ndarray:
        """Figures that would leave fewer than three candidates when turned, by a sum alone."""
        at_least, at_most = bounds.implied(near, *self.began)
        other = self.cells.other[near.cell]
        low, high = np.maximum(at_least, other - SPAN), np.minimum(at_most, other + SPAN)
        tight = np.zeros(len(self.cells.other), bool)
        tight[near.cell[high - low + 1 < bounds.CANDIDATES]] = True
        return tight

    def _harsh(self, need: Need) -> Repair:
        """Zeros are protected wherever that helps; elsewhere all parts of the smallest row."""
        near = need.near
        beside = near.rows_with(need.cells) & near.whole_is(self.now.is_protected)
        zeros = (beside | need.raised) & need.shows_zero
        closed = smallest(need, need.binding & ~zeros, self._can_hide)
        return self._zeros_hidden(self._closed(closed), zeros | closed)

    def _last(self, need: Need) -> Repair:
        """Figures that bind are turned back where they were turned; else the wholes among them
        are protected, with all that is part of the same; else those that are protected already
        get company, so that they may be any figure."""
        turned = need.near.taken(need.binding[need.near.row] & self.done.turned[need.near.cell])
        if len(turned.cell):
            back = self._same_set(turned.cell)
            return replace(self.done, turned=self.done.turned & ~back, kept=self.done.kept | back)
        after = self._beside(need, self._can_hide)
        if changed(self.done, after).any():
            return after
        return self._beside(need, self.now.is_protected)

    def _beside(self, need: Need, usable: np.ndarray) -> Repair:
        """Protects usable wholes of binding rows, with all that is part of the same."""
        wholes = np.zeros(len(self.cells.n), bool)
        wholes[need.near.whole[need.binding & need.near.whole_is(usable)]] = True
        rows = self.sums.rows_with_part(wholes)
        near = self.sums.taken(rows[self.sums.row])
        closed = smallest(Need(wholes, near, rows, rows, self._shows_zero), rows, self._can_hide)
        return self._zeros_hidden(self._closed(closed), closed)

    def _same_set(self, cells: np.ndarray) -> np.ndarray:
        """Cells of the same establishments as one of these."""
        return np.isin(self.cells.set, self.cells.set[cells]) & (self.cells.n > 0)

    @property
    def _can_hide(self) -> np.ndarray:
        return self.now.is_figure & self.cells.may_hide

    def _closed(self, rows: np.ndarray) -> Repair:
        """Protects all parts of the rows, figures included."""
        figures = self._can_hide & self.sums.parts_in(rows, len(self.cells.n))
        hidden = self.done.hidden | figures
        return replace(self.done, hidden=hidden, closed=self.done.closed | rows)

    def _picked(
        self, near: Sums, rows: np.ndarray, usable: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Of each row the whole when it can be used, else the smallest cell that can: the rows
        where there is one, and the cells."""
        terms = near.taken(rows[near.row] & usable[near.cell])
        is_whole = terms.cell == near.whole[terms.row]
        order = np.lexsort((terms.cell, self.cells.n[terms.cell], ~is_whole, terms.row))
        first = is_first(terms.row[order])
        return terms.row[order][first], terms.cell[order][first]

    def _zeros_hidden(self, done: Repair, rows: np.ndarray) -> Repair:
        """Protects the zeros in the rows, and those below a zero that is protected."""
        if not rows.any():
            return done
        done = replace(done, treated=done.treated | rows)
        while True:
            free = bounds.free_zeros(self.sums, shown_after(done, self.cells, self.now))
            below = self.sums.whole_is(done.hidden & (self.cells.n == 0))
            new = free & self.sums.parts_in(done.treated | below, len(free))
            if not new.any():
                return done
            done = replace(done, hidden=done.hidden | new)
