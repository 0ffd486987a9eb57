"""Lists of each kind that are kept, each with the source it came from."""

import hashlib
import re
from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from wijkeconomie.errors import Refused
from wijkeconomie.files.names import plain
from wijkeconomie.sources import kept
from wijkeconomie.sources.area_files import RD

OSM, OWN, LISTS = "osm", "own", "own_places"
RESERVED = {OSM, "buildings", "sample_places"}
FILES = {
    "places": "places",
    "initiatives": "initiatives",
    "sites": "next_sites",
    "factors": "factors",
    "practices": "practices",
}
IDS = {
    "places": "place_id",
    "initiatives": "initiative_id",
    "sites": "site_id",
    "factors": "factor_id",
    "practices": "practice_id",
}
TEXTS = {
    "places": [
        "place_id",
        "name",
        "kind",
        "category",
        "operator",
        "theme",
        "opening_hours",
        "url",
        "opened_on",
        "closed_on",
        "checked_on",
        "source",
    ],
    "initiatives": [
        "initiative_id",
        "name",
        "theme",
        "area_code",
        "url",
        "started_on",
        "expires_on",
        "source",
    ],
    "sites": ["site_id", "name", "kind", "url", "checked_on", "source"],
    "factors": ["factor_id", "area_code", "factor", "unit", "measured_on", "told_source", "source"],
    "practices": [
        "practice_id",
        "name",
        "themes",
        "place",
        "area_code",
        "period",
        "summary",
        "text",
        "url",
        "source",
    ],
}
NUMBERS = {
    "places": {"capacity": "Int64"},
    "sites": {"floor_m2": "Int64"},
    "factors": {"value": "Float64"},
}


def source_of(path: Path, told: str | None) -> str:
    """The source of a list: what is told, else its name without numbers, so that the list of a
    next year takes the place of this one. Raises Refused for a name that is taken."""
    name = plain(told or "") if told else re.sub(r"[\d_]*\d[\d_]*", "_", plain(path.stem))
    found = name.strip("_")[:40] or OWN
    if found in RESERVED:
        raise Refused(
            "The name '{source}' is taken for another source: give this list another with "
            "--source.",
            source=found,
        )
    return found


def number_of(source: str, told: str, row: dict[str, object]) -> str:
    """A number for a row that is the same when it comes again: that of the list itself, else one
    of its name, category and point to 10 m."""
    if told:
        return f"{source}-" + re.sub(r"[^\w.-]+", "-", told)
    point, where = row.get("geometry"), ""
    if isinstance(point, shapely.Point):
        where = f"{point.x / 10:.0f} {point.y / 10:.0f}"
    parts = [str(row.get(field) or "") for field in ("name", "category", "area_code")]
    digest = hashlib.sha256("\n".join([*parts, where]).encode()).hexdigest()
    return f"{source}-{digest[:10]}"


def frame(kind: str, rows: list[dict[str, object]]) -> gpd.GeoDataFrame:
    """Rows as they are kept: texts, numbers, sample and geometry (EPSG:28992)."""
    numbers = NUMBERS.get(kind, {})
    columns = [*TEXTS[kind], *numbers, "consent", "geometry"]
    raw = pd.DataFrame(rows, columns=columns)
    types = dict.fromkeys(TEXTS[kind], "string") | numbers
    typed = raw.drop(columns=["geometry", "consent"]).astype(types).assign(sample=False)
    if kind == "initiatives":
        typed = typed.assign(consent=raw["consent"].astype(bool))
    return gpd.GeoDataFrame(typed, geometry=gpd.GeoSeries(list(raw["geometry"]), crs=RD), crs=RD)


def stored(kind: str) -> gpd.GeoDataFrame | None:
    """What is kept of a kind, None when there is nothing."""
    file = kept.file(FILES[kind])
    return gpd.read_parquet(file) if file.exists() else None


def keep(
    kind: str, source: str, new: gpd.GeoDataFrame, within: shapely.Geometry | None = None
) -> None:
    """Keeps rows of a source in the place of those it gave before (``within`` an outline, when
    given)."""
    old = stored(kind)
    _write(kind, new, None if old is None else old[~_leaves(old, source, within)])


def add(kind: str, new: gpd.GeoDataFrame) -> None:
    """Keeps rows beside those of their source that are kept; of one number the new one."""
    _write(kind, new, stored(kind))


def known(kind: str, numbers: Collection[str]) -> int:
    """How many of these numbers are kept already."""
    old = stored(kind)
    return 0 if old is None else int(old[IDS[kind]].isin(numbers).sum())


def withdraw(kind: str, numbers: Collection[str]) -> int:
    """Takes the rows of these numbers away; gives how many there were."""
    old, found = stored(kind), known(kind, numbers)
    if old is not None and found:
        _write(kind, frame(kind, []), old[~old[IDS[kind]].isin(numbers)])
    return found


def _write(kind: str, new: gpd.GeoDataFrame, old: "pd.DataFrame | None") -> None:
    both = [new] if old is None else [old, new]
    parts = [part for part in both if len(part)]
    together = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True) if parts else new, crs=RD)
    order = together.drop_duplicates(IDS[kind], keep="last").sort_values(IDS[kind])
    with kept.replacing(FILES[kind], order.reset_index(drop=True)):
        pass


def count(kind: str, source: str, within: shapely.Geometry | None = None) -> int:
    """How many rows of a source are kept."""
    old = stored(kind)
    return 0 if old is None else int(_leaves(old, source, within).sum())


def sources(kind: str) -> dict[str, int]:
    """How many rows are kept, by source."""
    old = stored(kind)
    return {} if old is None else {str(s): int(n) for s, n in old["source"].value_counts().items()}


def published(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Rows with their sources as in data/sources.csv: lists of the municipality are one."""
    named = rows["source"].map(_published)
    return gpd.GeoDataFrame(rows.assign(source=named.astype("string")))


def _published(sources: str) -> str:
    known = (name if name in RESERVED else LISTS for name in sources.split())
    return " ".join(dict.fromkeys(known))


def _leaves(
    old: gpd.GeoDataFrame, source: str, within: shapely.Geometry | None
) -> "pd.Series[bool]":
    is_mine = (old["source"] == source).fillna(value=False).astype(bool)
    return is_mine if within is None else is_mine & old.geometry.intersects(within)
