"""A made-up history of establishments in Almere: lives, sizes and jobs over ten years.

Calibrated to public totals: establishments per sector in 2018, jobs per sector in 2017.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.sources import facts

YEARS = list(range(2016, 2026))
TOTALS = [18_900, 19_150, 19_376, 20_050, 20_750, 21_600, 22_600, 23_700, 24_850, 26_000]
ESTABLISHMENTS_YEAR = YEARS.index(2018)
JOBS_YEAR = YEARS.index(2017)
LARGEST = 1_500
YOUNG, OFTENER = 5, 1.6


@dataclass
class History:
    """Establishments (n) over the years: sector (n), first and last year (n), alive (n, 10),
    jobs (n, 10; 0 when not alive). Years and sectors are positions in YEARS and in the
    sector facts."""

    sector: np.ndarray
    first: np.ndarray
    last: np.ndarray
    jobs: np.ndarray

    @property
    def alive(self) -> np.ndarray:
        """Whether an establishment exists in a year, (n, 10)."""
        year = np.arange(len(YEARS))
        return (self.first[:, None] <= year) & (year <= self.last[:, None])


def sectors() -> pd.DataFrame:
    """One row per sector: public totals and the shares the sample assumes."""
    shares = ["share_one_person", "share_full_time", "share_residential", "growth"]
    assumed = shipped.table("almere/sample_sectors").astype(dict.fromkeys(shares, float))
    totals = facts.sector_totals().rename(columns={"sbi_sections": "sector_code"})
    return totals.merge(assumed, on="sector_code", validate="one_to_one")


def simulate(rng: np.random.Generator, scale: float) -> History:
    """Lives and jobs of all establishments, with the public totals times ``scale``."""
    known = sectors()
    lives = [
        _lives(rng, row, one)
        for row, one in zip(_targets(known, scale), known["share_one_person"], strict=True)
    ]
    sector = np.repeat(np.arange(len(known)), [len(first) for first, _, _ in lives])
    first, last, is_one = (np.concatenate(part) for part in zip(*lives, strict=True))
    history = History(sector, first, last, np.zeros((len(first), len(YEARS)), dtype=np.int64))
    wanted = np.round(known["jobs_2017_04"].to_numpy() * scale).astype(int)
    history.jobs = _jobs(rng, history, is_one, wanted)
    return history


def _targets(known: pd.DataFrame, scale: float) -> np.ndarray:
    """Establishments wanted per sector and year, exact for the year of the public totals."""
    base = known["establishments_2018_04"].to_numpy()
    steps = np.arange(len(YEARS)) - ESTABLISHMENTS_YEAR
    wanted = base[:, None] * known["growth"].to_numpy()[:, None] ** steps
    wanted = wanted / wanted.sum(axis=0) * np.array(TOTALS) * scale
    return np.maximum(np.round(wanted), 1).astype(int)


def _lives(
    rng: np.random.Generator, wanted: np.ndarray, share_one: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last year and whether it starts with one worker, for one sector. In the first years
    after it opened an establishment ends more often."""
    first = np.zeros(0, dtype=int)
    last = np.zeros(0, dtype=int)
    is_one = np.zeros(0, dtype=bool)
    for year, count in enumerate(wanted):
        alive = np.flatnonzero(last == year - 1)
        is_young = (first[alive] > 0) & (year - first[alive] <= YOUNG)
        ends = np.where(is_one[alive], 0.075, 0.035) * np.where(is_young, OFTENER, 1)
        stays = alive[rng.random(alive.size) >= ends]
        stays = rng.permutation(stays)[:count]
        last[stays] = year
        new = count - stays.size
        share = share_one if year == 0 else share_one + (1 - share_one) * 0.45
        first = np.append(first, np.full(new, year))
        last = np.append(last, np.full(new, year))
        is_one = np.append(is_one, rng.random(new) < share)
    return first, last, is_one


def _jobs(
    rng: np.random.Generator, history: History, is_one: np.ndarray, wanted: np.ndarray
) -> np.ndarray:
    """Jobs (n, 10) whose sum per sector in the year of the public totals is ``wanted``."""
    size, dither = _sizes(rng, history), rng.random((len(is_one), 1))
    ones = _single_workers(rng, history)
    jobs = np.zeros_like(history.jobs)
    for position, total in enumerate(wanted):
        rows = np.flatnonzero(history.sector == position)
        factor = 1.0
        for _ in range(30):
            many = np.clip(np.floor(size[rows] * factor + dither[rows]), 2, LARGEST)
            jobs[rows] = np.where(is_one[rows][:, None], ones[rows], many) * history.alive[rows]
            factor *= _correction(jobs[rows, JOBS_YEAR], is_one[rows], total)
        _settle(jobs, rows, total)
    return jobs


def _sizes(rng: np.random.Generator, history: History) -> np.ndarray:
    """Relative size (n, 10) of those with more than one worker: few large, most small."""
    n = len(history.first)
    spread = np.where(history.first == 0, 1.25, 0.9)
    start = np.minimum(np.exp(rng.normal(0.9, 1, n) * spread + 0.4), LARGEST / 8)
    growth = np.exp(rng.normal(0.004, 0.05, (n, len(YEARS))))
    return start[:, None] * np.cumprod(growth, axis=1)


def _single_workers(rng: np.random.Generator, history: History) -> np.ndarray:
    """Workers (n, 10) of those who start alone: one, or two once a few have hired."""
    n = len(history.first)
    hired_in = np.where(rng.random(n) < 0.05, history.first + rng.integers(1, 9, n), len(YEARS))
    return np.where(np.arange(len(YEARS)) >= hired_in[:, None], 2, 1)


def _correction(jobs: np.ndarray, is_one: np.ndarray, total: int) -> float:
    many = jobs[~is_one].sum()
    return max((total - jobs[is_one].sum()) / many, 0.1) if many else 1.0


def _settle(jobs: np.ndarray, rows: np.ndarray, total: int) -> None:
    """Gives the last few jobs to the sector's largest employers, in every year they exist."""
    order = rows[np.argsort(-jobs[rows, JOBS_YEAR], kind="stable")]
    left = total - jobs[rows, JOBS_YEAR].sum()
    for row in order:
        if left == 0:
            return
        step = int(np.clip(left, 2 - jobs[row, JOBS_YEAR], max(10, abs(left) // 5)))
        exists = jobs[row] > 0
        jobs[row, exists] = np.maximum(jobs[row, exists] + step, 2)
        left -= step
