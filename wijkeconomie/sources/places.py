"""Hubs and third places: those that were loaded, or the fictitious ones of the sample."""

import geopandas as gpd

from wijkeconomie import shipped
from wijkeconomie.sources import buildings, duplicates, keeping
from wijkeconomie.sources.area_files import RD

TEXTS = keeping.TEXTS["places"]


def load(*, is_sample: bool) -> gpd.GeoDataFrame:
    """One row per place: TEXTS (dates as YYYY-MM-DD, missing when not told), capacity (desks,
    Int64), sample, geometry (EPSG:28992), buildings that the steward confirmed among them.
    ``is_sample``: of a register that is the sample."""
    return buildings.with_hubs(_loaded(is_sample=is_sample), is_sample=is_sample)


def _loaded(*, is_sample: bool) -> gpd.GeoDataFrame:
    known = keeping.stored("places")
    if known is not None:
        return keeping.published(duplicates.resolved(known))
    return sample() if is_sample else sample().iloc[:0]


def sample() -> gpd.GeoDataFrame:
    """The fictitious places that come with the sample; see ``load``."""
    places = shipped.table("almere/sample_places")
    points = gpd.points_from_xy(places["x_rd"].astype(float), places["y_rd"].astype(float))
    categories = shipped.table("categories").query("dimension == 'place_category'")
    kinds = categories.set_index("code")["parent_code"]
    told = places.assign(kind=places["category"].map(kinds), source="sample_places")
    return gpd.GeoDataFrame(
        told.reindex(columns=TEXTS)
        .astype("string")
        .assign(capacity=places["capacity"].astype("Int64"), sample=True),
        geometry=points,
        crs=RD,
    )
