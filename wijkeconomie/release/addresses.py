"""Addresses that were loaded as points to type on a page: of buildings, never of the register."""

from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.release.geometry import DEGREES
from wijkeconomie.sources import addresses

MOST = 1_000_000
LEAST_SHARE = 0.5
KEYS = ["postcode", "house_number"]


def points(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per postcode and house_number in the areas: lon, lat, the middle of its objects.

    Only of municipalities of which at least half as many objects are loaded as there are
    dwellings: a list of some addresses would tell which ones were on it. None above MOST.
    """
    empty = pd.DataFrame({"postcode": [], "house_number": [], "lon": [], "lat": []})
    file = addresses.kept("objects")
    if file is None:
        return empty
    rows = pd.read_parquet(file, columns=[*KEYS, "x", "y", "municipality_code"]).dropna()
    rows = rows[rows["municipality_code"].isin(_whole(rows, areas))]
    middles = rows.groupby(KEYS, as_index=False)[["x", "y"]].mean()
    if not 0 < len(middles) <= MOST:
        return empty
    dots = gpd.GeoSeries.from_xy(middles["x"], middles["y"], crs=areas.crs).to_crs(DEGREES)
    return middles[KEYS].assign(lon=dots.x.round(5), lat=dots.y.round(5))


def are_left_out(release: Path) -> bool:
    """Whether addresses with points are loaded and a release holds none of them."""
    if addresses.kept("objects") is None:
        return False
    with duckdb.connect(release, read_only=True) as con:
        return not con.execute(settings.query("release/has_addresses")).fetchall()[0][0]


def _whole(rows: pd.DataFrame, areas: gpd.GeoDataFrame) -> list[str]:
    """Municipalities of which most addresses are loaded."""
    loaded = rows["municipality_code"].value_counts()
    own = areas[areas["level"] == "municipality"]
    dwellings = own.groupby("municipality_code")["dwellings"].max()
    share = loaded.reindex(dwellings.index).fillna(0) / dwellings
    return share.index[share >= LEAST_SHARE].tolist()
