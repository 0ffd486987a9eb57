"""Points by the tile they lie in, to find those in a box without looking at all of them."""

import numpy as np

SIDE_M = 2000.0


class Tiles:
    """Square tiles of 2 km over points (x and y in m, at least one)."""

    def __init__(self, x: np.ndarray, y: np.ndarray) -> None:
        self.west, self.south = float(x.min()), float(y.min())
        column = ((x - self.west) // SIDE_M).astype(np.int32)
        row = ((y - self.south) // SIDE_M).astype(np.int32)
        self.columns, self.rows = int(column.max()) + 1, int(row.max()) + 1
        tile = column * self.rows + row
        self.order = np.argsort(tile)
        self.x, self.y = x[self.order], y[self.order]
        tiles = np.arange(self.columns * self.rows + 1)
        self.starts: list[int] = np.searchsorted(tile[self.order], tiles).tolist()

    def within(self, west: float, south: float, east: float, north: float) -> np.ndarray:
        """Positions of the points in a box, its edge included."""
        low = max(int((south - self.south) // SIDE_M), 0)
        high = min(int((north - self.south) // SIDE_M), self.rows - 1)
        first = max(int((west - self.west) // SIDE_M), 0)
        last = min(int((east - self.west) // SIDE_M), self.columns - 1)
        found = [np.empty(0, np.int64)]
        for column in range(first, last + 1) if low <= high else ():
            tile = column * self.rows
            part = slice(self.starts[tile + low], self.starts[tile + high + 1])
            x, y = self.x[part], self.y[part]
            is_in = (west <= x) & (x <= east) & (south <= y) & (y <= north)
            found.append(self.order[part][is_in])
        return np.concatenate(found)
