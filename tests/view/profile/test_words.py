"""What a profile says: the summary, places in fifths, breaks and programmes."""

from datetime import date

import pandas as pd
import pytest

from wijkeconomie.view import atlas, query
from wijkeconomie.view.profile import bands, course, figures, summary
from wijkeconomie.view.profile.bands import Place

ON = date(2025, 4, 1)
PROGRAMMES = pd.DataFrame(
    {
        "name": ["Experimenten", "Werkplaats"],
        "starts_on": [date(2018, 4, 1), date(2020, 1, 1)],
        "ends_on": [date(2020, 4, 1), date(2021, 12, 31)],
        "areas": ["Poelenburg (Zaanstad), Muziekwijk Noord (Almere)", "Almere"],
    }
)
BREAKS = pd.DataFrame(
    {
        "year": [2016, 2020, 2025],
        "kind": ["boundaries", "boundaries", "sbi"],
        "before": ["2015", "2019", "2008"],
        "after": ["2016", "2020", "2025"],
    }
)


@pytest.mark.parametrize(
    ("below", "above", "fifth"),
    [
        (0, 1, 0),
        (0.15, 0.85, 0),
        (0.25, 0.75, 1),
        (0, 0, 2),
        (0.5, 0.5, 2),
        (0.7, 0.3, 3),
        (1, 0, 4),
    ],
)
def test_fifths(below, above, fifth):
    assert Place(below, above, 0, 20, is_all=True).fifth == fifth


def test_fifths_hold_about_as_many_areas_each(sample_release):
    found = figures.around("WK003428")
    places = [bands.place(found, "jobs", area, 2025) for area in found.peers]
    counts = pd.Series([place.fifth for place in places if place]).value_counts()
    assert sorted(counts.index) == [0, 1, 2, 3, 4]
    assert counts.max() - counts.min() <= len(found.peers) / 8


def test_small_areas_are_no_part_of_what_ratios_are_compared_with(sample_release):
    found = figures.around("BU00340101")
    counts = found.cells.xs(2025, level="year")["establishments"]
    told = bands.compared(found, "share_home", 2025).index
    assert counts[told].min() >= bands.COUNTED_FROM
    assert len(bands.compared(found, "jobs", 2025)) > len(told)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_area_is_summed_up(sample_release, lang):
    """Every seventh, in one to four sentences, none of them empty; too few says so and nothing else."""
    few = {"nl": "Te weinig vestigingen", "en": "Too few establishments"}[lang]
    for area in atlas.areas().index[::7]:
        found = figures.around(area)
        told = summary.told(lang, found, area, ON)
        is_protected = found.value("establishments", area, 2025)[1] == "protected"
        assert told[0].startswith(few) == is_protected
        assert len(told) <= (1 if is_protected else 4)
        assert all(sentence.endswith(".") and " nan" not in sentence for sentence in told)


def test_protected_figures_stay_empty(sample_release):
    """What is not published is in no figure: each with a protected part has none."""
    found = figures.around("BU00340101")
    cells = found.cells
    for name, flag in (("share_home", "home_flag"), ("share_one", "one_flag"), ("jobs", "flag")):
        hidden = cells[flag] == "c"
        assert hidden.any()
        assert found.amounts.loc[hidden, name].isna().all()
        assert (found.states.loc[hidden, name] == "protected").all()
    assert found.sectors.loc[found.sectors["flag"] == "c", "lq"].isna().all()


def test_what_differs_most_is_told(sample_release):
    told = " ".join(summary.told("en", figures.around("WK003428"), "WK003428", ON))
    rows = query.run("figures_by_year", area="WK003428").set_index("year")["establishments"]
    assert told.startswith(f"{rows[2025]:,.0f} establishments on 1 April 2025")
    assert "of every 10 wijken that can be compared." in told
    grown = rows[2025] / rows[2020] - 1
    assert f"Since 2020 the number of establishments grew by {grown:.0%}." in told


@pytest.mark.parametrize(
    ("names", "is_all", "told"),
    [
        (["Muziekwijk Noord", "Almere"], False, ["Experimenten", "Werkplaats"]),
        (["Filmwijk", "Almere"], False, ["Werkplaats"]),
        (["Zaanstad"], False, []),
        (["Zaanstad"], True, ["Experimenten", "Werkplaats"]),
    ],
)
def test_programmes_of_an_area(names, is_all, told):
    found = course.bands(PROGRAMMES, names, is_all=is_all)
    assert [band.label for band in found] == told
    assert all(band.start < band.end for band in found)


def test_a_reference_date_is_the_year_itself():
    assert course.bands(PROGRAMMES, [], is_all=True)[0].start == 2018


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (course.COUNTED, [(2020, "grenzen")]),
        (course.SECTORAL, [(2020, "grenzen"), (2025, "SBI 2025")]),
    ],
)
def test_breaks_after_the_first_year_are_marked(kinds, told):
    made = course.marks("nl", BREAKS, [], kinds, list(range(2016, 2026)))
    assert [(each.year, each.label) for each in made.breaks] == told
