"""Points by the tile they lie in, to find those in a box without looking at all of them."""

import numpy as np

SIDE_M = 2000.0


class Tiles:
    """Square tiles of 2 km over points (x and y in m, at least one)."""

    def __init__(self, x: np.ndarray, y: np.ndarray) -> None:
        self.west, self.south = x.min(), y.min()
        column, row = self._column(x), self._row(y)
        self.columns, self.rows = int(column.max()) + 1, int(row.max()) + 1
        tile = column * self.rows + row
        self.order = np.argsort(tile, kind="stable")
        self.x, self.y = x[self.order], y[self.order]
        self.starts = np.searchsorted(tile[self.order], np.arange(self.columns * self.rows + 1))

    def _column(self, x: np.ndarray) -> np.ndarray:
        return np.floor((x - self.west) / SIDE_M).astype(np.int64)

    def _row(self, y: np.ndarray) -> np.ndarray:
        return np.floor((y - self.south) / SIDE_M).astype(np.int64)

    def within(self, west: float, south: float, east: float, north: float) -> np.ndarray:
        """Positions of the points in a box, its edge included."""
        columns, rows = self._column(np.array([west, east])), self._row(np.array([south, north]))
        first, last = np.clip(columns, [0, -1], [self.columns, self.columns - 1])
        low, high = np.clip(rows, [0, -1], [self.rows, self.rows - 1])
        if low > high or first > last:
            return np.empty(0, np.int64)
        begins = self.starts[np.arange(first, last + 1) * self.rows + low]
        ends = self.starts[np.arange(first, last + 1) * self.rows + high + 1]
        near = np.concatenate([np.arange(*pair) for pair in zip(begins, ends, strict=True)])
        x, y = self.x[near], self.y[near]
        return self.order[near[(west <= x) & (x <= east) & (south <= y) & (y <= north)]]
