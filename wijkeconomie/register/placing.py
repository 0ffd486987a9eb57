"""Points into areas and hexagons."""

import os
from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from h3ronpy import cells_to_string
from h3ronpy.vector import coordinates_to_cells
from pyproj import Transformer

from wijkeconomie.register.tiles import Tiles

HEXAGON_RESOLUTION = 9
THREADS = os.cpu_count() or 1
NEAR_M = 100


def place_each(points: pd.DataFrame, sets: list[gpd.GeoDataFrame]) -> pd.DataFrame:
    """Areas of each point in the set of boundaries its ``boundary_set`` numbers; see ``place``."""
    number = points["boundary_set"]
    parts = [
        place(points[number == i], areas).assign(boundary_set=i) for i, areas in enumerate(sets)
    ]
    return pd.concat(parts, ignore_index=True)


def place(points: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Areas of each point, for the points that lie in one.

    ``points``: x, y (EPSG:28992, m). A point in no area but within 100 m of one, as at the
    edge of generalised boundaries, belongs to the nearest; in areas of two years, as after
    municipalities became one, to the newer. Returns x, y, municipality_code, wijk_code,
    buurt_code (null where the finest level loaded is coarser), location_type, h3.
    """
    whole = finest(areas).sort_values("boundary_year", ascending=False, kind="stable")
    index = areas_of(points, whole.geometry.to_numpy())
    inside = index >= 0
    found = points.loc[inside, ["x", "y"]].reset_index(drop=True)
    own = _codes(whole).iloc[index[inside]].reset_index(drop=True)
    return pd.concat([found, own], axis=1).assign(h3=_hexagons(found))


def _codes(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Of each area: municipality_code, wijk_code, buurt_code, location_type."""
    codes = areas["area_code"]
    own = {
        "municipality_code": areas["municipality_code"],
        "wijk_code": ("WK" + codes.str[2:8]).where(areas["level"] != "municipality"),
        "buurt_code": codes.where(areas["level"] == "buurt"),
        "location_type": areas["location_type"],
    }
    return pd.DataFrame(own).astype("string[pyarrow]")


def finest(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Per municipality the areas of its finest level: buurten, else wijken, else itself."""
    rank = areas["level"].map({"municipality": 0, "wijk": 1, "buurt": 2})
    return areas[rank == rank.groupby(areas["municipality_code"]).transform("max")]


def areas_of(points: pd.DataFrame, shapes: np.ndarray, near: float | None = NEAR_M) -> np.ndarray:
    """Position of the first shape that holds each point, else of the nearest within ``near``
    metres, -1 where there is none."""
    x, y = points["x"].to_numpy(float), points["y"].to_numpy(float)
    index = np.full(len(x), -1)
    if not len(x) or not len(shapes):
        return index
    tiles = Tiles(x, y)
    shapely.prepare(shapes)
    for i in reversed(range(len(shapes))):
        inside = tiles.within(*shapely.bounds(shapes[i]))
        index[inside[shapely.intersects_xy(shapes[i], x[inside], y[inside])]] = i
    outside = np.flatnonzero(index < 0)
    if near and len(outside):
        dots = shapely.points(x[outside], y[outside])
        dot, shape = shapely.STRtree(shapes).query_nearest(dots, near, all_matches=False)
        index[outside[dot]] = shape
    return index


def _hexagons(points: pd.DataFrame) -> pd.Series:
    """The hexagon of each point, worked out on all processors at once."""
    x, y = (np.array_split(points[name].to_numpy(float), THREADS) for name in ("x", "y"))
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(_cells, x, y))
    return pd.Series(pa.chunked_array(parts).to_pandas(), points.index, dtype="string")


def _cells(x: np.ndarray, y: np.ndarray) -> pa.Array:
    to_degrees = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform(x, y)
    return pa.array(cells_to_string(coordinates_to_cells(lat, lon, HEXAGON_RESOLUTION)))
