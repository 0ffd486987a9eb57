"""Reach of 10,000 places among 2.4 million establishments, against DuckDB writing the same tables.

Towns of all sizes, in which establishments stand closer to the middle; places are where they are.
"""

import resource
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd

from tests.benchmarks.timing import timed
from wijkeconomie import distances, settings, shipped
from wijkeconomie.release import build, reach
from wijkeconomie.sources import places

ROWS, PLACES, TOWNS = 2_400_000, 10_000, 345
WIDE_M, SPREAD_M, DOOR_M = 180_000, 2_000, 10
CODES = ("0111", "1071", "4120", "4711", "5610", "4941", "5911", "7022", "8621", "9602")
WRITTEN = ("place_reach", "reach_counted")


def measure(folder: Path) -> None:
    """Prints seconds, their ratio to the floor, and the most memory the process ever took."""
    with duckdb.connect(config={"threads": 2, "temp_directory": str(folder)}) as con:
        rows = _register()
        _give(con, rows)
        pairs = timed(lambda: [_run(con, name) for name in reach.PREPARED if name != "exact"])
        written = timed(lambda: _write(con, folder / "reach.duckdb"))
        floor = timed(lambda: _copy(con, folder / "floor.duckdb"))
        count = con.table("near").aggregate("count(*)").fetchall()[0][0]
    taken, peak = pairs + written, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"reach of {PLACES} places among {ROWS} establishments, {count / 1e6:.1f} million pairs:")
    print(f"{taken:.1f} s, {taken / floor:.0f} x DuckDB writing the tables ({floor:.2f} s)")
    print(f"at most {peak:.1f} GB, with the register in memory")


def _register() -> pd.DataFrame:
    draw = np.random.default_rng(1)
    middle = draw.uniform(0, WIDE_M, (TOWNS, 2)) + np.array([20_000, 320_000])
    town = draw.choice(TOWNS, ROWS, p=draw.dirichlet(np.full(TOWNS, 0.7)))
    at = (middle[town] + draw.normal(0, SPREAD_M, (ROWS, 2))) // DOOR_M * DOOR_M
    return pd.DataFrame(
        {
            "establishment_id": np.arange(ROWS),
            "municipality_code": pd.Categorical.from_codes(
                town, [f"GM{i:04d}" for i in range(TOWNS)]
            ),
            "x": at[:, 0],
            "y": at[:, 1],
            "sbi_code": np.array(CODES)[draw.integers(0, len(CODES), ROWS)],
            "is_home": draw.random(ROWS) < 0.5,
            "is_one": draw.random(ROWS) < 0.6,
        }
    )


def _give(con: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    """What the queries need: a register, keys, frames, macros."""
    con.execute("attach ':memory:' as register")
    con.register("rows", rows)
    con.execute(
        "create table register.establishment as select establishment_id, date '2025-04-01' as"
        " reference_date, 2025 as year, municipality_code::varchar as municipality_code,"
        " 'WK' || substr(municipality_code::varchar, 3) || '00' as wijk_code, x, y, sbi_code,"
        " '2008' as sbi_version, if(is_home, 'home', 'business') as premises, is_one from rows"
    )
    con.execute(
        "create temp table keyed as select establishment_id,"
        " cast(hash(establishment_id) % 4294967296 as bigint) as record_key from rows"
    )
    con.execute("create temp table known as select 2025 as year, true as has_premises")
    con.execute("create temp table turned (n bigint, key_sum bigint)")
    points = con.execute(settings.query("release/points")).df()
    known = _places(rows)
    frames = {
        **reach.frames(known, points),
        "point": points,
        "category": shipped.table("categories"),
    }
    for name, frame in frames.items():
        con.register(name, frame)
    for macro in build.macros("public"):
        con.execute(settings.query(f"release/macro_{macro}"))


def _places(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    at = rows.sample(PLACES, random_state=2)
    kind = np.where(np.arange(PLACES) % 2, "hub", "third_place")
    told = {"place_id": [f"p{i:05d}" for i in range(PLACES)], "kind": kind}
    none = places.sample().iloc[:1].drop(columns="geometry")
    shaped = pd.concat([none] * PLACES, ignore_index=True).assign(opened_on=pd.NA, **told)
    return gpd.GeoDataFrame(shaped, geometry=gpd.points_from_xy(at["x"] + 3, at["y"]), crs=28992)


def _run(con: duckdb.DuckDBPyConnection, name: str) -> None:
    parameters = {"detour": distances.DETOUR} if name == "near" else None
    con.execute(settings.query(f"release/{name}"), parameters)


def _write(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    con.execute("attach $file as release", {"file": str(file)})
    _run(con, "place_reach")
    con.execute("create table release.reach_counted as from reach_exact")


def _copy(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    con.execute("attach $file as floor", {"file": str(file)})
    for table in WRITTEN:
        con.execute(f"create table floor.{table} as from release.{table}")
