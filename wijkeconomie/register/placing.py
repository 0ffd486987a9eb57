"""Points into areas."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.register.tiles import Tiles

NEAR_M = 100


def place_each(points: pd.DataFrame, sets: list[gpd.GeoDataFrame]) -> pd.DataFrame:
    """Areas of each point in the set of boundaries its ``boundary_set`` numbers; see ``place``."""
    number = points["boundary_set"]
    every = pd.CategoricalDtype(pd.concat([areas["area_code"] for areas in sets]).unique())
    parts = [
        place(points[number == i], areas).assign(boundary_set=i).astype({"area_code": every})
        for i, areas in enumerate(sets)
    ]
    return pd.concat(parts, ignore_index=True)


def place(points: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The smallest area of each point, for the points that lie in one.

    ``points``: x, y (EPSG:28992, m). A point in no area but within 100 m of one, as at the
    edge of generalised boundaries, belongs to the nearest; in areas of two years, as after
    municipalities became one, to the newer. Returns x, y, area_code (of the finest level that is
    loaded there).
    """
    whole = finest(areas).sort_values("boundary_year", ascending=False, kind="stable")
    index = areas_of(points, whole.geometry.to_numpy())
    inside = index >= 0
    found = points.loc[inside, ["x", "y"]].reset_index(drop=True)
    codes = pd.Categorical(whole["area_code"])[index[inside]]
    return found.assign(area_code=codes)


def finest(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Per municipality the areas of its finest level: buurten, else wijken, else itself."""
    rank = areas["level"].map({"municipality": 0, "wijk": 1, "buurt": 2})
    return areas[rank == rank.groupby(areas["municipality_code"]).transform("max")]


def smallest(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The finest areas and those they lie in: area_code, municipality_code, wijk_code, buurt_code
    (null where the finest level loaded is coarser), location_type."""
    whole = finest(areas)
    codes = whole["area_code"]
    own = {
        "area_code": codes,
        "municipality_code": whole["municipality_code"],
        "wijk_code": ("WK" + codes.str[2:8]).where(whole["level"] != "municipality"),
        "buurt_code": codes.where(whole["level"] == "buurt"),
        "location_type": whole["location_type"],
    }
    return pd.DataFrame(own).astype("string")


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
