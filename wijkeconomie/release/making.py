"""A release made in a file of its own, that keeps every rule and withstands the attacks."""

from pathlib import Path

import duckdb

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.release import attack, build, checks
from wijkeconomie.release.report import Report


def make(file: Path, edition: str, progress: build.Progress) -> str:
    """Makes a release that keeps every rule and withstands the attacks; returns its id."""
    remove(file)
    release_id = build.build(file, edition, progress)
    progress("checks")
    _refuse_breaches(file, edition)
    if edition == "public":
        progress("attack")
        _refuse_leaks(file, attack.attack(file, settings.register_file()))
    return release_id


def remove(path: Path) -> None:
    """Removes a file of DuckDB and what it keeps beside."""
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)


def _refuse_breaches(file: Path, edition: str) -> None:
    found = checks.breaches(file)
    if checks.edition(file) != edition:
        raise Refused("The release is not the {edition} edition it should be.", edition=edition)
    if found:
        raise Refused(
            "The release breaks {count} rules and is not put to use; the first is {check}, row "
            "{row}. The release in use stays.",
            count=len(found),
            check=found[0].check,
            row=found[0].rows.iloc[0].to_dict(),
        )


def _refuse_leaks(file: Path, report: Report) -> None:
    if report.failures:
        raise Refused(
            "The release can be attacked ({failures}) and is not put to use: report this to the "
            "makers, with the output of doctor. The release in use stays.",
            failures=", ".join(report.failures),
        )
    _record(file, report)


def _record(file: Path, report: Report) -> None:
    """What the attack found goes into the release, for the method page."""
    with duckdb.connect(file) as con:
        for measure, value in report.figures.items():
            values = {"measure": f"attack_{measure}", "value": value}
            con.execute(settings.query("attack/record"), values)
