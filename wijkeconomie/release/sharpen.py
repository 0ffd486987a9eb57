"""Narrower bounds by linear programming, where interval arithmetic leaves them narrowest.

Parts of scipy are named in full: it loads them where they are first used, and not in every command.
"""

from typing import Any

import highspy
import numpy as np
import scipy

from wijkeconomie.release.bounds import Bounds
from wijkeconomie.release.sums import FREE, Sums

Sparse = Any
WIDEST = 40
STEPS = 2


def sharpened(sums: Sums, found: Bounds, cells: np.ndarray) -> Bounds:
    """Bounds of the cells by linear programming over the rows around each (HiGHS), two steps wide:
    those that share a cell with one of its own, and those that share one with these."""
    low, high = found[0].copy(), found[1].copy()
    matrix, least, most = _rows(sums, found)
    binds = _binding(matrix, least, most, found)
    by_cell, solver = matrix.tocsc(), _solver()
    for cell in cells:
        rows = by_cell.indices[by_cell.indptr[cell] : by_cell.indptr[cell + 1]]
        for _ in range(STEPS):
            near = np.unique(matrix.indices[_entries(matrix, rows)[0]])
            rows = np.unique(by_cell.indices[_entries(by_cell, near)[0]])
        rows, inside = _linked(matrix, rows[binds[rows]], cell)
        if not len(rows):
            continue
        model = _model(matrix, rows, inside)
        model.row_lower_, model.row_upper_ = least[rows], most[rows]
        model.col_lower_, model.col_upper_ = found[0][inside], found[1][inside]
        at_least, at_most = _span(solver, model, int(np.searchsorted(inside, cell)))
        low[cell] = low[cell] if at_least is None else np.ceil(at_least - 1e-6)
        high[cell] = high[cell] if at_most is None else np.floor(at_most + 1e-6)
    return low, high


def _solver() -> highspy.Highs:
    """As small as these models are, preparing one for the solver costs more than it saves."""
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "presolve": "off", "threads": 1}.items():
        solver.setOptionValue(name, value)
    return solver


def _entries(matrix: Sparse, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the entries of some rows (of a matrix by column: columns) stand, and where each begins
    and ends among them. Slicing by scipy checks what is known here, and takes longer."""
    starts = matrix.indptr[chosen]
    counts = matrix.indptr[chosen + 1] - starts
    ends = np.concatenate([[0], np.cumsum(counts)])
    return np.arange(ends[-1]) + np.repeat(starts - ends[:-1], counts), ends


def _model(matrix: Sparse, rows: np.ndarray, inside: np.ndarray) -> highspy.HighsLp:
    """Of rows and all cells in them, without limits yet."""
    at, ends = _entries(matrix, rows)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = len(rows), len(inside)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = ends
    model.a_matrix_.index_ = np.searchsorted(inside, matrix.indices[at])
    model.a_matrix_.value_ = matrix.data[at]
    return model


def _span(
    solver: highspy.Highs, model: highspy.HighsLp, place: int
) -> tuple[float | None, float | None]:
    """The least and the most that a column can be; None where the solver finds none."""
    model.col_cost_ = np.eye(1, model.num_col_, place)[0]
    solver.clearSolver()
    solver.passModel(model)
    ends: list[float | None] = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver.changeObjectiveSense(sense)
        solver.run()
        is_found = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(solver.getInfo().objective_function_value if is_found else None)
    return ends[0], ends[1]


def _binding(matrix: Sparse, least: np.ndarray, most: np.ndarray, found: Bounds) -> np.ndarray:
    """Rows that something within the bounds would break: no other says anything."""
    ups, downs = matrix.maximum(0), matrix.minimum(0)
    smallest = ups @ found[0] + downs @ found[1]
    largest = ups @ found[1] + downs @ found[0]
    return (smallest < least) | (largest > most)


def _linked(matrix: Sparse, rows: np.ndarray, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Of the rows those that hang together with the cell, and the cells in them, in order."""
    at, starts = _entries(matrix, rows)
    inside, number = np.unique(matrix.indices[at], return_inverse=True)
    place = np.searchsorted(inside, cell)
    if place == len(inside) or inside[place] != cell:
        return rows[:0], inside[:0]
    size = len(rows) + len(inside)
    ends = np.concatenate([starts, np.full(len(inside), len(at))])
    links = scipy.sparse.csr_array((matrix.data[at], number + len(rows), ends), (size, size))
    _count, group = scipy.sparse.csgraph.connected_components(links, directed=False)
    is_linked = group == group[len(rows) + place]
    return rows[is_linked[: len(rows)]], inside[is_linked[len(rows) :]]


def _rows(sums: Sums, found: Bounds) -> tuple[Sparse, np.ndarray, np.ndarray]:
    """Rows of at most forty cells that are not settled, with what is settled taken out; infinite
    where a row has no limit."""
    low, high = found
    is_open = (high > low)[sums.cell]
    width = np.bincount(sums.row[is_open], minlength=len(sums.least))
    rows = (width > 0) & (width <= WIDEST)
    fixed = np.bincount(
        sums.row, np.where(is_open, 0, sums.sign * low[sums.cell]), minlength=len(sums.least)
    )
    keep = is_open & rows[sums.row]
    number = np.cumsum(rows) - 1
    shape = int(rows.sum()), len(low)
    matrix = scipy.sparse.coo_array(
        (sums.sign[keep], (number[sums.row[keep]], sums.cell[keep])), shape
    )
    least = np.where(sums.least > -FREE / 2, sums.least - fixed, -np.inf)[rows]
    most = np.where(sums.most < FREE / 2, sums.most - fixed, np.inf)[rows]
    return matrix.tocsr(), least, most
