"""Where living is and where work, by three rules: the type of an area, work sites, land use."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.sources import kept, sample_locations

POLYGON_RULES = ("sites", "land_use")
RULES = ("area", *POLYGON_RULES)
FILES = {"area": "area_types", "sites": "sites", "land_use": "land_use"}
KEYS = ["area_code", "boundary_year"]
NEAR_M = 100
SLIVER = 0.1
OUTSIDE = {"sites": "residential", "land_use": "unknown"}
COLUMNS = ["location_type", "municipality_code", "geometry"]


def merged(rule: str, new: pd.DataFrame) -> pd.DataFrame:
    """What is new of a rule (a list: area_code, boundary_year or missing, location_type; or
    polygons: COLUMNS) together with what is kept: of polygons those of the same municipality, and
    for sites of the same type, are replaced."""
    if rule == "area":
        together = pd.concat([new, known]) if (known := _list()) is not None else new
        return together.drop_duplicates(KEYS).sort_values(KEYS, ignore_index=True)
    known = stored(rule)
    keys = ["municipality_code", "location_type"] if rule == "sites" else ["municipality_code"]
    is_same = pd.MultiIndex.from_frame(known[keys]).isin(pd.MultiIndex.from_frame(new[keys]))
    parts = [part for part in (known[~is_same], new) if len(part)] or [new]
    return _ordered(gpd.GeoDataFrame(pd.concat(parts), crs=known.crs))


def filled(areas: gpd.GeoDataFrame, known: pd.DataFrame | None = None) -> gpd.GeoDataFrame:
    """The areas with the types of a list, or of the one kept: that of their own year, else that of
    every year; a buurt without one takes that of its wijk."""
    types = _list() if known is None else known
    if types is None:
        return areas
    every = types[types["boundary_year"].isna()].set_index("area_code")["location_type"]
    dated = types.astype({"boundary_year": "Int64"}).set_index(KEYS)["location_type"]
    own = dated.reindex(pd.MultiIndex.from_frame(areas[KEYS].astype({"boundary_year": "Int64"})))
    found = pd.Series(own.to_numpy(), areas.index, dtype="string")
    found = found.fillna(areas["area_code"].map(every).astype("string"))
    whole = found.set_axis(pd.MultiIndex.from_frame(areas[KEYS]))
    above = pd.MultiIndex.from_arrays([areas["parent_code"], areas["boundary_year"]])
    is_buurt = areas["level"] == "buurt"
    wijk = pd.Series(whole.reindex(above).to_numpy(), areas.index, dtype="string")
    found = found.fillna(wijk.where(is_buurt))
    return areas.assign(location_type=found.fillna(areas["location_type"]).astype("string"))


def none(rule: str) -> pd.DataFrame:
    """A list or polygons of nothing."""
    if rule == "area":
        columns = {"area_code": "string", "boundary_year": "Int64", "location_type": "string"}
        return pd.DataFrame({name: [] for name in columns}).astype(columns)
    return stored(rule).iloc[:0]


def stored(rule: str) -> gpd.GeoDataFrame:
    """Polygons kept: COLUMNS, in EPSG:28992."""
    if kept.file(rule).exists():
        return gpd.read_parquet(kept.file(rule))
    return gpd.GeoDataFrame({name: [] for name in COLUMNS}, geometry="geometry", crs="EPSG:28992")


def cut(rule: str, polygons: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Polygons (location_type, geometry) within each municipality, as it is in its latest
    boundaries: COLUMNS. A sliver of a site over a border is left out."""
    own = areas[areas["level"] == "municipality"].sort_values("boundary_year")
    own = own.drop_duplicates("area_code", keep="last")
    shapes, cities = polygons.geometry.to_numpy(), own.geometry.to_numpy()
    city, polygon = shapely.STRtree(shapes).query(cities, predicate="intersects")
    parts = shapes[polygon]
    is_across = ~shapely.covers(cities[city], parts)
    parts[is_across] = shapely.intersection(parts[is_across], cities[city[is_across]])
    least = SLIVER if rule == "sites" else 0
    is_part = shapely.area(parts) > least * shapely.area(shapes[polygon])
    found = {
        "location_type": polygons["location_type"].to_numpy()[polygon],
        "municipality_code": own["area_code"].to_numpy()[city],
    }
    whole = gpd.GeoDataFrame(found, geometry=parts, crs=areas.crs)
    return gpd.GeoDataFrame(whole[is_part].reset_index(drop=True))


def load(areas: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Polygons by rule, smaller ones first, as they tell more; for schematic areas, of which there
    are no others, made ones."""
    if (areas["boundary_kind"] == "schematic").all():
        return {rule: _ordered(sample_locations.polygons(rule, areas)) for rule in POLYGON_RULES}
    return {rule: stored(rule) for rule in POLYGON_RULES}


def _ordered(polygons: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    order = np.argsort(polygons.geometry.area.to_numpy(), kind="stable")
    return gpd.GeoDataFrame(polygons.iloc[order].reset_index(drop=True))


def _list() -> pd.DataFrame | None:
    file = kept.file(FILES["area"])
    return pd.read_parquet(file) if file.exists() else None
