"""Addresses of the municipalities loaded, kept to find where establishments are and in what.

Two kinds: ``numbers``, the buurt of every postcode and house number (the yearly file of CBS), and
``objects``, the address objects of the BAG with their use and point.
"""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.sources import address_files, areas

NUMBERS = ["postcode", "house_number", "buurt_code", "boundary_year", "municipality_code"]
OBJECTS = [
    "object_id",
    "number_id",
    "postcode",
    "house_number",
    "addition",
    "use",
    "x",
    "y",
    "municipality_code",
]
ENDED = "ingetrokken|niet gerealiseerd|ten onrechte"


def kept(kind: str) -> Path | None:
    """The file of ``numbers`` or ``objects`` (columns NUMBERS, OBJECTS), when there is one."""
    file = settings.raw_dir() / f"addresses_{kind}.parquet"
    return file if file.exists() else None


def load_file(path: Path) -> tuple[str, int]:
    """Keeps what a file says of the municipalities loaded; returns its kind and the rows kept.

    Raises Refused when the file cannot be read, is neither kind, or is of elsewhere.
    """
    known = areas.load()
    kind, parts = address_files.read(path, known)
    made = [numbers(p, known) if kind == "numbers" else objects(p, known) for p in parts]
    rows = pd.concat(made, ignore_index=True) if made else pd.DataFrame()
    if rows.empty:
        raise Refused(
            "File {file} holds no addresses of {codes}, whose areas are loaded: load the areas of "
            "your municipality first, or take another file.",
            file=path,
            codes=", ".join(sorted(set(known["municipality_code"]))[:5]),
        )
    keys = ["postcode", "house_number", "boundary_year"] if kind == "numbers" else OBJECTS[:5]
    save(kind, rows.drop_duplicates(keys))
    return kind, len(rows)


def numbers(rows: pd.DataFrame, known: gpd.GeoDataFrame) -> pd.DataFrame:
    """Columns NUMBERS of the rows in a municipality loaded.

    ``rows``: text columns postcode, house_number, buurt_code (with or without BU and leading
    zeros), and boundary_year.
    """
    digits = rows["buurt_code"].str.replace(r"\D", "", regex=True).str.zfill(8)
    tidy = pd.DataFrame(
        {
            "postcode": _postcode(rows["postcode"]),
            "house_number": _whole(rows["house_number"]),
            "buurt_code": "BU" + digits,
            "boundary_year": rows["boundary_year"],
            "municipality_code": "GM" + digits.str[:4],
        }
    )
    is_here = tidy["municipality_code"].isin(known["municipality_code"])
    return tidy[is_here & tidy["postcode"].notna() & tidy["house_number"].notna()]


def objects(rows: pd.DataFrame, known: gpd.GeoDataFrame) -> pd.DataFrame:
    """Columns OBJECTS of the rows in use in a municipality loaded; x, y in EPSG:28992 (m).

    ``rows``: text columns of OBJECTS and address columns, x and y as numbers. An object without
    a point is of the municipality its number starts with.
    """
    if "status" in rows:
        is_ended = rows["status"].str.lower().str.contains(ENDED, regex=True)
        rows = rows[~is_ended.fillna(value=False).astype(bool)]
    empty = pd.Series(pd.NA, index=rows.index, dtype="string")
    text = {name: rows.get(name, empty).astype("string").str.strip() for name in OBJECTS[:6]}
    letter, addition = rows.get("house_letter", empty), rows.get("house_addition", empty)
    x, y = (pd.to_numeric(rows.get(axis, empty), errors="coerce") for axis in ("x", "y"))
    is_point = x.between(0, 300_000) & y.between(300_000, 650_000)
    tidy = pd.DataFrame(
        text
        | {
            "postcode": _postcode(text["postcode"]),
            "house_number": _whole(text["house_number"]),
            "addition": (letter.fillna("") + " " + addition.fillna("")).str.strip(),
            "use": text["use"].str.lower(),
            "x": x.where(is_point).astype("float64"),
            "y": y.where(is_point).astype("float64"),
        }
    )
    for name in ("object_id", "number_id"):
        tidy[name] = tidy[name].str.extract(r"(\d{1,16})$", expand=False).str.zfill(16)
    code = _municipality(tidy, known)
    return tidy.assign(municipality_code=code)[code.notna() & tidy["object_id"].notna()][OBJECTS]


def save(kind: str, rows: pd.DataFrame) -> None:
    """Keeps rows for import, with those kept before of other municipalities and years."""
    target = settings.raw_dir() / f"addresses_{kind}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    together = rows
    if target.exists():
        keys = [k for k in ("municipality_code", "boundary_year") if k in rows]
        old = pd.read_parquet(target)
        new = pd.MultiIndex.from_frame(rows[keys].drop_duplicates())
        together = pd.concat([old[~pd.MultiIndex.from_frame(old[keys]).isin(new)], rows])
    beside = target.with_suffix(f".new-{os.getpid()}")
    together.reset_index(drop=True).to_parquet(beside)
    os.replace(beside, target)


def _municipality(rows: pd.DataFrame, known: gpd.GeoDataFrame) -> pd.Series:
    whole = known[known["level"] == "municipality"]
    dots = shapely.points(rows["x"].to_numpy(), rows["y"].to_numpy())
    dot, shape = shapely.STRtree(whole.geometry.to_numpy()).query(dots, predicate="intersects")
    found = np.full(len(rows), None, dtype=object)
    found[dot] = whole["area_code"].to_numpy()[shape]
    by_number = "GM" + rows["object_id"].str[:4]
    is_known = rows["x"].isna() & by_number.isin(known["municipality_code"])
    return pd.Series(found, index=rows.index).where(~is_known, by_number)


def _postcode(written: pd.Series) -> pd.Series:
    plain = written.astype("string").str.replace(" ", "", regex=False).str.upper()
    return plain.where(plain.str.fullmatch(r"[1-9]\d{3}[A-Z]{2}"))


def _whole(written: pd.Series) -> pd.Series:
    digits = written.astype("string").str.extract(r"^\s*(\d{1,5})(?:\.0)?\s*$", expand=False)
    return pd.to_numeric(digits).astype("Int64")
