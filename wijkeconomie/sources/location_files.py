"""Files that tell where living is and where work: a list of areas, or polygons."""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources import area_files, location_words, outlines, tables
from wijkeconomie.sources.area_files import CODE, RD


def read_list(path: Path, year: int | None) -> pd.DataFrame:
    """Types of areas from a CSV or workbook: area_code, boundary_year (missing: of every year),
    location_type. Rows without a type are left out.

    Raises Refused when the file cannot be read, lacks a column, or holds an unknown code or type.
    """
    rows = tables.read(path, _spellings("area_code"))
    found = {field: _column(rows.columns, field) for field in ("area_code", "location_type")}
    if None in found.values():
        raise Refused(
            "File {file} needs a column with area codes and one with location types, such as "
            "buurtcode and locatietype; it has {columns}.",
            file=path,
            columns=headings.shown(rows.columns, path, "buurtcode, locatietype"),
        )
    written = _column(rows.columns, "boundary_year")
    named = pd.DataFrame(
        {
            "area_code": rows[found["area_code"]].astype("string").str.strip().str.upper(),
            "boundary_year": _years(rows[written], path) if written and not year else year,
            "written": location_words.plain(rows[found["location_type"]]),
        }
    ).dropna(subset="written")
    _refuse_codes(named, path)
    typed = named.assign(location_type=_typed(named["written"], path)).drop(columns="written")
    return _once(typed.astype({"boundary_year": "Int64"}).drop_duplicates(), path)


def read_sites(path: Path, kind: str | None) -> gpd.GeoDataFrame:
    """Polygons of work sites and centres: location_type, geometry (EPSG:28992).

    ``kind`` is the type of all that do not say theirs. Raises Refused when the file cannot be
    read, or a polygon has no known type.
    """
    features = _features(path)
    column = _column(features.columns, "location_type")
    if column is None and kind is None:
        raise Refused(
            "File {file} does not say of which type its polygons are; it has {columns}. Name a "
            "column locatietype, or add --type, such as --type business_park.",
            file=path,
            columns=_columns(features, path),
        )
    words = (
        location_words.plain(features[column])
        if column
        else pd.Series(pd.NA, features.index, "string")
    )
    return _polygons(features, _typed(words.fillna(kind and kind.lower()), path), path)


def read_land_use(path: Path) -> gpd.GeoDataFrame:
    """Polygons of land use by CBS (Bestand Bodemgebruik): location_type, geometry (EPSG:28992).
    Classes that are no place to work, such as roads and water, are left out.

    Raises Refused when the file cannot be read, or holds no known class.
    """
    features = _features(path)
    kinds = shipped.table("land_use")
    types = {**dict(kinds[["code", "location_type"]].to_numpy())}
    types |= dict(zip(kinds["name"].str.lower(), kinds["location_type"], strict=True))
    for column in _columns_of(features.columns, "land_use"):
        found = location_words.plain(features[column]).str.removesuffix(".0").map(types)
        if found.notna().any():
            return _polygons(features, found.where(found != ""), path)
    raise Refused(
        "File {file} has no column with classes of land use such as 20 (living) or 24 (business "
        "park); it has {columns}. Take the file of CBS as it is.",
        file=path,
        columns=_columns(features, path),
    )


def _features(path: Path) -> gpd.GeoDataFrame:
    parts = [area_files.read_layer(path, layer) for layer in area_files.layers(path)]
    parts = [part for part in parts if len(part)]
    if not parts:
        raise Refused("File {file} holds no polygons: ask for the file again.", file=path)
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=RD)


def _polygons(features: gpd.GeoDataFrame, types: pd.Series, path: Path) -> gpd.GeoDataFrame:
    """Outlines with their type, where there is one and it is a polygon."""
    known = features.assign(location_type=types.astype("string"))[["location_type", "geometry"]]
    known = known[known["location_type"].notna() & known.geometry.notna()]
    far = known[~outlines.is_on_earth(known.geometry) & ~known.geometry.is_empty]
    if len(far):
        raise Refused(
            "File {file}, feature {row}: its outline has coordinates that are no place: correct it "
            "in a GIS or ask for the file again.",
            file=path,
            row=int(far.index[0]) + 1,
        )
    mended = known.assign(geometry=outlines.mended(known.geometry))
    whole = mended[(mended.geometry.area > 0).to_numpy()].reset_index(drop=True)
    if whole.empty:
        raise Refused(
            "File {file} holds no polygons with a known type: take a map of areas, not of points "
            "or lines.",
            file=path,
        )
    return whole


def _typed(words: pd.Series, path: Path) -> pd.Series:
    wrong = location_words.unknown(words.fillna(""))
    if len(wrong):
        raise Refused(
            "File {file}, row {row}: location type '{value}' is not known: use one of {known}.",
            file=path,
            row=int(wrong.index[0]) + 1,
            value=wrong.iloc[0],
            known=", ".join(location_words.known()),
        )
    return location_words.typed(words)


def _refuse_codes(rows: pd.DataFrame, path: Path) -> None:
    wrong = rows[~rows["area_code"].str.fullmatch("|".join(CODE.values())).fillna(value=False)]
    if len(wrong) or rows.empty:
        raise Refused(
            "File {file}, row {row}: '{value}' is no CBS area code such as GM0034, WK003401 or "
            "BU00340101: correct or remove it.",
            file=path,
            row=int(wrong.index[0]) + 1 if len(wrong) else 1,
            value=wrong["area_code"].fillna("").iloc[0] if len(wrong) else "",
        )


def _years(values: pd.Series, path: Path) -> pd.Series:
    words = location_words.plain(values).str.removesuffix(".0")
    wrong = words[words.notna() & ~words.str.fullmatch(r"(19|20)\d\d").fillna(value=False)]
    if len(wrong):
        raise Refused(
            "File {file}, row {row}: '{value}' is no year such as 2025: correct or empty it.",
            file=path,
            row=int(wrong.index[0]) + 1,
            value=wrong.iloc[0],
        )
    return pd.to_numeric(words)


def _once(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The rows, of which no two name another type of one area."""
    again = rows[rows.duplicated(["area_code", "boundary_year"])]
    if len(again):
        raise Refused(
            "File {file}, row {row}: area {code} has another type before: keep one of the two.",
            file=path,
            row=int(again.index[0]) + 1,
            code=again["area_code"].iloc[0],
        )
    return rows.reset_index(drop=True)


def _spellings(field: str) -> list[str]:
    rows = shipped.table("location_columns").set_index("field")["spellings"]
    return rows[field].split()


def _columns_of(columns: pd.Index, field: str) -> list[str]:
    """Columns that may hold a field, the likeliest first. A year in a name does not matter."""
    plain = {re.sub(r"_?(19|20)\d\d[a-z]?$", "", str(column).lower()): column for column in columns}
    return [str(plain[spelling]) for spelling in _spellings(field) if spelling in plain]


def _column(columns: pd.Index, field: str) -> str | None:
    return next(iter(_columns_of(columns, field)), None)


def _columns(features: gpd.GeoDataFrame, path: Path) -> str:
    names = [str(column) for column in features.columns if column != "geometry"]
    return headings.shown(names, path, "locatietype", known=names)
