"""Rows of published tables, some at a time, so that memory stays small whatever is asked."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from tempfile import TemporaryFile

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.ipc
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from wijkeconomie.view import letters, query

BATCH, STRETCH = 8_192, 40_960
ALL = 2**62
Codes = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Shape:
    """What is taken of the rows of a query: columns (none is all), order (columns, with a minus
    before those from high to low), how many rows after how many, and words that must each be in
    a text of the row, or stand for one of the codes given per column. ``ranked``: for columns of
    the order that are told in words, the column that holds their codes, and those in order."""

    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0
    words: tuple[tuple[str, Codes], ...] = ()
    ranked: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)


WHOLE = Shape()
# The pool of the system gives back what a file took; that of Arrow keeps it.
pa.set_memory_pool(pa.system_memory_pool())
# Stretches that are read at the same time: what more would take memory and win nothing.
_gate = threading.BoundedSemaphore(2)
# A large table that is put in order takes all the memory there is for one.
_sorting = threading.BoundedSemaphore(1)


def batches(
    name: str, shape: Shape = WHOLE, parameters: Mapping[str, object] | None = None
) -> Iterator[pa.RecordBatch]:
    """Rows of a read query in Arrow, some BATCH at a time; the first has none, so that there is
    always one that tells the columns.

    They are of the release read where this is called, wherever they are taken from it. A large
    table is read in stretches of its first column, as putting it in order whole takes much memory.
    """
    connection, given = query.connection(), dict(parameters or {})

    def read() -> Iterator[pa.RecordBatch]:
        with connection.cursor() as cursor:
            found = query.relation(cursor, name, given, is_ordered=not shape.order)
            schema = _shaped(found, shape).limit(0).to_arrow_table().schema
            yield pa.RecordBatch.from_pylist([], schema=schema)
            is_whole = not (shape.order or shape.offset) and shape.limit is None
            if is_whole and _is_ordered_by_first(name, found.columns[0]):
                sized = query.relation(cursor, name, given, is_ordered=False)
                for part in _stretches(found, sized):
                    yield from _taken(_shaped(part, shape))
            elif shape.limit is not None and shape.limit <= STRETCH:
                yield from _taken(_shaped(found, shape), _sorting)
            else:
                yield from _passed(_shaped(found, shape))

    return read()


def asker(name: str) -> Callable[..., pa.Table]:
    """A read query that can be asked later, with other parameters each time, of the release read
    where this is called."""
    connection = query.connection()

    def ask(**given: object) -> pa.Table:
        with connection.cursor() as cursor:
            return query.relation(cursor, name, given).to_arrow_table()

    return ask


def count(name: str, shape: Shape = WHOLE, parameters: Mapping[str, object] | None = None) -> int:
    """How many rows ``batches`` gives."""
    unordered = replace(shape, order=())
    with _gate, query.connection().cursor() as cursor:
        found = _shaped(query.relation(cursor, name, parameters or {}, is_ordered=False), unordered)
        return found.aggregate([FunctionExpression("count_star")]).fetchall()[0][0]


def distinct(name: str, column: str) -> list:
    """What there is in a column of a read query, in order; nothing of empty cells."""
    with query.connection().cursor() as cursor:
        found = query.relation(cursor, name, {}, is_ordered=False).project(column).distinct()
        return sorted(value for (value,) in found.fetchall() if value is not None)


def hashes(name: str, *groups: Sequence[str]) -> list[np.ndarray]:
    """For every row of a read query a number per group of columns, the same for the same values
    in whichever release."""
    with query.connection().cursor() as cursor:
        found = query.relation(cursor, name, {})
        made = [FunctionExpression("hash", *map(ColumnExpression, group)) for group in groups]
        named = (each.alias(f"of_{n}") for n, each in enumerate(made))
        return list(found.project(*named).fetchnumpy().values())


def columns(name: str) -> tuple[str, ...]:
    """Columns of a read query."""
    return _columns(name, query.release().release_id)


@lru_cache(maxsize=200)
def _columns(name: str, release_id: str) -> tuple[str, ...]:
    del release_id
    with query.connection().cursor() as cursor:
        return tuple(query.relation(cursor, name, {}).columns)


def _shaped(found: duckdb.DuckDBPyRelation, shape: Shape) -> duckdb.DuckDBPyRelation:
    """Ties in the order asked for are settled by the other columns, so that parts fit together."""
    for word, codes in shape.words:
        found = found.filter(_holds(found, word, codes))
    if shape.order:
        asked = {key.removeprefix("-"): key.startswith("-") for key in shape.order}
        keys = asked | {column: False for column in found.columns if column not in asked}
        told = {name: _ranked(*pair) for name, pair in shape.ranked.items()}
        by = ((told.get(name, ColumnExpression(name)), down) for name, down in keys.items())
        found = found.sort(*(_key(key, is_down=down) for key, down in by))
    if shape.limit is not None or shape.offset:
        found = found.limit(ALL if shape.limit is None else shape.limit, shape.offset)
    return found.project(*map(ColumnExpression, shape.columns)) if shape.columns else found


def _taken(
    found: duckdb.DuckDBPyRelation, turn: threading.BoundedSemaphore = _gate
) -> list[pa.RecordBatch]:
    """Rows as a whole, so that no query stays open while they are sent to who reads slowly."""
    with turn:
        return found.to_arrow_table().to_batches(BATCH)


def _passed(found: duckdb.DuckDBPyRelation) -> Iterator[pa.RecordBatch]:
    """Rows by way of a file, so that what putting them in order took is free again when they are
    sent."""
    with TemporaryFile(prefix="wijkeconomie-") as stream:
        with _sorting:
            rows = found.to_arrow_reader(BATCH)
            with pa.ipc.new_stream(stream, rows.schema) as written:
                for batch in rows:
                    written.write_batch(batch)
        stream.seek(0)
        yield from pa.ipc.open_stream(stream)


def _is_ordered_by_first(name: str, first: str) -> bool:
    order = query.text(name).rpartition(query.ORDER)[2]
    return bool(re.match(rf"([a-z]\.)?{first}\b", order))


def _stretches(
    found: duckdb.DuckDBPyRelation, sized: duckdb.DuckDBPyRelation
) -> Iterator[duckdb.DuckDBPyRelation]:
    """The same rows in parts of about STRETCH, by their first column, in its order; ``sized`` are
    those rows in any order."""
    key = ColumnExpression(found.columns[0])
    with _gate:
        counts = sorted(sized.aggregate([key, FunctionExpression("count_star")]).fetchall())
    started = size = 0
    for position, (_value, count) in enumerate(counts):
        size += count
        if size >= STRETCH or position == len(counts) - 1:
            ends = (ConstantExpression(counts[at][0]) for at in (started, position))
            yield found.filter(key.between(*ends))
            started, size = position + 1, 0


def _ranked(column: str, values: Sequence[str]) -> duckdb.Expression:
    known = ConstantExpression([*values])
    return FunctionExpression("list_position", known, ColumnExpression(column))


def _key(by: duckdb.Expression, *, is_down: bool) -> duckdb.Expression:
    return (by.desc() if is_down else by.asc()).nulls_last()


def _holds(found: duckdb.DuckDBPyRelation, word: str, codes: Codes) -> duckdb.Expression:
    texts = [c for c, t in zip(found.columns, found.types, strict=True) if str(t) == "VARCHAR"]
    text = FunctionExpression("concat_ws", ConstantExpression(" "), *map(ColumnExpression, texts))
    text = FunctionExpression("strip_accents", FunctionExpression("lower", text))
    holds = FunctionExpression("contains", text, ConstantExpression(letters.plain(word)))
    for column, known in codes.items():
        if known:
            holds |= ColumnExpression(column).isin(*map(ConstantExpression, known))
    return holds
