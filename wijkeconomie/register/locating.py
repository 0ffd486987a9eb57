"""The location type of points and areas by polygons: work sites and centres, or land use.

What an area can have by a rule is told by its ground; no establishment in it is of another type.
So sums over areas hold, whatever a point on a border or a rough outline would say.
"""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.register.placing import areas_of, finest
from wijkeconomie.sources import locations
from wijkeconomie.sources.locations import NEAR_M, OUTSIDE

LEAST_SHARE = 0.001
LEAST_BARE = {"sites": LEAST_SHARE, "land_use": 0.2}
COLUMNS = ["area_code", "boundary_year", "location_type", "land_share"]
Polygons = dict[str, gpd.GeoDataFrame]


def of_points(
    points: pd.DataFrame, rule: str, possible: pd.DataFrame, polygons: gpd.GeoDataFrame
) -> pd.Series:
    """Location type of each point, missing where its municipality has no polygons of the rule.

    ``points``: x, y (EPSG:28992, m), area_code (of the smallest area); ``possible``: what
    ``of_areas`` gives of their areas. By sites a point outside all of them is residential; by land
    use it has the type of the nearest polygon within 100 m, if any. A type that its area cannot
    have becomes the one of most of that area.
    """
    if possible.empty:
        return pd.Series(pd.NA, points.index, dtype="string")
    near = NEAR_M if rule == "land_use" else None
    index = areas_of(points, polygons.geometry.to_numpy(), near)
    types = np.append(polygons["location_type"].to_numpy(object), OUTSIDE[rule])[index]
    smallest = points["area_code"].astype("string")
    most = possible.sort_values("land_share").drop_duplicates("area_code", keep="last")
    own = smallest.map(most.set_index("area_code")["location_type"])
    known = pd.MultiIndex.from_frame(possible[["area_code", "location_type"]])
    is_possible = pd.MultiIndex.from_arrays([smallest, types]).isin(known)
    found = pd.Series(types, points.index, dtype="string").where(is_possible, own)
    return found.where(own.notna()).astype("string")


def of_areas(areas: gpd.GeoDataFrame, rule: str, polygons: gpd.GeoDataFrame) -> pd.DataFrame:
    """Location types that an establishment in an area can have by a rule, for the smallest areas:
    area_code, boundary_year, location_type, land_share (0-1, of the ground).
    """
    smallest = finest(areas)
    known = smallest[smallest["municipality_code"].isin(_covered(areas, polygons))]
    return pd.DataFrame(_types(known, rule, polygons), columns=COLUMNS)


def by_rule(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """``of_areas`` by every rule, with a column rule; by ``area`` it is the type of the area."""
    own = finest(areas)[COLUMNS[:-1]].dropna().assign(land_share=1.0)
    parts = {rule: of_areas(areas, rule, known) for rule, known in locations.load(areas).items()}
    every = {"area": pd.DataFrame(own), **parts}
    return pd.concat([part.assign(rule=rule) for rule, part in every.items()], ignore_index=True)


def only_types(areas: pd.DataFrame, possible: pd.DataFrame) -> pd.Series:
    """The type of each of the areas in which there can be but one, else missing."""
    once = possible[~possible["area_code"].duplicated(keep=False)]
    own = once.set_index("area_code")["location_type"]
    return areas["area_code"].map(own).astype("string")


def _covered(areas: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> set[str]:
    """Municipalities that a polygon lies in."""
    own = areas[areas["level"] == "municipality"]
    inside = polygons.geometry.representative_point().to_numpy()
    city, _polygon = shapely.STRtree(inside).query(own.geometry.to_numpy(), predicate="contains")
    return set(own["municipality_code"].to_numpy()[city])


def _types(
    areas: gpd.GeoDataFrame, rule: str, polygons: gpd.GeoDataFrame
) -> Iterator[tuple[str, int, str, float]]:
    """One row per area and type that is on a thousandth of its ground at least."""
    shapes, types = polygons.geometry.to_numpy(), polygons["location_type"].to_numpy(object)
    tree = shapely.STRtree(shapes)
    keys = zip(areas["area_code"], areas["boundary_year"], strict=True)
    for (code, year), area in zip(keys, areas.geometry, strict=True):
        near = tree.query(area, predicate="intersects")
        parts = _within(area, shapes[near])
        ground = pd.Series(shapely.area(parts) / area.area).groupby(types[near]).sum()
        shares = {str(kind): min(share, 1.0) for kind, share in ground.items()}
        covered = parts if rule == "land_use" else [shapely.union_all(parts)]
        bare = 1 - shapely.area(covered).sum() / area.area
        if bare >= LEAST_BARE[rule]:
            shares[OUTSIDE[rule]] = shares.get(OUTSIDE[rule], 0.0) + bare
        least = min(LEAST_SHARE, max(shares.values(), default=0.0))
        for kind in sorted(shares):
            if shares[kind] >= least:
                yield code, int(year), kind, round(shares[kind], 3)


def _within(area: shapely.Geometry, shapes: np.ndarray) -> np.ndarray:
    """The parts of shapes in an area."""
    shapely.prepare(area)
    parts = shapes.copy()
    is_across = ~shapely.covers(area, shapes)
    parts[is_across] = shapely.intersection(shapes[is_across], area)
    return parts
