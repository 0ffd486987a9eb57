"""The release, read only: named queries from ``queries/read``."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

import duckdb
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import ReleaseMissing, UnknownName
from wijkeconomie.view.opening import Opened, Release, open_release

EXTENSION = ("Int8", "Int16", "Int32", "Int64", "UInt32", "UInt64", "Float32", "Float64")
VECTORS = 3
FILES = {"public": settings.release_file, "internal": settings.internal_file}

_lock = threading.Lock()
_opened: dict[str, Opened] = {}
_edition: ContextVar[str] = ContextVar("edition", default="public")


@contextmanager
def reading(edition: str) -> Iterator[None]:
    """Reads from an edition within the block, and in this thread or task alone. Whoever says
    nothing reads the public one."""
    token = _edition.set(edition)
    try:
        yield
    finally:
        _edition.reset(token)


def is_internal() -> bool:
    """Whether the internal edition, with exact figures, is read here."""
    return _edition.get() == "internal"


def release() -> Release:
    """The release in use. Raises ReleaseMissing, ReleaseOutdated or WrongEdition."""
    return _current().release


def run(name: str, **parameters: object) -> pd.DataFrame:
    """Rows of ``queries/read/{name}.sql``; parameters left out are null.

    Raises UnknownName for a query or parameter that does not exist.
    """
    sql, known = _statement(name)
    unknown = parameters.keys() - known
    if unknown:
        raise UnknownName(
            "Parameter {name} does not exist: use one of {known}.",
            name=sorted(unknown)[0],
            known=", ".join(sorted(known)),
        )
    with _current().connection.cursor() as cursor:
        cursor.execute("use release")
        values = {key: parameters.get(key) for key in known}
        rows = cursor.execute(sql, values or None).df()
    return _plain(rows)


def batches(name: str, **parameters: object) -> Iterator[pd.DataFrame]:
    """Rows as ``run`` gives them, some 6,000 at a time, so that memory stays small.

    They are of the edition read when this is called, wherever they are taken from it.
    """
    sql, known = _statement(name)
    values = {key: parameters.get(key) for key in known}
    return _batches(_current().connection, sql, values)


def _batches(
    connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object]
) -> Iterator[pd.DataFrame]:
    with connection.cursor() as cursor:
        cursor.execute("use release")
        cursor.execute(sql, values or None)
        is_first = True
        while len(rows := cursor.fetch_df_chunk(VECTORS)) or is_first:
            yield _plain(rows)
            is_first = False


def count(name: str, **parameters: object) -> int:
    """How many rows ``run`` would give."""
    sql, known = _statement(name)
    with _current().connection.cursor() as cursor:
        cursor.execute("use release")
        relation = cursor.sql(sql, params={key: parameters.get(key) for key in known})
        return relation.aggregate("count(*)").fetchall()[0][0]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({c: "float64" for c in rows if str(rows[c].dtype) in EXTENSION})


def _current() -> Opened:
    """The release file as it is now: opened anew when another has been put in its place."""
    edition = _edition.get()
    file = FILES[edition]()
    with _lock:
        try:
            stat = file.stat()
        except FileNotFoundError as error:
            raise ReleaseMissing(
                "There is no release yet: run python -m wijkeconomie release."
            ) from error
        identity = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if edition not in _opened or _opened[edition].identity != identity:
            _opened[edition] = open_release(file, edition, identity)
        return _opened[edition]


def names() -> list[str]:
    """Names of all read queries, sorted."""
    return sorted(path.stem for path in (settings.QUERIES / "read").glob("*.sql"))


def parameters(name: str) -> frozenset[str]:
    """Parameters a read query takes."""
    return _statement(name)[1]


def area_codes() -> frozenset[str]:
    """Codes of all areas of the release in use."""
    return _area_codes(release().release_id)


@lru_cache(maxsize=4)
def _area_codes(release_id: str) -> frozenset[str]:
    del release_id
    return frozenset(run("areas")["area_code"])


@cache
def _statement(name: str) -> tuple[str, frozenset[str]]:
    if name not in names():
        raise UnknownName("Query {name} does not exist.", name=name)
    sql = settings.query(f"read/{name}")
    return sql, frozenset(duckdb.extract_statements(sql)[0].named_parameters)
