"""Figures by inhabitant or dwelling need a least number of these, everywhere alike."""

import re
from datetime import date

import pandas as pd
import pytest

from wijkeconomie import settings, shipped, thresholds
from wijkeconomie.view import atlas, factor_measures, indicators, query
from wijkeconomie.view.profile import bands, figures, formulas, kpis, summary

ON = date(2025, 4, 1)
NAMES = {"per_1000": "population", "function_mix": "dwellings"}
LEAST = {"population": 100, "dwellings": 50}
FEW = {
    ("per_1000", "nl"): "Hier wonen minder dan 100 mensen: te weinig voor een aantal per 1.000.",
    ("per_1000", "en"): "Fewer than 100 people live here: too few for a number per 1,000.",
    ("function_mix", "nl"): "Hier staan minder dan 50 woningen: te weinig voor een menging.",
    ("function_mix", "en"): "There are fewer than 50 dwellings here: too few to tell a mix.",
}


def cells(**given) -> pd.DataFrame:
    """Cells of one area, in the year 2025."""
    index = pd.MultiIndex.from_tuples([("WK1", 2025)], names=["area_code", "year"])
    names = {part for f in formulas.FORMULAS.values() for part in (f.part, f.whole) if part}
    known = dict.fromkeys(names - {"jobs_and_dwellings"}, 60.0)
    flags = dict.fromkeys(formulas.FLAGS.values(), "")
    return pd.DataFrame(
        known | flags | {"dwellings": 500.0, "population": 500.0, "same_since": None} | given, index
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("fewer", "flag", "state"),
    [
        (0, "", "value"),
        (1, "", "not_applicable"),
        (1, "c", "not_applicable"),
        (0, "c", "protected"),
    ],
)
def test_one_fewer_than_the_least_does_not_apply(name, fewer, flag, state):
    column = NAMES[name]
    given = {column: float(LEAST[column] - fewer), "flag": flag}
    values, states = formulas.values(cells(**given))
    assert states[name].tolist() == [state]
    assert values[name].notna().tolist() == [state == "value"]
    other = next(each for each in NAMES if each != name)
    assert states[other].tolist() == ["protected" if flag else "value"]


def lived_in(name: str) -> pd.Series:
    """Of wijken, whether enough people or dwellings are there; none where that is unknown."""
    column = NAMES[name]
    areas = query.run("areas", level="wijk").set_index("area_code")[column].dropna()
    return areas.astype(float) >= LEAST[column]


@pytest.mark.parametrize("name", NAMES)
def test_map_and_profile_leave_out_the_same_wijken(sample_release, name):
    is_enough = lived_in(name)
    assert {True, False} == set(is_enough)
    indicator = indicators.from_rows(query.run("indicators"))[name]
    cell = indicators.cell(indicator, indicators.Filters())
    rows = query.run("indicator_by_area", level="wijk", **cell)
    on_map = rows[rows["year"] == 2025].set_index("area_code")
    found = figures.around("WK003428")
    for area, enough in is_enough.items():
        value, state = found.value(name, str(area), 2025)
        assert (state == "not_applicable") != enough, area
        assert on_map.at[area, "state"] == state, area
        assert on_map.at[area, "value"] == pytest.approx(value, nan_ok=True), area


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_few_is_compared_or_led_with(sample_release, name):
    """Neither by wijk nor by city part, where it led the summary of five inhabitants."""
    sizes = query.run("areas_and_parts").set_index("area_code")[NAMES[name]].astype(float)
    few = sizes.index[sizes < LEAST[NAMES[name]]]
    assert {"SD", "WK"} == {area[:2] for area in few}
    for area in few:
        found = figures.around(area)
        assert bands.place(found, name, area, 2025) is None
        assert area not in bands.compared(found, name, 2025).index
        lead = " ".join(summary.told("en", found, area, ON))
        assert "inhabitants" not in lead
        assert "jobs and dwellings" not in lead


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_reads_why(sample_release, name, lang):
    area = lived_in(name).idxmin()
    known = indicators.from_rows(query.run("indicators"))
    told = {kpi.indicator: kpi for kpi in kpis.listed(lang, figures.around(area), known, area, ON)}
    assert told[name].why == FEW[name, lang]
    assert told[name].fifth is None


def test_what_is_told_is_what_is_kept_to():
    """Definitions, claims and the release count from the same numbers."""
    assert {"population": thresholds.POPULATION, "dwellings": thresholds.DWELLINGS} == LEAST
    defined = {row["indicator"]: row["definition"] for row in shipped.rows("indicators")}
    for name, column in NAMES.items():
        assert f"fewer than {LEAST[column]} " in defined[name]
    bounds = {
        pair
        for path in (settings.PROJECT / "queries").rglob("*.sql")
        for pair in re.findall(r"\b(population|dwellings) >= (\d+)", path.read_text())
    }
    assert bounds == {("population", str(LEAST["population"]))}


@pytest.mark.parametrize(("dwellings", "state"), [(49, "not_applicable"), (50, "value")])
def test_a_factor_of_few_dwellings_does_not_apply(dwellings, state):
    row = {"jobs": 60.0, "dwellings": float(dwellings)}
    assert factor_measures.state(factor_measures.MEASURES["function_mix"], row) == state
    assert "fewer than 50 dwellings" in factor_measures.definition("en", "function_mix")


def test_municipalities_keep_their_figures(sample_release):
    codes = atlas.areas().index[atlas.areas()["level"] == "municipality"]
    for area in codes:
        for name in NAMES:
            assert figures.around(area).value(name, area, 2025)[1] == "value"
