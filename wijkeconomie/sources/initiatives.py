"""Initiatives of the civic economy: those that were loaded, or the fictitious ones."""

from datetime import date

import geopandas as gpd

from wijkeconomie import shipped
from wijkeconomie.sources import keeping
from wijkeconomie.sources.area_files import RD

TEXTS = keeping.TEXTS["initiatives"]


def load(*, is_sample: bool) -> gpd.GeoDataFrame:
    """One row per initiative: TEXTS (dates as YYYY-MM-DD), consent, sample, geometry (EPSG:28992,
    missing when only the area is told). ``is_sample``: of a register that is the sample."""
    known = keeping.stored("initiatives")
    if known is not None:
        return keeping.published(known)
    return sample() if is_sample else sample().iloc[:0]


def current(rows: gpd.GeoDataFrame, today: date) -> gpd.GeoDataFrame:
    """Initiatives that have not expired before a day."""
    has_expired = rows["expires_on"].fillna("9999") < today.isoformat()
    return gpd.GeoDataFrame(rows[~has_expired].reset_index(drop=True))


def sample() -> gpd.GeoDataFrame:
    """The fictitious initiatives that come with the sample; see ``load``."""
    told = shipped.table("almere/sample_initiatives").assign(source="sample_places")
    rows = told.reindex(columns=TEXTS).astype("string").assign(consent=True, sample=True)
    nowhere = gpd.GeoSeries(index=rows.index, crs=RD)
    return gpd.GeoDataFrame(rows, geometry=nowhere)
