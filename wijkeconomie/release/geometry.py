"""Shapes, points and hexagons for a release: everything that needs geometry."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from h3ronpy import cells_to_string, change_resolution
from h3ronpy.vector import coordinates_to_cells

from wijkeconomie.coordinates import TO_DEGREES, TO_RD
from wijkeconomie.register.placing import finest

DEGREES = "EPSG:4326"
TOLERANCE_M = 8
FINE, COARSE = 9, 8
THREADS = os.cpu_count() or 1


def shapes(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per area and boundary year: area_code, boundary_year, detail ('map'), geojson
    (geometry in WGS84, 5 decimals).

    The areas of one level and year are simplified together, so that no gaps appear between them.
    """
    parts = []
    for _, rows in areas.groupby(["level", "boundary_year"]):
        level = gpd.GeoDataFrame(rows)
        simple = level.set_geometry(_simplified(level.geometry)).to_crs(DEGREES)
        rounded = shapely.set_precision(simple.geometry.to_numpy(), 1e-5, mode="pointwise")
        parts.append(
            pd.DataFrame(
                {
                    "area_code": level["area_code"].to_numpy(),
                    "boundary_year": level["boundary_year"].to_numpy(),
                    "detail": "map",
                    "geojson": [_geojson(shape) for shape in rounded],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _simplified(geometry: gpd.GeoSeries) -> list[shapely.Geometry]:
    shapes = geometry.to_numpy()
    simple = shapely.coverage_simplify(shapes, TOLERANCE_M)
    usable = shapely.is_valid(simple) & ~shapely.is_empty(simple)
    return [new if ok else old for new, old, ok in zip(simple, shapes, usable, strict=True)]


def _geojson(shape: shapely.Geometry) -> str:
    return json.dumps(_rounded(json.loads(shapely.to_geojson(shape))), separators=(",", ":"))


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value


def located(places: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Places with lon, lat (degrees) and the area_code of the finest area of the last year
    (until_year) they lie in. Those without a point stand within the area they name."""
    last = areas[areas["until_year"] == areas["until_year"].max()]
    told = places.get("area_code", pd.Series(pd.NA, places.index, dtype="string"))
    middles = last.set_index("area_code").geometry.representative_point()
    points = places.geometry.fillna(gpd.GeoSeries(told.map(middles), crs=places.crs))
    own = places.set_geometry(points).drop(columns="area_code", errors="ignore")
    joined = own.sjoin(finest(last)[["area_code", "geometry"]], how="left", predicate="intersects")
    joined = joined[~joined.index.duplicated()]
    degrees = joined.geometry.to_crs(DEGREES)
    plain = pd.DataFrame(joined.drop(columns=["geometry", "index_right"]))
    within = told.fillna(plain["area_code"])
    return plain.assign(area_code=within, lon=degrees.x.round(5), lat=degrees.y.round(5))


def inside(places: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Places that lie in the areas of the last year: of municipalities that are published."""
    last = areas[areas["until_year"] == areas["until_year"].max()]
    tree = shapely.STRtree(finest(last).geometry.to_numpy())
    found, _area = tree.query(places.geometry.to_numpy(), predicate="intersects")
    return gpd.GeoDataFrame(places.iloc[np.unique(found)].reset_index(drop=True))


def hexagons(points: pd.DataFrame) -> pd.DataFrame:
    """One row per point (x, y in EPSG:28992, m): x, y, the hexagon h3 it lies in, and the coarser
    hexagon (parent) that one lies in."""
    x, y = (np.array_split(points[name].to_numpy(float), THREADS) for name in ("x", "y"))
    with ThreadPoolExecutor(THREADS) as pool:
        cells, own = np.unique(np.concatenate(list(pool.map(_cells, x, y))), return_inverse=True)
    parents = change_resolution(cells, COARSE)
    names = {"h3": cells_to_string(cells), "parent": cells_to_string(parents)}
    named = {name: pa.array(codes).to_pandas().to_numpy(object) for name, codes in names.items()}
    return points.assign(**{name: codes[own] for name, codes in named.items()})


def municipalities(points: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per hexagon: h3 and municipality_code, of the last year, which is that of the area
    nearest to its centre. A hexagon across a border is whole of one municipality.

    ``points``: ``hexagons``, of which the coarse ones are told too.
    """
    codes = pd.unique(pd.concat([points["h3"], points["parent"]], ignore_index=True))
    if not len(codes):
        return pd.DataFrame(columns=["h3", "municipality_code"], dtype=object)
    last = finest(areas[areas["until_year"] == areas["until_year"].max()])
    lat, lon = zip(*map(h3.cell_to_latlng, codes), strict=True)
    centres = shapely.points(*TO_RD.transform(lon, lat))
    nearest = shapely.STRtree(last.geometry.to_numpy()).nearest(centres)
    own = last["municipality_code"].to_numpy(object)[nearest]
    return pd.DataFrame({"h3": codes, "municipality_code": own})


def _cells(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    lon, lat = TO_DEGREES.transform(x, y)
    return pa.array(coordinates_to_cells(lat, lon, FINE)).to_numpy()
