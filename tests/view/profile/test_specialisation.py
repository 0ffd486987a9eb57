"""The strongest specialisation is told only where no protected sector can be stronger."""

import numpy as np
import pytest

from wijkeconomie.view import indicators, query
from wijkeconomie.view.profile import figures, formulas, kpis, summary

YEAR = 2025
NAN = np.nan
HALF = [0.5, 0.3, 0.2]
# Jobs by sector, of all, what is published of those that are protected, shares elsewhere, told.
CASES = {
    "all are told": ([60, 30, 10], 100, [NAN] * 3, HALF, 1.2),
    "too few are missing": ([60, 36, NAN], 100, [NAN] * 3, HALF, 1.2),
    "so many that they could be stronger": ([60, 30, NAN], 100, [NAN] * 3, [0.5, 0.42, 0.08], NAN),
    "so many, of a sector large elsewhere": ([60, 30, NAN], 100, [NAN] * 3, HALF, 1.2),
    "at least so many here": ([60, 28, NAN], 100, [NAN, NAN, 9], [0.5, 0.42, 0.08], NAN),
    "at least, and no more": ([60, 28, NAN], 100, [NAN, NAN, 12], [0.5, 0.35, 0.15], 1.2),
    "unknown elsewhere": ([60, 30, NAN], 100, [NAN] * 3, [0.5, 0.5, NAN], NAN),
    "none is told": ([NAN, NAN, NAN], 100, [NAN] * 3, HALF, NAN),
    "few are missing of one that is unknown elsewhere": (
        [60, 37, NAN],
        100,
        [NAN] * 3,
        [0.5, 0.5, NAN],
        1.2,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bound(case):
    jobs, total, least, shares, told = CASES[case]
    jobs, least, shares = (np.array([each], float) for each in (jobs, least, shares))
    whole = np.array([total], float)
    highest = formulas.specialisation(formulas.quotients(jobs, whole, shares), jobs, whole)
    hidden = formulas.unseen(jobs, whole, least)
    is_surpassed = formulas.could_exceed(highest, hidden, whole, shares)[0]
    assert np.where(is_surpassed, NAN, highest[0]) == pytest.approx(told, nan_ok=True)


@pytest.fixture
def both(both_editions, monkeypatch):
    """The sample in both editions."""
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(both_editions))


@pytest.mark.parametrize("first", ["WK003428", "BU00340101"])
def test_what_is_told_is_the_highest_by_the_register(both, first):
    """Up to rounding. Without the bound some would be far too low."""
    found = figures.around(first)
    with query.reading("internal"):
        exact = figures.around(first)
        true = exact.amounts.xs(YEAR, level="year")["specialisation"]
    told = found.amounts.xs(YEAR, level="year")["specialisation"]
    sectors = found.sectors.xs(YEAR, level="year")
    jobs = found.cells.xs(YEAR, level="year")["jobs"]
    weighty = sectors["jobs"] / jobs.reindex(sectors.index, level="area_code") >= 0.05
    unbound = sectors["lq"][weighty].groupby("area_code").max()
    known = told.dropna().index
    assert len(known) > len(found.peers) / 3
    assert (told[known] >= 0.8 * true[known]).all()
    assert (unbound < 0.8 * true.reindex(unbound.index)).any()


def test_where_it_is_not_told_nothing_is(both):
    """Neither a sentence nor a sector; and why is said."""
    found, when = figures.around("WK003428"), query.release().date_of(YEAR)
    states = found.states.xs(YEAR, level="year")["specialisation"]
    hidden = [code for code in found.peers if states[code] == "protected"]
    known = indicators.from_rows(query.run("indicators"))
    seen = set()
    for area in hidden:
        told = {k.indicator: k for k in kpis.listed("en", found, known, area, when)}[kpis.LQ]
        assert (told.text, told.detail, told.fifth) == ("Protected", "", None)
        assert "Strongest here" not in " ".join(summary.told("en", found, area, when))
        seen.add(told.why)
    assert any(
        why.startswith("Sectors that are protected hold so many of the jobs") for why in seen
    )
