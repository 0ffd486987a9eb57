"""Where an area stands among others: in which fifth, never at which number."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from wijkeconomie.view import words
from wijkeconomie.view.profile.figures import Figures

FIFTHS = (
    words.mark("lowest fifth"),
    words.mark("below the middle"),
    words.mark("in the middle"),
    words.mark("above the middle"),
    words.mark("highest fifth"),
)
LEAST_AREAS = 5
COUNTED_FROM = 50
COUNTS = ("establishments", "jobs")


@dataclass(frozen=True)
class Place:
    """Among others: ``below`` is the share of the others with a lower figure, ``above`` with a
    higher one; ``distance`` how many times further from their mean than is usual, with its sign;
    ``others`` how many these are, ``is_all`` whether they are all there are."""

    below: float
    above: float
    distance: float
    others: int
    is_all: bool

    @property
    def fifth(self) -> int:
        """0 for the lowest fifth to 4 for the highest; areas that are equal share the middle."""
        return min(int((self.below + (1 - self.below - self.above) / 2) * 5), 4)


def place(figures: Figures, name: str, area: str, year: int) -> Place | None:
    """Where an area stands in a figure among the others of its level, none where it has no figure,
    or fewer than LEAST_AREAS or half of its level do. Ratios of fewer than COUNTED_FROM
    establishments do not count: rounding and chance decide those."""
    known, total = compared(figures, name, year), len(there(figures, year))
    if area not in known.index or len(known) < max(LEAST_AREAS, total / 2):
        return None
    values, others = known.to_numpy(), len(known) - 1
    own, mean, spread = float(known[area]), float(values.mean()), float(values.std())
    return Place(
        below=float((values < own).sum() / others),
        above=float((values > own).sum() / others),
        distance=(own - mean) / spread if spread > 0 else 0.0,
        others=others,
        is_all=len(known) == total,
    )


@lru_cache(maxsize=64)
def there(figures: Figures, year: int) -> pd.Index:
    """Codes of the areas of its level in a year, with a figure or without."""
    codes = figures.amounts.xs(year, level="year").index
    return codes[codes.isin(figures.peers)]


@lru_cache(maxsize=512)
def compared(figures: Figures, name: str, year: int) -> "pd.Series[float]":
    """Figures of a year by area that can be compared; not to be changed."""
    at = figures.amounts.xs(year, level="year")[name]
    told = at[at.notna() & at.index.isin(figures.peers)]
    if name in COUNTS:
        return told
    counts = figures.cells.xs(year, level="year")["establishments"].reindex(told.index)
    return told[np.asarray(counts >= COUNTED_FROM)]
