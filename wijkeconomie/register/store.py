"""The register file: opened here and nowhere else, changed beside and swapped in."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
from duckdb import DuckDBPyConnection
from pyarrow.dataset import Dataset

from wijkeconomie import settings
from wijkeconomie.errors import Refused

Connection = DuckDBPyConnection
SPACE = re.compile("No space left|File too large|Disk quota|[Cc]ould not write|failed to allocate")
CREATE = [
    "delivered",
    "estimated",
    "delivered_buurt_code",
    "delivered_placed_by",
    "placement",
    "boundary_set",
    "smallest_area",
    "placed_in",
    "import_log",
    "import_log_placed_by",
    "import_log_use_from",
    "establishment",
]


@contextmanager
def changed(*, is_kept: bool = True) -> Iterator[DuckDBPyConnection]:
    """A connection to a copy of the register that replaces it when the block succeeds, unless it
    is not kept."""
    target = settings.register_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name("register.new.duckdb")
    with locked(target.parent), _for_the_owner_only(), enough_space():
        try:
            _remove(beside)
            if target.exists():
                shutil.copyfile(target, beside)
            with _connected(beside) as con:
                for name in CREATE:
                    con.execute(settings.query(f"register/create_{name}"))
                yield con
                con.execute("checkpoint")
            if is_kept:
                os.replace(beside, target)
        finally:
            _remove(beside)


@contextmanager
def enough_space() -> Iterator[None]:
    """Turns a lack of space in the block into a refusal."""
    try:
        yield
    except duckdb.Error as error:
        refuse_without_space(error)
        raise


def refuse_without_space(error: duckdb.Error) -> None:
    """Raises Refused when work stopped for lack of space on disk or in memory."""
    if isinstance(error, duckdb.OutOfMemoryException) or SPACE.search(str(error)):
        raise Refused(
            "There is too little space or memory to work in {folder}, and nothing is changed: make "
            "room and try again.",
            folder=settings.data_dir(),
        ) from error


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


@contextmanager
def scratch() -> Iterator[DuckDBPyConnection]:
    """A connection to nothing: to look at a delivery without the register."""
    con = duckdb.connect()
    try:
        yield con
    finally:
        con.close()


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


def is_behind() -> bool:
    """Whether the register was last changed by an older version, and lacks columns."""
    with readable(), duckdb.connect(settings.register_file(), read_only=True) as con:
        return bool(frame(con, "is_behind")["is_behind"].iloc[0])


def placed_in() -> str | None:
    """What the register is placed in: see ``kept.fingerprint``."""
    with readable(), duckdb.connect(settings.register_file(), read_only=True) as con:
        return frame(con, "was_placed_in")["fingerprint"].iloc[0]


def kept_dates() -> pd.DataFrame:
    """One row per reference date in the register: reference_date, is_sample, row_count.

    Raises Refused when the register cannot be read.
    """
    with readable(), duckdb.connect(settings.register_file(), read_only=True) as con:
        return frame(con, "kept_dates")


def crowded_points(least: int, kinds: int) -> pd.DataFrame:
    """Points of at least so many establishments and sectors; see its query."""
    with readable(), duckdb.connect(settings.register_file(), read_only=True) as con:
        return frame(con, "crowded_points", least=least, kinds=kinds)


def run(con: DuckDBPyConnection, name: str, **parameters: object) -> None:
    """Runs ``queries/register/{name}.sql``."""
    con.execute(settings.query(f"register/{name}"), parameters or None)


def frame(con: DuckDBPyConnection, name: str, **parameters: object) -> pd.DataFrame:
    """Rows of ``queries/register/{name}.sql``."""
    return con.execute(settings.query(f"register/{name}"), parameters or None).df()


def give(con: DuckDBPyConnection, **frames: pd.DataFrame | Dataset) -> None:
    """Makes frames, and files opened with pyarrow, readable as tables for what follows."""
    for name, content in frames.items():
        con.register(name, content)


def count(con: DuckDBPyConnection, table: str) -> int:
    """Number of rows of a table."""
    return con.table(table).aggregate("count(*)").fetchall()[0][0]


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
