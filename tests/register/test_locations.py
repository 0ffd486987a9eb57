"""Location types by a list, by work sites and by land use: files, points and areas."""

import os
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tests import cities, killed
from wijkeconomie import settings
from wijkeconomie.__main__ import cli
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, locating, placing, upkeep
from wijkeconomie.release import publish
from wijkeconomie.sources import areas, location_files, locations
from wijkeconomie.sources import kept as kept_files

RD = "EPSG:28992"


def known_areas(folder: Path) -> gpd.GeoDataFrame:
    return areas.read(cities.areas_file(folder), None, None)


def test_a_list_holds_for_its_year_or_for_every_year(empty_folder, tmp_path):
    known = known_areas(tmp_path)
    both = pd.concat([known, known.assign(boundary_year=2025)], ignore_index=True)
    rows = pd.DataFrame(
        {
            "area_code": ["BU99990101", "BU99990101", "BU99990102"],
            "boundary_year": pd.array([None, 2025, 2025], "Int64"),
            "location_type": ["centre", "rural", "office"],
        }
    )
    filled = locations.filled(gpd.GeoDataFrame(both), rows)
    found = filled.set_index(["area_code", "boundary_year"])["location_type"]
    assert found["BU99990101"].to_dict() == {2024: "centre", 2025: "rural"}
    assert found["BU99990102"].to_dict() == {2024: "residential", 2025: "office"}
    assert found["BU99990201"].to_dict() == {2024: "business_park", 2025: "business_park"}


def test_later_lists_replace_what_they_name_only(empty_folder):
    def rows(**types: str) -> pd.DataFrame:
        every = pd.array([None] * len(types), "Int64")
        named = {"area_code": list(types), "location_type": list(types.values())}
        return pd.DataFrame(named | {"boundary_year": every})

    first = locations.merged("area", rows(BU99990101="centre", BU99990102="rural"))
    with kept_files.replacing("area_types", first):
        pass
    kept = locations.merged("area", rows(BU99990102="office"))
    assert dict(kept[["area_code", "location_type"]].to_numpy()) == {
        "BU99990101": "centre",
        "BU99990102": "office",
    }


def made(rule: str, city: gpd.GeoDataFrame, *parts: tuple[str, tuple]) -> gpd.GeoDataFrame:
    """Polygons of types and (west, south, width, height)."""
    shapes = [
        shapely.box(cities.X + w, cities.Y + s, cities.X + w + wide, cities.Y + s + high)
        for _, (w, s, wide, high) in parts
    ]
    frame = gpd.GeoDataFrame(
        {"location_type": [kind for kind, _ in parts]}, geometry=shapes, crs=RD
    )
    return gpd.GeoDataFrame(locations.merged(rule, locations.cut(rule, frame, city)))


def types_at(rule: str, city, polygons, *points: tuple[float, float]) -> list[str | None]:
    at = pd.DataFrame(points, columns=["x", "y"]).add([cities.X, cities.Y])
    possible = locating.of_areas(city, rule, polygons)
    found = locating.of_points(placing.place(at, city), rule, possible, polygons)
    return [None if pd.isna(kind) else str(kind) for kind in found]


def test_outside_all_sites_people_live(empty_folder, tmp_path):
    city = known_areas(tmp_path)
    sites = made(
        "sites", city, ("business_park", (0, 0, 500, 500)), ("centre", (100, 100, 100, 100))
    )
    found = types_at("sites", city, sites, (400, 400), (150, 150), (501, 400), (1_900, 1_900))
    assert found == ["business_park", "centre", "residential", "residential"]


def test_land_use_reaches_a_hundred_metres(empty_folder, tmp_path):
    city = known_areas(tmp_path)
    use = made("land_use", city, ("rural", (0, 0, 500, 500)), ("centre", (0, 500, 500, 100)))
    found = types_at("land_use", city, use, (400, 400), (550, 400), (550, 550), (700, 400))
    assert found == ["rural", "rural", "centre", "unknown"]


def test_without_polygons_of_a_municipality_nothing_is_known(empty_folder, tmp_path):
    city = known_areas(tmp_path)
    nothing = locations.stored("sites")
    assert types_at("sites", city, nothing, (400, 400)) == [None]
    assert locating.of_areas(city, "sites", nothing).empty


def test_polygons_are_cut_to_the_areas_and_replace_their_own_kind(empty_folder, tmp_path):
    city = known_areas(tmp_path)
    kept = made("sites", city, ("centre", (-500, 0, 600, 100)), ("office", (900, 0, 100, 100)))
    assert kept.geometry.area.tolist() == pytest.approx([10_000, 10_000])
    with kept_files.replacing("sites", kept):
        pass
    after = made("sites", city, ("centre", (300, 300, 50, 50)))
    assert after[["location_type"]].assign(area=after.area).to_numpy().tolist() == [
        ["centre", 2_500.0],
        ["office", 10_000.0],
    ]
    use = made("land_use", city, ("rural", (9_000, 9_000, 100, 100)))
    assert use.empty


boxes = st.tuples(
    st.sampled_from(["centre", "business_park", "residential"]),
    st.tuples(*[st.integers(-300, 1_900)] * 2, *[st.integers(40, 1_500)] * 2),
)


@given(parts=st.lists(boxes, min_size=1, max_size=5), rule=st.sampled_from(["sites", "land_use"]))
@limits(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_points_have_a_type_their_area_can_have(empty_folder, tmp_path, parts, rule):
    """Else the sums that protection counts on would not hold."""
    city = known_areas(tmp_path)
    polygons = made(rule, city, *parts)
    step = np.arange(-90, 2_091, 109)
    grid = pd.DataFrame([(x, y) for x in step for y in step], columns=["x", "y"])
    placed = placing.place(grid.add([cities.X, cities.Y]), city)
    possible = locating.of_areas(city, rule, polygons)
    kinds = locating.of_points(placed, rule, possible, polygons)
    allowed = set(possible[["area_code", "location_type"]].itertuples(index=False, name=None))
    found = set(zip(placed["area_code"], kinds, strict=True)) if len(possible) else set()
    assert found <= allowed
    assert (possible.groupby("area_code")["land_share"].max() > 0).all()


def two_streets(folder: Path) -> None:
    """A register of forty homes in the north west and forty shops in the south west, released."""
    upkeep.use_areas(known_areas(folder))
    homes = [cities.row(i, x=cities.X + 20 * i) for i in range(1, 41)]
    shops = [
        cities.row(100 + i, x=cities.X + 20 * i, y=cities.Y + 500, use="winkelfunctie")
        for i in range(1, 41)
    ]
    importing.import_file(cities.register_file(folder, [*homes, *shops]), "lisa")
    publish.publish("public", lambda _step: None)


@pytest.fixture
def city(empty_folder, prepared, tmp_path) -> Path:
    """The two streets in use; the folder with the file of their areas."""
    prepared(two_streets)
    cities.areas_file(tmp_path)
    return tmp_path


def by_rule() -> dict[str, dict[str, int | str]]:
    """What ``used`` gives of a release that is made now."""
    publish.publish("public", lambda _step: None)
    return used()


def used() -> dict[str, dict[str, int | str]]:
    """Establishments of the city (or the flag) by rule and location type, zeros left out."""
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        rows = con.execute(
            "select rule, location_type, coalesce(cast(establishments as varchar), flag)"
            " from location where area_code = 'GM9999' and size_class = '*' and premises = '*'"
        ).fetchall()
    found: dict[str, dict[str, int | str]] = {}
    for rule, kind, value in rows:
        if value != "0":
            found.setdefault(rule, {})[kind] = value
    return found


def run(*arguments: object) -> None:
    cli.main([str(argument) for argument in arguments], standalone_mode=False)


def test_each_rule_is_published_once_it_is_known(city, capsys):
    before = used()
    assert before["area"] == {"residential": "40", "business_park": "40"}
    assert before["sites"]["residential"] == "u"
    assert before["sites"]["unknown"] == "80"
    sites = cities.polygons_file(city, cities.box(0, 0, 410, 1_000, WLOC_TYPE="Bedrijventerrein"))
    run("locations", sites, "--rule", "sites")
    use = cities.polygons_file(city, cities.box(0, 0, 2_000, 2_000, bodemgebruik=20))
    run("locations", use, "--rule", "land_use")
    listed = city / "list.csv"
    listed.write_text("buurtcode;locatietype\nBU99990101;centrum\n")
    run("locations", listed, "--rule", "area")
    assert "1" in capsys.readouterr().out
    assert by_rule() == {
        "area": {"centre": "40", "business_park": "40"},
        "sites": {"residential": "60", "business_park": "20"},
        "land_use": {"residential": "80"},
    }


def test_new_deliveries_and_areas_keep_their_types(city, tmp_path):
    sites = cities.polygons_file(city, cities.box(0, 0, 410, 1_000, WLOC_TYPE="Bedrijventerrein"))
    run("locations", sites, "--rule", "sites")
    listed = city / "list.csv"
    listed.write_text("buurtcode;locatietype\nBU99990101;centrum\n")
    run("locations", listed, "--rule", "area")
    upkeep.use_areas(known_areas(tmp_path).assign(boundary_year=2023))
    later = [cities.row(i, date="2025-04-01", y=cities.Y + 500) for i in range(1, 50)]
    importing.import_file(cities.register_file(tmp_path, later, "later.csv"), "lisa")
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        found = con.execute(
            "select year, location_type, sites_type, count(*) from establishment group by all"
            " order by all"
        ).fetchall()
    assert found == [
        (2024, "business_park", "business_park", 20),
        (2024, "business_park", "residential", 20),
        (2024, "centre", "residential", 40),
        (2025, "business_park", "residential", 49),
    ]


def test_polygons_elsewhere_are_refused(city):
    file = cities.polygons_file(city, cities.box(50_000, 0, 100, 100, locatietype="centrum"))
    with pytest.raises(Refused, match="nothing within the areas"):
        run("locations", file, "--rule", "sites")
    assert not (settings.raw_dir() / "sites.parquet").exists()


def test_a_map_is_no_list(city):
    file = cities.polygons_file(city, cities.box(50_000, 0, 100, 100, locatietype="centrum"))
    with pytest.raises(Refused, match="is a map, and no list"):
        run("locations", file, "--rule", "area")


def test_a_register_of_an_older_version_is_brought_up_to_date(city):
    before = used()
    with duckdb.connect(settings.register_file()) as con:
        con.execute("drop view establishment")
        con.execute("drop table smallest_area")
        con.execute("create view establishment as select 1 as establishment_id")
    assert by_rule() == before


def test_a_buurt_of_one_type_gives_it_to_who_has_no_point(empty_folder, tmp_path):
    known = known_areas(tmp_path)
    sites = made("sites", known, ("centre", (1_200, 100, 700, 700)))
    types = locating.only_types(known, locating.of_areas(known, "sites", sites))
    found = dict(zip(known["area_code"], types, strict=True))
    assert found["BU99990101"] == "residential"
    assert pd.isna(found["BU99990202"])


def dying(step: str, *arguments: object) -> int:
    """Exit status of a command that is killed before a file is put in place."""

    def work() -> None:
        replace = os.replace

        def die_before(*files: object) -> None:
            if Path(str(files[1])).name == step:
                killed.die()
            replace(*files)

        os.replace = die_before
        run(*arguments)

    return killed.run(work)


@pytest.mark.parametrize("step", ["register.duckdb", "sites.parquet"])
def test_a_kill_leaves_register_and_polygons_in_line(city, step):
    """Else a release would tell of other polygons than its establishments are counted by."""
    south = cities.polygons_file(
        city, cities.box(0, 0, 2_000, 1_000, type="centrum"), name="south.geojson"
    )
    north = cities.polygons_file(
        city, cities.box(0, 1_000, 2_000, 1_000, type="centrum"), name="north.geojson"
    )
    run("locations", south, "--rule", "sites")
    before = by_rule()
    assert dying(step, "locations", north, "--rule", "sites") == -9
    assert by_rule() == before
    run("locations", north, "--rule", "sites")
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        found = con.execute(
            "select buurt_code, sites_type from establishment group by all order by all"
        ).fetchall()
    assert found == [("BU99990101", "centre"), ("BU99990201", "residential")]


@pytest.mark.parametrize("step", ["register.duckdb", "areas.parquet"])
def test_a_kill_leaves_register_and_areas_in_line(city, step):
    before = used()
    assert before["area"] == {"residential": "40", "business_park": "40"}
    file = city / "vierkantstad.geojson"
    file.write_text(file.read_text().replace('"residential"', '"rural"'))
    assert dying(step, "areas", file) == -9
    assert by_rule() == before


@pytest.mark.parametrize("room", [3_000, 30_000, 300_000])
def test_a_full_disk_leaves_polygons_as_they_were(city, room):
    first = cities.polygons_file(city, cities.box(0, 0, 500, 500, type="centrum"))
    run("locations", first, "--rule", "sites")
    held = kept_files.file("sites").read_bytes(), settings.register_file().read_bytes()
    other = cities.polygons_file(
        city, cities.box(0, 0, 900, 900, type="centrum"), name="other.geojson"
    )
    work = killed.with_room(room, lambda: run("locations", other, "--rule", "sites"))
    assert killed.run(work) == killed.REFUSED
    assert (kept_files.file("sites").read_bytes(), settings.register_file().read_bytes()) == held
    assert not [file for file in settings.raw_dir().iterdir() if "new" in file.name]


@pytest.mark.parametrize("rule", ["area", "sites", "land_use"])
def test_what_was_loaded_can_be_taken_out(city, rule):
    before = used()
    listed = city / "list.csv"
    listed.write_text("buurtcode;locatietype\nBU99990101;centrum\n")
    said = {"sites": {"type": "centrum"}, "land_use": {"bodemgebruik": 21}}
    file = (
        cities.polygons_file(city, cities.box(0, 0, 900, 900, **said[rule]))
        if rule in said
        else listed
    )
    run("locations", file, "--rule", rule)
    assert by_rule() != before
    run("forget", "--locations", rule)
    assert by_rule() == before


def test_sites_of_a_neighbour_say_nothing_here(empty_folder, tmp_path):
    """A work site that ends on the border, or a metre over it, is none of the neighbour's."""
    own = known_areas(tmp_path)
    east = own.assign(
        municipality_code="GM9998",
        area_code=own["area_code"].str.replace("9999", "9998"),
        parent_code=own["parent_code"].str.replace("9999", "9998"),
        geometry=own.geometry.translate(2 * cities.SIDE),
    )
    both = gpd.GeoDataFrame(pd.concat([own, east], ignore_index=True), crs=RD)
    for over in (0, 1):
        sites = made("sites", both, ("business_park", (1_000, 0, 1_000 + over, 1_000)))
        known = locating.of_areas(both, "sites", sites)["area_code"]
        assert set(known.str[:6]) == {"BU9999"}


def test_a_type_of_a_wijk_is_that_of_its_buurten(empty_folder, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text("wijkcode;locatietype\nWK999901;centrum\nBU99990101;kantoor\n")
    types = locations.filled(known_areas(tmp_path), location_files.read_list(listed, None))
    found = types.set_index("area_code")["location_type"]
    assert found[["BU99990101", "BU99990102", "BU99990202"]].tolist() == [
        "office",
        "centre",
        "centre",
    ]
