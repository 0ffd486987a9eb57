"""Boundaries of a municipality from PDOK: CBS wijken en buurten over OGC API Features."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import shapely

from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, calls
from wijkeconomie.sources.services import PDOK, ServiceRefused, need, understood

COLLECTIONS = ["gemeenten", "wijken", "buurten"]
PAGE = 1000
MOST_PAGES = 500


def read(municipality_code: str, year: int) -> gpd.GeoDataFrame:
    """Areas of a municipality (``GM0308``) in the boundaries of a year, as ``areas.read`` gives.

    Raises Refused when PDOK fails, has no boundaries of that year, or not that municipality.
    """
    with TemporaryDirectory(prefix="wijkeconomie-") as folder:
        file = Path(folder) / f"PDOK-wijken-en-buurten-{year}.gpkg"
        with understood(PDOK):
            _download(municipality_code, year, file)
        return areas.read(file, municipality_code, year)


def _download(code: str, year: int, file: Path) -> None:
    """Writes the features of a municipality as a GeoPackage, a layer for each collection."""
    whole = _features("gemeenten", code, year, {"gemeentecode": code})
    if not whole:
        raise Refused(
            "PDOK has no municipality {code} in {year}: check the code and the year, as codes "
            "change when municipalities merge.",
            code=code,
            year=year,
        )
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in whole]
    box = {"bbox": ",".join(f"{degrees:.5f}" for degrees in shapely.total_bounds(shapes))}
    found = {"gemeenten": whole}
    found |= {name: _features(name, code, year, box) for name in COLLECTIONS[1:]}
    for name, features in found.items():
        if features:
            gpd.GeoDataFrame.from_features(features, crs="OGC:CRS84").to_file(file, layer=name)


def _features(collection: str, code: str, year: int, asked: dict[str, str]) -> list[dict[str, Any]]:
    """Features of a municipality: the service may give neighbours too, so they are sifted."""
    return [
        feature
        for page in _pages(collection, year, asked)
        for feature in need(PDOK, page, "features")
        if need(PDOK, need(PDOK, feature, "properties"), "gemeentecode") == code
    ]


def _pages(collection: str, year: int, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
    path = f"wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items"
    page = _ask(year, path, {"f": "json", "limit": str(PAGE)} | asked)
    for _page in range(MOST_PAGES):
        yield page
        links = page.get("links", [])
        following = next((link["href"] for link in links if link.get("rel") == "next"), None)
        if following is None:
            return
        page = _ask(year, following, None)


def _ask(year: int, path: str, params: dict[str, str] | None) -> dict[str, Any]:
    try:
        return calls.ask(PDOK, path, params, needed="features")
    except ServiceRefused as refused:
        if refused.status != 404:
            raise
        raise Refused(
            "PDOK has no wijken en buurten of {year}: give another --year, or load a file with "
            "areas FILE.",
            year=year,
        ) from refused
