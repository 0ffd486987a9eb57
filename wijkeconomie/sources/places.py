"""Hubs, third places and initiatives: the fictitious ones that come with the sample."""

import geopandas as gpd
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.sources.area_files import RD


def sample() -> gpd.GeoDataFrame:
    """One row per fictitious place: place_id, name, kind, category, capacity (desks),
    operator, url, opened_on, checked_on, source, sample, geometry (EPSG:28992)."""
    places = shipped.table("almere/sample_places")
    points = gpd.points_from_xy(places["x_rd"].astype(float), places["y_rd"].astype(float))
    categories = shipped.table("categories").query("dimension == 'place_category'")
    kinds = categories.set_index("code")["parent_code"]
    return gpd.GeoDataFrame(
        {
            "place_id": places["place_id"],
            "name": places["name"],
            "kind": places["category"].map(kinds),
            "category": places["category"],
            "capacity": places["capacity"].astype(int),
            "operator": pd.NA,
            "url": pd.NA,
            "opened_on": places["opened_on"],
            "checked_on": places["checked_on"],
            "source": "sample_places",
            "sample": True,
        },
        geometry=points,
        crs=RD,
    )


def sample_initiatives() -> pd.DataFrame:
    """One row per fictitious initiative: initiative_id, name, theme, area_code, started_on,
    expires_on, consent, source, sample."""
    initiatives = shipped.table("almere/sample_initiatives")
    return initiatives.assign(consent=True, source="sample_places", sample=True)


def none() -> gpd.GeoDataFrame:
    """No places, in the columns of ``sample``."""
    return sample().iloc[:0]


def no_initiatives() -> pd.DataFrame:
    """No initiatives, in the columns of ``sample_initiatives``."""
    return sample_initiatives().iloc[:0]
