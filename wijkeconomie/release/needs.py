"""Where protected counts are left narrow, and which sums make them so."""

from dataclasses import dataclass

import numpy as np

from wijkeconomie.release.sums import Sums


@dataclass(frozen=True)
class Need:
    """Cells in need, the terms of the rows they stand in, the rows that raise their lower bound
    or lower their upper one, and those that show a zero."""

    cells: np.ndarray
    near: Sums
    raised: np.ndarray
    lowered: np.ndarray
    shows_zero: np.ndarray

    @property
    def binding(self) -> np.ndarray:
        """Rows that narrow a cell in need."""
        return self.raised | self.lowered


def smallest(need: Need, rows: np.ndarray, figures: np.ndarray) -> np.ndarray:
    """Of each cell in need the row with the fewest figures among its parts, but some."""
    near = need.near
    count = np.bincount(near.row[figures[near.cell] & near.is_part], minlength=len(rows))
    terms = near.taken(need.cells[near.cell] & rows[near.row] & (count[near.row] > 0))
    order = np.lexsort((terms.row, count[terms.row], terms.cell))
    chosen = np.zeros(len(rows), bool)
    chosen[terms.row[order][is_first(terms.cell[order])]] = True
    return chosen


def is_first(ordered: np.ndarray) -> np.ndarray:
    """Whether each value is the first of its kind."""
    return np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)]
