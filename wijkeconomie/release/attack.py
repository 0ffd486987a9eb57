"""The attack suite: what a stranger can recover of the protected cells of a release.

From the file alone: every sum written down, bounds through all of them at once, sharpened by
linear programming where they are narrowest; sets of establishments shown twice; averages over
all that is published. With the register beside it: the jobs of employers who make up most of a
cell, as all others there together could work them out.
"""

from pathlib import Path

import numpy as np
import scipy

from wijkeconomie.release import bounds, published, truth
from wijkeconomie.release.bounds import Bounds
from wijkeconomie.release.published import Reading
from wijkeconomie.release.report import Report
from wijkeconomie.release.sharpen import sharpened

SHARPENED, OF_EACH = 400, 10
VARIANCE = 4.0


def attack(file: Path, register: Path | None = None) -> Report:
    """Tries everything on a release file; with the register it was made from, employers too."""
    reading = published.read(file)
    found, tried = _tried(reading)
    kept = reading.shown.is_protected & (found[1] > 0)
    left = (found[1] - found[0] + 1)[kept]
    narrow = bounds.narrow(reading.shown, found)
    kinds, counts = np.unique(reading.sums.kind.astype(str), return_counts=True)
    return Report(
        sums=dict(zip(kinds.tolist(), counts.tolist(), strict=True)),
        cells=len(reading.shown.value),
        protected=int(reading.shown.is_protected.sum()),
        exact=int((left <= 1).sum()),
        narrow=int(narrow.sum()),
        fewest=int(left.min()) if len(left) else None,
        sharpened=tried,
        contradictions=bounds.contradictions(reading.sums, *found),
        shown_twice=_shown_twice(reading, found),
        smallest_average_error=_smallest_average_error(reading),
        **(truth.compare(file, register) if register else {}),
    )


def concluded(reading: Reading) -> Bounds:
    """What a stranger concludes of every cell, by its place among those that are known."""
    began = bounds.start(reading.sums, reading.shown, reading.hiding, reading.closed)
    return bounds.propagate(reading.sums, *began)


def narrowed(reading: Reading) -> np.ndarray:
    """Which protected cells have fewer than three candidates once everything is tried on counts."""
    return bounds.narrow(reading.shown, _tried(reading)[0])


def _tried(reading: Reading) -> tuple[Bounds, int]:
    """What a stranger concludes, sharpened; also of how many cells."""
    found = concluded(reading)
    narrowest = _narrowest(reading, found)
    return sharpened(reading.sums, found, narrowest), len(narrowest)


def _narrowest(reading: Reading, found: Bounds) -> np.ndarray:
    """The protected cells with the fewest candidates, in the order of their numbers: 400, or
    ten of each municipality."""
    low, high = found
    kept = np.flatnonzero(reading.shown.is_protected & (high > 0))
    order = np.argsort((high - low)[kept], kind="stable")
    municipalities = int((reading.grid.areas["level"] == "municipality").sum())
    return np.sort(kept[order[: max(SHARPENED, OF_EACH * municipalities)]])


def _shown_twice(reading: Reading, found: Bounds) -> int:
    """Sets of establishments that are told to be equal and have more than one figure: each is a
    new draw of the rounding, and enough of them give the count away."""
    sums, value = reading.sums, reading.shown.value
    is_term = (found[1] > 0)[sums.cell]
    width = np.bincount(sums.row[is_term], minlength=len(sums.least))
    even = (sums.least == 0) & (sums.most == 0) & (width == 2)
    terms = sums.taken(is_term & even[sums.row])
    first, second = terms.cell[::2], terms.cell[1::2]
    is_opposite = terms.sign[::2] != terms.sign[1::2]
    size = len(value)
    links = scipy.sparse.coo_array(
        (np.ones(is_opposite.sum()), (first[is_opposite], second[is_opposite])), (size, size)
    )
    _count, group = scipy.sparse.csgraph.connected_components(links, directed=False)
    is_figure = reading.shown.is_figure
    pairs = np.unique(np.c_[group[is_figure], value[is_figure]], axis=0)
    return int((np.unique(pairs[:, 0], return_counts=True)[1] > 1).sum())


def _smallest_average_error(reading: Reading) -> float | None:
    """Standard error of the best average: each sum in which a protected count stands alone among
    figures is an estimate of it, as far off as the rounding of those (variance 4 each)."""
    sums, shown = reading.sums, reading.shown
    kept = shown.is_protected[sums.cell]
    even = (sums.least == 0) & (sums.most == 0)
    alone = np.bincount(sums.row[kept], minlength=len(even)) == 1
    figures = np.bincount(sums.row[(shown.value > 0)[sums.cell]], minlength=len(even))
    terms = sums.taken(kept & (even & alone & (figures > 0))[sums.row])
    if not len(terms.cell):
        return None
    weight = np.bincount(terms.cell, 1 / (VARIANCE * figures[terms.row]))
    return float(1 / np.sqrt(weight.max()))
