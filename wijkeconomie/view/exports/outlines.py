"""Rows with what they are on a map: the area of that year, a point, or a hexagon."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pyarrow as pa
import shapely

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import hexagons
from wijkeconomie.view.exports import columns, reader, rows
from wijkeconomie.view.exports.selection import Selection

KEYS = {
    "area": ("area_code", "year", "boundary_year"),
    "point": ("lon", "lat"),
    "place": ("place_id",),
    "hexagon": ("h3",),
}
Known = dict[tuple, str]


@dataclass(frozen=True)
class Outlined:
    """Rows, where in ``shapes`` the shape of each is (null for none), and those shapes as geometry
    of GeoJSON, in WGS 84 and by the right-hand rule."""

    rows: pa.RecordBatch
    places: pa.Array
    shapes: list[str]


def batches(asked: Selection, ending: str) -> Iterator[Outlined]:
    """Rows of a selection with their shapes; the longitude and latitude of a point are in its
    shape alone. Raises UnknownName for a table that has none."""
    kind = columns.table(asked.table).shape
    _refuse_without(asked.table, kind, ending)
    there = reader.columns(f"table_{asked.table}")
    keys = [name for name in KEYS[kind] if name in there]
    wanted = [column.name for column in rows.described(asked)]
    shown = [name for name in wanted if kind != "point" or name not in keys]
    read = rows.batches(replace(asked, columns=tuple(dict.fromkeys([*wanted, *keys]))))
    find = _FINDERS[kind](keys)
    return (_outlined(batch, keys, shown, find) for batch in read)


def fits(table: str) -> bool:
    """Whether the rows of a table are somewhere on a map."""
    return columns.table(table).shape in KEYS


def _refuse_without(table: str, kind: str, ending: str) -> None:
    if kind not in KEYS:
        raise UnknownName(
            "Table {table} is not on a map, so there is no {ending} of it: use one of {known}.",
            table=table,
            ending=ending,
            known=", ".join(filter(fits, columns.tables())),
        )


def _outlined(
    batch: pa.RecordBatch, keys: list[str], shown: list[str], find: Callable[[list], Known]
) -> Outlined:
    at = list(zip(*(batch[key].to_pylist() for key in keys), strict=True))
    different = list(dict.fromkeys(at))
    known = find(different)
    place = {key: position for position, key in enumerate(k for k in different if k in known)}
    places = pa.array([place.get(key) for key in at], pa.int32())
    return Outlined(batch.select(shown), places, [known[key] for key in place])


def _areas(keys: list[str]) -> Callable[[list], Known]:
    """Outlines by area and boundary year, or the years of figures these boundaries are used for;
    of rows without a year those that are used last."""
    ask, of_figures = reader.asker("outlines"), "year" in keys

    def find(asked: list[tuple]) -> Known:
        found = ask(areas=sorted({code for code, *_year in asked if code}))
        shapes = _right_handed(found["geojson"])
        told = list(zip(found.drop_columns("geojson").to_pylist(), shapes, strict=True))
        if len(keys) == 1:
            told.sort(key=lambda pair: pair[0]["until_year"] or 0)
            return {(row["area_code"],): shape for row, shape in told}
        return {
            (row["area_code"], year): shape
            for row, shape in told
            for year in (_years(row) if of_figures else [row["boundary_year"]])
        }

    return find


def _years(row: dict) -> range:
    return range(row["from_year"] or 0, (row["until_year"] or -1) + 1)


def _right_handed(shapes: pa.ChunkedArray) -> list[str]:
    drawn = shapely.from_geojson(shapes.to_numpy())
    return shapely.to_geojson(shapely.orient_polygons(drawn)).tolist()


def _points(_keys: list[str]) -> Callable[[list], Known]:
    return lambda keys: {key: _point(*key) for key in keys if None not in key}


def _places(_keys: list[str]) -> Callable[[list], Known]:
    shape = reader.Shape(columns=("place_id", "lon", "lat"))
    found = pa.Table.from_batches(reader.batches("table_place", shape)).to_pylist()
    known = {(row["place_id"],): _point(row["lon"], row["lat"]) for row in found}
    return lambda keys: {key: known[key] for key in keys if key in known}


def _hexagons(_keys: list[str]) -> Callable[[list], Known]:
    return lambda keys: {key: _ring(hexagons.outline(key[0])) for key in keys}


def _point(lon: float, lat: float) -> str:
    return _geometry("Point", [lon, lat])


def _ring(ring: list[list[float]]) -> str:
    return _geometry("Polygon", [ring])


def _geometry(kind: str, coordinates: list) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates})


_FINDERS = {"area": _areas, "point": _points, "place": _places, "hexagon": _hexagons}
