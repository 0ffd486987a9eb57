"""Public figures per area and boundary year, kept beside the areas and filled in from there."""

import os

import geopandas as gpd
import pandas as pd

from wijkeconomie import settings, shipped
from wijkeconomie.sources.area_files import SECRET_BELOW

KEYS = ["area_code", "boundary_year"]
FILLED = ["population", "dwellings", "land_ha", "urbanity"]
DENSE = [0, 500, 1000, 1500, 2500]


def fields() -> list[str]:
    """Names of the figures: population, dwellings, land_ha, urbanity (1 to 5), density
    (addresses per km2), establishments (as CBS counts them)."""
    return shipped.table("figure_columns")["field"].tolist()


def tidy(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per area with KEYS and ``fields()`` as numbers: what is secret, missing or not yet
    published is empty, and 0 is a rounded nil. Without a class of urbanity it follows from the
    density."""
    known = pd.DataFrame({key: rows[key] for key in KEYS}).reset_index(drop=True)
    for field in fields():
        written = rows[field] if field in rows else pd.Series(float("nan"), index=rows.index)
        numbers = pd.to_numeric(_with_dots(written), errors="coerce").astype("float64")
        known[field] = numbers.where(numbers > SECRET_BELOW).to_numpy()
    by_density = 5.0 - pd.Series(
        pd.cut(known["density"], [*DENSE, float("inf")], right=False, labels=False)
    )
    known["urbanity"] = known["urbanity"].fillna(by_density)
    return known.drop_duplicates(KEYS)


def save(figures: pd.DataFrame) -> None:
    """Keeps figures, with those kept before of other areas and years."""
    target = settings.raw_dir() / "figures.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".new-{os.getpid()}")
    together = pd.concat([figures, load()]).drop_duplicates(KEYS).sort_values(KEYS)
    together.reset_index(drop=True).to_parquet(beside)
    os.replace(beside, target)


def load() -> pd.DataFrame:
    """Figures kept: KEYS and ``fields()``; no rows when there are none."""
    stored = settings.raw_dir() / "figures.parquet"
    if stored.exists():
        return pd.read_parquet(stored)
    return pd.DataFrame({key: [] for key in [*KEYS, *fields()]})


def filled(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas, with FILLED replaced by the figures kept of the same area and boundary year."""
    known = load()
    if known.empty:
        return areas
    by_area = known.set_index(KEYS)[FILLED].reindex(pd.MultiIndex.from_frame(areas[KEYS]))
    return areas.assign(
        **{c: pd.Series(by_area[c].to_numpy(), areas.index).fillna(areas[c]) for c in FILLED}
    )


def unmatched(areas: pd.DataFrame) -> list[str]:
    """Codes of the areas without figures of their boundary year."""
    known = pd.MultiIndex.from_frame(load()[KEYS].astype({"boundary_year": int}))
    is_known = pd.MultiIndex.from_frame(areas[KEYS].astype({"boundary_year": int})).isin(known)
    return areas.loc[~is_known, "area_code"].tolist()


def _with_dots(written: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(written):
        return written
    return written.astype("string").str.strip().str.replace(",", ".", regex=False)
