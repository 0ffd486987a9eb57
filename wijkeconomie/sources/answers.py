"""Answers of services, kept on disk for its owner only; questions are kept as a hash."""

import hashlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from wijkeconomie import settings

DAY_S = 86_400
LONGEST_DAYS = 180
CREATE = "create table if not exists answer (key text primary key, kept_at real, content blob)"
KEEP = "insert or replace into answer values (?, ?, ?)"
FORGET_KEY = "delete from answer where key = ?"
FORGET = "delete from answer where kept_at < ?"
RECALL = "select content from answer where key = ? and kept_at > ?"


def key(*question: object) -> str:
    """The key of a question: its hash, as it may tell of somebody."""
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()


def recall(key: str, days: int) -> bytes | None:
    """What was kept under a key in the last ``days`` days, or None."""
    if not _file().exists():
        return None
    with _opened() as con:
        row = con.execute(RECALL, (key, time.time() - days * DAY_S)).fetchone()
    return zlib.decompress(row[0]) if row else None


def keep(key: str, content: bytes) -> None:
    """Keeps an answer; whole or not at all, also when the program is killed meanwhile."""
    _forget_old(_file())
    with _opened() as con:
        con.execute(KEEP, (key, time.time(), zlib.compress(content, 1)))
        con.commit()


def forget(key: str) -> None:
    """Forgets what was kept under a key."""
    with _opened() as con:
        con.execute(FORGET_KEY, (key,))
        con.commit()


@cache
def _forget_old(_of: Path) -> None:
    """Once a run: answers go when they are older than any may be recalled."""
    with _opened() as con:
        con.execute(FORGET, (time.time() - LONGEST_DAYS * DAY_S,))
        con.commit()


@contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    """The file; one that is damaged starts anew, as what it holds can be asked again."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    try:
        con = _connected(file)
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error), str(file)) from error
    except sqlite3.DatabaseError:
        os.replace(file, file.with_suffix(".damaged"))
        file.touch(mode=0o600)
        con = _connected(file)
    with closing(con):
        yield con


def _connected(file: Path) -> sqlite3.Connection:
    con = sqlite3.connect(file, timeout=60)
    try:
        con.execute(CREATE)
    except sqlite3.DatabaseError:
        con.close()
        raise
    return con


def _file() -> Path:
    return settings.raw_dir() / "answers.sqlite"
