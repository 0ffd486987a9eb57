"""Rows of cells whose sum is known, exactly or within bounds."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

FREE = 1e9


@dataclass(frozen=True)
class Block:
    """Rows of one shape that say: least <= sum of sign x cell <= most.

    ``cells`` (rows, terms) may be padded with -1. The first cell is the whole of the last
    ``parts`` cells. With ``may_miss``, terms that are not known can be left out. What
    ``is_likely_even`` adds up to 0 unless somebody is left out, such as a shielded address; of what
    is ``is_likely_below`` the sum is at most 0 unless somebody is.
    ``kind`` names the hierarchy.
    """

    cells: np.ndarray
    signs: np.ndarray
    least: float = 0
    most: float = 0
    parts: int = 0
    may_miss: bool = False
    is_likely_even: bool = False
    is_likely_below: bool = False
    kind: str = ""


def whole_of(whole: np.ndarray, parts: np.ndarray, **more: Any) -> Block:
    """Rows in which one cell is the sum of others, some of which may not be known."""
    cells = np.concatenate([whole[:, None], parts], axis=1)
    signs = np.r_[-1.0, np.ones(parts.shape[1])]
    return Block(cells, signs, parts=parts.shape[1], may_miss=True, **more)


@dataclass(frozen=True)
class Sums:
    """Rows that say: least <= sum of sign x cell <= most.

    ``row``, ``cell``, ``sign`` (1 or -1) and ``is_part`` are of the terms, ordered by row;
    ``least``, ``most``, ``whole`` (the cell of which terms are parts, -1 for none) and ``kind``
    (the hierarchy) of the rows.
    """

    row: np.ndarray
    cell: np.ndarray
    sign: np.ndarray
    is_part: np.ndarray
    least: np.ndarray
    most: np.ndarray
    whole: np.ndarray
    kind: np.ndarray

    def taken(self, terms: np.ndarray) -> "Sums":
        """The terms chosen, of the same rows."""
        fields = ("row", "cell", "sign", "is_part")
        return replace(self, **{field: getattr(self, field)[terms] for field in fields})

    def whole_is(self, flags: np.ndarray) -> np.ndarray:
        """Rows whose whole has the flag."""
        return (self.whole >= 0) & flags[self.whole]

    def parts_in(self, rows: np.ndarray, size: int) -> np.ndarray:
        """Which of ``size`` cells are a part in one of the rows."""
        row, cell = self._parts
        cells = np.zeros(size, bool)
        cells[cell[rows[row]]] = True
        return cells

    def rows_with(self, cells: np.ndarray) -> np.ndarray:
        """Rows in which one of the cells stands."""
        rows = np.zeros(len(self.whole), bool)
        rows[self.row[cells[self.cell]]] = True
        return rows

    def rows_with_part(self, cells: np.ndarray) -> np.ndarray:
        """Rows in which one of the cells is a part."""
        row, cell = self._parts
        rows = np.zeros(len(self.whole), bool)
        rows[row[cells[cell]]] = True
        return rows

    @cached_property
    def _parts(self) -> tuple[np.ndarray, np.ndarray]:
        """Row and cell of the terms that are parts."""
        return self.row[self.is_part], self.cell[self.is_part]


def gather(blocks: list[Block], known: np.ndarray, exact: np.ndarray | None = None) -> Sums:
    """All rows of cells that are known (their numbers in the grid, sorted), which are numbered
    anew by their place among them.

    With exact values, rows that leave nobody out are even, or below, as one who guesses right
    would say.
    """
    numbers = np.full(max(int(known.max(initial=-1)), _largest(blocks)) + 2, -1, np.int32)
    numbers[known] = np.arange(len(known))
    parts, start = [], 0
    for block in blocks:
        parts.append(_known(block, numbers, exact, start))
        start += len(parts[-1].least)
    fields = zip(*(vars(part).values() for part in parts), strict=True)
    return Sums(*(np.concatenate(field) for field in fields))


def _largest(blocks: list[Block]) -> int:
    return max((int(block.cells.max(initial=-1)) for block in blocks), default=-1)


def _known(block: Block, numbers: np.ndarray, exact: np.ndarray | None, start: int) -> Sums:
    """The rows of a block; -1 finds the last number, which is none."""
    cells = numbers[block.cells]
    exists = cells >= 0
    is_complete = (exists == (block.cells >= 0)).all(axis=1)
    keep = exists[:, 0] & exists[:, 1:].any(axis=1) & (is_complete | block.may_miss)
    exists, cells, is_complete = exists[keep], cells[keep], is_complete[keep]
    least = np.where(is_complete, block.least, -FREE)
    most = np.full(len(cells), float(block.most))
    if exact is not None and (block.is_likely_even or block.is_likely_below):
        total = (exact[cells] * block.signs * exists).sum(axis=1)
        is_even = is_complete & (total == 0)
        if block.is_likely_even:
            least[is_even], most[is_even] = 0, 0
        else:
            most[is_complete & (total <= 0)] = 0
    rows = np.arange(start, start + len(cells), dtype=np.int32)
    row = np.broadcast_to(rows[:, None], cells.shape)[exists]
    sign = np.broadcast_to(block.signs, cells.shape)[exists]
    place = np.broadcast_to(np.arange(cells.shape[1]), cells.shape)[exists]
    is_part = place >= cells.shape[1] - block.parts
    whole = cells[:, 0] if block.parts else np.full(len(cells), -1)
    kind = np.full(len(cells), block.kind, object)
    return Sums(row, cells[exists], sign, is_part, least, most, whole, kind)
