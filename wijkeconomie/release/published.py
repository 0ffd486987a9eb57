"""What anyone can read in a release file, as cells and the sums they must obey."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.release import hierarchies, overlaps
from wijkeconomie.release.bounds import Shown, shows_zero
from wijkeconomie.release.hierarchies import KEYS, Grid
from wijkeconomie.release.sums import Sums, gather

COUNT, HEXAGON = 5.0, 10.0


@dataclass(frozen=True)
class Reading:
    """A release read by a stranger: its grid, what it shows, and every sum that must hold."""

    grid: Grid
    shown: Shown
    sums: Sums

    @property
    def hiding(self) -> np.ndarray:
        """Rows among whose parts a zero may be protected: those that show none."""
        return (self.sums.whole >= 0) & ~shows_zero(self.sums, self.shown)

    @property
    def closed(self) -> np.ndarray:
        """Rows among whose parts any figure may be protected: those that show none at all."""
        is_figure = self.shown.is_known & (self.shown.value > 0)
        return self.hiding & ~self.sums.taken(self.sums.is_part).rows_with(is_figure)


def read(file: Path) -> Reading:
    """The release in the file."""
    with duckdb.connect(file, read_only=True) as con:
        cells, hexagons, areas, shapes = (
            con.execute(settings.query(f"attack/{name}")).df()
            for name in ("cells", "hexagons", "areas", "shapes")
        )
    combinations = cells[KEYS].drop_duplicates(ignore_index=True)
    grid = Grid(areas, sorted(int(year) for year in cells["year"].unique()), combinations)
    shown = _shown(grid, cells, hexagons)
    blocks = [*hierarchies.blocks(grid), *overlaps.blocks(grid, hexagons, shapes)]
    return Reading(grid, shown, gather(blocks, shown.is_known))


def _shown(grid: Grid, cells: pd.DataFrame, hexagons: pd.DataFrame) -> Shown:
    size = grid.ids.size + len(hexagons)
    area = pd.Index(grid.areas["area_code"]).get_indexer(pd.Index(cells["area_code"]))
    year = pd.Index(grid.years).get_indexer(pd.Index(cells["year"]))
    numbers = grid.combinations.assign(number=range(len(grid.combinations)))
    number = cells[KEYS].merge(numbers, on=KEYS, how="left")["number"].to_numpy()
    place = grid.ids[area, year, number]
    value, jobs, is_known = np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, bool)
    value[place] = cells["value"].to_numpy(float, na_value=np.nan)
    jobs[place] = cells["jobs"].to_numpy(float, na_value=np.nan)
    is_known[place] = (cells["flag"] != "u").to_numpy()
    value[grid.ids.size :] = hexagons["value"].to_numpy(float, na_value=np.nan)
    is_known[grid.ids.size :] = True
    threshold = np.where(np.arange(size) < grid.ids.size, COUNT, HEXAGON)
    return Shown(value, is_known, np.where(value > 0, jobs, np.nan), threshold)
