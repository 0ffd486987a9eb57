"""Figures of a profile from published cells: one formula a figure."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkeconomie import thresholds

WINDOW = 5
TOLD_FROM = 0.95
WEIGHT_FROM = 0.05


@dataclass(frozen=True)
class Formula:
    """A figure: the cells it is made of, what it is divided by, and how often it is counted;
    ``needs``: how many of which there must be, else it does not apply."""

    part: str
    whole: str = ""
    factor: float = 1
    is_share: bool = False
    needs: tuple[str, int] | None = None


FORMULAS = {
    "establishments": Formula("establishments"),
    "jobs": Formula("jobs"),
    "share_home": Formula("home", "establishments", 100, is_share=True),
    "share_one": Formula("one", "establishments", 100, is_share=True),
    "share_small": Formula("lt10", "establishments", 100, is_share=True),
    "share_wijkeconomie": Formula("wijkeconomie", "establishments", 100, is_share=True),
    "jobs_per_establishment": Formula("jobs", "establishments"),
    "per_1000": Formula(
        "establishments", "population", 1000, needs=("population", thresholds.POPULATION)
    ),
    "function_mix": Formula(
        "jobs", "jobs_and_dwellings", 100, needs=("dwellings", thresholds.DWELLINGS)
    ),
}
FLAGS = {
    "establishments": "flag",
    "jobs": "flag",
    "jobs_and_dwellings": "flag",
    **{name: f"{name}_flag" for name in ("home", "one", "lt10", "wijkeconomie")},
}


def values(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures of FORMULAS and growth by area and year, and their states: ``value``, ``zero``,
    ``protected``, ``unknown`` or ``not_applicable``. ``cells``: the read query ``profile_figures``,
    by area_code and year. Shares are in percent, and at most 100 where rounding goes over."""
    cells = cells.assign(jobs_and_dwellings=cells["jobs"] + cells["dwellings"])
    found, states = {}, {}
    for name, formula in FORMULAS.items():
        found[name], states[name] = _computed(cells, formula)
    found["growth"], states["growth"] = _growth(cells)
    return pd.DataFrame(found), pd.DataFrame(states)


def _computed(cells: pd.DataFrame, formula: Formula) -> tuple[pd.Series, pd.Series]:
    part, names = cells[formula.part], [formula.part]
    whole = pd.Series(1.0, cells.index)
    if formula.whole:
        whole, names = cells[formula.whole], [*names, formula.whole]
    value = part * formula.factor / whole.where(whole != 0)
    if formula.is_share:
        value = value.clip(upper=100)
    flags = [cells[FLAGS[name]] for name in names if name in FLAGS]
    state = _states(value, flags, is_empty=whole == 0)
    if formula.needs:
        name, least = formula.needs
        state = state.mask(cells[name] < least, "not_applicable")
    return value.where(state.isin(["value", "zero"])), state


def _growth(cells: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Change of establishments in WINDOW years, in percent, in the same boundaries."""
    years = cells.index.get_level_values("year")
    codes = cells.index.get_level_values("area_code")
    earlier = pd.MultiIndex.from_arrays([codes, years - WINDOW], names=cells.index.names)
    then = cells[["establishments", "flag"]].reindex(earlier).set_axis(cells.index)
    before = then["establishments"]
    value = (cells["establishments"] / before.where(before != 0) - 1) * 100
    state = _states(value, [cells["flag"], then["flag"]], is_empty=before == 0)
    state = state.replace("zero", "value").mask(
        years - WINDOW < cells["same_since"].fillna(0), "not_applicable"
    )
    return value.where(state == "value"), state


def _states(value: pd.Series, flags: Iterable[pd.Series], *, is_empty: pd.Series) -> pd.Series:
    """Why a figure is missing, when it is: unknown goes before protected, as it does on maps."""
    state = pd.Series(np.where(value == 0, "zero", "value"), value.index, dtype=object)
    state = state.mask(value.isna(), "unknown").mask(is_empty, "not_applicable")
    for flag, name in (("c", "protected"), ("u", "unknown")):
        for column in flags:
            state = state.mask(column == flag, name)
    return state


def diversity(counts: np.ndarray, total: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Shannon evenness of establishments over sectors, 100 × −Σ p ln p / ln n: 0 all in one, 100
    evenly spread. ``counts``: a row an area, a column a sector, nan where protected; those count
    as ``least`` has them, or as none, where that holds TOLD_FROM of the ``total`` or more, else
    there is no figure."""
    told = np.nan_to_num(np.where(np.isnan(counts), least, counts))
    summed = told.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = told / summed
        terms = np.where(shares > 0, shares * np.log(shares), 0)
        evenness = -100 * terms.sum(axis=1) / np.log(counts.shape[1])
    is_told = ~np.isnan(counts).any(axis=1) | (summed[:, 0] >= TOLD_FROM * total)
    return np.where(is_told & (summed[:, 0] > 0), evenness + 0.0, np.nan)


def quotients(jobs: np.ndarray, total: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Location quotients: a sector's share of an area's jobs by its share in the reference.
    ``jobs``: a row an area, a column a sector; ``reference``: shares, a row an area."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = jobs / total[:, None] / reference
    return np.where(np.isfinite(found), found, np.nan)


def specialisation(found: np.ndarray, jobs: np.ndarray, total: np.ndarray) -> np.ndarray:
    """The highest location quotient among sectors with WEIGHT_FROM of the jobs of an area or more,
    nan where none is told."""
    with np.errstate(divide="ignore", invalid="ignore"):
        weighty = np.where(jobs / total[:, None] >= WEIGHT_FROM, found, np.nan)
    return np.fmax.reduce(weighty, axis=1)


def unseen(jobs: np.ndarray, total: np.ndarray, least: np.ndarray) -> np.ndarray:
    """The most jobs a protected sector can have: ``least``, what is published of it, and all jobs
    of an area that no sector is told to have; nan where ``jobs`` tells it. ``jobs``, ``least``: a
    row an area, a column a sector."""
    told = np.nan_to_num(np.where(np.isnan(jobs), least, jobs))
    missing = np.maximum(total - told.sum(axis=1), 0)
    return np.where(np.isnan(jobs), told + missing[:, None], np.nan)


def could_exceed(
    highest: np.ndarray, hidden: np.ndarray, total: np.ndarray, reference: np.ndarray
) -> np.ndarray:
    """Where a protected sector could have WEIGHT_FROM of the jobs of an area or more and a location
    quotient above the ``highest`` told. ``hidden``: the most jobs each can have (``unseen``);
    ``reference``: shares, a row an area, nan or 0 where no bound is known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hidden / total[:, None]
        bound = share / np.where(reference > 0, reference, 0)
        is_above = (share >= WEIGHT_FROM) & ~(bound <= highest[:, None])
    return np.asarray(is_above.any(axis=1))
