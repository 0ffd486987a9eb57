"""JSON-stat 2.0 (https://json-stat.org/full): a table as a cube, in which only cells that the
table has are written."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from wijkeconomie.errors import UnknownName
from wijkeconomie.view.exports import about, columns, cubes, json_text, rows
from wijkeconomie.view.exports.columns import Column
from wijkeconomie.view.exports.cubes import Cube
from wijkeconomie.view.exports.selection import Selection

Told = Callable[[pa.RecordBatch, Column], pa.Array]


def fits(table: str) -> bool:
    """Whether a table is a cube."""
    return columns.table(table).is_cube


def make(asked: Selection) -> Iterator[bytes]:
    """A dataset of JSON-stat 2.0. ``status`` holds the flag of figures that are missing or less
    exact; a cell of which nothing is told is not in the table. The rows are read three times, so
    that memory stays small. Raises UnknownName for a table that is no cube, or without a column
    that its rows are told apart by."""
    told = about.of(_whole(asked))
    reads = [rows.batches(told.asked) for _time in range(3)]
    there = {column.name for column in rows.described(asked)}

    def parts() -> Iterator[bytes]:
        cube = cubes.of(told, reads[0], there)
        yield json_text.dumped(cubes.head(told, cube)).removesuffix("}").encode()
        yield b', "value": {'
        yield from _members(reads[1], cube, _figures)
        yield b'}, "status": {'
        yield from _members(reads[2], cube, _flags)
        yield b"}}\n"

    return parts()


def _whole(asked: Selection) -> Selection:
    """The same with the flag and names of its codes, which are not measures."""
    known = columns.of(asked.table)
    if not fits(asked.table):
        raise UnknownName(
            "Table {table} is a list, not a cube, so it does not come as JSON-stat: use {name} "
            "{known}.",
            table=asked.table,
            name="dialect",
            known="standard",
        )
    needed = [column.name for column in known if column.role in ("dimension", "key")]
    missing = [name for name in needed if asked.columns and name not in asked.columns]
    if missing:
        raise UnknownName(
            "JSON-stat needs column {column}: add it to columns, or leave columns out.",
            column=missing[0],
        )
    return replace(asked, columns=())


def _members(batches: Iterator[pa.RecordBatch], cube: Cube, told: Told) -> Iterator[bytes]:
    """Members of an object: where a cell stands, and what is told of it."""
    between = b""
    for batch in batches:
        places = cube.places(batch)
        for position, measure in enumerate(cube.measures):
            values = told(batch, measure)
            keys = pa.array(places + position).cast(pa.string())
            written = pc.call_function("binary_join_element_wise", ['"', keys, '":', values, ""])
            if len(members := written.drop_null()):
                yield between + json_text.joined(members)
                between = b",\n"


def _figures(batch: pa.RecordBatch, measure: Column) -> pa.Array:
    return batch[measure.name].cast(pa.string())


def _flags(batch: pa.RecordBatch, measure: Column) -> pa.Array:
    """Flags of figures that are not there, and of jobs: what makes a figure less exact does so
    with jobs alone."""
    if "flag" not in batch.schema.names:
        return pa.nulls(len(batch), pa.string())
    quoted = pc.call_function("binary_join_element_wise", ['"', batch["flag"], '"', ""])
    if measure.unit == "jobs":
        return quoted
    missing = batch[measure.name].is_null()
    return pc.call_function("if_else", [missing, quoted, pa.scalar(None, pa.string())])
