"""The release, read only: named queries from ``queries/read``."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import ReleaseMissing, ReleaseOutdated, UnknownName, WrongEdition
from wijkeconomie.view import kept
from wijkeconomie.view.opening import Opened, Release, open_release

EXTENSION = ("Int8", "Int16", "Int32", "Int64", "UInt32", "UInt64", "Float32", "Float64")
FILES = {"public": settings.release_file, "internal": settings.internal_file}
OPEN, ORDER = 5, "\norder by "

_lock = threading.Lock()
_opened: OrderedDict[Path, Opened] = OrderedDict()
_edition: ContextVar[str] = ContextVar("edition", default="public")
_kept: ContextVar[str | None] = ContextVar("kept", default=None)


@contextmanager
def reading(edition: str) -> Iterator[None]:
    """Reads from an edition within the block, and in this thread or task alone. Whoever says
    nothing reads the public one."""
    with _having(_edition, edition):
        yield


@contextmanager
def reading_release(release_id: str | None) -> Iterator[None]:
    """Reads a public release that is kept within the block, by its number; none is the one in
    use. The public one in use is known by its number wherever it was copied to.

    Within the block UnknownName tells that it is not kept, and ReleaseGone that it cannot be read.
    """
    edition = _edition.get() if release_id is None else "public"
    with reading(edition):
        is_used = release_id is not None and _is_used(release_id)
        with _having(_kept, None if is_used else release_id):
            yield


def _is_used(release_id: str) -> bool:
    """Whether it is the one in use; also where that cannot be read, one that is kept is read."""
    try:
        with _having(_kept, None):
            return release().release_id == release_id
    except (ReleaseMissing, ReleaseOutdated):
        return False


@contextmanager
def _having(variable: ContextVar, value: str | None) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def kept_release() -> dict[str, list[str]]:
    """The parameter that asks for the release read here; nothing for the one in use."""
    return {"release": [release().release_id]} if _kept.get() else {}


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
    with connection().cursor() as cursor:
        cursor.execute("use release")
        values = {key: parameters.get(key) for key in known}
        rows = cursor.execute(sql, values or None).df()
    return _plain(rows)


def connection() -> duckdb.DuckDBPyConnection:
    """The release that is read here, for cursors of one's own."""
    return _current().connection


def relation(
    cursor: duckdb.DuckDBPyConnection,
    name: str,
    parameters: Mapping[str, object],
    *,
    is_ordered: bool = True,
) -> duckdb.DuckDBPyRelation:
    """Rows of a read query that are still to be fetched, in its order where that matters: DuckDB
    puts in order what is then only counted, or put in another order."""
    sql, known = _statement(name)
    cursor.execute("use release")
    taken = sql if is_ordered else sql.split(ORDER)[0]
    return cursor.sql(taken, params={key: parameters.get(key) for key in known})


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({c: "float64" for c in rows if str(rows[c].dtype) in EXTENSION})


def _current() -> Opened:
    """The release file as it is now: opened anew when another has been put in its place. The
    files asked for longest ago are closed."""
    edition = _edition.get()
    file = _file(edition)
    with _lock:
        try:
            stat = file.stat()
        except FileNotFoundError as error:
            raise ReleaseMissing(
                "There is no release yet: run python -m wijkeconomie release."
            ) from error
        identity = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        opened = _opened.pop(file, None)
        if opened is None or opened.identity != identity:
            opened = _open(file, edition, identity)
        _opened[file] = opened
        while len(_opened) > OPEN:
            _opened.popitem(last=False)
        return opened


def _open(file: Path, edition: str, identity: tuple[int, int, int]) -> Opened:
    try:
        return open_release(file, edition, identity)
    except (ReleaseOutdated, WrongEdition) as error:
        release_id = _kept.get()
        if release_id is None:
            raise
        raise kept.refusal(release_id, error) from error


def _file(edition: str) -> Path:
    """The file of an edition; of the public one, the release that is asked for."""
    release_id = _kept.get()
    if release_id is None or edition != "public":
        return FILES[edition]()
    return kept.file_of(release_id)


@cache
def names() -> list[str]:
    """Names of all read queries, sorted."""
    return sorted(path.stem for path in (settings.QUERIES / "read").glob("*.sql"))


def parameters(name: str) -> frozenset[str]:
    """Parameters a read query takes."""
    return _statement(name)[1]


def text(name: str) -> str:
    """The SQL of a read query."""
    return _statement(name)[0]


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
