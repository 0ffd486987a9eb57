"""Where a next place could come: spaces that are vacant, and buildings a steward thinks fit."""

import geopandas as gpd

from wijkeconomie import shipped
from wijkeconomie.sources import buildings, keeping
from wijkeconomie.sources.area_files import RD

TEXTS = keeping.TEXTS["sites"]


def load(*, is_sample: bool) -> gpd.GeoDataFrame:
    """One row per site: TEXTS (kind: vacant or building), floor_m2 (Int64), sample, geometry
    (EPSG:28992). ``is_sample``: of a register that is the sample."""
    return buildings.with_sites(_loaded(is_sample=is_sample), is_sample=is_sample)


def _loaded(*, is_sample: bool) -> gpd.GeoDataFrame:
    known = keeping.stored("sites")
    if known is not None:
        return keeping.published(known)
    return sample() if is_sample else sample().iloc[:0]


def sample() -> gpd.GeoDataFrame:
    """The fictitious sites that come with the sample; see ``load``."""
    told = shipped.table("almere/sample_sites")
    points = gpd.points_from_xy(told["x_rd"].astype(float), told["y_rd"].astype(float))
    return gpd.GeoDataFrame(
        told.assign(source="sample_places")
        .reindex(columns=TEXTS)
        .astype("string")
        .assign(floor_m2=told["floor_m2"].astype("Int64"), sample=True),
        geometry=points,
        crs=RD,
    )
