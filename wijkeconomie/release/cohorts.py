"""Who opened in a year, and who of them is still there: the cells of a release, by year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wijkeconomie.release.grid import Grid

PREFIX = "survival:"
NONE = -1


@dataclass(frozen=True)
class Lost:
    """Who of a cohort is lost between two positions: cells (areas) of who is there at ``first`` and
    at ``last``, the position of the last, and that of the opening."""

    opened: int
    until: int
    first: np.ndarray
    last: np.ndarray

    @property
    def moves(self) -> range:
        """Positions at which they may have moved before they were lost."""
        return range(self.opened + 1, self.until)


@dataclass(frozen=True)
class Cohorts:
    """Cells of those who opened, of what became of them and of all around them: numbers of cells
    (areas, years), NONE where it is not known. Years are positions in the grid."""

    grid: Grid
    known: np.ndarray

    @cached_property
    def after(self) -> list[int]:
        """After how many years it is told who is there, 0 first; none when it never is."""
        measures = self.grid.combinations["measure"]
        told = measures[measures.str.startswith(PREFIX)].str.removeprefix(PREFIX)
        return [0, *sorted(set(told.astype(int)))] if len(told) else []

    @cached_property
    def there(self) -> dict[int, np.ndarray]:
        """By years after opening, who is there; after 0 years, who opened."""
        return {k: self.cells(f"{PREFIX}{k}" if k else "opening") for k in self.after}

    def cells(self, measure: str) -> np.ndarray:
        """Cells of a measure, of everybody."""
        cells = self.grid.ids[:, :, self.grid.number(measure=measure)]
        return np.where(np.isin(cells, self.known), cells, NONE)

    @cached_property
    def is_top(self) -> np.ndarray:
        """Which areas are municipalities."""
        return (self.grid.areas["level"] == "municipality").to_numpy()

    @cached_property
    def is_regular(self) -> bool:
        """Whether every municipality delivered every year: then who goes on elsewhere is seen to
        move there."""
        number = self.grid.number(measure="establishments")
        return bool(np.isin(self.grid.ids[self.is_top, :, number], self.known).all())

    @cached_property
    def is_alone(self) -> np.ndarray:
        """Which areas are the only municipality there is: nobody is seen to leave it."""
        return self.is_top & (self.is_top.sum() == 1)

    def lost(self, opened: int, since: int, until: int) -> Lost | None:
        """Who of a cohort is lost between two positions, as far as told; none where one end of it
        is not known, None where it never is."""
        told = [(at, k) for at, k in self._points(opened) if since <= at <= until]
        if len(told) < 2:
            return None
        first, last = (self.there[k][:, opened] for k in (told[0][1], told[-1][1]))
        is_known = (first != NONE) & (last != NONE)
        ends = (np.where(is_known, cells, NONE) for cells in (first, last))
        return Lost(opened, told[-1][0], *ends)

    def staying(self, opened: int, now: int) -> np.ndarray | None:
        """Cells (areas) of those of a cohort who are there at a position for sure: who is when that
        is told next; None when it is not."""
        told = [k for at, k in self._points(opened) if at >= now]
        return self.there[told[0]][:, opened] if told else None

    def _points(self, opened: int) -> list[tuple[int, int]]:
        """Positions at which it is told who of a cohort is there, and the years after."""
        position = {year: at for at, year in enumerate(self.grid.years)}
        years = [(self.grid.years[opened] + k, k) for k in self.after]
        return [(position[year], k) for year, k in years if year in position]
