"""Boundaries from PDOK: paged, sifted, and the same as from a file."""

import json

import geopandas as gpd
import pytest

from tests import cities
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, calls, pdok


def counts(read: gpd.GeoDataFrame) -> tuple[int, ...]:
    return tuple(int((read["level"] == level).sum()) for level in areas.LEVELS)


def test_areas_of_a_municipality_are_those_of_its_file(services, tmp_path):
    read = pdok.read("GM9999", 2024)
    file = areas.read(cities.areas_file(tmp_path), None, None)
    assert read.columns.tolist() == file.columns.tolist()
    assert counts(read) == (1, 2, 4)
    same = ["area_code", "name", "parent_code", "boundary_year", "population", "boundary_kind"]
    order = read.set_index("area_code").loc[file["area_code"]].reset_index()
    is_buurt = (file["level"] == "buurt").to_numpy()
    assert order.loc[is_buurt, same].equals(file.loc[is_buurt, same])
    assert order.area.to_numpy() == pytest.approx(file.area.to_numpy(), rel=1e-3)
    pages = [path for path, asked in services.asked if path.endswith("buurten/items")]
    assert len(pages) == 3


def test_the_box_comes_from_the_municipality(services):
    pdok.read("GM9999", 2024)
    asked = {path.split("/")[-2]: query for path, query in services.asked[::-1]}
    assert asked["gemeenten"]["gemeentecode"] == "GM9999"
    box = [float(part) for part in asked["buurten"]["bbox"].split(",")]
    assert 3 < box[0] < box[2] < 8
    assert 50 < box[1] < box[3] < 54


@pytest.mark.parametrize("name", ["Vierkantstad", "vierkantstad ", "VIERKANT-STAD"])
def test_a_municipality_is_found_by_its_name(services, name):
    services.page = 100
    assert set(pdok.read(name, 2024)["municipality_code"]) == {"GM9999"}


def test_names_that_are_alike_are_told(services):
    with pytest.raises(Refused) as told:
        pdok.read("Vierkant", 2024)
    assert told.value.details["names"] == "Vierkantstad (GM9999)"


def test_asking_again_asks_nothing(services):
    first = pdok.read("GM9999", 2024)
    asked = len(services.asked)
    assert first.equals(pdok.read("GM9999", 2024))
    assert len(services.asked) == asked


def test_water_is_left_out(services):
    for feature in services.features["2024"]["buurten"]:
        if feature["properties"]["buurtcode"] == "BU99990102":
            feature["properties"]["water"] = "JA"
    assert counts(pdok.read("GM9999", 2024)) == (1, 2, 3)


def test_faults_in_the_middle_cost_nothing(services):
    services.faults = [{}, {"status": 500}, {"truncated": True}, {}, {"status": 429}]
    assert counts(pdok.read("GM9999", 2024)) == (1, 2, 4)
    assert len(services.waits) == 3


@pytest.mark.parametrize(
    ("code", "year", "told"),
    [
        ("GM9999", 2019, "no wijken en buurten of 2019"),
        ("GM0001", 2024, "no municipality GM0001 in 2024"),
        ("Nergens", 2024, "no municipality Nergens in 2024"),
    ],
)
def test_what_is_not_there_is_told(services, code, year, told):
    with pytest.raises(Refused, match=told):
        pdok.read(code, year)


@pytest.mark.parametrize("field", ["features", "gemeentecode", "properties"])
def test_a_changed_field_is_named(services, field):
    services.renamed = {field: f"{field}_2"}
    with pytest.raises(Refused, match=f"answers without '{field}'"):
        pdok.read("GM9999", 2024)


def _ends_early(page):
    return page | {"links": [], "numberMatched": 6}


def _goes_round(page):
    link = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
    return page | {"links": [{"rel": "next", "href": link.split("&cursor")[0]}] if link else []}


def _holds_less(page):
    return page | {"numberReturned": len(page["features"]) + 1}


def _links_to_a_file(page):
    return page | {"links": [{"rel": "next", "href": "file:///etc/passwd"}]}


BROKEN = [
    (_ends_early, "less than it says"),
    (_goes_round, "pages that go round"),
    (_holds_less, "less than it says"),
    (_links_to_a_file, "another host"),
]


@pytest.mark.parametrize(("broken", "told"), BROKEN)
def test_pages_that_are_not_whole_are_refused_and_asked_again(services, broken, told):
    paged = services.paged
    services.paged = lambda *asked: broken(paged(*asked))
    with pytest.raises(Refused, match=told):
        pdok.read("GM9999", 2024)
    services.paged = paged
    if broken is not _links_to_a_file:
        assert counts(pdok.read("GM9999", 2024)) == (1, 2, 4)


def test_a_link_may_be_short_and_the_number_told(services):
    paged = services.paged

    def short(features, query, path):
        page = paged(features, query, path)
        links = [link | {"href": link["href"].split("items")[-1]} for link in page["links"]]
        return page | {"links": links, "numberMatched": len(features)}

    services.paged = short
    assert counts(pdok.read("GM9999", 2024)) == (1, 2, 4)


RING = [[float("nan"), 52], [5, 53], [6, 53], [float("nan"), 52]]
CODES = {"gemeentecode": "GM9999", "gemeentenaam": "x"}
HOSTILE = {
    "deep list": "[" * 200_000,
    "deep object": '{"features":' * 100_000,
    "no numbers": json.dumps(cities.collection(cities.feature("GM9999", RING, **CODES))),
    "no ring": json.dumps(cities.collection(cities.feature("GM9999", [[5, 52]], **CODES))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_refused(services, name):
    services.faults = [{"body": HOSTILE[name]} for _ in range(calls.ATTEMPTS)]
    with pytest.raises(Refused, match="PDOK"):
        pdok.read("GM9999", 2024)


def test_real_buurten_as_pdok_serves_them(services, shared):
    """The real file, of which PDOK gives the neighbours too, in pages."""
    file = shared("samples/pdok_buurten_2024_baarn.geojson")
    features = json.loads(file.read_text())["features"]
    whole = gpd.read_file(file).dissolve("gemeentecode", as_index=False)
    whole = whole[["gemeentecode", "gemeentenaam", "geometry"]].to_crs(4326)
    services.page = 10
    services.features["2024"] = {
        "buurten": features + services.features["2024"]["buurten"],
        "wijken": [],
        "gemeenten": json.loads(whole.to_json())["features"],
    }
    read = pdok.read("GM0308", 2024)
    assert counts(read) == (1, 5, 21)
    assert read.set_index("area_code").loc["BU03080000", "population"] == 1825
    assert read["dwellings"].isna().all()
