"""Buildings with many establishments: found in the register, decided over, and kept from view."""

import os

import duckdb
import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner

from tests import cities
from wijkeconomie import settings
from wijkeconomie.__main__ import cli
from wijkeconomie.errors import Refused
from wijkeconomie.register import candidates, importing, upkeep
from wijkeconomie.release import publish, status
from wijkeconomie.sources import areas, buildings, kept, places, sites

RD = "EPSG:28992"
SECTORS = ["0111", "1071", "4520", "5610", "6201", "6820"]
OFFICE = "kantoorfunctie"
NUMBERS = iter(range(1, 100_000))


def crowd(
    east: float, north: float, *, count: int = 12, kinds: int = 5, **changes: object
) -> list[str]:
    """Establishments of business premises at a point, metres from the south west of the city."""
    said = {"use": OFFICE, "x": cities.X + east, "y": cities.Y + north} | changes
    return [cities.row(next(NUMBERS), sbi=SECTORS[n % kinds], **said) for n in range(count)]


def take(folder, *crowds: list[str]) -> None:
    rows = [row for crowd in crowds for row in crowd]
    importing.import_file(cities.register_file(folder, rows), "lisa")


@pytest.fixture
def city(empty_folder, tmp_path):
    upkeep.use_areas(areas.read(cities.areas_file(tmp_path), None, None))
    return tmp_path


def run(*arguments: str) -> None:
    cli.main([*arguments], standalone_mode=False)


def found() -> list[str]:
    return candidates.look()["building_id"].tolist()


def named(x: int, y: int) -> str:
    return f"building-{cities.X + x}-{cities.Y + y}"


CASES = {
    "ten of five": (crowd(100, 100, count=10), True),
    "a third of a metre apart": (
        [*crowd(100.3, 100, count=5), *crowd(99.8, 100.2, count=5)], True
    ),
    "nine of five": (crowd(100, 100, count=9), False),
    "many of four": (crowd(100, 100, count=40, kinds=4), False),
    "homes": (crowd(100, 100, use="woonfunctie"), False),
    "use not known": (crowd(100, 100, use=""), False),
    "all shielded": (crowd(100, 100, shielded="Ja"), False),
    "nine and some shielded": (
        [*crowd(100, 100, count=9), *crowd(100, 100, count=9, shielded="Ja")], False
    ),
    "ten metres apart": ([*crowd(100, 100, count=6), *crowd(110, 100, count=6)], False),
    "of years together": (
        [*crowd(100, 100, count=6), *crowd(100, 100, count=6, date="2023-04-01")], False
    ),
    "of an earlier year": (
        [*crowd(100, 100, date="2023-04-01"), *crowd(900, 900, count=1)], False
    ),
    "without a point": (crowd(100, 100, y=""), False),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_a_candidate(city, name):
    rows, is_one = CASES[name]
    take(city, rows)
    assert found() == ([named(100, 100)] if is_one else [])


@pytest.mark.parametrize(("count", "told"), [(10, 10), (12, 10), (13, 15), (61, 60)])
def test_counts_are_rounded_and_kept_for_the_owner(city, count, told):
    take(city, crowd(100, 100, count=count))
    candidates.look()
    (row,) = buildings.stored().to_dict("records")
    assert (row["establishments"], row["buurt_code"]) == (told, "BU99990201")
    assert kept.file("buildings").stat().st_mode & 0o777 == 0o600


def test_what_a_killed_process_left_is_not_written_on(city):
    """Its rights may be others than those of a file for the owner alone."""
    take(city, crowd(100, 100))
    left = kept.file("buildings").with_suffix(f".new-{os.getpid()}")
    left.touch()
    left.chmod(0o666)
    candidates.look()
    assert kept.file("buildings").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("distance", "is_one"), [(49, False), (51, True)])
def test_near_a_known_place_there_is_none(city, distance, is_one):
    point = shapely.Point(cities.X + 100 + distance, cities.Y + 100)
    rows = places.sample().iloc[:1].assign(geometry=[point])
    with kept.replacing("places", gpd.GeoDataFrame(rows, crs=RD)):
        pass
    take(city, crowd(100, 100))
    assert bool(found()) == is_one


def test_a_hub_that_is_loaded_later_is_the_same(city):
    take(city, crowd(100, 100))
    candidates.look()
    run("buildings", "--hub", named(100, 100), "--name", "De Kaai")
    rows = places.sample()
    point = shapely.Point(cities.X + 120, cities.Y + 100)
    for kind, count in {"third_place": 2, "hub": 1}.items():
        near = rows[rows["kind"] == kind].iloc[:1].assign(geometry=[point])
        with kept.replacing("places", gpd.GeoDataFrame(near, crs=RD)):
            pass
        assert len(places.load(is_sample=False)) == count


def released() -> dict[str, list[tuple]]:
    """Places and sites of the release in use, and their sources."""
    publish.publish("public", lambda _step: None)
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        return {
            table: con.execute(f"select {columns} from {table} order by all").fetchall()
            for table, columns in {
                "place": "place_id, name, kind, category, area_code, source, sample",
                "site": "site_id, name, kind, area_code, source, sample",
            }.items()
        }


def test_each_decision_has_its_effect_and_stays(city):
    take(city, crowd(100, 100), crowd(500, 500), crowd(900, 900), crowd(1_500, 100))
    assert len(found()) == 4
    assert released() == {"place": [], "site": []}
    run("buildings", "--hub", named(100, 100), "--name", " De\u202e\n Kaai ")
    run("buildings", "--site", named(500, 500), "--name", "<b>Loods 6</b>")
    run("buildings", "--no", named(900, 900))
    expected = {
        "place": [
            (named(100, 100), "De Kaai", "hub", "business_centre", "BU99990201", "buildings", False)
        ],
        "site": [(named(500, 500), "<b>Loods 6</b>", "building", "BU99990201", "buildings", False)],
    }
    assert released() == expected
    take(city, crowd(102, 103), crowd(504, 500), crowd(903, 900), crowd(1_500, 100))
    assert found() == [named(1500, 100)]
    assert released() == expected
    run("buildings", "--undo", named(100, 100))
    assert named(102, 103) in found()
    assert released()["place"] == []


def test_a_new_hub_ends_what_is_near_it(city):
    take(city, crowd(100, 100), crowd(130, 100))
    assert len(found()) == 2
    run("buildings", "--hub", named(100, 100), "--name", "De Kaai")
    assert buildings.stored()["status"].tolist() == ["hub"]


def test_nothing_of_a_candidate_is_in_a_release(city, capsys):
    """Only what was decided is, and what is said of a candidate is said to who asks."""
    take(city, crowd(100, 100, count=23))
    released()
    assert b"building-" not in settings.release_file().read_bytes()
    run("buildings")
    assert "BU99990201" not in capsys.readouterr().out
    assert status.of_buildings()[0]["area"] == "Zuidwest"


def test_those_of_the_sample_go_with_it(city):
    file = cities.register_file(city, crowd(100, 100))
    file.write_text("".join(f"{line}\n" for line in _as_sample(file.read_text())))
    importing.import_file(file, "lisa")
    assert candidates.look()["sample"].tolist() == [True]
    run("buildings", "--hub", named(100, 100), "--name", "De Kaai")
    assert "De Kaai" in places.load(is_sample=True)["name"].tolist()
    take(city, crowd(900, 900))
    assert places.load(is_sample=False).empty
    assert sites.load(is_sample=False).empty


def _as_sample(text: str) -> list[str]:
    head, *rows = text.splitlines()
    return [f"{head};herkomst", *(f"{row};voorbeeldgegevens (synthetisch)" for row in rows)]


WRONG = [
    (["--hub", "building-1-1", "--name", "x"], "not among those found"),
    (["--hub", "HERE", "--name", "\u200b "], "needs a name"),
    (["--no", "building-1-1"], "not among those found"),
]


@pytest.mark.parametrize(("options", "why"), WRONG)
def test_what_cannot_be_decided_is_refused(city, options, why):
    take(city, crowd(100, 100))
    candidates.look()
    before = kept.file("buildings").read_bytes()
    with pytest.raises(Refused, match=why):
        run("buildings", *[named(100, 100) if o == "HERE" else o for o in options])
    assert kept.file("buildings").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--hub", "x"], "Give it a name with --name"),
        (["--site", "x"], "Give it a name with --name"),
        (["--no", "x", "--name", "De Kaai"], "--name goes with --hub and --site"),
    ],
)
def test_a_name_goes_with_what_is_published(city, options, why):
    done = CliRunner().invoke(cli, ["buildings", *options])
    assert (done.exit_code, why in done.output) == (2, True)


def test_before_there_is_a_register_none_is_found(empty_folder):
    assert found() == []
    assert not kept.file("buildings").exists()


def test_looking_again_writes_nothing_new(city):
    """Else a release would seem older than what it is made from."""
    take(city, crowd(100, 100))
    released()
    before = kept.file("buildings").stat().st_mtime_ns
    candidates.look()
    assert kept.file("buildings").stat().st_mtime_ns == before
