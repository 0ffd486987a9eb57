"""The sums about survival: true of every history, and of nothing else where nobody moves."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from tests import cities, histories
from tests.conftest import environment, make_secret
from tests.release.test_by_hand import json_city
from wijkeconomie.register import importing
from wijkeconomie.release import build, published
from wijkeconomie.release.grid import KEYS, Grid
from wijkeconomie.release.hierarchies import CHANGES
from wijkeconomie.release.sums import FREE, Sums, gather
from wijkeconomie.release.survival import blocks
from wijkeconomie.sources import areas

YEARS = [2020, 2021, 2022, 2023, 2024]
MOST = 3


def one_municipality() -> Grid:
    """A municipality and nothing in it, of which survival after one and three years is told."""
    measures = ["establishments", *CHANGES, "survival:1", "survival:3"]
    every = pd.DataFrame([dict.fromkeys(KEYS, "*") | {"measure": name} for name in measures])
    always = {"from_year": 2000, "until_year": 2099}
    area = pd.DataFrame(
        [{"area_code": "GM1", "level": "municipality", "parent_code": None} | always]
    )
    return Grid(area, pd.DataFrame(columns=["location_type", *always]), YEARS, every)


def falling(length: int, most: int) -> list[tuple[int, ...]]:
    """Every course of a number that never grows."""
    every = product(range(most + 1), repeat=length)
    return [course for course in every if list(course) == sorted(course, reverse=True)]


def told(grid: Grid) -> dict[tuple[str, int], int]:
    """Cells that a release tells, by measure and position of the year."""
    last = len(YEARS) - 1
    cells = {("establishments", t): 0 for t in range(last + 1)}
    cells |= {(name, t): 0 for name in CHANGES for t in range(1, last + 1)}
    cells |= {(f"survival:{k}", t): 0 for k in (1, 3) for t in range(1, last + 1 - k)}
    return {(name, t): int(grid.ids[0, t, grid.number(measure=name)]) for name, t in cells}


def histories_of_one(cells: dict[tuple[str, int], int]) -> set[tuple[int, ...]]:
    """What is told of every history: up to three that were there, up to one new a year."""
    cohorts = [falling(len(YEARS) - t, 1) for t in range(1, len(YEARS))]
    found = set()
    for old, *new in product(falling(len(YEARS), MOST), *cohorts):
        there = [(0,) * t + course for t, course in enumerate([old, *new])]
        stock = [sum(course[t] for course in there) for t in range(len(YEARS))]
        value = {("establishments", t): stock[t] for t in range(len(YEARS))}
        for t in range(1, len(YEARS)):
            closed = sum(course[t - 1] - course[t] for course in there if course[t - 1] > course[t])
            value |= {("opening", t): there[t][t], ("closure", t): closed}
            value |= {(f"survival:{k}", t): there[t][t + k] for k in (1, 3) if t + k < len(YEARS)}
        if max(stock) <= MOST:
            found.add(tuple(value.get(cell, 0) for cell in cells))
    return found


def candidates(cells: dict[tuple[str, int], int]) -> np.ndarray:
    """Everything that could be told: stocks up to three, at most one new a year and left of it,
    and closures by what comes and is there."""
    names = list(cells)
    at = {cell: i for i, cell in enumerate(names)}
    small = [cell for cell in names if cell[0] in ("opening", "survival:1", "survival:3")]
    stocks = np.array(list(product(range(MOST + 1), repeat=len(YEARS))), np.int8)
    lives = np.array(list(product(range(2), repeat=len(small))), np.int8)
    every = np.zeros((len(stocks), len(lives), len(names)), np.int8)
    every[:, :, [at["establishments", t] for t in range(len(YEARS))]] = stocks[:, None]
    every[:, :, [at[cell] for cell in small]] = lives[None]
    every = every.reshape(-1, len(names))
    for t in range(1, len(YEARS)):
        now, before, new = (
            every[:, at[cell]]
            for cell in (("establishments", t), ("establishments", t - 1), ("opening", t))
        )
        every[:, at["closure", t]] = before + new - now
    return every[(every >= 0).all(axis=1)]


def obeying(sums: Sums, values: np.ndarray, known: np.ndarray, cells: list[int]) -> np.ndarray:
    """Which rows of values obey all sums."""
    matrix = np.zeros((len(known), len(sums.least)), np.float32)
    np.add.at(matrix, (sums.cell, sums.row), sums.sign)
    total = values.astype(np.float32) @ matrix[np.searchsorted(known, cells)]
    return np.all((total >= sums.least) & (total <= sums.most), axis=1)


def test_what_obeys_every_sum_can_have_happened_and_all_that_can_obeys():
    """Else a stranger could write down a sum that is missing, or one of ours is untrue."""
    grid = one_municipality()
    cells = told(grid)
    known = np.sort(list(cells.values()))
    sums = gather(list(blocks(grid, known)), known)
    values = candidates(cells)
    left = values[obeying(sums, values, known, list(cells.values()))]
    happened = histories_of_one(cells)
    assert len(happened) > 1_000
    assert len(values) > 10 * len(happened)
    assert {tuple(row) for row in left.tolist()} == happened


HISTORIES = {
    "one municipality": {"seed": 3, "count": 90},
    "two, between which some move": {"seed": 11, "count": 120, "neighbour": True},
    "two, of which one skips a year": {"seed": 20, "count": 120, "neighbour": True, "skips": 2020},
}


@pytest.mark.parametrize("name", HISTORIES)
def test_every_sum_is_true_of_a_history(name, tmp_path):
    """With moves, years away, establishments without a place, and years that are skipped."""
    given = dict(HISTORIES[name])
    skipped = f"{given.pop('skips', '')}-04-01"
    rows = histories.lives(years=range(2017, 2025), **given)
    kept = [row for row in rows if not (row.startswith(skipped) and ";9998;" in row)]
    (tmp_path / "data").mkdir()
    with environment(
        WIJKECONOMIE_DATA=tmp_path / "data", WIJKECONOMIE_SECRET_FILE=make_secret(tmp_path)
    ):
        for file in (cities.areas_file(tmp_path), json_city(tmp_path)):
            areas.save(areas.read(file, None, None))
        importing.import_file(cities.register_file(tmp_path, kept), "lisa")
        build.build(tmp_path / "exact.duckdb", "internal", lambda _step: None)
    reading = published.read(tmp_path / "exact.duckdb")
    exact = reading.shown.value
    assert not reading.shown.is_protected.any()
    rows = list(blocks(reading.grid, reading.known))
    sure, likely = (gather(rows, reading.known, *guess) for guess in ([], [exact]))
    total = np.bincount(sure.row, sure.sign * exact[sure.cell], len(sure.least))
    assert ((sure.least <= total) & (total <= sure.most)).all()
    assert (sure.most == 0).sum() > 150
    assert (sure.least == 0).sum() > 20
    assert ((likely.most == 0) & (sure.most == FREE)).sum() > 20
