"""Outlines of areas: mended where the flaw is small, refused where it is not."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from wijkeconomie.errors import Refused

CHANGED_SHARE = 0.01
OVERLAP_SHARE = 0.02
OVERLAP_M2 = 1_000
FURTHEST_M = 1e7


def refuse_overlaps(areas: gpd.GeoDataFrame, path: Path) -> None:
    """Raises Refused when two areas of a level overlap by more than a rounding of borders.

    ``areas``: area_code, level, geometry in metres.
    """
    for _, group in areas.groupby("level"):
        shapes, codes = group.geometry.to_numpy(), group["area_code"].to_numpy()
        left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        left, right = left[left < right], right[left < right]
        shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
        smaller = shapely.area(shapes[left]).clip(max=shapely.area(shapes[right]))
        bad = (shared > OVERLAP_M2) & (shared > OVERLAP_SHARE * smaller)
        if bad.any():
            raise Refused(
                "File {file}: areas {first} and {second} overlap by {ha:.1f} hectares: correct "
                "the boundaries or take the official file.",
                file=path,
                first=codes[left[bad][0]],
                second=codes[right[bad][0]],
                ha=shared[bad][0] / 10_000,
            )


def mended(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Valid polygons without height; lines and points in them are dropped."""
    return shapes.force_2d().make_valid(method="structure", keep_collapsed=False).buffer(0)


def is_on_earth(shapes: gpd.GeoSeries) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Whether an outline has coordinates, and each is a number of metres that can be."""
    points, whose = shapely.get_coordinates(shapes.to_numpy(), return_index=True)
    is_near = (np.abs(points) < FURTHEST_M).all(axis=1)
    numbers = np.arange(len(shapes))
    return np.isin(numbers, whose) & ~np.isin(numbers, whose[~is_near])


def refuse_broken(features: gpd.GeoDataFrame, path: Path) -> None:
    """Raises Refused when an area has no outline, or one that crosses itself.

    ``features``: code, geometry in metres.
    """
    shapes = features.geometry
    kinds = ["Polygon", "MultiPolygon", "GeometryCollection"]
    is_outline = shapes.geom_type.isin(kinds).to_numpy()
    missing = features[np.logical_not(is_outline & is_on_earth(shapes))]
    if len(missing):
        raise Refused(
            "File {file}: area {code} has no outline: correct it in a GIS or take the official "
            "file.",
            file=path,
            code=missing["code"].iloc[0],
        )
    rings = shapely.area(shapes.to_numpy())
    change = np.abs(shapely.area(mended(shapes).to_numpy()) - rings) > CHANGED_SHARE * rings
    crossed = features[(change | (rings == 0)) & ~shapes.is_valid.to_numpy()]
    if len(crossed):
        raise Refused(
            "File {file}: the outline of area {code} crosses itself: correct it in a GIS or take "
            "the official file.",
            file=path,
            code=crossed["code"].iloc[0],
        )
