"""What anyone can read in a release file, as cells and the sums they must obey."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.release import circles as circles_of
from wijkeconomie.release import hierarchies, overlaps, survival
from wijkeconomie.release.bounds import Shown, shows_zero
from wijkeconomie.release.grid import KEYS, Grid
from wijkeconomie.release.sums import Sums, gather

COUNT, HEXAGON = 5.0, 10.0
TABLES = ("cells", "hexagons", "circles", "areas", "locations", "shapes", "places")


@dataclass(frozen=True)
class Reading:
    """A release read by a stranger: its grid, the cells that are known (numbers in the grid), what
    they show, and every sum that must hold."""

    grid: Grid
    known: np.ndarray
    shown: Shown
    sums: Sums

    @property
    def hiding(self) -> np.ndarray:
        """Rows among whose parts a zero may be protected: those that show none."""
        return (self.sums.whole >= 0) & ~shows_zero(self.sums, self.shown)

    @property
    def closed(self) -> np.ndarray:
        """Rows among whose parts any figure may be protected: those that show none at all."""
        return self.hiding & ~self.sums.rows_with_part(self.shown.is_figure)


def read(file: Path) -> Reading:
    """The release in the file."""
    with duckdb.connect(file, read_only=True) as con:
        tables = {name: con.execute(settings.query(f"attack/{name}")).df() for name in TABLES}
    return of_tables(tables)


def of_tables(tables: Mapping[str, pd.DataFrame]) -> Reading:
    """A reading of the rows of ``queries/attack``, by name."""
    cells, hexagons, circles, areas, locations, shapes, places = (tables[name] for name in TABLES)
    combinations = cells[KEYS].drop_duplicates().sort_values(KEYS, ignore_index=True)
    years = sorted(int(year) for year in cells["year"].unique())
    grid = Grid(areas, locations, years, combinations)
    cells = cells[~cells["flag"].isin(["u", "x"])]
    number = cells[KEYS].merge(combinations.reset_index(names="number"), on=KEYS, how="left")
    area = pd.Index(grid.areas["area_code"]).get_indexer(pd.Index(cells["area_code"]))
    year = pd.Index(grid.years).get_indexer(pd.Index(cells["year"]))
    place = grid.ids[area, year, number["number"].to_numpy()]
    order = np.argsort(place)
    value, jobs = (
        cells[name].to_numpy(float, na_value=np.nan)[order] for name in ("value", "jobs")
    )
    drawn = np.r_[hexagons["value"], circles["value"]].astype(float)
    around = circles_of.Circles(circles, places, grid.size + len(hexagons))
    shown = Shown(
        value=np.r_[value, drawn],
        jobs=np.r_[np.where(value > 0, jobs, np.nan), np.full(len(drawn), np.nan)],
        threshold=np.r_[np.full(len(cells), COUNT), np.full(len(drawn), COUNT)],
    )
    shown.threshold[len(cells) :][: len(hexagons)] = HEXAGON
    known = np.r_[place[order], grid.size + np.arange(len(drawn))]
    blocks = [
        *hierarchies.blocks(grid),
        *survival.blocks(grid, known),
        *overlaps.blocks(grid, hexagons, shapes),
        *circles_of.blocks(grid, around, shapes),
    ]
    return Reading(grid, known, shown, gather(blocks, known))
