"""What follows about a cell from all the others: bounds through every sum at once."""

from dataclasses import dataclass

import numpy as np

from wijkeconomie.release.sums import FREE, Sums

ROUNDS = 200
STEP = 5
CANDIDATES = 3
LEAST_NOISE = 0.85
Bounds = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Shown:
    """What is shown of each cell, by cell number: its value (nan when protected), its published
    jobs (nan for none), and the threshold of its table."""

    value: np.ndarray
    jobs: np.ndarray
    threshold: np.ndarray

    @property
    def is_protected(self) -> np.ndarray:
        """Whether the cell is kept from the reader."""
        return np.isnan(self.value)

    @property
    def is_zero(self) -> np.ndarray:
        """Whether the reader sees that nothing is there."""
        return self.value == 0

    @property
    def is_figure(self) -> np.ndarray:
        """Whether the reader sees a figure."""
        return self.value > 0


def narrow(shown: Shown, found: Bounds) -> np.ndarray:
    """Protected cells with fewer than three candidates; what can only be 0 hides nobody."""
    low, high = found
    return shown.is_protected & (high > 0) & (high - low + 1 < CANDIDATES)


def start(sums: Sums, shown: Shown, hiding: np.ndarray, closed: np.ndarray) -> Bounds:
    """Bounds from a cell alone. A count is within 4 of its figure and not below the threshold;
    everyone has a job, and noise takes at most 15 percent off it. Among the parts of the rows
    ``hiding`` a zero may be protected, and of the rows ``closed`` any figure."""
    zero, protected = shown.is_zero, shown.is_protected
    by_jobs = np.nan_to_num(np.floor((shown.jobs + STEP / 2) / LEAST_NOISE + 1e-9), nan=FREE)
    low = np.maximum(shown.value - STEP + 1, shown.threshold)
    high = np.minimum(shown.value + STEP - 1, np.maximum(by_jobs, low))
    may_be_zero, may_be_more = (sums.parts_in(rows, len(zero)) for rows in (hiding, closed))
    low = np.where(protected, np.where(may_be_zero | may_be_more, 0, 1), np.where(zero, 0, low))
    most = np.where(may_be_more, FREE, shown.threshold - 1)
    high = np.where(protected, most, np.where(zero, 0, high))
    return np.nan_to_num(low), np.nan_to_num(high)


def shows_zero(sums: Sums, shown: Shown) -> np.ndarray:
    """Rows with a zero that does not follow from another one. As the zeros of a row are
    protected all at once, such a row protects none."""
    return sums.rows_with_part(free_zeros(sums, shown))


def free_zeros(sums: Sums, shown: Shown) -> np.ndarray:
    """Zeros that do not follow from another one: no whole they are part of is a zero."""
    zero = shown.is_zero
    return zero & ~sums.parts_in(sums.whole_is(zero), len(zero))


def propagate(
    sums: Sums, low: np.ndarray, high: np.ndarray, cells: np.ndarray | None = None
) -> Bounds:
    """The narrowest bounds per cell that follow by interval arithmetic, row by row; what
    contradicts them is left aside. With ``cells``, nothing new follows from the others alone."""
    low, high = low.copy(), high.copy()
    terms = sums.taken(high[sums.cell] > 0)
    near = terms if cells is None else terms.taken(terms.rows_with(cells)[terms.row])
    for _round in range(ROUNDS):
        at_least, at_most = implied(near, low, high)
        cell = near.cell
        rises = (at_least > low[cell]) & (at_least <= high[cell])
        falls = (at_most < high[cell]) & (at_most >= low[cell])
        if not (rises.any() or falls.any()):
            break
        np.maximum.at(low, cell[rises], at_least[rises])
        np.minimum.at(high, cell[falls], at_most[falls])
        changed = np.zeros(len(low), bool)
        changed[cell[rises | falls]] = True
        near = terms.taken(terms.rows_with(changed)[terms.row])
    return low, high


def implied(sums: Sums, low: np.ndarray, high: np.ndarray) -> Bounds:
    """Bounds that each term gets from the other terms of its row."""
    row, is_up = sums.row, sums.sign > 0
    if not len(row):
        return np.empty(0), np.empty(0)
    least, most = low[sums.cell], high[sums.cell]
    smallest, largest = np.where(is_up, least, -most), np.where(is_up, most, -least)
    first = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    length = np.diff(np.r_[first, len(row)])
    room_above = sums.most[row[first]] - np.add.reduceat(smallest, first)
    room_below = sums.least[row[first]] - np.add.reduceat(largest, first)
    above = np.repeat(room_above, length) + smallest
    below = np.repeat(room_below, length) + largest
    return np.where(is_up, below, -above), np.where(is_up, above, -below)


def contradictions(sums: Sums, low: np.ndarray, high: np.ndarray) -> int:
    """Rows that cannot be true of any values within the bounds."""
    is_up = sums.sign > 0
    smallest = np.where(is_up, low[sums.cell], -high[sums.cell])
    largest = np.where(is_up, high[sums.cell], -low[sums.cell])
    count = len(sums.least)
    too_much = np.bincount(sums.row, smallest, count) > sums.most
    too_little = np.bincount(sums.row, largest, count) < sums.least
    return int((too_much | too_little).sum())
