"""From exact cells to what may be shown: the repair, as tables ``hidden`` and ``turned``."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.release import attack, circles, hierarchies, overlaps, survival
from wijkeconomie.release.bounds import Shown
from wijkeconomie.release.grid import Grid
from wijkeconomie.release.published import Reading
from wijkeconomie.release.remedies import Cells, Repair
from wijkeconomie.release.repair import repair
from wijkeconomie.release.sums import gather

COUNT, HEXAGON = 5.0, 10.0
KEY_BITS = 32
COUNTED = ("years", "combinations", "cell_figures", "hexagon_figures", "circle_figures")
DRAWN = ("areas", "locations", "shapes", "places")
Rows = Callable[[str], pd.DataFrame]


def decide(rows: Rows) -> dict[str, pd.DataFrame]:
    """Tables ``hidden`` (cell_id) and ``turned`` (n, key_sum: a set of establishments).

    ``rows`` gives the rows of a query: what is counted by ``queries/release``, what is published of
    areas by ``queries/attack``, as the attack reads it.
    """
    years, combinations, *figures = (rows(settings.query(f"release/{name}")) for name in COUNTED)
    areas, locations, shapes, places = (rows(settings.query(f"attack/{name}")) for name in DRAWN)
    grid = Grid(areas, locations, years["year"].tolist(), combinations)
    counted, hexagons, around = figures
    first = grid.size + len(hexagons)
    known = np.r_[counted["cell_id"], grid.size + np.arange(len(hexagons) + len(around))]
    cells, shown = _cells(grid, figures)
    blocks = [
        *hierarchies.blocks(grid),
        *survival.blocks(grid, known),
        *overlaps.blocks(grid, hexagons, shapes),
        *circles.blocks(grid, circles.Circles(around, places, first), shapes),
    ]
    sums = gather(blocks, known, cells.n)
    proven = gather(blocks, known)
    done = repair(
        sums, cells, shown, lambda now: attack.narrowed(Reading(grid, known, now, proven))
    )
    return _tables(known, cells, done)


def nothing() -> dict[str, pd.DataFrame]:
    """The tables of ``decide`` when nothing is hidden and nothing turned."""
    return {
        "hidden": pd.DataFrame({"cell_id": np.empty(0, np.int64)}),
        "turned": pd.DataFrame({"n": np.empty(0, np.int64), "key_sum": np.empty(0, np.int64)}),
    }


def _cells(grid: Grid, figures: list[pd.DataFrame]) -> tuple[Cells, Shown]:
    """Exact and shown values: the cells of the grid first, then hexagons, then circles."""
    counted, hexagons, _around = figures
    every = pd.concat(figures, ignore_index=True)
    n, rounded, other, jobs, key = (
        every[column].to_numpy(float, na_value=np.nan)
        for column in ("n", "rounded", "other", "jobs", "key_sum")
    )
    beside = len(every) - len(counted)
    cells = Cells(
        n=n,
        set=(n.astype(np.int64) << KEY_BITS) | key.astype(np.int64),
        rounded=rounded,
        other=other,
        may_hide=np.arange(len(every)) < len(counted),
        block=np.r_[_blocks(grid)[counted["cell_id"]], np.full(beside, -1)],
    )
    threshold = np.full(len(every), COUNT)
    threshold[len(counted) :][: len(hexagons)] = HEXAGON
    return cells, Shown(rounded, np.where(n > 0, jobs, np.nan), threshold)


def _blocks(grid: Grid) -> np.ndarray:
    """A number per cell: the wijk, or else the municipality, it lies in, and the year."""
    areas = grid.areas
    wijk = areas["parent_code"].where(areas["level"] == "buurt", areas["area_code"])
    pairs = pd.factorize(wijk)[0][:, None] * len(grid.years) + np.arange(len(grid.years))
    return np.broadcast_to(pairs[:, :, None], grid.ids.shape).ravel()


def _tables(known: np.ndarray, cells: Cells, done: Repair) -> dict[str, pd.DataFrame]:
    turned = np.unique(cells.set[done.turned])
    return {
        "hidden": pd.DataFrame({"cell_id": known[done.hidden]}),
        "turned": pd.DataFrame({"n": turned >> KEY_BITS, "key_sum": turned & (2**KEY_BITS - 1)}),
    }
