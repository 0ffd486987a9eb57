"""Checks of a release file: each query in ``queries/checks`` returns the rows that break it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import Refused

Answer = TypeVar("Answer")
PROTECTING = frozenset({"counts_under_threshold", "not_rounded_to_five"})


@dataclass(frozen=True)
class Breach:
    """A rule that is broken, with the rows that break it."""

    check: str
    rows: pd.DataFrame


def names(edition: str = "public") -> list[str]:
    """Names of the checks of an edition, sorted: those of protection, listed in ``PROTECTING``,
    are not for the internal one."""
    every = sorted(path.stem for path in (settings.QUERIES / "checks").glob("*.sql"))
    return [name for name in every if edition != "internal" or name not in PROTECTING]


def edition(file: Path) -> str:
    """The edition a release file says it is: only ``internal`` when it says just that.

    Raises Refused when the file does not exist or is no release.
    """
    told = info(file)
    return "internal" if set(told["edition"]) == {"internal"} else "public"


def info(file: Path) -> pd.DataFrame:
    """What a release file says it is: the row of ``release_info``. Raises Refused as ``edition``
    does."""
    return _asked(file, lambda con: con.execute(settings.query("read/release_info")).df())


def skipped(edition: str) -> str:
    """Names of the checks that do not go for an edition, with commas between."""
    return ", ".join(sorted(set(names()) - set(names(edition))))


def expect(file: Path, wanted: str) -> None:
    """Raises Refused when a release file is not of the edition it was taken for."""
    if edition(file) == wanted:
        return
    if wanted == "internal":
        raise Refused(
            "File {file} is the public edition: leave --edition internal away.", file=file
        )
    raise Refused(
        "File {file} is the internal edition: exact figures, not for publication; check it as "
        "such with --edition internal.",
        file=file,
    )


def breaches(file: Path) -> list[Breach]:
    """Rules of its edition that a release file breaks; none when it is good.

    Raises Refused when the file does not exist or is no release.
    """
    applying = names(edition(file))
    found = _asked(
        file,
        lambda con: [Breach(n, con.execute(settings.query(f"checks/{n}")).df()) for n in applying],
    )
    return [breach for breach in found if len(breach.rows)]


def _asked(file: Path, question: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
    if not file.exists():
        raise Refused("File {file} does not exist: check its name and folder.", file=file)
    try:
        with duckdb.connect(file, read_only=True) as con:
            return question(con)
    except duckdb.Error as error:
        raise Refused(
            "File {file} is no complete release: make it again with the command release.",
            file=file,
        ) from error
