"""An attack on survival that shares no sum with ours, with every life in a city as an unknown.

Of each wijk, and of who has no place in one, and of each cohort or those who were there before,
a course over the years. What a
release shows bounds what these add up to; a program in whole numbers tells what each protected
count can be.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from tests import cities, histories
from tests.conftest import environment, make_secret
from wijkeconomie.register import importing
from wijkeconomie.release import attack, bounds, build, protect, published
from wijkeconomie.release.published import Reading
from wijkeconomie.release.sharpen import sharpened
from wijkeconomie.sources import areas

YEARS = range(2018, 2025)
WIJKEN = ["WK999901", "WK999902"]
PLACES = [*WIJKEN, "nowhere"]
LAST = len(YEARS) - 1
SHAPE = len(PLACES), len(YEARS), len(YEARS)
Sum = dict[tuple[int, int], int]


def told() -> Iterator[tuple[str, int, Sum]]:
    """What a release tells: measure, position of the year, and of which (cohort, position) it is
    the sum; cohort 0 are those who were there before."""
    for t in range(LAST + 1):
        yield "establishments", t, {(c, t): 1 for c in range(t + 1)}
        if t:
            yield "opening", t, {(t, t): 1}
            lost = {(c, at): sign for c in range(t) for at, sign in ((t - 1, 1), (t, -1))}
            yield "closure", t, lost
            for k in (1, 3, 5):
                if t + k <= LAST:
                    yield f"survival:{k}", t, {(t, t + k): 1}


def row(wijken: list[int], of: Sum) -> np.ndarray:
    """Coefficients of a sum over wijken."""
    found = np.zeros(SHAPE)
    for wijk in wijken:
        for (cohort, at), sign in of.items():
            found[wijk, cohort, at] = sign
    return found.ravel()


def dying() -> LinearConstraint:
    """Nobody joins a cohort after its first year."""
    rows = [
        row([wijk], {(cohort, at): 1, (cohort, at + 1): -1})
        for wijk, cohort in np.ndindex(SHAPE[:2])
        for at in range(cohort, LAST)
    ]
    return LinearConstraint(np.array(rows), 0, np.inf)


def counted_out(reading: Reading, low: np.ndarray, high: np.ndarray) -> dict[int, int]:
    """How many whole numbers each protected count of survival that may be more than 0 can be, by
    its place among the cells, from bounds of each cell alone."""
    code = reading.grid.areas["area_code"].tolist()
    places = {"GM9999": [0, 1, 2], **{wijk: [i] for i, wijk in enumerate(WIJKEN)}}
    rows, cells, wanted = [], [], []
    for area, wijken in places.items():
        for measure, at, of in told():
            number = reading.grid.ids[code.index(area), at, reading.grid.number(measure=measure)]
            cells.append(int(np.searchsorted(reading.known, number)))
            assert reading.known[cells[-1]] == number
            rows.append(row(wijken, of))
            if measure.startswith("survival") and reading.shown.is_protected[cells[-1]]:
                wanted.append((cells[-1], rows[-1]))
    joined = np.array([at >= cohort for _wijk, cohort, at in np.ndindex(SHAPE)])
    limits: list[Any] = [low[cells], high[cells], np.where(joined, np.inf, 0)]
    given: dict[str, Any] = {
        "constraints": [LinearConstraint(np.array(rows), *limits[:2]), dying()],
        "integrality": np.ones(joined.size),
        "bounds": Bounds(0, limits[2]),
    }
    found = {}
    for cell, of in wanted:
        least, most = (milp(sign * of, **given) for sign in (1, -1))
        assert least.success
        assert most.success
        if round(-most.fun) > 0:
            found[cell] = round(-most.fun - least.fun) + 1
    return found


def released(rows: list[str], folder: Path) -> Reading:
    """The public edition of a register, as a stranger reads it."""
    (folder / "data").mkdir()
    secret = make_secret(folder)
    with environment(WIJKECONOMIE_DATA=folder / "data", WIJKECONOMIE_SECRET_FILE=secret):
        areas.save(areas.read(cities.areas_file(folder), None, None))
        importing.import_file(cities.register_file(folder, rows), "lisa")
        build.build(folder / "public.duckdb", "public", lambda _step: None)
    return published.read(folder / "public.duckdb")


def one_a_year() -> list[str]:
    """Every year one opens, that lives for four years: four are there, each of another cohort."""
    return [
        cities.row(first, date=f"{year}-04-01")
        for first in range(YEARS[0] - 3, YEARS[-1] + 1)
        for year in range(max(first, YEARS[0]), min(first + 4, YEARS[-1] + 1))
    ]


def three_left() -> list[str]:
    """Five open in 2019, in 2021 and in 2023; of each one is left in the end, and nobody else is:
    three in all, each in a count of its own. The year before it is told, all five were there."""
    rows = [cities.row(i, date=f"{year}-04-01") for i in range(1, 11) for year in (2018, 2019)]
    for first, until in ((2019, 2022), (2021, 2022), (2023, 2023)):
        for i in range(5):
            last = until if i else YEARS[-1]
            years = range(first, last + 1)
            rows += [cities.row(first + 100 * i, date=f"{year}-04-01") for year in years]
    return rows


CITIES = {
    "three left": three_left(),
    "one a year": one_a_year(),
    "forty": histories.lives(0, YEARS, 40, settled=True),
    "a hundred": histories.lives(3, YEARS, 100, settled=True),
}


@pytest.mark.parametrize("name", CITIES)
def test_no_protected_count_is_recovered(name, tmp_path):
    reading = released(CITIES[name], tmp_path)
    alone = bounds.start(reading.sums, reading.shown, reading.hiding, reading.closed)
    found = counted_out(reading, *alone)
    assert len(found) > 4
    assert min(found.values()) >= bounds.CANDIDATES
    assert not attack.narrowed(reading).any()


@pytest.mark.parametrize("name", CITIES)
def test_our_sums_see_as_much(name, tmp_path, monkeypatch):
    """Where nothing is repaired, so that who is protected is one to four, both attacks find the
    same number of candidates, and recover some."""
    monkeypatch.setattr(protect, "decide", lambda *_: protect.nothing())
    reading = released(CITIES[name], tmp_path)
    nothing = np.zeros(len(reading.sums.whole), bool)
    alone = bounds.start(reading.sums, reading.shown, nothing, nothing)
    expected = counted_out(reading, *alone)
    cells = np.array(sorted(expected))
    through = bounds.propagate(reading.sums, *alone)
    low, high = sharpened(reading.sums, through, cells)
    ours = dict(zip(cells.tolist(), (high - low + 1)[cells].astype(int).tolist(), strict=True))
    assert ours == expected
    if name in ("one a year", "three left"):
        assert min(ours.values()) < bounds.CANDIDATES
