"""Files of addresses: CSV, and GeoPackage or GeoJSON of address objects."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import Transformer
from shapely.errors import ShapelyError

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources.area_files import RD, year_in_name

BLOCK = 500_000
MAPS = {".gpkg", ".geojson", ".json", ".fgb", ".shp"}
NEEDED = {
    "numbers": {"postcode", "house_number", "buurt_code"},
    "objects": {"object_id", "use"},
}


def read(path: Path, known: gpd.GeoDataFrame) -> tuple[str, Iterator[pd.DataFrame]]:
    """The kind of a file (``numbers`` or ``objects``) and its rows in blocks.

    Columns: those of ``data/address_columns.csv`` that are found, as text, with x and y from a
    point, and boundary_year for numbers. Of a map only what lies about the areas ``known`` is
    read. Raises Refused when the file cannot be read or is of neither kind.
    """
    if not path.is_file():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    if path.suffix.lower() in MAPS:
        features = _map(path, known)
        found, _year = _recognise(list(features.columns), path)
        return "objects", iter([_features(features, found)])
    return _csv(path)


def _csv(path: Path) -> tuple[str, Iterator[pd.DataFrame]]:
    with path.open(encoding="latin-1") as stream:
        header = stream.readline()
    separator = max(";,\t|", key=header.count)
    columns = [_bare(name) for name in header.removeprefix("ï»¿").rstrip("\r\n").split(separator)]
    found, year = _recognise(columns, path)
    kind = "objects" if NEEDED["objects"] <= found.keys() else "numbers"
    if kind == "numbers" and not (year := year or year_in_name(path)):
        raise Refused(
            "File {file} does not say of which year its buurten are: put the year in its name, "
            "such as addresses-2025.csv.",
            file=path,
        )
    return kind, _blocks(path, separator, columns, (found, year))


def _blocks(
    path: Path, separator: str, columns: list[str], known: tuple[dict[str, str], int | None]
) -> Iterator[pd.DataFrame]:
    found, year = known
    try:
        for block in pd.read_csv(
            path,
            sep=separator,
            names=columns,
            skiprows=1,
            usecols=list(found.values()),
            index_col=False,
            dtype="string",
            encoding="latin-1",
            chunksize=BLOCK,
        ):
            rows = block.rename(columns={column: field for field, column in found.items()})
            yield _pointed(rows).assign(boundary_year=year)
    except (pd.errors.ParserError, ValueError) as error:
        raise Refused(
            "File {file} is no readable CSV file, or it breaks off halfway: ask for the file "
            "again.",
            file=path,
        ) from error


def _pointed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with x and y from a written point, such as ``POINT (140000 480000)``."""
    if "point" not in rows or "x" in rows:
        return rows
    parts = rows["point"].str.extract(r"(?i)point\s*z?\s*\(\s*([0-9.]+)\s+([0-9.]+)")
    return rows.assign(x=parts[0], y=parts[1])


def _map(path: Path, known: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    try:
        names = [name for name, geometry in pyogrio.list_layers(path) if geometry]
        layer = next((name for name in names if "verblijfsobject" in name.lower()), names[0])
        crs = pyogrio.read_info(path, layer=layer)["crs"]
        if crs is None:
            raise Refused(
                "File {file} does not say its coordinate system: deliver the .prj file with it.",
                file=path,
            )
        west, south, east, north = map(float, known.total_bounds)
        to_file = Transformer.from_crs(RD, crs, always_xy=True)
        box = to_file.transform_bounds(west, south, east, north)
        return gpd.read_file(path, layer=layer, bbox=box).to_crs(RD)
    except (DataSourceError, DataLayerError, ShapelyError, ValueError, IndexError) as error:
        raise Refused(
            "File {file} is no readable GeoJSON, GeoPackage or Shapefile, or it breaks off "
            "halfway: ask for the file again.",
            file=path,
        ) from error


def _features(features: gpd.GeoDataFrame, found: dict[str, str]) -> pd.DataFrame:
    points = features.geometry.representative_point()
    rows = {field: _text(features[column]) for field, column in found.items() if field != "point"}
    return pd.DataFrame(rows | {"x": points.x, "y": points.y})


def _text(values: pd.Series) -> pd.Series:
    """Values as text; a list as its parts with commas between."""
    return values.map(_joined).astype("string")


def _joined(value: object) -> object:
    if isinstance(value, np.ndarray | list | tuple):
        return ",".join(map(str, value))
    return value


def _recognise(columns: list[str], path: Path) -> tuple[dict[str, str], int | None]:
    """Column of each field found, and the year written in the name of the buurt column."""
    plain = {re.sub(r"_?20\d\d$", "", _bare(column)): column for column in columns}
    found = {}
    for row in shipped.rows("address_columns"):
        column = next((plain[s] for s in row["spellings"].split() if s in plain), None)
        if column is not None:
            found[row["field"]] = column
    if not any(needed <= found.keys() for needed in NEEDED.values()):
        _refuse(path, columns)
    year = re.search(r"20\d\d$", found.get("buurt_code", ""))
    return found, int(year.group()) if year else None


def _refuse(path: Path, columns: list[str]) -> NoReturn:
    is_map = path.suffix.lower() in MAPS
    such = "postcode, huisnummer, buurt"
    raise Refused(
        "File {file} holds neither postcode, huisnummer and buurt nor identificatie and "
        "gebruiksdoel; it has {columns}. Take the yearly file of CBS or address objects of the "
        "BAG.",
        file=path,
        columns=headings.shown(columns, path, such, known=columns if is_map else ()),
    )


def _bare(column: str) -> str:
    return column.strip().strip('"').strip().lower()
