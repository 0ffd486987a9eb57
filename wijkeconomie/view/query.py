"""The release, read only: named queries from ``queries/read``."""

import re
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
from wijkeconomie.errors import ReleaseGone, ReleaseMissing, ReleaseOutdated, UnknownName
from wijkeconomie.view.opening import Opened, Release, open_release

EXTENSION = ("Int8", "Int16", "Int32", "Int64", "UInt32", "UInt64", "Float32", "Float64")
FILES = {"public": settings.release_file, "internal": settings.internal_file}
RELEASE_ID = re.compile(r"[0-9]{8}-[0-9a-f]{10}")
OPEN = 5

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
    use, which is known by its number wherever it was copied to. Raises UnknownName when it is not
    kept, and ReleaseOutdated when it cannot be read."""
    is_used = release_id is not None and not is_internal() and release().release_id == release_id
    with _having(_kept, None if is_used else release_id):
        yield


@contextmanager
def _having(variable: ContextVar, value: str | None) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


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
    cursor: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object]
) -> duckdb.DuckDBPyRelation:
    """Rows of a read query that are still to be fetched."""
    sql, known = _statement(name)
    cursor.execute("use release")
    return cursor.sql(sql, params={key: parameters.get(key) for key in known})


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
    except ReleaseOutdated as error:
        if _kept.get() is None:
            raise
        raise ReleaseGone(
            "Release {release} was made by an earlier version of this website, which reads it no "
            "longer: see {known} for those it reads.",
            release=_kept.get(),
            known="/api/v1/releases",
        ) from error


def _file(edition: str) -> Path:
    """The file of an edition; of the public one, the release that is asked for."""
    release_id = _kept.get()
    if release_id is None:
        return FILES[edition]()
    file = settings.releases_dir() / f"{release_id}.duckdb"
    is_kept = RELEASE_ID.fullmatch(release_id) and file.exists()
    if not is_kept or file.with_suffix(".draft").exists():
        raise UnknownName(
            "Release {release} is not kept: see {known} for those that are.",
            name="release",
            release=release_id[:40],
            known="/api/v1/releases",
        )
    if edition != "public":
        raise UnknownName(
            "No earlier releases of the internal edition are kept: leave out release.",
            name="release",
        )
    return file


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
