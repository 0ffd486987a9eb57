"""City parts: named sets of whole wijken of a municipality, told by maps of areas or by a list."""

import re
import unicodedata
from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.sources import kept, tables
from wijkeconomie.sources.area_files import CODE

FILE = "city_parts"
KEYS = ["area_code", "boundary_year"]
FIELDS = {"area_code": ("buurt_code", "wijk_code", "code"), "city_part": ("city_part",)}


def of_wijken(areas: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Areas of one boundary year with the city part of their buurten on wijken that tell none.

    Raises Refused when a wijk is in two city parts.
    """
    told = areas[areas["city_part"].map(plain) != ""]
    own = told.assign(
        wijk=told["area_code"].where(told["level"] == "wijk", told["parent_code"]),
        plain=told["city_part"].map(plain),
    )
    own = own[own["level"] != "municipality"]
    _refuse_two(own.rename(columns={"wijk": "whole"}), path)
    first = own.drop_duplicates("wijk").set_index("wijk")["city_part"]
    wijken = areas["area_code"].map(first).astype("string")
    return areas.assign(city_part=areas["city_part"].fillna(wijken))


def filled(areas: gpd.GeoDataFrame, known: pd.DataFrame | None = None) -> gpd.GeoDataFrame:
    """The areas with the city parts of a list, or of the one kept, where it names their wijken: one
    spelling a municipality, buurten in that of their wijk, municipalities in none."""
    listed = stored() if known is None else known
    wijk = areas["area_code"].where(areas["level"] == "wijk", areas["parent_code"])
    wijk = wijk.where(areas["level"] != "municipality")
    own = areas[areas["level"] == "wijk"].set_index(KEYS)["city_part"]
    parts = own.where(own.map(plain) != "", pd.NA)
    parts = _listed(parts, listed) if len(listed) else parts
    same = parts.index.get_level_values("area_code").str[2:6] + parts.map(plain).to_numpy()
    spelled = parts.groupby(same.to_numpy()).transform("first")
    found = spelled.reindex(pd.MultiIndex.from_arrays([wijk, areas["boundary_year"]]))
    return areas.assign(city_part=pd.array(found.to_numpy(object), dtype="string"))


def _listed(parts: pd.Series, listed: pd.DataFrame) -> pd.Series:
    """City parts of wijken by a list: that of their own boundary year, else that of every year."""
    every = listed[listed["boundary_year"].isna()].set_index("area_code")["city_part"]
    dated = listed.dropna(subset="boundary_year").astype({"boundary_year": "int64"})
    own = dated.set_index(KEYS)["city_part"].reindex(parts.index)
    codes = parts.index.get_level_values("area_code")
    return own.fillna(every.reindex(codes).set_axis(parts.index)).fillna(parts)


def plain(name: object) -> str:
    """A name in small letters without accents and signs, by which city parts are the same."""
    if pd.isna(name):  # pyright: ignore[reportArgumentType, reportCallIssue]
        return ""
    letters = unicodedata.normalize("NFKD", str(name).replace("ĳ", "ij")).lower()
    return re.sub("[^a-z0-9]+", "-", re.sub("[\u0300-\u036f]", "", letters)).strip("-")


def read_list(path: Path, year: int | None) -> pd.DataFrame:
    """City parts of wijken from a CSV or workbook with codes of wijken, or of their buurten:
    area_code (of the wijk), boundary_year (missing: of every year), city_part.

    Raises Refused when the file cannot be read, lacks a column, or puts a wijk in two city parts.
    """
    rows = tables.read(path, _spellings("area_code"))
    columns = {field: _column(rows, field) for field in FIELDS}
    if None in columns.values():
        raise Refused(
            "File {file} needs a column with codes of wijken and one with city parts, such as "
            "wijkcode and stadsdeel; it has {columns}.",
            file=path,
            columns=headings.shown(rows.columns, path, "wijkcode, stadsdeel"),
        )
    codes = rows[columns["area_code"]].astype("string").str.strip().str.upper()
    named = pd.DataFrame(
        {
            "area_code": codes,
            "boundary_year": pd.array([year] * len(rows), dtype="Int64"),
            "city_part": rows[columns["city_part"]].astype("string").str.strip(),
        }
    )
    named = named[named["city_part"].map(plain) != ""]
    _refuse_codes(named["area_code"], path)
    whole = named.assign(whole="WK" + named["area_code"].str[2:8])
    _refuse_two(whole.assign(plain=named["city_part"].map(plain)), path)
    once = whole.drop_duplicates("whole").drop(columns="area_code")
    return once.rename(columns={"whole": "area_code"})[[*KEYS, "city_part"]]


def _refuse_two(rows: pd.DataFrame, path: Path) -> None:
    """``rows``: whole (the wijk), city_part, and plain."""
    pairs = rows.drop_duplicates(["whole", "plain"])
    twice = pairs[pairs.duplicated("whole", keep=False)]
    if len(twice):
        code = str(twice["whole"].iloc[0])
        first, second = twice.loc[twice["whole"] == code, "city_part"].iloc[:2]
        raise Refused(
            "File {file} puts wijk {code} in {first} and in {second}: a city part holds whole "
            "wijken, so give all buurten of a wijk the same.",
            file=path,
            code=code,
            first=first,
            second=second,
        )


def _refuse_codes(codes: pd.Series, path: Path) -> None:
    wrong = codes[~codes.str.fullmatch(f"{CODE['wijk']}|{CODE['buurt']}").fillna(value=False)]
    if len(wrong):
        raise Refused(
            "File {file}, row {row}: '{value}' is no CBS code of a wijk or buurt such as WK003401 "
            "or BU00340101: correct or remove it.",
            file=path,
            row=int(wrong.index[0]) + 2,
            value="" if pd.isna(wrong.iloc[0]) else wrong.iloc[0],
        )


def _spellings(field: str) -> list[str]:
    rows = shipped.rows("area_columns")
    return [r["spelling"] for name in FIELDS[field] for r in rows if r["field"] == name]


def _column(rows: pd.DataFrame, field: str) -> str | None:
    present = {str(column).strip().lower(): str(column) for column in rows.columns}
    return next((present[name] for name in _spellings(field) if name in present), None)


def merged(new: pd.DataFrame) -> pd.DataFrame:
    """A list together with the one kept: of the same municipality and year it takes the place."""
    known = stored()
    keys = [known["area_code"].str[2:6], known["boundary_year"].fillna(0)]
    own = [new["area_code"].str[2:6], new["boundary_year"].fillna(0)]
    is_same = pd.MultiIndex.from_arrays(keys).isin(pd.MultiIndex.from_arrays(own))
    together = pd.concat([known[~is_same], new]) if len(known) else new
    return together.sort_values(KEYS, ignore_index=True)


def stored() -> pd.DataFrame:
    """The list kept: area_code, boundary_year (missing: of every year), city_part."""
    if kept.file(FILE).exists():
        return pd.read_parquet(kept.file(FILE))
    columns = {"area_code": "string", "boundary_year": "Int64", "city_part": "string"}
    return pd.DataFrame({name: [] for name in columns}).astype(columns)


def lists() -> dict[str, int]:
    """How many rows of the list are kept, by code of the municipality."""
    codes = "GM" + stored()["area_code"].str[2:6]
    return {str(code): int(count) for code, count in codes.value_counts(sort=False).items()}


def forget(municipality: str) -> None:
    """Takes the list of a municipality away: its wijken are in the parts that maps tell."""
    known = stored()
    left = known[known["area_code"].str[2:6] != municipality[2:]]
    with kept.replacing(FILE, left.reset_index(drop=True)):
        pass


def save(new: pd.DataFrame) -> None:
    """Keeps a list with the one kept before."""
    with kept.replacing(FILE, merged(new)):
        pass
