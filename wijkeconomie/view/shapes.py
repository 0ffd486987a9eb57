"""Shapes for the map, as GeoJSON with features in the order of their codes."""

import gzip
import json
from functools import lru_cache

import pandas as pd
import shapely

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import hexagons, points, query, reach

LEVELS = ("municipality", "wijk", "buurt", "hexagon")
POINTS = ("place", "initiative", "reach")


def collection(
    release_id: str, level: str, year: int | None = None, within: str | None = None
) -> bytes:
    """GeoJSON FeatureCollection of a level of the release that is read, gzipped; areas as they
    are in a year, else as they were last, of all municipalities or within one.

    Properties: code, name. Of places and initiatives see ``points``, of reach ``reach``.
    Raises UnknownName when the release or level is another.
    """
    used = query.release().release_id
    if release_id != used:
        raise UnknownName("Release {release} is not in use: reload the page.", release=release_id)
    if level not in LEVELS + POINTS:
        raise UnknownName(
            "Level {level} does not exist: use one of {known}.",
            level=level,
            known=", ".join(LEVELS + POINTS),
        )
    if within is not None and within not in query.release().municipality_codes:
        raise UnknownName("Municipality {code} is not in this release.", code=within[:40])
    if level in POINTS:
        return _points(release_id, level, year)
    return _collection(release_id, level, None if year is None else period(year), within)


def period(year: int) -> int | None:
    """The first year with the same boundaries as a year; None when boundaries never change."""
    starts = _periods(query.release().release_id)
    if len(starts) < 2:
        return None
    return max((start for start in starts if start <= year), default=starts[0])


@lru_cache(maxsize=4)
def _periods(release_id: str) -> list[int]:
    del release_id
    return query.run("boundary_years")["year"].astype(int).tolist()


@lru_cache(maxsize=128)
def _collection(release_id: str, level: str, year: int | None, within: str | None) -> bytes:
    del release_id
    features = _hexagons(within) if level == "hexagon" else _areas(level, year, within)
    return _packed({"type": "FeatureCollection", "features": features})


@lru_cache(maxsize=32)
def _points(release_id: str, level: str, year: int | None) -> bytes:
    del release_id
    if level == "reach":
        return _packed(reach.by_key(year or query.release().years[0]))
    return _packed(points.places() if level == "place" else points.initiatives())


def _packed(whole: object) -> bytes:
    text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def unpacked(body: bytes) -> bytes:
    """A collection for who does not speak gzip."""
    return gzip.decompress(body)


def hexagon_municipalities() -> "pd.Series[str]":
    """Municipalities of all hexagons of the release by code, coarse ones first, as they are
    drawn."""
    rows = query.run("hexagons").drop_duplicates("h3")
    return rows.set_index("h3")["municipality_code"].sort_index()


@lru_cache(maxsize=4)
def hexagon_places(release_id: str) -> pd.DataFrame:
    """Where hexagons of the release in use are: ``hexagons.located`` by the finest areas, and their
    ``municipality_code``."""
    del release_id
    by_level = (
        query.run("area_shapes", level=level) for level in ("buurt", "wijk", "municipality")
    )
    finest = next(areas for areas in by_level if not areas.empty)
    known = hexagon_municipalities()
    located = hexagons.located(known.index.tolist(), finest)
    return located.assign(municipality_code=known.to_numpy())


def bounds(area_code: str) -> tuple[float, float, float, float]:
    """West, south, east and north of an area, in degrees; of all of them without a code."""
    rows = (
        query.run("area_shape", area=area_code)
        if area_code
        else query.run("area_shapes", level="municipality")
    )
    drawn = shapely.from_geojson(rows["geojson"].to_numpy(object))
    west, south, east, north = shapely.total_bounds(drawn)
    return float(west), float(south), float(east), float(north)


def _areas(level: str, year: int | None, within: str | None) -> list[dict]:
    rows = query.run("area_shapes", level=level, year=year, within=within)
    return [
        _feature(json.loads(row["geojson"]), code=row["area_code"], name=row["name"])
        for row in rows.to_dict("records")
    ]


def _hexagons(within: str | None) -> list[dict]:
    places = hexagon_places(query.release().release_id)
    if within:
        places = places[places["municipality_code"] == within]
    return [
        _feature(
            {"type": "Polygon", "coordinates": [hexagons.outline(code)]}, code=code, name=within
        )
        for code, within in zip(places["area_code"], places["within"], strict=True)
    ]


def _feature(geometry: dict, **properties: object) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": geometry}
