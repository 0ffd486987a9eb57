"""Buildings where many establishments are: candidates that a steward decides over, one by one."""

from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.errors import Refused
from wijkeconomie.sources import kept
from wijkeconomie.sources.area_files import RD
from wijkeconomie.sources.lists import values

FILE = SOURCE = "buildings"
KINDS = {
    "building_id": "string",
    "x": "int64",
    "y": "int64",
    "municipality_code": "string",
    "buurt_code": "string",
    "establishments": "int64",
    "status": "string",
    "name": "string",
    "decided_on": "string",
    "sample": "bool",
}
OPEN, HUB, SITE, NO = "open", "hub", "site", "no"
LONGEST, NEAR_M = 80, 50


def stored() -> pd.DataFrame:
    """One row per building: building_id (of its point), x, y (whole metres, EPSG:28992),
    municipality_code, buurt_code (at the time), establishments (a multiple of 5), status (open,
    hub, site or no), name, decided_on (YYYY-MM-DD), sample (found in the sample). For the steward
    only."""
    file = kept.file(FILE)
    known = pd.read_parquet(file) if file.exists() else pd.DataFrame(columns=list(KINDS))
    return known.astype(KINDS)


def keep(rows: pd.DataFrame) -> None:
    """Keeps these rows, for the owner of the folder only; nothing is written when they are kept
    already."""
    told = rows.astype(KINDS)[list(KINDS)].sort_values("building_id", ignore_index=True)
    if not told.equals(stored()):
        with kept.replacing(FILE, told):
            pass


def decide(building_id: str, status: str, name: str = "") -> str:
    """Decides over a building, or takes a decision back (status open); returns its name.

    Raises Refused when it is not among those found, or has to have a name and has none.
    """
    known = stored()
    chosen = known["building_id"] == building_id
    if not chosen.any():
        raise Refused(
            "Building {building} is not among those found: run buildings to see which are.",
            building=building_id,
        )
    named = values.text(name, LONGEST)
    if status in (HUB, SITE) and not named:
        raise Refused("Building {building} needs a name: fill it in.", building=building_id)
    today = f"{datetime.now(UTC).date():%Y-%m-%d}" if status != OPEN else None
    told = [status, named if status in (HUB, SITE) else None, today]
    known.loc[chosen, ["status", "name", "decided_on"]] = told
    keep(known)
    return named


def with_hubs(places: gpd.GeoDataFrame, *, is_sample: bool) -> gpd.GeoDataFrame:
    """Rows of ``places.load`` and, after them, the buildings that are a hub. One within NEAR_M of
    a hub that was loaded since is that hub, and is left out."""
    rows = _decided(HUB, is_sample=is_sample)
    hubs = _located(
        rows,
        place_id=rows["building_id"],
        name=rows["name"],
        kind="hub",
        category="business_centre",
        checked_on=rows["decided_on"],
    )
    known = places.geometry[(places["kind"] == "hub").fillna(value=False)]
    return _together(places, gpd.GeoDataFrame(hubs[~is_near(hubs, known, NEAR_M)]))


def with_sites(sites: gpd.GeoDataFrame, *, is_sample: bool) -> gpd.GeoDataFrame:
    """Rows of ``sites.load`` and, after them, the buildings where a place could come."""
    rows = _decided(SITE, is_sample=is_sample)
    found = _located(
        rows,
        site_id=rows["building_id"],
        name=rows["name"],
        kind="building",
        checked_on=rows["decided_on"],
    )
    return _together(sites, found)


def is_near(rows: gpd.GeoDataFrame, others: pd.Series, most_m: float) -> np.ndarray:
    """Whether any of the others is within a distance (metres) of each row."""
    tree = shapely.STRtree(others.to_numpy())
    near = tree.query(rows.geometry.to_numpy(), predicate="dwithin", distance=most_m)[0]
    return np.isin(np.arange(len(rows)), near)


def located(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Rows with x and y as points."""
    return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["x"], rows["y"]), crs=RD)


def _together(known: gpd.GeoDataFrame, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if rows.empty:
        return known
    kinds = known.drop(columns="geometry").dtypes.to_dict()
    every = pd.concat([known, rows], ignore_index=True) if len(known) else rows
    told = every.reindex(columns=known.columns)
    return gpd.GeoDataFrame(told.astype(kinds), geometry="geometry", crs=RD)


def _decided(status: str, *, is_sample: bool) -> pd.DataFrame:
    """Buildings with a status; those found in the sample go with the sample only."""
    known = stored()
    return known[(known["status"] == status) & (~known["sample"] | is_sample)]


def _located(rows: pd.DataFrame, **columns: object) -> gpd.GeoDataFrame:
    told = pd.DataFrame(columns | {"source": SOURCE}, index=rows.index).astype("string")
    return located(told.assign(sample=rows["sample"], x=rows["x"], y=rows["y"]))
