"""Places of one's own in a release: where they are, what they are from, and what is left out."""

from datetime import date

import duckdb
import pytest
import shapely

from tests import cities
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import publish, status
from wijkeconomie.sources import areas, duplicates, initiatives, keeping
from wijkeconomie.view import method, query


def rows(kind: str, *made: dict):
    for source in dict.fromkeys(row["source"] for row in made):
        own = keeping.frame(kind, [row for row in made if row["source"] == source])
        keeping.keep(kind, source, own)


def place(number: str, name: str, source: str, east: float = 500) -> dict:
    point = shapely.Point(cities.X + east, cities.Y + 500)
    told = {"place_id": number, "name": name, "kind": "hub", "category": "coworking"}
    return told | {"source": source, "geometry": point}


def initiative(number: str, **more) -> dict:
    told = {"initiative_id": number, "name": number, "source": "lijst", "consent": True}
    return told | {"area_code": "BU99990101", "geometry": None} | more


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    importing.import_file(
        cities.register_file(tmp_path, [cities.row(i) for i in range(30)]), "lisa"
    )


def released(table: str) -> list[tuple]:
    publish.publish("public", lambda _step: None)
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        return con.execute(f"select * from {table} order by 1").fetchall()


def test_only_sources_of_what_is_released_are_told(city):
    rows("places", place("hubs-1", "Werkhuis", "hubs"))
    used = [row[0] for row in released("source") if row[1] == "used"]
    assert used == ["own_places"]
    rows("places", place("osm-node-1", "Bieb", "osm", 1_200))
    used = {row[0]: row[3] for row in released("source") if row[1] == "used"}
    assert used == {"own_places": "Municipality", "osm": "© OpenStreetMap contributors"}
    found = query.run("sources")
    assert set(found["scope"]) == {"always", "used", "own"}
    shown = method.sources("en", found)
    assert "© OpenStreetMap contributors" in shown.to_string()


def test_a_place_outside_what_is_published_is_left_out(city):
    rows("places", place("hubs-1", "Werkhuis", "hubs"), place("ver-1", "Ver", "ver", 9_000))
    assert [row[0] for row in released("place")] == ["hubs-1"]


def test_no_place_is_shown_twice(city):
    rows("places", place("hubs-1", "Werkhuis", "hubs"), place("osm-node-1", "Werkhuis", "osm"))
    assert [row[0] for row in released("place")] == ["hubs-1"]
    duplicates.decide(("hubs-1", "osm-node-1"), "same")
    assert [row[-2] for row in released("place")] == ["own_places osm"]
    assert {row[0] for row in released("source") if row[1] == "used"} == {"own_places", "osm"}


def test_initiatives_that_expired_or_are_of_elsewhere_are_kept_and_not_published(city):
    rows(
        "initiatives",
        initiative("blijft", expires_on="2999-01-01"),
        initiative("altijd"),
        initiative("voorbij", expires_on="2020-01-01"),
        initiative("elders", area_code="BU88880101"),
    )
    assert [row[0] for row in released("initiative")] == ["altijd", "blijft"]
    assert keeping.sources("initiatives") == {"lijst": 4}


def test_an_initiative_is_shown_until_and_on_its_last_day():
    made = keeping.frame("initiatives", [initiative("a", expires_on="2026-05-01")])
    shown = [len(initiatives.current(made, date(2026, 5, day))) for day in (1, 2)]
    assert shown == [1, 0]


def test_status_tells_what_is_loaded(city):
    rows("places", place("hubs-1", "Werkhuis", "hubs"), place("osm-node-1", "Werkhuis", "osm"))
    rows("initiatives", initiative("a"))
    found = status.of_now()
    assert found["places"] == {"hubs": 1, "osm": 1}
    assert (len(found["pairs"]), found["initiatives"], found["sites"]) == (1, {"lijst": 1}, {})
