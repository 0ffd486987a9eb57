"""Rows as pages show them, each against figures worked out here by hand."""

import h3
import pandas as pd
import pytest

from wijkeconomie.view import filters, hexagons, indicators, places, profile, query, tables, words
from wijkeconomie.view.profile import makeup
from wijkeconomie.view.reach import Reach

YEARS = pd.DataFrame(
    {
        "year": [2024, 2025],
        "establishments": [100.0, 110.0],
        "jobs": [200.0, None],
        "home_based": [40.0, 40.0],
        "one_person": [60.0, 55.0],
        "small_scale": [90.0, 99.0],
        "business_premises": [55.0, 60.0],
        "premises_unknown": [5.0, 10.0],
        "flag": ["n1", "n1"],
        "home_flag": ["n1", "n1"],
    }
)


@pytest.fixture
def known(sample_release):
    return indicators.from_rows(query.run("indicators"))


def test_figures_with_change():
    found = {f.title: (f.value, f.change) for f in tables.figures("nl", YEARS, 2025)}
    assert found == {
        "Vestigingen": ("110", "+10 sinds 2024"),
        "Banen": ("Geheim", None),
        "Aan huis": ("40", "0 sinds 2024"),
        "Eenpersoonsvestigingen": ("55", "−5 sinds 2024"),
    }


def test_figures_tell_unknown_from_protected():
    empty = YEARS.assign(home_based=float("nan"), home_flag=["c", "u"])
    found = {y: tables.figures("nl", empty, y)[2].value for y in (2024, 2025, 2026)}
    assert found == {2024: "Geheim", 2025: "–", 2026: "–"}


def test_a_course_is_not_drawn_across_what_is_not_known():
    courses = [figure.course for figure in tables.figures("nl", YEARS, 2025)]
    assert courses == [[100, 110], [], [40, 40], [60, 55]]


def test_figures_of_the_first_year_have_no_change():
    assert [figure.change for figure in tables.figures("nl", YEARS, 2024)] == [None] * 4


RANKED = pd.DataFrame(
    {
        "area_code": list("ABCD"),
        "name": ["Aa", "Bee", "Cee", "Dee"],
        "year": 2025,
        "establishments": [500.0, 45.0, 60.0, None],
        "jobs": [900.0, 70.0, 80.0, None],
        "value": [50.0, 99.0, 80.0, None],
        "state": ["value", "value", "value", "protected"],
    }
)


def test_ratios_rank_only_areas_that_are_large_enough(known):
    assert tables.ranking(RANKED, known["share_home"])["name"].tolist() == ["Cee", "Aa"]
    assert tables.ranking(RANKED, known["establishments"])["name"].tolist() == ["Bee", "Cee", "Aa"]


def test_headline_says_where(known):
    told = tables.headline("nl", RANKED, known["share_home"])
    assert (
        told
        == "Werk aan huis weegt het zwaarst in Cee (80,0\N{NO-BREAK SPACE}% van de vestigingen)"
    )
    empty = RANKED[RANKED["state"] == "protected"]
    assert tables.headline("nl", empty, known["share_home"]) == "Aandeel aan huis"


def test_twin_has_every_area_and_says_why_a_value_is_missing(known):
    twin, missing = tables.twin("nl", RANKED, known["share_home"])
    assert twin["Gebied"].tolist() == RANKED["name"].tolist()
    assert twin["Toestand"].tolist() == ["", "", "", "Geheim"]
    assert twin.columns[:2].tolist() == ["Gebied", "Aandeel aan huis"]
    known_alone, _ = tables.twin("nl", RANKED[RANKED["state"] == "value"], known["share_home"])
    assert "Toestand" not in known_alone
    assert missing.tolist() == ["–"] * 3 + ["Geheim"]


def test_card(known):
    assert tables.card("nl", RANKED, known["share_home"], "C") == [
        ("Aandeel aan huis", "80,0\N{NO-BREAK SPACE}%"),
        ("Vestigingen", "60"),
        ("Banen", "80"),
    ]
    assert tables.card("nl", RANKED, known["jobs"], "D")[0] == ("Banen", "Geheim")
    assert tables.card("nl", RANKED, known["jobs"], "nowhere") == []


def test_card_shows_the_whole_behind_a_share(known):
    """A card with a share of 50 percent shows what it is half of, never half of it."""
    home = known["share_home"]
    cell = indicators.cell(home, indicators.Filters())
    rows = tables.of_year(query.run("indicator_by_area", level="wijk", **cell), 2025)
    whole = query.run("figures_by_year", area="WK003426").set_index("year").loc[2025]
    shown = dict(tables.card("en", rows, home, "WK003426"))
    assert shown["Establishments"] == str(int(whole["establishments"]))
    assert shown["Jobs"] == str(int(whole["jobs"]))


def test_hexagons_are_named_after_the_area_they_lie_in():
    square = '{"type":"Polygon","coordinates":[[[5,52],[5.5,52],[5.5,53],[5,53],[5,52]]]}'
    areas = pd.DataFrame(
        {
            "area_code": ["WK990101", "WK990102"],
            "name": ["West", "East"],
            "geojson": [square, square.replace("5.5", "6")],
        }
    )
    areas.loc[1, "geojson"] = areas.loc[1, "geojson"].replace("[5,", "[5.5,")
    codes = [h3.latlng_to_cell(52.5, lon, 9) for lon in (5.1, 5.2, 5.9)]
    found = hexagons.located(codes, areas)
    assert found["within"].tolist() == ["West", "West", "East"]
    assert found["number"].tolist() == [1, 2, 1]


@pytest.mark.parametrize("dimension", ["sector", "size_class", "premises"])
def test_breakdown_shares_are_of_published_totals(sample_release, dimension):
    rows = makeup.rows("WK003426", 2025, dimension)
    shown = makeup.breakdown("nl", dimension, rows)
    total = query.run("figures_by_year", area="WK003426").set_index("year")["establishments"][2025]
    expected = shown["establishments"] / total * 100
    pd.testing.assert_series_equal(shown["value"], expected, check_names=False)
    assert shown["value"].sum() == pytest.approx(100, abs=10)
    assert (shown["note"] == "Geheim").tolist() == shown["value"].isna().tolist()
    twin = makeup.shares("nl", rows, dimension, ("Kruidenwijk", "Almere")).table
    assert twin.index.name == words.translate("nl", filters.TITLES[dimension])


def test_areas_within(sample_release):
    areas = query.run("areas").set_index("area_code")
    assert profile.buurten_in(areas, "BU00340101") == ["BU00340101", "BU00340101"]
    assert set(profile.buurten_in(areas, "WK003401")) == {"WK003401", "BU00340101", "BU00340102"}
    assert len(profile.buurten_in(areas, "GM0034")) == 311


def test_hexagon_density_counts_only_what_a_coarse_one_stands_for():
    fine, coarse = "891969ceec7ffff", "881969ceedfffff"
    rows = pd.DataFrame(
        {
            "h3": [coarse, fine, coarse],
            "year": [2024, 2025, 2025],
            "establishments": [70.0, 30.0, None],
            "flag": [None, None, "c"],
        }
    )
    found = hexagons.densities(rows)
    whole = h3.cell_area(coarse, unit="km^2")
    assert found["value"][0] == pytest.approx(70 / whole)
    assert found["value"][1] == pytest.approx(30 / h3.cell_area(fine, unit="km^2"))
    assert found["state"].tolist() == ["value", "value", "protected"]
    both = hexagons.densities(rows.assign(year=2025, establishments=[60.0, 30.0, 60.0]).head(2))
    assert both["value"][0] == pytest.approx(60 / (whole * 6 / 7))


def test_hexagons_are_aligned_with_their_shapes():
    rows = pd.DataFrame(
        {
            "area_code": ["b", "a"],
            "year": [2024, 2025],
            "home_based": [1.0, 2.0],
            "value": [1.0, 2.0],
            "state": "value",
        }
    )
    found = hexagons.aligned(rows, pd.Series({"a": "Aa, zeshoek 1", "b": "Bee, zeshoek 1"}))
    assert found[["year", "area_code"]].to_records(index=False).tolist() == [
        (2024, "a"),
        (2024, "b"),
        (2025, "a"),
        (2025, "b"),
    ]
    assert found["state"].tolist() == [None, "value", "value", None]


@pytest.mark.parametrize(
    ("hubs", "third", "lang", "title"),
    [
        (1, 1, "nl", "1 hub en 1 ontmoetingsplek"),
        (1, 0, "nl", "1 hub"),
        (0, 2, "nl", "2 ontmoetingsplekken"),
        (2, 1, "en", "2 hubs and 1 third place"),
    ],
)
def test_one_is_told_as_one(hubs, third, lang, title):
    rows = pd.DataFrame({"kind": ["hub"] * hubs + ["third_place"] * third})
    assert places.title(lang, rows) == title


def test_places_told(sample_release):
    rows = query.run("places_with_reach", **Reach(2025).parameters)
    assert places.title("nl", rows) == "26 hubs en 25 ontmoetingsplekken"
    first = rows.to_dict("records")[0]
    told = dict(places.details("nl", first))
    assert told["Werkplekken"] == str(int(first["capacity"]))
    assert told["Gecontroleerd op"] == "1 april 2025"
    assert "Website" not in told
    assert places.title("nl", rows.head(0)) == "Hubs en ontmoetingsplekken"
