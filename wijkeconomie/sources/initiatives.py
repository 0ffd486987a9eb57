"""Initiatives of the civic economy: those that were loaded, or the fictitious ones."""

import geopandas as gpd

from wijkeconomie import shipped
from wijkeconomie.sources import kept
from wijkeconomie.sources.area_files import RD

TEXTS = [
    "initiative_id",
    "name",
    "theme",
    "area_code",
    "url",
    "started_on",
    "expires_on",
    "source",
]


def load(*, is_sample: bool) -> gpd.GeoDataFrame:
    """One row per initiative: TEXTS (dates as YYYY-MM-DD), consent, sample, geometry (EPSG:28992,
    missing when only the area is told). ``is_sample``: of a register that is the sample."""
    if kept.file("initiatives").exists():
        return gpd.read_parquet(kept.file("initiatives"))
    return sample() if is_sample else sample().iloc[:0]


def sample() -> gpd.GeoDataFrame:
    """The fictitious initiatives that come with the sample; see ``load``."""
    told = shipped.table("almere/sample_initiatives").assign(source="sample_places")
    rows = told.reindex(columns=TEXTS).astype("string").assign(consent=True, sample=True)
    nowhere = gpd.GeoSeries(index=rows.index, crs=RD)
    return gpd.GeoDataFrame(rows, geometry=nowhere)
