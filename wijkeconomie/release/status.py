"""What is in place now, as data: areas, register, releases, secret. Nothing is changed."""

from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import pandas as pd

from wijkeconomie import __version__, settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.release import publish
from wijkeconomie.sources import (
    addresses,
    areas,
    buildings,
    city_parts,
    duplicates,
    keeping,
    kept,
    locations,
    streets,
)


def of_now() -> dict[str, Any]:
    """``areas``: per municipality code, name, boundary_year, kind, wijken, buurten, how many of its
    areas have figures. ``locations``: per rule that location types are loaded for, how many areas
    or outlines by type. ``buildings``: those with many establishments and what was decided, for
    the steward only. ``pairs``: places that may be one and the same. ``places``,
    ``initiatives``, ``sites``, ``factors``, ``practices``: how many by source. ``city_parts``: how
    many wijken a list names, by municipality. ``streets_km``: kilometres of street. ``addresses``:
    which kinds are loaded. ``register``: per reference date the establishments, or why it cannot be
    read. ``releases``: those kept; ``used_since``: since when the one in use is. ``secret``:
    whether there is one. Numbers are counts."""
    return {
        "software_version": __version__,
        "areas": _areas(),
        "register": _register(),
        "releases": [
            {
                "release_id": made.release_id,
                "made_at": made.made_at.isoformat(),
                "dates": made.reference_dates.split(),
                "is_used": made.is_used,
                "is_draft": made.is_draft,
            }
            for made in publish.releases()
        ],
        "used_since": _used_since(),
        "locations": _locations(),
        "buildings": of_buildings(),
        "pairs": _pairs(),
        "addresses": [kind for kind in ("numbers", "objects") if addresses.kept(kind)],
        "places": keeping.sources("places"),
        "initiatives": keeping.sources("initiatives"),
        "sites": keeping.sources("sites"),
        "factors": keeping.sources("factors"),
        "practices": keeping.sources("practices"),
        "city_parts": city_parts.lists(),
        "streets_km": streets.kilometres(),
        "internal": settings.internal_file().exists(),
        "secret": settings.secret_file().exists(),
    }


def of_buildings() -> list[dict[str, Any]]:
    """Buildings as they are stored, with the name of their area and lon, lat in degrees."""
    known = buildings.stored()
    if known.empty:
        return []
    own = areas.load().sort_values("boundary_year").drop_duplicates("area_code", keep="last")
    names = own.set_index("area_code")["name"]
    degrees = buildings.located(known).geometry.to_crs("EPSG:4326")
    told = known.assign(
        area=known["buurt_code"].map(names).fillna(known["municipality_code"]),
        lon=degrees.x.round(5),
        lat=degrees.y.round(5),
    ).astype(object)
    rows = told.where(told.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _areas() -> list[dict[str, Any]]:
    known = pd.DataFrame(areas.load().drop(columns="geometry"))
    found = []
    for _key, part in known.groupby(["municipality_code", "boundary_year"]):
        code, year = part["municipality_code"].iloc[0], part["boundary_year"].iloc[0]
        levels = part["level"].value_counts()
        whole = part.loc[part["level"] == "municipality", "name"]
        found.append(
            {
                "municipality_code": str(code),
                "name": str(whole.iloc[0]) if len(whole) else str(code),
                "boundary_year": int(year),
                "kind": str(part["boundary_kind"].iloc[0]),
                "wijken": int(levels.get("wijk", 0)),
                "buurten": int(levels.get("buurt", 0)),
                "with_figures": int(part["population"].notna().sum()),
            }
        )
    return found


def _locations() -> list[dict[str, Any]]:
    found = []
    for rule, name in locations.FILES.items():
        if not (file := kept.file(name)).exists():
            continue
        types = pd.read_parquet(file, columns=["location_type"])["location_type"].value_counts()
        if len(types):
            by_type = {str(kind): int(count) for kind, count in types.sort_index().items()}
            found.append({"rule": rule, "types": by_type})
    return found


def _pairs() -> list[dict[str, Any]]:
    """``duplicates.pairs`` with where the first place of each is."""
    rows, places = duplicates.pairs(), keeping.stored("places")
    if places is None:
        return []
    degrees = places.set_index("place_id").to_crs("EPSG:4326").geometry
    points = gpd.GeoSeries(degrees.reindex(rows["place_a"]))
    told = rows.assign(lon=points.x.round(5).to_numpy(), lat=points.y.round(5).to_numpy())
    return [{str(name): value for name, value in row.items()} for row in told.to_dict("records")]


def _used_since() -> str | None:
    """When the release in use was put to use, in UTC."""
    file = settings.release_file()
    if not file.exists():
        return None
    return datetime.fromtimestamp(int(file.stat().st_mtime), UTC).isoformat()


def _register() -> dict[str, Any]:
    if not store.exists():
        return {"dates": []}
    try:
        kept = store.kept_dates()
    except Refused as refused:
        return {"dates": [], "trouble": {"message": refused.message, "details": _texts(refused)}}
    return {
        "dates": [
            {
                "date": f"{row['reference_date']:%Y-%m-%d}",
                "rows": int(row["row_count"]),
                "is_sample": bool(row["is_sample"]),
            }
            for row in kept.to_dict("records")
        ]
    }


def _texts(refused: Refused) -> dict[str, str]:
    return {name: str(value) for name, value in refused.details.items()}
