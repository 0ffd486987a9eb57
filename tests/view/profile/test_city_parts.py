"""City parts are sums of what is published of their wijken, told as such, and nothing more."""

import itertools

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests import cities
from tests.conftest import environment, make_secret
from wijkeconomie import settings
from wijkeconomie.commands import forgetting
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.release.status import of_now
from wijkeconomie.sources import areas, city_parts
from wijkeconomie.view import (
    atlas,
    charts,
    choices,
    filters,
    indicators,
    profile,
    query,
    search,
    shapes,
    similar,
    spelling,
)
from wijkeconomie.view import city_parts as parts
from wijkeconomie.view.compare import chosen, courses, sets, side, taken
from wijkeconomie.view.profile import figures, formulas, kpis, makeup, summary
from wijkeconomie.view.taking import behind

NAMES = ("Oost-Éind", "Oost-Éind", "west", None)
EAST, WEST, OTHER = "SD9999-oost-eind", "SD9999-west", "SD9998-west"
WIJKEN = {
    EAST: ["WK999901", "WK999902"],
    WEST: ["WK999903"],
    OTHER: ["WK999801"],
}
YEARS = (2023, 2024)
# Of wijk 5 there are too few to publish.
SIZES = {"WK999901": 40, "WK999902": 22, "WK999903": 9, "WK999904": 12, "WK999801": 15}


def make(folder) -> None:
    """Two municipalities with a city part of the same name, and a wijk in none."""
    features = [
        cities.feature(
            f"BU{wijk[2:]}01",
            cities.square(column, 0),
            gemeentenaam="Vierkantstad" if wijk[2:6] == "9999" else "Elders",
            aantal_inwoners=100 * (column + 1),
            woningvoorraad=50 * (column + 1),
            stadsdeel=dict(zip(SIZES, (*NAMES, "West"), strict=True))[wijk],
        )
        for column, wijk in enumerate(SIZES)
    ]
    city = cities.write(folder / "city.geojson", cities.collection(*features))
    for code in ("GM9999", "GM9998"):
        areas.save(areas.read(city, code, None))
    for year in YEARS:
        importing.import_file(cities.register_file(folder, rows(year), f"{year}.csv"), "lisa")
    publish.publish("internal", lambda _step: None)
    publish.publish("public", lambda _step: None)


def rows(year: int) -> list[str]:
    """Establishments of all wijken: in 2024 one moved within the east, and one out of it."""
    serials = itertools.count(1)
    made = []
    for column, (wijk, count) in enumerate(SIZES.items()):
        for _each in range(count):
            serial = next(serials)
            at = {3: 1, 5: 2}.get(serial, column) if year == 2024 else column
            made.append(
                cities.row(
                    serial,
                    date=f"{year}-04-01",
                    sbi=("4711", "6201", "8690")[serial % 3],
                    full=(1, 1, 4)[serial % 3],
                    municipality=wijk[2:6],
                    x=cities.X + cities.SIDE * at + 500,
                    y=cities.Y + 500,
                    use=("woonfunctie", "winkelfunctie")[serial % 2],
                )
            )
    return made


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The exact register of the city, whose releases are in use."""
    folder, files = (tmp_path_factory.mktemp(name) for name in ("city", "files"))
    with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=make_secret(files)):
        make(files)
        with duckdb.connect(settings.register_file(), read_only=True) as con:
            yield con.execute("select * from establishment").df()


@pytest.fixture
def exact(city):
    with query.reading("internal"):
        yield city


def test_areas_of_the_same_name_are_told_apart(exact):
    known = atlas.areas()
    found = known[known["level"] == parts.LEVEL]
    assert {code: parts.areas_of(code) for code in found.index} == WIJKEN
    assert found["name"].to_dict() == {EAST: "Oost-Éind", WEST: "west", OTHER: "West"}
    assert found["population"].to_dict() == {EAST: 300, WEST: 300, OTHER: 500}
    assert query.area_codes().isdisjoint(WIJKEN)
    assert {code: parts.published(code) for code in WIJKEN} == {
        EAST: "GM9999",
        WEST: "GM9999",
        OTHER: "GM9998",
    }


@pytest.mark.parametrize("part", WIJKEN)
@pytest.mark.parametrize("year", YEARS)
def test_figures_are_those_of_the_register(exact, part, year):
    own = exact[(exact["year"] == year) & exact["wijk_code"].isin(WIJKEN[part])]
    whole = exact[(exact["year"] == year) & (exact["municipality_code"] == parts.published(part))]
    found = figures.around(part)
    known = atlas.areas().loc[part]
    counted = {
        "establishments": len(own),
        "jobs": own["jobs"].sum(),
        "share_home": 100 * (own["premises"] == "home").mean(),
        "share_one": 100 * (own["jobs"] == 1).mean(),
        "jobs_per_establishment": own["jobs"].mean(),
        "per_1000": 1000 * len(own) / known["population"],
        "function_mix": 100 * own["jobs"].sum() / (own["jobs"].sum() + known["dwellings"]),
    }
    for name, value in counted.items():
        assert found.value(name, part, year)[0] == pytest.approx(value), name
    assert found.peers == tuple(code for code in WIJKEN if code[2:6] == part[2:6])
    mix = found.mix(part, year)
    assert mix["jobs"].sum() == own["jobs"].sum() > 0
    for code, row in mix[mix["jobs"] > 0].iterrows():
        elsewhere = found.mix(parts.published(part), year)["jobs"][code] / whole["jobs"].sum()
        assert row["lq"] == pytest.approx(row["jobs"] / own["jobs"].sum() / elsewhere)
    shares = query.run("breakdown", area=part, year=year, dimension="premises")
    home = shares.set_index("code").loc["home", "share"]
    assert home == pytest.approx(counted["share_home"])


def test_a_move_within_counts_as_out_and_in(exact):
    flows = query.run("dynamics_by_year", area=EAST).set_index("year").loc[2024]
    assert flows[["openings", "closures", "moved_in", "moved_out"]].tolist() == [0, 0, 1, 2]


@pytest.mark.parametrize("part", WIJKEN)
def test_no_more_is_told_than_is_published(city, part):
    """In the public edition: sums of published cells, or how many they are at least."""
    codes = WIJKEN[part]
    cells = query.run("table_activity", area=codes, premises=["*"], size_class=["*"])
    own = query.run("profile_figures", level="", areas=[part]).set_index("year")
    for year in YEARS:
        now = cells[(cells["year"] == year) & (cells["sector"] == "*")]
        is_told = (now["flag"] != "c").all()
        told = now["establishments"].sum()
        assert own.loc[year, "least_establishments"] == told
        assert np.isnan(own.loc[year, "establishments"]) != is_told
        assert (own.loc[year, "flag"] == "c") != is_told


def hidden() -> figures.Figures:
    """Figures of the city parts as if all were protected."""
    cells = query.run("profile_figures", level="wijk", areas=[]).set_index(["area_code", "year"])
    sums = query.run("profile_figures", level=parts.LEVEL, areas=[])
    sums = sums.assign(
        establishments=np.nan, jobs=np.nan, flag="c", least_establishments=50.0, least_jobs=70.0
    ).set_index(["area_code", "year"])
    assert len(cells) == len(SIZES) * len(YEARS)
    amounts, states = formulas.values(sums)
    blank = pd.DataFrame(np.nan, sums.index, list(figures.MIXED))
    found = pd.concat([amounts, blank], axis=1)
    told = pd.concat([states, blank.astype(object).fillna("protected")], axis=1)
    return figures.Figures(sums, found, told, sums, (), "GM9999")


def test_a_protected_part_is_told_as_at_least(city):
    told = hidden()
    when = query.release().date_of(2024)
    assert summary.told("nl", told, EAST, when)[0].startswith("Ten minste 50 vestigingen")
    assert told.value("share_home", EAST, 2024)[1] == "protected"
    assert kpis._written("nl", told, known("establishments"), EAST, 2024)[0] == "ten minste 50"
    assert kpis._written("nl", told, known("share_home"), EAST, 2024)[0] == "Geheim"


def every():
    return indicators.from_rows(query.run("indicators"))


def known(name: str):
    return every()[name]


def test_of_one_wijk_it_tells_what_that_wijk_tells(city):
    """Also why something is missing; of several that they are not compared."""
    when, known = query.release().date_of(2024), indicators.from_rows(query.run("indicators"))
    for part, wijk in ((WEST, "WK999903"), (OTHER, "WK999801")):
        assert not parts.is_sum(part)
        both = [
            {
                k.indicator: (k.text, k.why)
                for k in kpis.listed("nl", figures.around(area), known, area, when)
            }
            for area in (part, wijk)
        ]
        assert both[0] == both[1]
    assert parts.is_sum(EAST)
    assert atlas.name("WK999901") in similar.missing("nl", EAST)


def test_where_it_is_and_what_is_in_it(exact):
    told = profile.place_in_the_world("nl", atlas.areas(), EAST)
    assert told == "Stadsdeel in Vierkantstad · 2 wijken · 300 inwoners · 150 woningen (CBS 2024)"
    inside = set(profile.buurten_in(atlas.areas(), EAST))
    assert inside == {"WK999901", "BU99990101", "WK999902", "BU99990201"}
    bounds = [shapes.bounds(code) for code in (EAST, *WIJKEN[EAST])]
    assert bounds[0][0] == min(b[0] for b in bounds[1:])
    assert bounds[0][2] == max(b[2] for b in bounds[1:])
    given = [each.given for each in behind.of_profile(EAST, "GM9999", 2024)]
    assert given[0]["area"] == [*WIJKEN[EAST], "GM9999"]
    assert all(set(g["area"]) <= {*WIJKEN[EAST], "GM9999"} for g in given)


@pytest.mark.parametrize("text", ["oost eind", "Oost-Éind", "oost-eind", "oost einde"])
def test_search_finds_it_and_leads_to_its_profile(exact, text):
    found = search.found(text).to_dict("records")[0]
    assert found["area_code"] == EAST
    assert search.told("nl", found, is_alone=False)[1] == "stadsdeel in Vierkantstad"
    for page in ("overview", "activity", "downloads", "district"):
        assert search.address(page, {}, found) == ("district", {"area": EAST})


def test_addresses_of_pages_take_it_and_the_api_does_not(exact):
    assert spelling.own("district", [("area", "sd9999-Oost-EIND")]) == [("area", EAST)]
    assert parts.spelled("wk999901") == "WK999901"
    with pytest.raises(Refused, match="is not in this release: use a CBS code"):
        filters.parse("area", [EAST])
    assert EAST not in query.run("table_area")["area_code"].tolist()
    told = query.run("table_area").set_index("area_code")["city_part"]
    assert told[["WK999901", "BU99990101", "WK999903"]].tolist() == [*NAMES[:2], "west"]
    assert told[["GM9999", "WK999904"]].isna().all()
    assert choices.OF_PARTS[0] == "district"


LISTS = {
    "of wijken": ("wijkcode;stadsdeel\nWK999904;Noord\nwk999903;NOORD\n", ["NOORD", "NOORD"]),
    "of buurten": ("buurtcode;city_part\nBU99990401;Zuid\nBU99990301;\n", ["west", "Zuid"]),
}
REFUSED = {
    "wijkcode;naam\nWK999904;Noord\n": "needs a column with codes of wijken",
    "wijkcode;stadsdeel\nGM9999;Noord\n": "row 2: 'GM9999' is no CBS code",
    "buurtcode;stadsdeel\nBU99990401;Noord\nBU99990402;Zuid\n": "WK999904 in Noord and in Zuid",
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_tells_city_parts(city, tmp_path, case):
    file, (text, expected) = tmp_path / "list.csv", LISTS[case]
    file.write_text(text)
    new = city_parts.read_list(file, None)
    found = city_parts.filled(areas.load(), new).set_index("area_code")["city_part"]
    assert found[["WK999903", "WK999904"]].tolist() == expected
    assert found[["BU99990301", "BU99990401"]].tolist() == expected
    assert found["WK999901"] == NAMES[0]
    assert found[["GM9999", "GM9998"]].isna().all()


def test_a_list_is_taken_away_by_its_municipality(empty_folder, tmp_path):
    names = {"WK999901": "Noord", "WK999902": "Noord", "WK999801": "Zuid"}
    city_parts.save(
        pd.DataFrame({"area_code": [*names], "boundary_year": None, "city_part": [*names.values()]})
    )
    assert of_now()["city_parts"] == {"GM9998": 1, "GM9999": 2}
    with pytest.raises(Refused, match="Nothing of 'GM1234' is loaded; there is GM9998, GM9999"):
        forgetting.forget("city_parts", "GM1234")
    forgetting.forget("city_parts", "GM9999")
    assert of_now()["city_parts"] == {"GM9998": 1}
    assert city_parts.stored()["city_part"].tolist() == ["Zuid"]


SIDE = {"establishments": "at least 50", "share_home": "Protected", "jobs": "at least 70"}


def test_parts_are_compared_as_sums(exact):
    names = chosen.names("en", [EAST, WEST, "WK999903"])
    rows = {row.indicator: row for row in side.rows("en", every(), list(names), 2024)}
    assert list(rows["establishments"].texts.values()) == ["61", "10", "10"]
    assert side.table("en", [*rows.values()], names, "").count("city part</small>") == 2
    assert chosen.begun([EAST]) == [EAST, WEST]
    titles = [each.title for each in sets.around("en", EAST)]
    assert "Largest city parts of Vierkantstad" in titles
    assert taken.of_areas([EAST, "GM9999"], [])[0].given["area"] == [*WIJKEN[EAST], "GM9999"]


def test_a_protected_part_is_compared_as_at_least(city, monkeypatch):
    told = hidden()
    monkeypatch.setattr(figures, "around", lambda _area: told)
    rows = {row.indicator: row for row in side.rows("en", every(), [EAST], 2024)}
    assert {name: rows[name].texts[EAST] for name in SIDE} == SIDE
    course = courses.rows("en", every()["jobs"], {EAST: "East"}, [2024])
    assert course["note"].tolist() == ["at least 70"]
    assert course["value"].isna().all()
    drawn, table = courses.drawn("en", every()["jobs"], course, charts.Marks())
    assert [row["least"] for row in drawn["East"].spec["datasets"]["rows"]] == [70]
    assert drawn["East"].words.startswith("East: at least 70 in 2024. Open triangles")
    assert table.loc["2024"].tolist() == ["at least 70"]
    file = side.taken("en", every(), {EAST: "East"}, 2024).set_index("indicator")["at_least"]
    assert file[["establishments", "jobs"]].tolist() == [50, 70]
    assert file.drop(["establishments", "jobs"]).isna().all()
    through = courses.taken("en", every()["jobs"], {EAST: "East"}, [2024])
    assert through["at_least"].tolist() == [70]
    assert through["value"].isna().all()


def test_a_share_of_a_protected_whole_says_why_it_is_not_there(city):
    cells = {"home": (10, None, ""), "business": (None, None, "c"), "unknown": (0, 0.0, "")}
    told = [
        {"code": code, "establishments": count, "share": share, "flag": flag}
        | {"municipality_share": 20.0, "similar_share": None, "similar_areas": 0}
        for code, (count, share, flag) in cells.items()
    ]
    drawn = makeup.shares("en", pd.DataFrame(told), "premises", ("East", "Vierkantstad"))
    assert drawn.table["East"].tolist() == ["Protected", "Protected", "0%"]


@pytest.mark.parametrize("text", REFUSED)
def test_a_list_is_refused_in_a_sentence(tmp_path, text):
    file = tmp_path / "list.csv"
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        city_parts.read_list(file, None)
    assert REFUSED[text] in str(refused.value)
