"""Several municipalities in one release: each by itself, all of them, and finding one by name."""

import gzip
import io
import json
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests import cities
from tests.conftest import environment, make_secret
from tests.release.test_known import run
from tests.test_pages import opened
from tests.test_taking_pages import links, taken
from tests.titles import titles
from wijkeconomie import settings
from wijkeconomie.view import atlas, choices, http, query, scope, search, shapes

# Code, name and neighbour to the east of each: named to be mistaken for one another.
TOWNS = {
    "9901": ("Baarn", 0),
    "9902": ("Súdwest-Fryslân", 3),
    "9903": ("'s-Gravenhage", 6),
    "9904": ("Bergen op Zoom", 9),
}
PARTS = {"01": "Noord", "02": "Centrum"}


def areas_file(folder):
    features = [
        cities.feature(
            f"BU{town}{part}01",
            cities.square(column, row),
            buurtnaam=name,
            wijknaam=f"{name}wijk",
            gemeentenaam=town_name,
            locatietype="residential",
        )
        for town, (town_name, column) in TOWNS.items()
        for row, (part, name) in enumerate(PARTS.items())
    ]
    return cities.write(folder / "towns.geojson", cities.collection(*features))


def rows() -> list[str]:
    """A hundred establishments in each town, shared out over its two buurten."""
    return [
        cities.row(
            1 + 100 * number + i,
            municipality=town,
            x=cities.X + column * cities.SIDE + 5 * i + 100,
            y=cities.Y + cities.SIDE * (i % 2) + 500,
        )
        for number, (town, (_name, column)) in enumerate(TOWNS.items())
        for i in range(100)
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder with a release of four towns."""
    folder = tmp_path_factory.mktemp("several")
    data = folder / "data"
    data.mkdir()
    secret = make_secret(folder)
    with environment(WIJKECONOMIE_DATA=data, WIJKECONOMIE_SECRET_FILE=secret):
        run("areas", areas_file(folder), "--all")
        run("import", cities.register_file(folder, rows()), "--layout", "lisa")
        run("release")
        run("check", settings.release_file())
    return data


@pytest.fixture
def towns(made, empty_folder):
    """That release in use, in a folder of its own."""
    shutil.copy(made / "economy.duckdb", empty_folder)


@pytest.fixture
def client():
    return TestClient(Starlette(routes=http.routes(Path(file_util.get_static_dir()))))


@pytest.mark.parametrize(
    ("page", "told"), [("overview", "no trend yet"), ("district", "second reference date")]
)
def test_one_date_is_no_trend(towns, page, told):
    app = opened(page, lang="en", area="GM9902")
    shown = [*(each.value for each in app.markdown), *(e.proto.body for e in app.get("html"))]
    assert any(told in each for each in shown)


@pytest.mark.parametrize("page", http.pages())
@pytest.mark.parametrize("area", [None, "GM9902", "WK990201", "BU99020201"])
def test_every_page_opens(towns, page, area):
    app = opened(page, lang="en", **({"area": area} if area else {}))
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert len(titles(app)) == 1
    told = "4 municipalities" if area is None else "Súdwest\\-Fryslân"
    assert any(f"**{told}**" in each.value for each in app.markdown)
    municipalities = "business registers of the municipalities"
    assert page == "manage" or any(municipalities in each.value for each in app.caption)


@pytest.mark.parametrize(
    ("area", "level", "drawn", "shown"),
    [
        (None, None, "municipality", 4),
        (None, "wijk", "wijk", 8),
        ("GM9901", None, "wijk", 2),
        ("GM9901", "buurt", "buurt", 2),
        ("GM9901", "municipality", "municipality", 4),
        ("BU99010101", "municipality", "municipality", 4),
    ],
)
def test_a_map_is_of_all_or_of_one(towns, area, level, drawn, shown):
    asked = {"area": area, "level": level}
    app = opened("activity", lang="en", **{key: value for key, value in asked.items() if value})
    levels = app.button_group(key="choose_level")
    assert levels.value == drawn
    assert levels.options[0] == ("Wijk" if area else "Municipality")
    assert ("Hexagon" in levels.options) == bool(area)
    assert len(app.selectbox(key="choose_area").options) == 1 + shown
    assert not app.warning
    if area:
        assert app.query_params["area"][2:6] == area[2:6]


def test_an_area_of_several_is_told_with_its_municipality(towns):
    everywhere, one = atlas.names("en", "wijk"), atlas.names("en", "wijk", "GM9904")
    assert everywhere["WK990401"] == f"{one['WK990401']} (Bergen op Zoom)"
    whole = json.loads(gzip.decompress(shapes.collection(query.release().release_id, "wijk")))
    told = {f["properties"]["code"]: f["properties"]["name"] for f in whole["features"]}
    assert told == everywhere.sort_index().to_dict()


@pytest.mark.parametrize("level", ["wijk", "buurt", "hexagon"])
def test_shapes_of_one_municipality(towns, client, level):
    """In the order of its figures; of no other does the browser learn anything."""
    base = f"/areas/{query.release().release_id}/{level}.json"
    found = [
        f["properties"]["code"] for f in client.get(f"{base}?within=GM9903").json()["features"]
    ]
    names = atlas.names("nl", level, "GM9903").index
    assert found == sorted(names)
    assert len(found) < len(client.get(base).json()["features"])
    assert {atlas.municipality_of(code) for code in found} == {"GM9903"}


@pytest.mark.parametrize("town", [f"GM{town}" for town in TOWNS])
def test_the_file_of_hexagons_is_of_those_that_are_drawn(towns, client, town):
    (link,) = links(taken("activity", area=town, level="hexagon"))
    found = pd.read_csv(io.StringIO(client.get(link).text))
    base = f"/areas/{query.release().release_id}/hexagon.json?within={town}"
    drawn = {f["properties"]["code"] for f in client.get(base).json()["features"]}
    assert set(found["h3"]) == drawn
    assert set(found["municipality_code"]) == {town}
    assert len(found) > 0


@pytest.mark.parametrize("within", ["GM0001", "'", "WK990301"])
def test_no_shapes_of_another_municipality(towns, client, within):
    base = f"/areas/{query.release().release_id}/wijk.json"
    assert client.get(base, params={"within": within}).status_code == 404


def test_figures_of_all_municipalities_by_program(towns, client):
    asked = "level=municipality&sector=*&size_class=*&premises=*"
    lines = client.get(f"/api/v1/tables/activity.csv?{asked}").text.strip().split("\r\n")
    assert [line.split(",")[0] for line in lines[1:]] == [f'"GM{town}"' for town in TOWNS]


def test_downloads_offer_what_is_near(towns, monkeypatch):
    monkeypatch.setattr(choices, "asked", {"area": "WK990101"}.get)
    near = scope.areas_near()
    inside = ["WK990101", "WK990102", "BU99010101", "BU99010201"]
    assert sorted(near) == sorted([*(f"GM{town}" for town in TOWNS), *inside])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Baarn", "GM9901"),
        ("  BAARN ", "GM9901"),
        ("baa", "GM9901"),
        ("baran", "GM9901"),
        ("sudwest", "GM9902"),
        ("Súdwest fryslân", "GM9902"),
        ("sudwets-fryslan", "GM9902"),
        ("den haag", "GM9903"),
        ("gravenhage", "GM9903"),
        ("'s-gravenhage", "GM9903"),
        ("den haa", "GM9903"),
        ("op zoom", "GM9904"),
        ("bergne op zoom", "GM9904"),
        ("gm9904", "GM9904"),
        ("WK990402", "WK990402"),
        ("bu99040201", "BU99040201"),
        ("99040201", "BU99040201"),
        ("centrumwijk baarn", "WK990102"),
        ("baarn centrumwijk", "WK990102"),
    ],
)
def test_an_area_is_found(towns, typed, first):
    assert search.found(typed)["area_code"].iloc[0] == first


@pytest.mark.parametrize("typed", ["ijssel", "IJssel", "ĳssel", "ijsesl"])
def test_an_area_of_the_newest_year_is_found_once(towns, typed):
    """What a municipality was once called or divided into is not found."""
    with duckdb.connect(settings.release_file()) as con:
        con.execute("update area set name = 'ĳssel' where area_code = 'GM9901'")
        con.execute(
            "insert into area select * replace (2020 as boundary_year, 2020 as until_year, "
            "if(area_code like 'GM%', name, name || ' ijssel') as name) from area"
        )
    found = search.found(typed)
    assert found["area_code"].iloc[0] == "GM9901"
    assert found["area_code"].is_unique
    assert not found["name"].str.endswith(" ijssel").any()


@pytest.mark.parametrize("typed", ["", "  ", "!?", "%", "_", "'; --", "zzzzzz", "x" * 500])
def test_nothing_is_found(towns, typed):
    assert search.found(typed).empty


def test_at_most_twelve_are_found(towns):
    assert len(search.found("990")) == 12


@pytest.mark.parametrize(
    ("page", "code", "level", "expected"),
    [
        ("overview", "GM9901", "municipality", ("overview", {"lang": "en", "area": "GM9901"})),
        ("overview", "WK990101", "wijk", ("district", {"lang": "en", "area": "WK990101"})),
        ("method", "GM9901", "municipality", ("overview", {"lang": "en", "area": "GM9901"})),
        ("downloads", "BU99010101", "buurt", ("district", {"lang": "en", "area": "BU99010101"})),
        ("district", "GM9901", "municipality", ("district", {"lang": "en", "area": "GM9901"})),
        (
            "activity",
            "BU99010101",
            "buurt",
            ("activity", {"lang": "en", "level": "buurt", "area": "BU99010101"}),
        ),
        ("activity", "GM9901", "municipality", ("activity", {"lang": "en", "area": "GM9901"})),
    ],
)
def test_an_answer_leads_to_its_area(page, code, level, expected):
    asked = {"lang": "en", "area": "GM9904", "level": "hexagon", "sector": "A"}
    assert search.address(page, asked, {"area_code": code, "level": level}) == expected
