"""Commands that load lists of each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import shapely

from wijkeconomie import settings
from wijkeconomie.commands import list_reports, loading, reports, terminal
from wijkeconomie.errors import Refused
from wijkeconomie.files import remembered
from wijkeconomie.register import store
from wijkeconomie.sources import duplicates, keeping, overpass
from wijkeconomie.sources.lists import reading
from wijkeconomie.sources.lists.reading import Taken
from wijkeconomie.view import words

FILE = click.Path(path_type=Path)
ADDED = words.mark(
    "{rows} rows of {source} are added; {before} of them take the place of the same."
)
CHECKED = words.mark("{rows} rows of {source} can be taken; nothing is changed.")


@dataclass(frozen=True)
class Given:
    """What is given beside a list."""

    mapping: Path | None
    source: str | None
    rejects: Path | None
    made_reports: tuple[Path, ...]
    ask_outside: bool
    is_check: bool


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every list has."""
    for option in reversed(
        [
            click.option("--mapping", type=FILE, help="TOML that names its columns and codes."),
            click.option("--source", help="Name of the list; that of the file unless given."),
            click.option("--rejects", type=FILE, help="For refused rows: .csv or .xlsx."),
            click.option(
                "--report",
                "made_reports",
                type=FILE,
                multiple=True,
                help="Where to write the report: .json, .csv or .xlsx.",
            ),
            click.option("--check", "is_check", is_flag=True, help="Do everything but keep it."),
        ]
    ):
        command = option(command)
    return command


ASKING = click.option(
    "--locatieserver",
    "ask_outside",
    is_flag=True,
    help="Send addresses that are not loaded to the Locatieserver of PDOK.",
)


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--overpass", "is_asked", is_flag=True, help="Ask OpenStreetMap through Overpass.")
@click.option("--municipality", "code", help="CBS code, with --overpass; else all loaded.")
@_options
@ASKING
def places(file: Path | None, is_asked: bool, code: str | None, **given: Any) -> None:
    """Load hubs and third places: a list of your own, or those in OpenStreetMap."""
    loading.need(file, is_asked, "--overpass")
    if file is not None:
        _load(file, "places", Given(**given))
        return
    outlines = overpass.outline(loading.municipality(code))
    taken = overpass.read(outlines)
    _keep(taken, Given(**given), shapely.union_all(list(outlines.values())))


@click.command()
@click.argument("file", type=FILE)
@_options
def initiatives(file: Path, **given: Any) -> None:
    """Load initiatives of the civic economy, of those that agreed to be shown."""
    _load(file, "initiatives", Given(**given, ask_outside=False))


@click.command()
@click.argument("file", type=FILE)
@_options
@ASKING
def sites(file: Path, **given: Any) -> None:
    """Load spaces that are vacant, where a next place could come."""
    _load(file, "sites", Given(**given))


@click.command()
@click.argument("file", type=FILE)
@_options
def factors(file: Path, **given: Any) -> None:
    """Load what hinders and stimulates small businesses in areas, as you measured it."""
    _load(file, "factors", Given(**given, ask_outside=False))


@click.command()
@click.argument("file", type=FILE)
@_options
def practices(file: Path, **given: Any) -> None:
    """Load practices of your own: what was tried, where, and what came of it."""
    _load(file, "practices", Given(**given, ask_outside=False))


def _load(file: Path, kind: str, given: Given) -> None:
    rejects = given.rejects or settings.raw_dir() / f"rejects-{file.stem}.csv"
    for target in given.made_reports:
        reports.refuse_unknown(target, file, rejects)
    source = keeping.source_of(file, given.source)
    taken = reading.read(file, kind, source, given.mapping, ask_outside=given.ask_outside)
    if len(taken.refused):
        list_reports.write_refused(taken, rejects)
    try:
        reading.refuse_bad(taken, file)
    except Refused:
        if not given.is_check:
            with store.locked(settings.data_dir()):
                list_reports.tell_withdrawn(keeping.withdraw(kind, taken.withdrawn))
        _tell(taken, given, rejects, 0)
        raise
    _keep(taken, given, None, rejects)


def _keep(
    taken: Taken, given: Given, within: shapely.Geometry | None, rejects: Path | None = None
) -> None:
    """Keeps what is taken unless it is a check, and tells."""
    kind, source, is_new = taken.kind, taken.source, not taken.is_addition
    with store.locked(settings.data_dir()):
        before = _before(taken, within)
        gone = 0 if is_new else keeping.known(kind, taken.withdrawn)
        if not given.is_check:
            _write(taken, within)
            remembered.keep(taken.columns, given.mapping, kind)
    told = CHECKED if given.is_check else list_reports.LOADED[kind] if is_new else ADDED
    if taken.mapping and not given.mapping:
        list_reports.tell_remembered(taken)
    terminal.say(told, rows=len(taken.rows), source=source, before=before)
    list_reports.tell_withdrawn(gone)
    _tell(taken, given, rejects, before)
    if kind == "places" and (undecided := duplicates.undecided()):
        terminal.say(
            "Pairs of places that may be one and the same: {count}. The first of each is shown "
            "until you decide (duplicates).",
            count=undecided,
        )
    if not given.is_check:
        terminal.say("Make a release to publish them.")


def _before(taken: Taken, within: shapely.Geometry | None) -> int:
    if taken.is_addition:
        return keeping.known(taken.kind, taken.rows[keeping.IDS[taken.kind]].tolist())
    return keeping.count(taken.kind, taken.source, within)


def _write(taken: Taken, within: shapely.Geometry | None) -> None:
    if taken.is_addition:
        keeping.withdraw(taken.kind, taken.withdrawn)
        keeping.add(taken.kind, taken.rows)
    else:
        keeping.keep(taken.kind, taken.source, taken.rows, within)


def _tell(taken: Taken, given: Given, rejects: Path | None, before: int) -> None:
    made = taken.report(before, is_check=given.is_check)
    list_reports.tell(made, taken.private, rejects)
    for target in given.made_reports:
        reports.write(made, target)
