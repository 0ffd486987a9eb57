"""Exact cells, and what is done to them: figures turned, cells protected."""

from dataclasses import dataclass, replace

import numpy as np

from wijkeconomie.release.bounds import Shown


@dataclass(frozen=True)
class Cells:
    """Exact cells by number: count, set (equal for equal sets of establishments), the figure
    that rounding gives and the one it gives the other way, whether the cell may be hidden, and
    the block (a wijk in a year) it stands in."""

    n: np.ndarray
    set: np.ndarray
    rounded: np.ndarray
    other: np.ndarray
    may_hide: np.ndarray
    block: np.ndarray


@dataclass(frozen=True)
class Repair:
    """What has been done, boolean by cell number (``kept`` were turned back, for good), and the
    rows whose zeros, or whose figures too, are protected."""

    turned: np.ndarray
    kept: np.ndarray
    hidden: np.ndarray
    treated: np.ndarray
    closed: np.ndarray


def shown_after(done: Repair, cells: Cells, shown: Shown) -> Shown:
    """What a reader sees once that is done."""
    value = np.where(done.turned, cells.other, cells.rounded)
    value[done.hidden] = np.nan
    return replace(shown, value=value, jobs=np.where(done.hidden, np.nan, shown.jobs))


def is_same(before: Repair, after: Repair) -> bool:
    """Whether nothing was done from the one to the other."""
    pairs = zip(vars(before).values(), vars(after).values(), strict=True)
    return all(np.array_equal(old, new) for old, new in pairs)


def changed(before: Repair, after: Repair) -> np.ndarray:
    """Cells that are turned or hidden in one only."""
    return (before.turned != after.turned) | (before.hidden != after.hidden)
