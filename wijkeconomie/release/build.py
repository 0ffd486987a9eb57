"""The tables of a release from the register, protected, in a new file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from wijkeconomie import __version__, distances, settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.release import frames, keys, protect, similar
from wijkeconomie.release.steps import PREPARED, TABLES

PROTECTION = (
    "Counts: none under 5 (10 for home-based work in hexagons), else a multiple of 5, rounded up "
    "or down by chance in proportion. Jobs: noise of 7 to 15 percent per establishment, then a "
    "multiple of 5."
)
EXACT = "None: these are exact figures, for internal use only. Do not share or publish them."
MACROS = [
    "keyed_hash",
    "noise",
    "reaches",
    "published_count",
    "published_jobs",
    "distortion",
    "jobs_flag",
    "count_flag",
]
TWINS = {
    "noise": "noise_exact",
    "reaches": "reaches_exact",
    "published_count": "published_count_exact",
    "published_jobs": "published_jobs_exact",
    "jobs_flag": "jobs_flag_exact",
}
SUFFIXES = {"public": "", "internal": "-internal"}
PROTECTIONS = {"public": PROTECTION, "internal": EXACT}
PROTECTED = "repair"
Progress = Callable[[str], None]


def build(file: Path, edition: str, progress: Progress) -> str:
    """Writes the tables of a release to ``file``; returns the release id.

    The internal edition differs in its macros alone: each that protects has an exact twin.
    Work happens in memory: the file never holds a row per establishment, not even freed.
    Raises Refused when there is no register.
    """
    if not settings.register_file().exists():
        raise Refused(
            "There is no register in {folder}: run import FILE --layout lisa first.",
            folder=settings.data_dir(),
        )
    secret = keys.padded(keys.load(settings.secret_file()))
    parameters = {"keyed": secret, "near": {"detour": distances.DETOUR}}
    with duckdb.connect(config={"temp_directory": str(settings.spill_dir())}) as con:
        with store.readable():
            _run(con, "attach_register", file=str(settings.register_file()))
        _run(con, "attach_release", file=str(file))
        frames.give(con)
        for macro in macros(edition):
            _run(con, f"macro_{macro}")
        for name in PREPARED:
            progress(name)
            _run(con, name, **parameters.get(name, {}))
        progress(PROTECTED)
        _protect(con, edition)
        for table in TABLES:
            progress(table)
            _run(con, table)
        _run(con, "quality_hexagon")
        similar.add(con, progress)
        return _sign(con, edition)


def macros(edition: str) -> list[str]:
    """Macros that make the cells of an edition, in the order in which they need each other."""
    return [TWINS.get(name, name) if edition == "internal" else name for name in MACROS]


def _protect(con: DuckDBPyConnection, edition: str) -> None:
    """What the repair hides and turns: nothing in the internal edition."""
    decided = protect.nothing()
    if edition == "public":
        decided = protect.decide(lambda query: con.execute(query).df())
    for name, table in decided.items():
        con.register(name, table)
    _run(con, "published")
    _run(con, "cell_error")


def _sign(con: DuckDBPyConnection, edition: str) -> str:
    digest, reference_date = con.execute(settings.query("release/digest")).fetchall()[0]
    release_id = f"{reference_date:%Y%m%d}-{digest[:10]}" + SUFFIXES[edition]
    _run(
        con,
        "release_info",
        release_id=release_id,
        edition=edition,
        made_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        protection=PROTECTIONS[edition],
        software_version=__version__,
    )
    return release_id


def _run(con: DuckDBPyConnection, name: str, **parameters: object) -> None:
    con.execute(settings.query(f"release/{name}"), parameters or None)
