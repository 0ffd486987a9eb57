"""Boundaries of a municipality from PDOK: CBS wijken en buurten over OGC API Features."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import shapely

from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, paging
from wijkeconomie.sources.services import PDOK, ServiceRefused, need, understood

COLLECTIONS = ["gemeenten", "wijken", "buurten"]
PAGE = 1000
CODE = re.compile(r"GM[0-9]{4}")
SAID = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}


def read(municipality: str, year: int) -> gpd.GeoDataFrame:
    """Areas of a municipality, by its code (``GM0308``) or name, in the boundaries of a year, as
    ``areas.read`` gives.

    Raises Refused when PDOK fails, has no boundaries of that year, or not that municipality.
    """
    with TemporaryDirectory(prefix="wijkeconomie-") as folder:
        file = Path(folder) / f"PDOK-wijken-en-buurten-{year}.gpkg"
        with understood(PDOK):
            code = _download(municipality.strip(), year, file)
        return areas.read(file, code, year)


def _download(municipality: str, year: int, file: Path) -> str:
    """Writes the features of a municipality as a GeoPackage, a layer for each collection; returns
    its code."""
    is_code = CODE.fullmatch(municipality)
    code = municipality if is_code else _code(municipality, year)
    whole = _features("gemeenten", code, year, {"gemeentecode": code})
    if not whole:
        raise _unknown(code, year)
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in whole]
    box = {"bbox": ",".join(f"{degrees:.5f}" for degrees in shapely.total_bounds(shapes))}
    found = {"gemeenten": whole}
    found |= {name: _features(name, code, year, box) for name in COLLECTIONS[1:]}
    for name, features in found.items():
        if features:
            gpd.GeoDataFrame.from_features(features, crs="OGC:CRS84").to_file(file, layer=name)
    return code


def _code(name: str, year: int) -> str:
    """The code of a municipality by its name: first asked for, else looked up among all."""
    known: dict[str, tuple[str, str]] = {}
    for asked in ({"gemeentenaam": name}, {}):
        for page in _pages("gemeenten", year, asked):
            for feature in need(PDOK, page, "features"):
                told = need(PDOK, feature, "properties")
                full = str(need(PDOK, told, "gemeentenaam"))
                known[_plain(full)] = (full, str(need(PDOK, told, "gemeentecode")))
        wanted = SAID.get(_plain(name), _plain(name))
        if wanted in known:
            return known[wanted][1]
    near = [key for key in known if wanted and key.startswith(wanted)]
    near += [key for key in get_close_matches(wanted, known, 3) if key not in near]
    if not near:
        raise _unknown(name, year)
    raise Refused(
        "PDOK has no municipality {name} in {year}. Names like it: {names}.",
        name=name,
        year=year,
        names=", ".join(f"{known[key][0]} ({known[key][1]})" for key in near[:5]),
    )


def _unknown(code: str, year: int) -> Refused:
    return Refused(
        "PDOK has no municipality {code} in {year}: check the code and the year, as codes "
        "change when municipalities merge.",
        code=code,
        year=year,
    )


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return re.sub("[^a-z0-9]", "", letters)


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
    asked = {"f": "json", "limit": str(PAGE)} | asked
    found = paging.pages(PDOK, path, asked, "features", _next)
    try:
        yield next(found)
    except ServiceRefused as refused:
        if refused.status != 404:
            raise
        raise Refused(
            "PDOK has no wijken en buurten of {year}: give another --year, or load a file with "
            "areas FILE.",
            year=year,
        ) from refused
    yield from found


def _next(page: dict[str, Any]) -> str | None:
    links = page.get("links", [])
    return next((link["href"] for link in links if link.get("rel") == "next"), None)
