"""A release file opened for reading, once it is known which edition it holds."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from wijkeconomie import __version__, settings
from wijkeconomie.errors import ReleaseOutdated, WrongEdition

SPILL = TemporaryDirectory(prefix="wijkeconomie-")
LIMITS = {"threads": 2, "memory_limit": "128MB", "temp_directory": SPILL.name}
SUFFIX = "-internal"
THRESHOLD = 5
PARTS = (
    "city_part",
    "city_part_area",
    "city_part_activity",
    "city_part_dynamics",
    "city_part_reach",
    "city_part_survival",
)
ANY = ("any_area", "any_activity", "any_dynamics", "any_reach", "any_survival")
MADE = (*PARTS, *ANY, "known_area", "macro_has_words", "macro_feature_unit", "macro_share_since")


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
    software_version: str

    def date_of(self, year: int) -> date:
        """Reference date of a year."""
        return next(date.fromisoformat(d) for d in self.reference_dates if d[:4] == str(year))

    @property
    def years(self) -> list[int]:
        """Years with a reference date, newest first."""
        return sorted({int(day[:4]) for day in self.reference_dates}, reverse=True)


@dataclass(frozen=True)
class Opened:
    """A release that can be asked, and the file it was when it was opened."""

    identity: tuple[int, int, int]
    connection: duckdb.DuckDBPyConnection
    release: Release


def open_release(file: Path, edition: str, identity: tuple[int, int, int]) -> Opened:
    """The release in a file, read only.

    Raises ReleaseOutdated when it cannot be read, and WrongEdition when it is not, in word and
    in deed, of the edition asked for: exact figures are never taken for public ones.
    """
    connection = _connect(str(file))
    opened = Opened(identity, connection, _describe(connection))
    _refuse_other(opened, file.name, edition)
    _prepare(opened)
    return opened


def _prepare(opened: Opened) -> None:
    """Makes what queries lean on, and lets each find the tables and columns it reads: a release
    of whatever version that has them all is read, and no other."""
    with opened.connection.cursor() as cursor:
        cursor.execute("use release")
        try:
            for name in MADE:
                cursor.execute(settings.query(f"open/{name}"))
            for file in sorted((settings.QUERIES / "read").glob("*.sql")):
                cursor.execute(f"prepare fitting as {settings.query(f'read/{file.stem}')}")
        except duckdb.Error as error:
            opened.connection.close()
            raise _outdated(opened.release.software_version) from error


def _refuse_other(opened: Opened, name: str, edition: str) -> None:
    used = opened.release
    is_so = used.edition == edition and used.release_id.endswith(SUFFIX) == (edition == "internal")
    if edition == "public" and is_so:
        smallest = _row(opened.connection, "smallest_count")["establishments"]
        is_so = not 0 < smallest < THRESHOLD
    if is_so:
        return
    opened.connection.close()
    if edition == "public":
        raise WrongEdition(
            "File {file} does not hold a public release and is not shown: put one back with "
            "python -m wijkeconomie release or releases use ID.",
            file=name,
        )
    raise WrongEdition(
        "File {file} does not hold the internal edition and is not shown: make it again with "
        "python -m wijkeconomie release --edition internal.",
        file=name,
    )


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


def _row(connection: duckdb.DuckDBPyConnection, name: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("use release")
        try:
            return cursor.execute(settings.query(f"read/{name}")).df().to_dict("records")[0]
        except (duckdb.Error, IndexError) as error:
            raise _outdated("?") from error


def _describe(connection: duckdb.DuckDBPyConnection) -> Release:
    row = _row(connection, "release_info")
    return Release(
        release_id=row["release_id"],
        edition=row["edition"],
        made_at=row["made_at"].to_pydatetime(),
        municipality_codes=tuple(row["municipality_codes"].split()),
        reference_dates=tuple(row["reference_dates"].split()),
        is_sample=bool(row["sample"]),
        protection=row["protection"],
        software_version=row["software_version"],
    )


def _outdated(version: str) -> ReleaseOutdated:
    return ReleaseOutdated(
        "The release was made by version {made} of the software and lacks figures that version "
        "{here} shows: make it again with python -m wijkeconomie release.",
        made=version,
        here=__version__,
    )
