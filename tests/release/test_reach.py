"""Who is within reach, against counting them one by one; and what gives protected ones away."""

import heapq
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests import cities
from tests.conftest import environment, make_secret
from wijkeconomie import settings, shipped
from wijkeconomie.register import importing
from wijkeconomie.release import attack, build, checks, circles, walks
from wijkeconomie.sources import areas, places, streets

EVERYWHERE = {
    "a": ("hub", 310, 305, None, None),
    "b": ("hub", 1_710, 305, "2023-06-01", None),
    "c": ("third_place", 1_000, 1_700, None, "2024-01-01"),
    "d": ("third_place", 1_060, 955, "2024-04-01", None),
    "e": ("third_place", 310, 305, "2024-04-02", None),
}
SETS = {"1071": "making", "6201": None, "5911": "creative", "4779": "retail_mix circular"}
USES = ("woonfunctie", "winkelfunctie")
BRIDGE = 1_000
CORNER = np.array([cities.X, cities.Y])


def made_places(of: dict[str, tuple]) -> gpd.GeoDataFrame:
    """Places by id: kind, x and y from the corner of the city, opened and closed."""
    rows = places.sample().iloc[: len(of)].drop(columns="geometry")
    kind, x, y, opened, closed = (list(values) for values in zip(*of.values(), strict=True))
    told = {"place_id": list(of), "kind": kind, "opened_on": opened, "closed_on": closed}
    points = gpd.points_from_xy(np.add(x, cities.X), np.add(y, cities.Y))
    return gpd.GeoDataFrame(rows.assign(sample=False, **told), geometry=points, crs=areas.RD)


def grid_of_streets() -> list[shapely.LineString]:
    """A street every 200 metres both ways; a river with one bridge parts north from south."""
    lines = []
    for at in range(0, 2_001, 200):
        lines.append(shapely.LineString([(0, at), *((x, at) for x in range(200, 2_001, 200))]))
        for south in range(0, 2_000, 200):
            if south != 1_000 or at == BRIDGE:
                lines.append(shapely.LineString([(at, south), (at, south + 200)]))
    return [shapely.transform(line, lambda xy: xy + CORNER) for line in lines]


def streets_file(folder: Path) -> Path:
    file = folder / "straten.geojson"
    gpd.GeoDataFrame(geometry=grid_of_streets(), crs=areas.RD).to_file(file)
    return file


def registered(folder: Path, draw: Random) -> pd.DataFrame:
    """A register of two years of 150 establishments at random, imported; as it was written. None
    stands as near to one street as to another."""
    rows = []
    for serial, year in product(range(1, 151), (2023, 2024)):
        if draw.random() < 0.8:
            kind = {
                "sbi": draw.choice(list(SETS)),
                "full": draw.choice([1, 1, 4]),
                "x": cities.X + draw.randint(1, 1_999) + 0.25,
                "y": cities.Y + draw.randint(1, 1_998) + 0.5,
                "use": draw.choice(USES),
                "shielded": draw.choice(["Nee"] * 9 + ["Ja"]),
            }
            rows.append({"serial": serial, "date": f"{year}-04-01", **kind})
    lines = [cities.row(**row) for row in rows]
    importing.import_file(cities.register_file(folder, lines), "lisa")
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def counted(tmp_path_factory) -> Iterator[tuple[duckdb.DuckDBPyConnection, pd.DataFrame]]:
    """The internal edition of a city with places and streets, and what was written of it."""
    folder = tmp_path_factory.mktemp("reach")
    (folder / "data").mkdir()
    with (
        environment(
            WIJKECONOMIE_DATA=folder / "data", WIJKECONOMIE_SECRET_FILE=make_secret(folder)
        ),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(places, "load", lambda **_sample: made_places(EVERYWHERE))
        areas.save(areas.read(cities.areas_file(folder), None, None))
        streets.save(streets.read(streets_file(folder), areas.load()))
        register = registered(folder, Random(5))  # noqa: S311
        build.build(folder / "exact.duckdb", "internal", lambda _step: None)
    with duckdb.connect(folder / "exact.duckdb", read_only=True) as con:
        yield con, register


Node = tuple[int, int]


def walked(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres along the streets, worked out apart from the code that is tested."""
    (start, aside), (goal, beside) = (at_street(*point) for point in (one, other))
    return aside + walks_from(start).get(goal, np.inf) + beside


def at_street(x: float, y: float) -> tuple[Node, float]:
    near = min(street_graph(), key=lambda node: np.hypot(node[0] - x, node[1] - y))
    return near, np.hypot(near[0] - x, near[1] - y)


@cache
def walks_from(start: Node) -> dict[Node, float]:
    best, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        metres, node = heapq.heappop(queue)
        for after, length in street_graph()[node]:
            if metres + length < best.get(after, np.inf):
                best[after] = metres + length
                heapq.heappush(queue, (best[after], after))
    return best


@cache
def street_graph() -> dict[Node, list[tuple[Node, int]]]:
    """Points every 50 metres along the streets with their neighbours, from the corner."""
    found: dict[Node, list[tuple[Node, int]]] = {}
    for across, along in product(range(0, 2_001, 200), range(0, 2_000, 50)):
        pairs = [((along, across), (along + 50, across))]
        if not 1_000 <= along < 1_200 or across == BRIDGE:
            pairs.append(((across, along), (across, along + 50)))
        for one, other in pairs:
            found.setdefault(one, []).append((other, 50))
            found.setdefault(other, []).append((one, 50))
    return found


def is_open(place: tuple, year: int) -> bool:
    _kind, _x, _y, opened, closed = place
    day = f"{year}-04-01"
    return (opened is None or opened <= day) and (closed is None or closed > day)


def metres(place: tuple, row: pd.Series, distance: str) -> float:
    there = row["x"] - cities.X, row["y"] - cities.Y
    if distance == "walking":
        return walked(place[1:3], there)
    return 1.3 * np.hypot(place[1] - there[0], place[2] - there[1])


WHO: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "all": lambda rows: rows["serial"] > 0,
    "home": lambda rows: rows["use"] == "woonfunctie",
    "one_person": lambda rows: rows["full"] == 1,
}


@pytest.fixture(scope="module")
def ways(counted) -> tuple[pd.DataFrame, dict[tuple[str, str], np.ndarray]]:
    """What is not shielded, and by place and distance the metres to each of it."""
    _con, register = counted
    placed = register[register["shielded"] == "Nee"].reset_index(drop=True)
    pairs = product(EVERYWHERE.items(), ("straight", "walking"))
    rows = [row for _, row in placed.iterrows()]
    return placed, {
        (name, distance): np.array([metres(place, row, distance) for row in rows])
        for (name, place), distance in pairs
    }


def test_reach_of_each_place_against_counting(counted, ways):
    con, _register = counted
    placed, apart = ways
    found = con.table("place_reach").df()
    assert len(found) == 5 * 2 * 3 * 2 * (5 + 5 + 1)
    assert set(found["flag"].dropna()) == {"x"}
    for row in found.itertuples():
        if not is_open(EVERYWHERE[row.place_id], row.year):
            assert row.flag == "x"
            continue
        is_in = (apart[row.place_id, row.distance] <= row.radius_m) & WHO[row.who](placed)
        if row.sector_set != "*":
            is_in &= placed["sbi"].map(SETS).str.contains(row.sector_set).eq(True)  # noqa: FBT003
        is_in &= placed["date"] == f"{row.year}-04-01"
        assert row.establishments == is_in.sum(), row


def test_reach_of_each_area_against_counting(counted, ways):
    """Of each year by the places that were open then, of each kind and of both."""
    con, _register = counted
    placed, apart = ways
    inside = {"GM9999": placed["y"] > 0, "WK999901": placed["y"] >= cities.Y + 1_000}
    inside["WK999902"] = ~inside["WK999901"]
    found = con.table("reach").df()
    assert len(found) == 3 * 2 * 3 * 2 * 3 * 3
    for row in found.itertuples():
        is_near = np.zeros(len(placed), bool)
        for name, place in EVERYWHERE.items():
            if is_open(place, row.year) and row.kind in ("*", place[0]):
                is_near |= apart[name, row.distance] <= row.radius_m
        is_in = is_near & WHO[row.who](placed) & inside[row.area_code]
        is_in &= placed["date"] == f"{row.year}-04-01"
        assert row.establishments == is_in.sum(), row


def test_the_river_makes_walks_longer(counted):
    """Through the one bridge: on foot fewer are near than in a straight line, and not none."""
    con, _register = counted
    reached = dict(
        con.execute(
            "select distance, sum(establishments) from place_reach where who = 'all'"
            " and sector_set = '*' group by distance"
        ).fetchall()
    )
    assert 0.5 * reached["straight"] < reached["walking"] < 0.95 * reached["straight"]


def test_places_far_from_streets_are_unknown_on_foot(tmp_path):
    """So is a place 251 metres from the nearest point of a street; at 249 it counts."""
    pieces = streets._pieces(np.array(grid_of_streets()))
    north = cities.Y + 2_000
    at = pd.DataFrame({"x": cities.X + 1_000.0, "y": [north + 249.0, north + 251.0]})
    walks_found = walks.measure(
        pieces, at.assign(no=[0, 1])[["no", "x", "y"]], at.assign(no=[7, 8])[["no", "x", "y"]]
    )
    assert walks_found.places.tolist() == [0]
    assert walks_found.points.tolist() == [7]
    assert walks_found.metres.to_numpy().tolist() == [[0, 7, 498]]


def test_walks_are_the_same_whatever_the_tiles(monkeypatch):
    pieces = streets._pieces(np.array(grid_of_streets()))
    draw = np.random.default_rng(2)
    spots = pd.DataFrame({"no": range(60), "x": draw.uniform(0, 2_000, 60) + cities.X})
    spots["y"] = draw.uniform(0, 2_000, 60) + cities.Y
    found = []
    for tile, at_once in ((3_000, 32), (170, 1)):
        monkeypatch.setattr(walks, "TILE_M", tile)
        monkeypatch.setattr(walks, "AT_ONCE", at_once)
        measured = walks.measure(pieces, spots.iloc[:20], spots).metres
        order = measured.sort_values(["place_no", "point_no"], ignore_index=True)
        found.append(order.round(6))
    assert len(found[0]) > 300
    pd.testing.assert_frame_equal(*found)


def test_sector_sets_name_codes_that_are_known():
    rows = shipped.table("sector_sets")
    named = shipped.table("categories").query("dimension == 'sector_set' and code != '*'")
    assert set(rows["set_code"]) == set(named["code"])
    assert (rows["first_code"].str.len() == rows["last_code"].str.len()).all()
    assert (rows["first_code"] <= rows["last_code"]).all()
    assert set(rows["sbi_version"]) == {"2008", "2025"}
    assert not rows.duplicated(["set_code", "version", "sbi_version", "first_code"]).any()


def test_sets_that_share_a_code_do_not_add_up():
    assert circles.apart() == [["creative", "making", "retail_mix"], ["circular", "creative"]]


FEW = ["1071", "5911", "4711", "4711"]
REALLY = settings.query


def small_city(folder: Path, monkeypatch: pytest.MonkeyPatch, **queries: str) -> attack.Report:
    """Attacks a release of a city where one of each of four stand at a hub, made with other
    queries; the attack has its own."""
    monkeypatch.setattr(places, "load", lambda **_sample: made_places({"a": EVERYWHERE["a"]}))
    areas.save(areas.read(cities.areas_file(folder), None, None))
    rows = [
        cities.row(i, sbi=code, x=cities.X + 300, y=cities.Y + 300) for i, code in enumerate(FEW)
    ]
    rows += [cities.row(i, x=cities.X + 1_990, y=cities.Y + 1_990) for i in range(10, 50)]
    importing.import_file(cities.register_file(folder, rows), "lisa")
    monkeypatch.setattr(settings, "query", lambda name: queries.get(name[8:]) or REALLY(name))
    build.build(folder / "made.duckdb", "public", lambda _step: None)
    monkeypatch.setattr(settings, "query", REALLY)
    return attack.attack(folder / "made.duckdb")


def test_sector_sets_of_a_few_are_not_told(empty_folder, tmp_path, monkeypatch):
    assert small_city(tmp_path, monkeypatch).failures == []
    with duckdb.connect(tmp_path / "made.duckdb", read_only=True) as con:
        found = con.execute(
            "select distinct flag from place_reach where who = 'all' and sector_set <> '*'"
        ).fetchall()
    assert found == [("c",)]


TOLD = "and (sector_set = '*' or reaches(whole, 5) or whole = 0)"
KNOWN = "and (sector_set = '*' or whole_flag is null)"


def test_sector_sets_of_a_few_would_be_found_out(empty_folder, tmp_path, monkeypatch):
    """Four in three sets: each is one or two. The attack reads what is not told otherwise."""
    circle, read = REALLY("release/circle"), REALLY("attack/circles")
    assert TOLD in circle
    assert KNOWN in read
    small_city(tmp_path, monkeypatch, circle=circle.replace(TOLD, ""))
    monkeypatch.setattr(
        settings,
        "query",
        lambda name: read.replace(KNOWN, "") if name == "attack/circles" else REALLY(name),
    )
    assert "narrow" in attack.attack(tmp_path / "made.duckdb").failures


@pytest.mark.parametrize("table", ["place_reach", "reach"])
@pytest.mark.parametrize(
    ("figure", "caught"), [("3", "counts_under_threshold"), ("7", "not_rounded_to_five")]
)
def test_figures_that_are_not_protected_are_caught(table, figure, caught, sample_folder, tmp_path):
    file = tmp_path / "spoilt.duckdb"
    shutil.copyfile(sample_folder / "economy.duckdb", file)
    with duckdb.connect(file) as con:
        con.execute(f"update {table} set establishments = {figure} where establishments = 10")
    assert caught in [breach.check for breach in checks.breaches(file)]


def test_a_figure_that_another_bounds_is_caught(sample_folder, tmp_path):
    """A hub is said to reach more than stand in its circle of the next radius."""
    file = tmp_path / "spoilt.duckdb"
    shutil.copyfile(sample_folder / "economy.duckdb", file)
    for table, rows in (("place_reach", "sector_set = '*'"), ("reach", "kind = 'hub'")):
        with duckdb.connect(file) as con:
            con.execute(
                f"update {table} set establishments = establishments + 5000"
                f" where radius_m = 500 and year = 2025 and who = 'home' and {rows}"
            )
    assert "contradictions" in attack.attack(file).failures
