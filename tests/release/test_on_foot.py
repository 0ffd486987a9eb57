"""Streets loaded by hand and a release made: who is reached on foot, per municipality and wijk."""

from pathlib import Path
from random import Random

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Transformer

from tests import cities
from tests.release import test_reach as by_hand
from wijkeconomie import settings
from wijkeconomie.__main__ import cli
from wijkeconomie.sources import areas, places

HUBS = {"a": by_hand.EVERYWHERE["a"], "c": ("hub", 1_000, 1_700, None, None)}
AREAS = {"GM9999": "2024", "WK999901": "north", "WK999902": "south"}
MIDDLE = cities.Y + cities.SIDE


def lines(folder: Path, streets: list[shapely.LineString]) -> Path:
    """A map of streets as lines, without a word of OpenStreetMap."""
    file = folder / "straten.gpkg"
    gpd.GeoDataFrame(geometry=streets, crs=areas.RD).to_file(file)
    return file


def extract(folder: Path, streets: list[shapely.LineString]) -> Path:
    """An extract of OpenStreetMap, in which ways share their nodes."""
    corners = {point: n for n, point in enumerate(points_of(streets), start=1)}
    to_degrees = Transformer.from_crs(areas.RD, "EPSG:4326", always_xy=True)
    written = ['<osm version="0.6">']
    for (x, y), number in corners.items():
        lon, lat = to_degrees.transform(x, y)
        at = f'lat="{lat:.9f}" lon="{lon:.9f}"'
        written.append(f'<node id="{number}" {at}/>')
    for number, street in enumerate(streets, start=1):
        ends = "".join(f'<nd ref="{corners[point]}"/>' for point in street.coords)
        tag = '<tag k="highway" v="residential"/>'
        written.append(f'<way id="{number}">{ends}{tag}</way>')
    file = folder / "straten.osm"
    file.write_text("\n".join([*written, "</osm>"]))
    return file


def points_of(streets: list[shapely.LineString]) -> list[tuple[float, float]]:
    return sorted({point for street in streets for point in street.coords})


def run(*arguments: object) -> str:
    done = CliRunner().invoke(
        cli, [str(a) for a in arguments], env={"LANG": "C"}, catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done.output


def prepare(folder: Path) -> pd.DataFrame:
    """The square city with a register, as written: x, y and year of what is not shielded."""
    areas.save(areas.read(cities.areas_file(folder), None, None))
    rows = by_hand.registered(folder, Random(11))  # noqa: S311
    there = rows[(rows["shielded"] == "Nee") & (rows["date"] == "2024-04-01")]
    return there.reset_index(drop=True)


def reached(file: Path) -> pd.DataFrame:
    """Reach of all hubs among all establishments of 2024."""
    with duckdb.connect(file, read_only=True) as con:
        return con.execute(
            "select area_code, radius_m, distance, establishments, flag from reach"
            " where year = 2024 and kind = 'hub' and who = 'all'"
        ).df()


def is_inside(rows: pd.DataFrame, area: str) -> pd.Series:
    is_north = rows["y"] >= MIDDLE
    return {"2024": rows["y"] > 0, "north": is_north, "south": ~is_north}[AREAS[area]]


@pytest.mark.parametrize(("write", "edition"), [(lines, "public"), (extract, "internal")])
def test_streets_and_a_release_tell_who_is_reached_on_foot(
    write, edition, empty_folder, tmp_path, monkeypatch
):
    """Per area as counted by hand along the streets, and within a straight line without detour."""
    monkeypatch.setattr(places, "load", lambda **_sample: by_hand.made_places(HUBS))
    rows = prepare(tmp_path)
    run("streets", write(tmp_path, by_hand.grid_of_streets()))
    made = empty_folder / "made.duckdb"
    assert "On foot nothing is known" not in run("release", "--edition", edition, "--out", made)
    found = reached(made)
    assert len(found) == 3 * 3 * 2
    assert not found["flag"].eq("u").any()
    hubs = [place[1:3] for place in HUBS.values()]
    there = (rows[["x", "y"]] - by_hand.CORNER).to_numpy()
    on_foot = np.array([[by_hand.walked(hub, tuple(at)) for at in there] for hub in hubs]).min(0)
    straight = np.array([np.hypot(*(there - hub).T) for hub in hubs]).min(0)
    step = {"public": 5, "internal": 1}[edition]
    for row in found[found["distance"] == "walking"].itertuples():
        is_in = is_inside(rows, row.area_code)
        known = (is_in & (on_foot <= row.radius_m)).sum()
        assert 0 < known <= (is_in & (straight <= row.radius_m)).sum()
        if row.flag != "c":
            assert abs(row.establishments - known) < step, row


def test_streets_of_one_half_tell_of_that_half(empty_folder, tmp_path, monkeypatch):
    """The north is known, the south is not, and that is told."""
    monkeypatch.setattr(places, "load", lambda **_sample: by_hand.made_places(HUBS))
    prepare(tmp_path)
    streets = [each for each in by_hand.grid_of_streets() if each.bounds[1] >= MIDDLE + 250]
    run("streets", lines(tmp_path, streets))
    told = run("release", "--draft")
    assert "On foot nothing is known of " in told
    (draft,) = settings.releases_dir().glob("*.duckdb")
    found = reached(draft).query("distance == 'walking'")
    flags = found.groupby("area_code")["flag"].agg(lambda flag: set(flag.dropna()))
    assert flags["WK999901"] == set()
    assert flags["WK999902"] == {"u"}


@pytest.mark.parametrize(("points", "is_told"), [(9, False), (10, True)])
def test_a_few_points_do_not_tell_that_they_lie_at_a_street(points, is_told):
    """A wijk of less than ten has no answer of its own."""
    con = duckdb.connect()
    con.execute("create schema register")
    con.execute(
        "create table register.establishment as select 'GM1' as municipality_code, 'WK1' as "
        f"wijk_code, i as x, i as y from range({points}) as t (i)"
    )
    con.execute("create table point as select x as point_no, x, y from register.establishment")
    con.execute("create table at_street as select point_no from point where point_no < 5")
    con.execute(settings.query("release/walked"))
    found = dict(con.execute("from walked").fetchall())
    assert found["GM1"]
    assert found.get("WK1") == (True if is_told else None)
