"""Boundary files in any format and projection, with their columns recognised."""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataSourceError
from shapely.errors import ShapelyError

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources import location_words

RD = "EPSG:28992"
CODE = {"municipality": r"GM\d{4}", "wijk": r"WK\d{6}", "buurt": r"BU\d{8}"}
PREFIX = {"GM": "municipality", "WK": "wijk", "BU": "buurt"}
NUMBERS = ["population", "dwellings", "land_ha", "urbanity"]
SECRET_BELOW = -99990


def read_levels(path: Path) -> dict[str, gpd.GeoDataFrame]:
    """Features of a boundary file by level (municipality, wijk, buurt).

    Columns: code, name, wijk_code, municipality_code, municipality_name, boundary_year,
    location_type, city_part, population, dwellings, land_ha, urbanity, geometry
    (EPSG:28992), those the file does not have empty. CBS sentinels (-99990 and below) become
    nulls and water parts are left out. Raises Refused when the file is no boundary file.
    """
    levels: dict[str, gpd.GeoDataFrame] = {}
    for layer in layers(path):
        features = read_layer(path, layer)
        if features.empty:
            continue
        known = _recognised(features, path)
        for prefix, level in PREFIX.items():
            rows = known[known["code"].str[:2] == prefix]
            if len(rows):
                levels[level] = _typed(_tidy(rows), path)
    if not levels:
        raise Refused("File {file} holds no areas: it is empty. Ask for the file again.", file=path)
    return levels


def layers(path: Path) -> list[str]:
    """Names of the layers with outlines. Raises Refused when the file is no map."""
    if not path.exists():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    try:
        layers = pyogrio.list_layers(path)
    except DataSourceError as error:
        raise Refused(
            "File {file} is no readable GeoJSON, GeoPackage or Shapefile, or it breaks off "
            "halfway: ask for the file again.",
            file=path,
        ) from error
    return [name for name, geometry in layers if geometry]


def read_layer(path: Path, layer: str) -> gpd.GeoDataFrame:
    """Features of a layer in EPSG:28992. Raises Refused when it cannot be read."""
    features = as_written(path, layer)
    if features.empty:
        return features
    if features.crs is None:
        raise Refused(
            "File {file} does not say its coordinate system: deliver the .prj file with it.",
            file=path,
        )
    return _in_rd(features)


def as_written(path: Path, layer: str) -> gpd.GeoDataFrame:
    """Features of a layer as they are. Raises Refused when it cannot be read."""
    try:
        return gpd.read_file(path, layer=layer)
    except (DataSourceError, ShapelyError, ValueError, UnicodeDecodeError) as error:
        raise Refused(
            "Layer {layer} of file {file} cannot be read: ask for the file again.",
            layer=layer,
            file=path,
        ) from error


def _in_rd(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    _, _, east, north = features.total_bounds
    if features.crs and features.crs.is_geographic and east > 180 and 300_000 < north < 650_000:
        return features.set_crs(RD, allow_override=True)
    return features.to_crs(RD)


def _recognised(features: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Land features with a column ``code`` of valid CBS codes and a column ``name``."""
    known = _known_columns(features)
    level = next((x for x in ["buurt", "", "wijk", "municipality"] if _field(x) in known), None)
    if level is None:
        names = [str(column) for column in features.columns if column != "geometry"]
        raise Refused(
            "File {file} has no column with CBS area codes; it has {columns}. Name that column "
            "one of: {known}.",
            file=path,
            columns=headings.shown(names, path, "buurtcode", known=names),
            known="buurtcode, wijkcode, gemeentecode, statcode",
        )
    names = {_field(level): "code", f"{level}_name": "name"} if level else {}
    known = known.drop(columns="name", errors="ignore") if f"{level}_name" in known else known
    land = known[~_is_water(known)] if "water" in known else known
    coded = land.rename(columns=names)
    coded["code"] = coded["code"].astype("string").str.strip().str.upper()
    _refuse_wrong_codes(coded["code"], path)
    return coded


def _field(level: str) -> str:
    return f"{level}_code" if level else "code"


def _refuse_wrong_codes(codes: pd.Series, path: Path) -> None:
    wrong = codes[~codes.str.fullmatch("|".join(CODE.values())).fillna(value=False)]
    if len(wrong):
        raise Refused(
            "File {file}, feature {row}: '{value}' is no CBS area code such as GM0034, WK003401 "
            "or BU00340101: correct or remove it.",
            file=path,
            row=int(wrong.index[0]) + 1,
            value="" if pd.isna(wrong.iloc[0]) else wrong.iloc[0],
        )


def _known_columns(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    present = {str(column).lower(): column for column in features.columns}
    spellings = shipped.table("area_columns")
    names = {
        field: next((present[s] for s in group if s in present), None)
        for field, group in spellings.groupby("field", sort=False)["spelling"]
    }
    found = {source: field for field, source in names.items() if source is not None}
    return features[[*found, features.geometry.name]].rename(columns=found)


def _tidy(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    tidy = features.copy()
    for column in NUMBERS:
        tidy[column] = _number(tidy, column)
    for column in ("name", "wijk_name", "municipality_name", "location_type", "city_part"):
        tidy[column] = tidy[column].astype("string") if column in tidy else pd.NA
    tidy["boundary_year"] = _year(tidy)
    tidy["municipality_code"] = "GM" + tidy["code"].str[2:6]
    return tidy


def _typed(features: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Location types by their code, from any known spelling."""
    said = location_words.plain(features["location_type"])
    wrong = features.loc[location_words.unknown(said).index]
    if len(wrong):
        raise Refused(
            "File {file}, area {code}: location type '{value}' is not known: use one of {known}.",
            file=path,
            code=wrong["code"].iloc[0],
            value=wrong["location_type"].iloc[0],
            known=", ".join(location_words.known()),
        )
    return features.assign(location_type=location_words.typed(said))


def _is_water(known: gpd.GeoDataFrame) -> pd.Series:
    return known["water"].astype("string").str.strip().str.upper().isin(["JA", "YES", "1"])


def _number(features: gpd.GeoDataFrame, column: str) -> pd.Series:
    if column not in features:
        return pd.Series(float("nan"), index=features.index)
    numbers = pd.to_numeric(features[column], errors="coerce").astype("float64")
    return numbers.where(numbers > SECRET_BELOW)


def _year(features: gpd.GeoDataFrame) -> pd.Series:
    if "boundary_year" not in features:
        return pd.Series(pd.NA, index=features.index, dtype="Int64")
    digits = features["boundary_year"].astype("string").str.extract(r"^(\d{4})", expand=False)
    return pd.to_numeric(digits).astype("Int64")


def year_in_name(path: Path) -> int | None:
    """Boundary year written in the file's name, such as 2022 in ``wijken_2022.geojson``."""
    found = re.search(r"(?<!\d)(20\d{2})(?!\d)", path.name)
    return int(found.group(1)) if found else None
