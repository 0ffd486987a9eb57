"""Schematic boundaries of Almere: the Voronoi cells of the buurt centres, cut to the outline."""

import geopandas as gpd
import pandas as pd
import shapely

from wijkeconomie.sources import facts
from wijkeconomie.sources.area_files import NUMBERS, RD


def buurten() -> gpd.GeoDataFrame:
    """One row per buurt of Almere in the columns of ``area_files.read_levels``."""
    known = facts.buurten()
    frame = gpd.GeoDataFrame(
        {
            "code": known["buurt_code"],
            "name": known["buurt_name"],
            "municipality_code": "GM0034",
            "wijk_name": None,
            "city_part": None,
            "municipality_name": "Almere",
            "location_type": known["location_type"],
            **dict.fromkeys(NUMBERS, float("nan")),
        },
        geometry=_cells(known),
        crs=RD,
    )
    return frame.assign(land_ha=known["area_ha"])


def figures() -> pd.DataFrame:
    """Public figures of Almere by area_code: name, location_type, city_part, population, dwellings,
    land_ha (ha); population and dwellings of 1 January 2022, not known per buurt."""
    buurt, wijk = facts.buurten(), facts.wijken()
    land = buurt.groupby("wijk_code")["area_ha"].sum()
    by_buurt = pd.DataFrame(
        {
            "area_code": buurt["buurt_code"],
            "name": buurt["buurt_name"],
            "location_type": buurt["location_type"],
            "land_ha": buurt["area_ha"],
        }
    )
    by_wijk = pd.DataFrame(
        {
            "area_code": wijk["wijk_code"],
            "name": wijk["wijk_name"],
            "location_type": wijk["location_type"],
            "city_part": wijk["city_part"],
            "population": wijk["population_2022"],
            "dwellings": wijk["dwellings_2022"],
            "land_ha": wijk["wijk_code"].map(land),
        }
    )
    whole = {
        "area_code": "GM0034",
        "name": "Almere",
        "population": wijk["population_2022"].sum(),
        "dwellings": wijk["dwellings_2022"].sum(),
        "land_ha": buurt["area_ha"].sum(),
    }
    return pd.concat([pd.DataFrame([whole]), by_wijk, by_buurt]).set_index("area_code")


def _cells(known: pd.DataFrame) -> list[shapely.Geometry]:
    centres = shapely.MultiPoint(known[["centre_x_rd", "centre_y_rd"]].to_numpy())
    outline = shapely.Polygon(facts.outline().to_numpy())
    cells = shapely.voronoi_polygons(centres, extend_to=outline, ordered=True)
    return [shapely.intersection(cell, outline) for cell in cells.geoms]
