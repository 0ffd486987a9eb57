"""The register file: opened here and nowhere else, changed beside and swapped in."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation
from duckdb.sqltypes import VARCHAR

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register.delivery import Delivery

Connection = DuckDBPyConnection
CREATE = ["delivered", "placement", "import_log", "establishment"]


@contextmanager
def changed() -> Iterator[DuckDBPyConnection]:
    """A connection to a copy of the register that replaces it when the block succeeds."""
    target = settings.register_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name("register.new.duckdb")
    with locked(target.parent), _for_the_owner_only():
        _remove(beside)
        if target.exists():
            shutil.copyfile(target, beside)
        try:
            with _connected(beside) as con:
                for name in CREATE:
                    con.execute(settings.query(f"register/create_{name}"))
                yield con
                con.execute("checkpoint")
            os.replace(beside, target)
        finally:
            _remove(beside)


@contextmanager
def _for_the_owner_only() -> Iterator[None]:
    """Files made in the block, DuckDB's own beside ours too, cannot be read by others."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps a second import or release out of the same folder while the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                "Another import or release is at work in {folder}: wait until it has finished.",
                folder=folder,
            ) from error
        yield


def exists() -> bool:
    """Whether there is a register."""
    return settings.register_file().exists()


@contextmanager
def readable() -> Iterator[None]:
    """Turns a register file that is broken, or of another DuckDB, into a refusal."""
    try:
        yield
    except duckdb.IOException as error:
        raise Refused(
            "Register {file} cannot be read: put a copy of it back, or move it away and import "
            "the deliveries again.",
            file=settings.register_file(),
        ) from error


def verify() -> None:
    """Raises Refused when the register cannot be read."""
    with readable(), duckdb.connect(settings.register_file(), read_only=True):
        pass


def kept_dates() -> pd.DataFrame:
    """One row per reference date in the register: reference_date, is_sample, row_count.

    Raises Refused when the register cannot be read.
    """
    with readable(), duckdb.connect(settings.register_file(), read_only=True) as con:
        return frame(con, "kept_dates")


def run(con: DuckDBPyConnection, name: str, **parameters: object) -> None:
    """Runs ``queries/register/{name}.sql``."""
    con.execute(settings.query(f"register/{name}"), parameters or None)


def frame(con: DuckDBPyConnection, name: str, **parameters: object) -> pd.DataFrame:
    """Rows of ``queries/register/{name}.sql``."""
    return con.execute(settings.query(f"register/{name}"), parameters or None).df()


def give(con: DuckDBPyConnection, **frames: pd.DataFrame) -> None:
    """Makes frames readable as tables for the queries that follow."""
    for name, content in frames.items():
        con.register(name, content)


def count(con: DuckDBPyConnection, table: str) -> int:
    """Number of rows of a table."""
    return con.table(table).aggregate("count(*)").fetchall()[0][0]


def load_raw(
    con: DuckDBPyConnection, delivery: Delivery, fields: list[str], found: dict[str, str]
) -> int:
    """Fills temp table ``raw`` with the fields as text; returns the rows of the file.

    Rows that cannot be split into columns are in DuckDB's own ``reject_errors``.
    """
    columns = [
        ColumnExpression(found[f]).alias(f)
        if f in found
        else ConstantExpression(None).cast(VARCHAR).alias(f)
        for f in fields
    ]
    _delivered(con, delivery).select(*columns).query("delivery", settings.query("register/raw"))
    return count(con, "raw") + len(frame(con, "broken_rows"))


def refused_originals(con: DuckDBPyConnection, delivery: Delivery) -> pd.DataFrame:
    """Refused rows with all columns as delivered, and their row_number in the file."""
    relation = _delivered(con, delivery)
    rows = relation.query("delivery", settings.query("register/refused_originals"))
    return rows.df() if rows is not None else pd.DataFrame()


def _delivered(con: DuckDBPyConnection, delivery: Delivery) -> DuckDBPyRelation:
    return con.read_csv(
        str(delivery.path),
        sep=delivery.separator,
        header=False,
        skiprows=1,
        columns=dict.fromkeys(delivery.columns, "varchar"),
        quotechar='"',
        auto_detect=False,
        store_rejects=True,
    )


@contextmanager
def _connected(path: Path) -> Iterator[DuckDBPyConnection]:
    with readable():
        con = duckdb.connect(path)
    try:
        yield con
    finally:
        con.close()


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
