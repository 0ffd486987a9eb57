"""The location type of points and areas by polygons: work sites and centres, or land use."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.register.placing import areas_of, finest
from wijkeconomie.sources import locations
from wijkeconomie.sources.locations import NEAR_M, OUTSIDE

EDGE_M2 = 1
COLUMNS = ["area_code", "boundary_year", "location_type", "land_share"]


Polygons = dict[str, gpd.GeoDataFrame]


def of_points(
    points: pd.DataFrame, rule: str, areas: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame
) -> pd.Series:
    """Location type of each point, missing where its municipality has no polygons of the rule.

    ``points``: x, y (EPSG:28992, m), municipality_code. By sites a point outside all of them is
    residential; by land use it has the type of the nearest polygon within 100 m, if any.
    """
    near = NEAR_M if rule == "land_use" else None
    index = areas_of(points, polygons.geometry.to_numpy(), near)
    types = np.append(polygons["location_type"].to_numpy(object), OUTSIDE[rule])[index]
    is_covered = points["municipality_code"].isin(_covered(areas, polygons))
    return pd.Series(types, points.index, dtype="string").where(is_covered)


def typed_each(
    placed: pd.DataFrame, sets: list[gpd.GeoDataFrame], polygons: Polygons
) -> pd.DataFrame:
    """Points placed in sets of boundaries (``placing.place_each``) with sites_type and
    land_use_type."""
    groups = [(sets[int(str(i))], rows) for i, rows in placed.groupby("boundary_set")]
    types = {
        f"{rule}_type": [of_points(rows, rule, areas, known) for areas, rows in groups]
        for rule, known in polygons.items()
    }
    none = pd.Series(dtype="string")
    return placed.assign(**{name: pd.concat([none, *found]) for name, found in types.items()})


def of_areas(areas: gpd.GeoDataFrame, rule: str, polygons: gpd.GeoDataFrame) -> pd.DataFrame:
    """Location types that an establishment in an area can have by a rule, for the smallest areas:
    area_code, boundary_year, location_type, land_share (0-1; of the ground; 0 at the edge only).
    """
    smallest = finest(areas)
    known = smallest[smallest["municipality_code"].isin(_covered(areas, polygons))]
    years = [known[known["boundary_year"] == year] for year in known["boundary_year"].unique()]
    rows = [row for areas_then in years for row in _types(areas_then, rule, polygons)]
    return pd.DataFrame(rows, columns=COLUMNS)


def by_rule(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """``of_areas`` by every rule, with a column rule; by ``area`` it is the type of the area."""
    own = finest(areas)[COLUMNS[:-1]].dropna().assign(land_share=1.0)
    parts = {rule: of_areas(areas, rule, known) for rule, known in locations.load(areas).items()}
    every = {"area": pd.DataFrame(own), **parts}
    return pd.concat([part.assign(rule=rule) for rule, part in every.items()], ignore_index=True)


def only_types(areas: gpd.GeoDataFrame, polygons: Polygons) -> dict[str, pd.Series]:
    """By ``sites_type`` and ``land_use_type`` the type of each of the areas in which there is but
    one, else missing."""
    found = {}
    for rule, known in polygons.items():
        types = of_areas(areas, rule, known).drop_duplicates(["area_code", "location_type"])
        once = types[~types["area_code"].duplicated(keep=False)]
        own = once.set_index("area_code")["location_type"]
        found[f"{rule}_type"] = areas["area_code"].map(own).astype("string")
    return found


def _covered(areas: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> set[str]:
    """Municipalities in which there are polygons."""
    own = areas[areas["level"] == "municipality"]
    tree = shapely.STRtree(polygons.geometry.to_numpy())
    city, _polygon = tree.query(own.geometry.to_numpy(), predicate="intersects")
    return set(own["municipality_code"].to_numpy()[city])


def _types(
    areas: gpd.GeoDataFrame, rule: str, polygons: gpd.GeoDataFrame
) -> Iterator[tuple[str, int, str, float]]:
    """One row per area and type, for areas of one boundary year."""
    shapes, types = polygons.geometry.to_numpy(), polygons["location_type"].to_numpy(object)
    tree = shapely.STRtree(shapes)
    codes, year = areas["area_code"].tolist(), int(areas["boundary_year"].iloc[0])
    for code, area, zone in zip(codes, areas.geometry, _zones(areas), strict=True):
        near = tree.query(zone, predicate="intersects")
        bare = shapely.difference(zone, shapely.union_all(shapes[near]))
        found = set(types[near])
        if rule == "land_use" and bare.area > EDGE_M2:
            beside = tree.query(bare, predicate="dwithin", distance=NEAR_M)
            found |= set(types[beside])
            bare = shapely.difference(
                bare, shapely.buffer(shapely.union_all(shapes[beside]), NEAR_M)
            )
        shares = {
            kind: shapely.union_all(shapes[near[types[near] == kind]]).intersection(area).area
            for kind in found
        }
        if bare.area > EDGE_M2:
            outside = area.area - sum(shares.values())
            shares[OUTSIDE[rule]] = shares.get(OUTSIDE[rule], 0.0) + max(outside, 0.0)
        for kind in sorted(shares):
            yield code, year, kind, min(round(shares[kind] / area.area, 3), 1.0)


def _zones(areas: gpd.GeoDataFrame) -> Iterator[shapely.Geometry]:
    """Each area with the strip outside all of them where a point still belongs to it."""
    shapes = areas.geometry.to_numpy()
    whole = shapely.union_all(shapes)
    for shape, wide in zip(shapes, shapely.buffer(shapes, NEAR_M), strict=True):
        if whole.covers(wide):
            yield shape
        else:
            yield shapely.union(shape, shapely.difference(wide, whole))
