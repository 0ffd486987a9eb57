"""OpenStreetMap through Overpass: what counts, what replaces what, and answers that are no use."""

import json

import pytest
from click.testing import CliRunner
from pyproj import Transformer

from tests import cities
from wijkeconomie.__main__ import cli
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, keeping, osm_tags, overpass

TO_DEGREES = Transformer.from_crs(28992, 4326, always_xy=True)


def element(serial: int, east: float = 500, kind: str = "node", **tags: str) -> dict:
    lon, lat = TO_DEGREES.transform(cities.X + east, cities.Y + 500)
    point = {"lat": lat, "lon": lon}
    told = {"name": f"Plek {serial}", "amenity": "library"} | tags
    return {"type": kind, "id": serial, "tags": told} | (
        point if kind == "node" else {"center": point}
    )


@pytest.fixture
def osm(services, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    services.places = [
        element(1),
        element(2, 900, "way", amenity="cafe", internet_access="wlan", website="https://x.nl"),
        element(3, 1_200, amenity="cafe"),
        element(4, 5_000),
        element(5, 1_300, name=""),
    ]
    return services


def ask(*more: str):
    return CliRunner().invoke(cli, ["places", "--overpass", *more], env={"LANG": "C"})


def test_places_of_the_municipalities_that_are_loaded(osm):
    assert ask().exit_code == 0
    known = keeping.stored("places").set_index("place_id")
    assert sorted(known.index) == ["osm-node-1", "osm-way-2"]
    assert set(known["checked_on"]) == {"2026-01-01"}
    assert set(known["source"]) == {"osm"}
    way = known.loc["osm-way-2"]
    assert (way["category"], way["url"]) == ("cafe", "https://x.nl")
    assert round(way["geometry"].x) == cities.X + 900
    ((_path, form),) = osm.asked
    south, west, north, east = map(float, form["data"].split("[bbox:")[1].split("]")[0].split(","))
    assert 52 < south < north < 53
    assert 5 < west < east < 6


def test_asking_again_replaces_what_was_asked_and_keeps_own_lists(osm, tmp_path):
    own = tmp_path / "hubs.csv"
    own.write_text(f"naam;categorie;x;y\nHub;coworking;{cities.X + 1_500};{cities.Y + 500}\n")
    runner = CliRunner()
    assert runner.invoke(cli, ["places", str(own)]).exit_code == 0
    assert ask().exit_code == 0
    overpass.calls.forget(overpass.OVERPASS, "", form=osm.asked[-1][1])
    osm.places = [element(7)]
    assert ask("--municipality", "9999").exit_code == 0
    assert keeping.sources("places") == {"hubs": 1, "osm": 1}


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ([{"status": 429}] * 9, "status 429"),
        ([{"status": 500}] * 9, "status 500"),
        ([{"body": '{"elements": ['}] * 9, "no JSON"),
        ([{"truncated": True}] * 9, "gives no good answer"),
        ([{"body": json.dumps({"osm3s": {}, "elements": [], "remark": "runtime error: timed out"})}], "a part only"),
        ([{"body": json.dumps({"osm3s": {"timestamp_osm_base": "2026-01-01"}, "elements": [{"type": "node", "id": 1}]})}], "without 'center'"),
        ([{"body": json.dumps({"osm3s": {"timestamp_osm_base": "2026-01-01"}, "elements": [[1]]})}], "a shape that is not known"),
        ([{"body": json.dumps({"osm3s": {"timestamp_osm_base": "2026-01-01"}, "elements": []})}], "knows no hubs"),
    ],
)  # fmt: skip
def test_an_answer_of_no_use_changes_nothing(osm, fault, told):
    assert ask().exit_code == 0
    before = keeping.stored("places")["place_id"].tolist()
    overpass.calls.forget(overpass.OVERPASS, "", form=osm.asked[-1][1])
    osm.faults = list(fault)
    failed = ask()
    assert failed.exit_code == 1
    assert told in str(failed.exception)
    assert keeping.stored("places")["place_id"].tolist() == before
    osm.faults = []
    if "knows no" not in told:
        assert ask().exit_code == 0


@pytest.mark.parametrize("field", ["elements", "osm3s", "timestamp_osm_base", "lat", "id", "type"])
def test_a_changed_field_is_named_and_not_kept(osm, field):
    osm.renamed = {field: "other"}
    with pytest.raises(Refused, match="answers without"):
        overpass.read(overpass.outline(None))
    osm.renamed = {}
    assert len(overpass.read(overpass.outline(None)).rows) == 2


def test_what_falters_is_asked_again(osm):
    osm.faults = [{"status": 429, "headers": {"Retry-After": "7"}}, {"status": 504}]
    assert ask().exit_code == 0
    assert osm.waits == [7, 4]


def test_a_municipality_that_is_not_loaded_is_refused(osm):
    failed = ask("--municipality", "GM0308")
    assert (failed.exit_code, osm.asked) == (1, [])
    assert "areas of GM0308 are not loaded" in str(failed.exception)


@pytest.mark.parametrize(
    ("tags", "category"),
    [
        ({"amenity": "coworking_space"}, "coworking"),
        ({"office": "coworking"}, "coworking"),
        ({"leisure": "hackerspace"}, "makerspace"),
        ({"amenity": "library"}, "library"),
        ({"amenity": "library", "access": "private"}, None),
        ({"leisure": "hackerspace", "access": "members"}, None),
        ({"leisure": "hackerspace", "disused": "true"}, None),
        ({"leisure": "hackerspace", "building": "house"}, None),
        ({"leisure": "hackerspace", "building": "house", "access": "yes"}, "makerspace"),
        ({"leisure": "hackerspace", "building": "industrial"}, "makerspace"),
        ({"amenity": "community_centre"}, "community_centre"),
        ({"amenity": "social_centre"}, "community_centre"),
        ({"amenity": "arts_centre"}, "cultural_centre"),
        ({"amenity": "cafe"}, None),
        ({"amenity": "cafe", "internet_access": "no"}, None),
        ({"amenity": "cafe", "internet_access": "wlan"}, "cafe"),
        ({"amenity": "cafe", "internet_access": "yes"}, "cafe"),
        ({"amenity": "cafe", "coworking": "yes"}, "cafe"),
        ({"amenity": "studio"}, None),
        ({"amenity": "studio", "name": "Broedplaats Zuid"}, "creative_incubator"),
        ({"craft": "carpenter"}, None),
        ({"craft": "carpenter", "shared": "yes"}, "makerspace"),
        ({"craft": "yes", "description": "open werkplaats voor de buurt"}, "makerspace"),
        ({"shop": "books"}, None),
    ],
)
def test_which_objects_are_a_place(tags, category):
    assert osm_tags.category(tags) == category
