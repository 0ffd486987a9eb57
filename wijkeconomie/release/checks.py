"""Checks of a release file: each query in ``queries/checks`` returns the rows that break it."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from wijkeconomie import settings
from wijkeconomie.errors import Refused


@dataclass(frozen=True)
class Breach:
    """A rule that is broken, with the rows that break it."""

    check: str
    rows: pd.DataFrame


def names() -> list[str]:
    """Names of all checks, sorted."""
    return sorted(path.stem for path in (settings.QUERIES / "checks").glob("*.sql"))


def breaches(file: Path) -> list[Breach]:
    """Rules a release file breaks; none when it is good.

    Raises Refused when the file does not exist or is no release.
    """
    if not file.exists():
        raise Refused("File {file} does not exist: check its name and folder.", file=file)
    try:
        with duckdb.connect(file, read_only=True) as con:
            found = [Breach(n, con.execute(settings.query(f"checks/{n}")).df()) for n in names()]
    except duckdb.Error as error:
        raise Refused(
            "File {file} is no complete release: make it again with the command release.",
            file=file,
        ) from error
    return [breach for breach in found if len(breach.rows)]
