"""Places that may be one: which pairs are proposed, what a decision does, and what is shown."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from tests import cities
from wijkeconomie.__main__ import cli
from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, duplicates, keeping, likeness, places


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    return tmp_path


def place(number: str, name: str, east: float, source: str = "hubs", **more) -> dict:
    point = shapely.Point(cities.X + 500 + east, cities.Y + 500)
    told = {"place_id": number, "name": name, "kind": "hub", "category": "coworking"}
    return told | {"source": source, "geometry": point} | more


def keep(*rows: dict) -> int:
    """Keeps places by their sources, each source whole; returns how many pairs are undecided."""
    for source in dict.fromkeys(row["source"] for row in rows):
        own = keeping.frame("places", [row for row in rows if row["source"] == source])
        keeping.keep("places", source, own)
    return duplicates.undecided()


def shown() -> list[str]:
    return sorted(places.load(is_sample=False)["place_id"])


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("De Nieuwe Bibliotheek", "Nieuwe Bibliotheek", True),
        ("Hub Zuid B.V.", "HUB ZUID", True),
        ("Stichting Café De Hoek", "Cafe de Hoek", True),
        ("Werkhuis", "Werkhuis Almere Stad", True),
        ("Broedplaats Vaart", "Broedplaats De Vaarrt", True),
        ("Bibliotheek", "Bibliotheek Almere Haven", False),
        ("Bibliotheek Haven", "Bibliotheek Buiten", False),
        ("Hub 1", "Hub 2", False),
        ("Ondernemershuis Zuidoost 12", "Ondernemershuis Zuidoost 13", False),
        ("市立图书馆", "市立图书馆", True),
        ("市立图书馆", "图书", False),
        ("", "", False),
    ],
)
def test_names_of_one_place(one, other, is_alike):
    assert likeness.are_alike(likeness.words(one), likeness.words(other)) is is_alike


@pytest.mark.parametrize(
    ("other", "is_pair"),
    [
        (place("osm-node-1", "Werkhuis Zuid", 200, "osm"), True),
        (place("osm-node-1", "Werkhuis Zuid", 300, "osm"), False),
        (place("osm-node-1", "Iets anders", 49, "osm"), True),
        (place("osm-node-1", "Iets anders", 51, "osm"), False),
        (place("osm-node-1", "Iets anders", 49, "osm", category="library"), False),
        (place("hubs-2", "Iets anders", 10), False),
        (place("hubs-2", "Werkhuis-Zuid", 10), True),
    ],
)
def test_pairs_that_are_proposed(city, other, is_pair):
    assert keep(place("hubs-1", "Werkhuis Zuid", 0), other) == is_pair
    pairs = duplicates.pairs()
    assert pairs.columns.tolist() == duplicates.COLUMNS
    if is_pair:
        row = pairs.iloc[0]
        expected = ("hubs-1", other["place_id"], "open")
        assert (row["place_a"], row["place_b"], row["status"]) == expected
        assert row["distance_m"] == other["geometry"].x - cities.X - 500


def test_until_decided_the_place_of_the_own_list_is_shown(city):
    keep(place("osm-node-1", "Werkhuis", 5, "osm"), place("hubs-1", "Werkhuis", 0))
    assert shown() == ["hubs-1"]
    duplicates.decide(("osm-node-1", "hubs-1"), "different")
    assert shown() == ["hubs-1", "osm-node-1"]
    assert duplicates.undecided() == 0


def test_what_is_the_same_is_one_place_with_both_sources(city):
    own = place("hubs-1", "Werkhuis", 0, capacity=40, checked_on="2025-01-01")
    other = place(
        "osm-node-1",
        "Het Werkhuis",
        5,
        "osm",
        capacity=50,
        url="https://x.nl",
        checked_on="2026-01-01",
    )
    keep(own, other)
    duplicates.decide(("hubs-1", "osm-node-1"), "same")
    row = places.load(is_sample=False).iloc[0]
    assert shown() == ["hubs-1"]
    assert (row["name"], row["capacity"], row["url"]) == ("Werkhuis", 40, "https://x.nl")
    assert (row["checked_on"], row["source"]) == ("2026-01-01", "own_places osm")


CLOSED = {"closed_on": "2024-01-01"}


@pytest.mark.parametrize("source", ["osm", "andere"])
def test_a_place_that_closed_neither_hides_nor_closes_one_that_is_open(city, source):
    was = place("hubs-1", "Werkhuis", 0, opened_on="2001-01-01", operator="Oud", **CLOSED)
    keep(was, place("x-1", "Werkhuis", 5, source))
    assert shown() == ["x-1"]
    duplicates.decide(("hubs-1", "x-1"), "same")
    row = places.load(is_sample=False).iloc[0]
    assert (row["place_id"], row["operator"]) == ("x-1", "Oud")
    assert row[["opened_on", "closed_on"]].isna().all()


@pytest.mark.parametrize("closed_on", ["2999-01-01", "2023-01-01"])
def test_the_dates_of_a_place_are_those_of_the_one_that_goes_first(city, closed_on):
    own = place("hubs-1", "Werkhuis", 0, closed_on=closed_on)
    keep(own, place("x-1", "Werkhuis", 5, "x", **CLOSED))
    duplicates.decide(("hubs-1", "x-1"), "same")
    row = places.load(is_sample=False).iloc[0]
    assert (row["place_id"], row["closed_on"]) == ("hubs-1", closed_on)


def test_a_decision_outlives_that_one_of_both_closes(city):
    own, other = place("hubs-1", "Werkhuis", 0), place("osm-node-1", "Werkhuis", 5, "osm")
    keep(own, other)
    duplicates.decide(("hubs-1", "osm-node-1"), "same")
    assert keep(own | CLOSED, other) == 0
    assert shown() == ["osm-node-1"]
    duplicates.decide(("hubs-1", "osm-node-1"), "different")
    assert duplicates.pairs()["status"].tolist() == ["different"]


def test_three_that_are_the_same_are_one_and_hide_who_may_be(city):
    keep(
        place("hubs-1", "Werkhuis", 0),
        place("osm-node-1", "Werkhuis", 5, "osm"),
        place("osm-node-2", "Werkhuis", 9, "osm"),
        place("osm-node-3", "Werkhuis", 12, "osm"),
    )
    duplicates.decide(("osm-node-1", "osm-node-2"), "same")
    duplicates.decide(("hubs-1", "osm-node-2"), "same")
    assert shown() == ["hubs-1"]
    duplicates.decide(("hubs-1", "osm-node-3"), "different")
    duplicates.decide(("osm-node-3", "osm-node-1"), "different")
    assert shown() == ["hubs-1"]
    duplicates.decide(("osm-node-3", "osm-node-2"), "different")
    assert shown() == ["hubs-1", "osm-node-3"]


def test_decisions_outlive_loading_again(city):
    own, other = place("hubs-1", "Werkhuis", 0), place("osm-node-1", "Werkhuis", 5, "osm")
    keep(own, other)
    duplicates.decide(("hubs-1", "osm-node-1"), "different")
    keep(own | {"name": "Werkhuis!"}, other)
    assert shown() == ["hubs-1", "osm-node-1"]
    keep(place("osm-node-9", "Ver weg", 900, "osm"))
    assert shown() == ["hubs-1", "osm-node-9"]
    assert duplicates.pairs().empty
    assert keep(own, other) == 0
    assert duplicates.pairs()["status"].tolist() == ["different"]


@pytest.mark.parametrize("pair", [("hubs-1", "gone"), ("hubs-1", "hubs-1")])
def test_a_place_that_is_not_there_is_refused(city, pair):
    keep(place("hubs-1", "Werkhuis", 0))
    with pytest.raises(Refused, match="There is no place"):
        duplicates.decide(pair, "same")


def test_numbers_can_be_copied_from_the_command(city, monkeypatch):
    monkeypatch.setattr(terminal.out, "width", 80)
    numbers = [f"{'lijst_van_plekken_' * 2}{n}-{'a' * 50}" for n in (1, 2)]
    keep(*(place(number, "Het Werkhuis aan de Kade", 0) for number in numbers))
    listed = CliRunner().invoke(cli, ["duplicates"]).output
    assert [line.split()[0] for line in listed.splitlines()[1:]] == numbers


def test_the_command_lists_and_decides(city):
    keep(place("hubs-1", "[red]Werkhuis", 0), place("hubs-2", "[red]Werkhuis", 5))
    invoke = CliRunner().invoke
    listed = invoke(cli, ["duplicates"])
    assert "[red]" in listed.output.replace("\n", "")
    assert "open" in listed.output
    assert invoke(cli, ["duplicates", "--same", "hubs-2", "hubs-1"]).exit_code == 0
    assert shown() == ["hubs-1"]
    both = ["--same", "hubs-1", "hubs-2", "--different", "hubs-1", "hubs-2"]
    assert invoke(cli, ["duplicates", *both]).exit_code == 2


def test_a_decision_is_taken_back(city):
    keep(place("hubs-1", "De Hub", 0), place("hubs-2", "Hub", 10))
    invoke = CliRunner().invoke
    assert duplicates.undecided() == 1
    assert invoke(cli, ["duplicates", "--same", "hubs-2", "hubs-1"]).exit_code == 0
    assert (duplicates.undecided(), shown()) == (0, ["hubs-1"])
    undone = invoke(cli, ["duplicates", "--undo", "hubs-2", "hubs-1"])
    assert (undone.exit_code, "Make a release" in undone.output) == (0, True)
    assert duplicates.pairs()["status"].tolist() == ["open"]
    gone = invoke(cli, ["duplicates", "--undo", "hubs-2", "hubs-1"])
    assert (gone.exit_code, "Nothing is decided" in str(gone.exception)) == (1, True)
    assert invoke(cli, ["duplicates", "--undo", "a", "b", "--same", "a", "b"]).exit_code == 2


def test_pairs_are_the_same_whatever_the_order_of_rows():
    rows = [place(f"hubs-{i}", f"Werkhuis {i % 4}", i * 20) for i in range(30)]
    frame = keeping.frame("places", rows)
    turned = gpd.GeoDataFrame(frame.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(
        *(
            duplicates.find(f).sort_values(duplicates.KEYS, ignore_index=True)
            for f in (frame, turned)
        )
    )


def test_pairs_are_those_of_all_against_all():
    rows = [
        place(f"p-{i}", f"Werk {'huis' * (i % 5)}", (i * 37) % 600, "osm" if i % 3 else "hubs")
        for i in range(40)
    ]
    frame = keeping.frame("places", rows)
    found = {frozenset(p) for p in duplicates.find(frame)[duplicates.KEYS].itertuples(index=False)}
    expected = set()
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            metres = a["geometry"].distance(b["geometry"])
            alike = likeness.are_alike(likeness.words(a["name"]), likeness.words(b["name"]))
            if (metres <= 250 and alike) or (metres <= 50 and a["source"] != b["source"]):
                expected.add(frozenset((a["place_id"], b["place_id"])))
    assert found == expected
