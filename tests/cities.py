"""Small made cities: square areas and registers whose every figure can be counted by hand."""

import json
from pathlib import Path

X, Y, SIDE = 140_000, 480_000, 1_000
BUURTEN = {
    "BU99990101": ("Noordwest", 0, 1, "residential"),
    "BU99990102": ("Noordoost", 1, 1, "residential"),
    "BU99990201": ("Zuidwest", 0, 0, "business_park"),
    "BU99990202": ("Zuidoost", 1, 0, "centre"),
}
HEADER = "peildatum;vestigingsnummer;sbi;voltijd;deeltijd;gemeentecode;x;y;gebruiksdoel;afgeschermd"


def square(column: int, row: int, side: int = SIDE) -> list[list[float]]:
    """Closed ring of a square kilometre in EPSG:28992."""
    west, south = X + column * SIDE, Y + row * SIDE
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: str, ring: list[list[float]], **properties: object) -> dict:
    return {
        "type": "Feature",
        "properties": {"buurtcode": code, "gemeentenaam": "Vierkantstad", "jaar": 2024}
        | properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: dict) -> dict:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return {"type": "FeatureCollection", "crs": crs, "features": list(features)}


def areas_file(folder: Path) -> Path:
    """Four square buurten in two wijken of Vierkantstad (GM9999)."""
    features = [
        feature(
            code,
            square(column, row),
            buurtnaam=name,
            locatietype=kind,
            aantal_inwoners=1_000,
            woningvoorraad=500,
            water="NEE",
        )
        for code, (name, column, row, kind) in BUURTEN.items()
    ]
    return write(folder / "vierkantstad.geojson", collection(*features))


def write(path: Path, content: dict) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def row(serial: int, **changes: object) -> str:
    """One line of a register in the columns of HEADER: a shop at home in Noordwest.

    Serial 0 has number 999999, as a number of zeros is none.
    """
    values: dict[str, object] = {
        "date": "2024-04-01",
        "number": f"{serial or 999_999:012d}",
        "sbi": "4711",
        "full": 1,
        "part": 0,
        "municipality": "9999",
        "x": X + 500,
        "y": Y + 1_500,
        "use": "woonfunctie",
        "shielded": "Nee",
    }
    return ";".join(str(value) for value in (values | changes).values())


def register_file(folder: Path, rows: list[str], name: str = "register.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def box(west: float, south: float, width: float, height: float, **said: object) -> dict:
    """A rectangle in metres from the south west of the city, and what is said of it."""
    x, y = X + west, Y + south
    ring = [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]
    return {
        "type": "Feature",
        "properties": said,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def polygons_file(folder: Path, *features: dict, name: str = "polygons.geojson") -> Path:
    return write(folder / name, collection(*features))
