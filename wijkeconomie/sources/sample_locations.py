"""Made work sites, centres and land use for the schematic Almere."""

import geopandas as gpd
import pandas as pd
import shapely

EDGE_M = 60
SHOPS_M = 150
WORK = "business_park"


def polygons(rule: str, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Polygons of a rule: location_type, municipality_code, geometry. Sites are the buurten that
    are no living or rural area, without their edge; land use is every buurt, which knows no
    offices, and in each larger residential one a circle of shops."""
    buurten = areas[(areas["level"] == "buurt") & areas["location_type"].notna()]
    if rule == "sites":
        buurten = buurten[~buurten["location_type"].isin(["residential", "rural"])]
        parts = _parts(buurten, buurten.geometry.buffer(-EDGE_M))
    else:
        parts = _parts(buurten, buurten.geometry).replace({"location_type": {"office": WORK}})
        lived_in = buurten[buurten["location_type"] == "residential"]
        middle = lived_in.geometry.representative_point().buffer(SHOPS_M)
        fits = middle.within(lived_in.geometry)
        shops = _parts(lived_in[fits], middle[fits]).assign(location_type="centre")
        around = shapely.union_all(shops.geometry.to_numpy())
        whole = parts.assign(geometry=parts.geometry.difference(around))
        parts = gpd.GeoDataFrame(pd.concat([whole, shops], ignore_index=True), crs=areas.crs)
    return parts[(parts.geometry.area > 0).to_numpy()].reset_index(drop=True)


def _parts(buurten: gpd.GeoDataFrame, shapes: pd.Series) -> gpd.GeoDataFrame:
    columns = {name: buurten[name] for name in ("location_type", "municipality_code")}
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=buurten.crs)
