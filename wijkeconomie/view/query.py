"""The release, read only: named queries from ``queries/read``."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from tempfile import gettempdir

import duckdb
import pandas as pd

from wijkeconomie import __version__, settings
from wijkeconomie.errors import ReleaseMissing, ReleaseOutdated, UnknownName

EXTENSION = ("Int8", "Int16", "Int32", "Int64", "UInt32", "UInt64", "Float32", "Float64")
VECTORS = 3
SPILL = Path(gettempdir()) / "wijkeconomie"
LIMITS = {"threads": 2, "memory_limit": "128MB", "temp_directory": str(SPILL)}


@dataclass(frozen=True)
class Release:
    """What the release in use says of itself."""

    release_id: str
    edition: str
    made_at: datetime
    municipality_codes: tuple[str, ...]
    reference_dates: tuple[str, ...]
    is_sample: bool
    protection: str

    def date_of(self, year: int) -> date:
        """Reference date of a year."""
        return next(date.fromisoformat(d) for d in self.reference_dates if d[:4] == str(year))

    @property
    def years(self) -> list[int]:
        """Years with a reference date, newest first."""
        return sorted({int(day[:4]) for day in self.reference_dates}, reverse=True)


@dataclass(frozen=True)
class _Opened:
    identity: tuple[int, int, int]
    connection: duckdb.DuckDBPyConnection
    release: Release


_lock = threading.Lock()
_opened: _Opened | None = None


def release() -> Release:
    """The release in use. Raises ReleaseMissing or ReleaseOutdated."""
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
    """Rows as ``run`` gives them, some 6,000 at a time, so that memory stays small."""
    sql, known = _statement(name)
    with _current().connection.cursor() as cursor:
        cursor.execute("use release")
        cursor.execute(sql, {key: parameters.get(key) for key in known} or None)
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


def _current() -> _Opened:
    """The release file as it is now: opened anew when another has been put in its place."""
    global _opened  # noqa: PLW0603
    file = settings.release_file()
    with _lock:
        try:
            stat = file.stat()
        except FileNotFoundError as error:
            raise ReleaseMissing(
                "There is no release yet: run python -m wijkeconomie release."
            ) from error
        identity = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if _opened is None or _opened.identity != identity:
            connection = _connect(str(file))
            _opened = _Opened(identity, connection, _describe(connection))
        return _opened


def _connect(file: str) -> duckdb.DuckDBPyConnection:
    """An instance of its own: DuckDB would hand out the replaced file for the same path."""
    connection = duckdb.connect(config=LIMITS)
    try:
        connection.execute("attach $file as release (read_only)", {"file": file})
    except duckdb.Error as error:
        raise ReleaseOutdated(
            "The release cannot be read: make it again with python -m wijkeconomie release."
        ) from error
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _describe(connection: duckdb.DuckDBPyConnection) -> Release:
    sql, _ = _statement("release_info")
    with connection.cursor() as cursor:
        cursor.execute("use release")
        try:
            row = cursor.execute(sql).df().to_dict("records")[0]
        except (duckdb.Error, IndexError) as error:
            raise _outdated("?") from error
    if _generation(row["software_version"]) != _generation(__version__):
        raise _outdated(row["software_version"])
    return Release(
        release_id=row["release_id"],
        edition=row["edition"],
        made_at=row["made_at"].to_pydatetime(),
        municipality_codes=tuple(row["municipality_codes"].split()),
        reference_dates=tuple(row["reference_dates"].split()),
        is_sample=bool(row["sample"]),
        protection=row["protection"],
    )


def _outdated(version: str) -> ReleaseOutdated:
    return ReleaseOutdated(
        "The release was made by version {made} of the software and this is version {here}: make "
        "it again with python -m wijkeconomie release.",
        made=version,
        here=__version__,
    )


def _generation(version: str) -> tuple[str, ...]:
    return tuple(version.split(".")[:2])


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
