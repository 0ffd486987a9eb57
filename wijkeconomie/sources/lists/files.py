"""A list of places, initiatives or sites as a file: a table of text, its rows numbered."""

import csv
import json
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.errors import Refused
from wijkeconomie.files import csv_files, spreadsheets
from wijkeconomie.files.csv_files import Written
from wijkeconomie.files.names import plain
from wijkeconomie.sources import area_files
from wijkeconomie.sources.area_files import RD

MAPS = {".geojson", ".json", ".gpkg", ".zip", ".shp", ".fgb"}
LARGEST, MOST_ROWS = 100_000_000, 100_000
BROKEN = "row_broken"
METRES, DEGREES = ("x", "y"), ("lon", "lat")


def read(path: Path, known: Collection[str], written: Written) -> pd.DataFrame:
    """Rows as text, empty where nothing stands; the index is the number by which a user knows a
    row: that of a spreadsheet, or of a feature from 1. Those of a map have columns ``map:x`` and
    ``map:y`` or ``map:lon`` and ``map:lat``. A row without the columns of the header has all its
    text in a column BROKEN. ``known``: plain names of columns, to find the sheet of a workbook by.

    Raises Refused when the file cannot be read, or holds too much.
    """
    if not path.is_file():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    if path.stat().st_size > LARGEST:
        raise _too_large(path)
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start.strip():
        raise Refused("File {file} is empty: ask for the file again.", file=path)
    if path.suffix.lower() in MAPS:
        return _map(path)
    with TemporaryDirectory(prefix="wijkeconomie-") as folder:
        if start[:2] == b"PK" or start == b"\xd0\xcf\x11\xe0":
            return _workbook(path, Path(folder) / "sheet.csv", known)
        return _csv(path, Path(folder), written)


def _csv(path: Path, folder: Path, written: Written) -> pd.DataFrame:
    readable, _encoding = csv_files.readable(path, folder, written.encoding)
    header = csv_files.header(readable, path, written.separator)
    is_prose = not _prose().isdisjoint(map(plain, header.columns))
    rows = _rows(readable, header.separator, path, is_prose=is_prose)[header.line :]
    numbered = [(header.line + i, cells) for i, cells in enumerate(rows, start=1)]
    return _table([each for each in numbered if any(map(str.strip, each[1]))], header.columns, path)


def _workbook(path: Path, target: Path, known: Collection[str]) -> pd.DataFrame:
    columns = csv_files.named(spreadsheets.convert(path, target, known), path)
    rows = [cells for cells in _rows(target, ",", path) if cells]
    return _table([(int(cells[0]), cells[1:]) for cells in rows], columns, path)


@cache
def _prose() -> set[str]:
    """Names of columns whose cells may have several lines and many commas."""
    rows = shipped.rows("place_columns")
    return {s for row in rows if row["field"] == "text" for s in row["spellings"].split()}


def _rows(readable: Path, separator: str, path: Path, *, is_prose: bool = False) -> list[list[str]]:
    """All rows of a CSV in UTF-8. Raises Refused for a quote that never closes: with prose in the
    cells, one that no separator follows."""
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        try:
            rows = list(csv.reader(stream, delimiter=separator, strict=is_prose))
        except csv.Error as error:
            raise Refused(
                "File {file} is no readable Excel or CSV file, or it breaks off halfway: ask for "
                "the file again.",
                file=path,
            ) from error
    if len(rows) > MOST_ROWS:
        raise _too_large(path)
    for number, cells in enumerate(() if is_prose else rows, start=1):
        if any(cell.count(separator) >= len(rows[0]) > 1 and "\n" in cell for cell in cells):
            raise Refused(
                'File {file}: a quote (") that opens in row {row} never closes, so the rows after '
                "it cannot be told apart: remove it, or double it.",
                file=path,
                row=number,
            )
    return rows


def _table(rows: list[tuple[int, list[str]]], columns: list[str], path: Path) -> pd.DataFrame:
    if not rows:
        raise csv_files.without_rows(path)
    width = len(columns)
    broken = [any(map(str.strip, cells[width:])) or len(cells) < width for _n, cells in rows]
    whole = [
        [""] * width if is_broken else cells[:width]
        for (_n, cells), is_broken in zip(rows, broken, strict=True)
    ]
    frame = pd.DataFrame(whole, [number for number, _cells in rows], columns, dtype="string")
    texts = [
        " ".join(cells).strip() if is_broken else ""
        for (_n, cells), is_broken in zip(rows, broken, strict=True)
    ]
    return frame.assign(**{BROKEN: pd.Series(texts, frame.index, dtype="string")})


def _map(path: Path) -> pd.DataFrame:
    parts = [_layer(area_files.as_written(path, name)) for name in area_files.layers(path)]
    parts = [part for part in parts if len(part)]
    if not parts:
        raise Refused("File {file} holds no places: it is empty.", file=path)
    rows = pd.concat(parts, ignore_index=True)
    if len(rows) > MOST_ROWS:
        raise _too_large(path)
    rows.index = pd.RangeIndex(1, len(rows) + 1)
    return rows.fillna("")


def _layer(features: gpd.GeoDataFrame) -> pd.DataFrame:
    """Features as text, with the middle of each as it is written: in metres (RD) or degrees."""
    plain = _flat(pd.DataFrame(features.drop(columns=features.geometry.name)))
    texts = {str(name): _texts(plain[name]) for name in plain.columns}
    is_degrees = features.crs is None or features.crs.is_geographic
    if not is_degrees and features.crs != RD:
        features = features.to_crs(RD)
    x, y = _middles(features)
    names = [f"map:{axis}" for axis in (DEGREES if is_degrees else METRES)]
    told = {names[0]: x, names[1]: y}
    return pd.DataFrame(texts | told, index=features.index).assign(**{BROKEN: ""}).astype("string")


def _flat(told: pd.DataFrame) -> pd.DataFrame:
    """Properties, and those within others under both names: ``status.openbaar``."""
    for name in told.columns:
        within = [_properties(value) for value in told[name]]
        if any(within):
            parts = pd.json_normalize(within, sep=".").set_axis(told.index)
            names = {c: f"{name}.{c}" for c in parts}
            again = {c: f"{full}.2" for c, full in names.items() if full in told}
            rest = told[name].mask(np.array([bool(each) for each in within]), None)
            told = told.assign(**{str(name): rest}).join(parts.rename(columns=names | again))
    return told


def _properties(value: object) -> dict[str, object]:
    if isinstance(value, str) and value.lstrip().startswith("{"):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    return value if isinstance(value, dict) else {}


def _middles(features: gpd.GeoDataFrame) -> tuple[list[str], list[str]]:
    """Coordinates of a point on each feature as text, empty without one."""
    points = features.geometry.representative_point()
    both = np.column_stack([points.x.to_numpy(float), points.y.to_numpy(float)])
    shown = [[repr(float(v)) if np.isfinite(v) else "" for v in pair] for pair in both]
    return [pair[0] for pair in shown], [pair[1] for pair in shown]


def _texts(values: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.strftime("%Y-%m-%d").astype("string")
    return values.map(_text).astype("string")


def _text(value: object) -> object:
    if isinstance(value, np.ndarray | list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return None if value is None or value is pd.NaT or value != value else str(value)  # noqa: PLR0124


def _too_large(path: Path) -> Refused:
    return Refused(
        "File {file} is larger than a list of places can be ({rows} rows): deliver it in parts.",
        file=path,
        rows=MOST_ROWS,
    )
