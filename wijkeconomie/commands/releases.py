"""Commands about what is kept: releases, whether they are safe, and secrets."""

from pathlib import Path

import click
from rich.table import Column, Table

from wijkeconomie import settings
from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.release import addresses, attack, checks, publish, reach, rotation, truth
from wijkeconomie.view import words

EDITION = click.Choice(["public", "internal"])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--edition", type=EDITION, default="public", show_default=True)
def check(file: Path, edition: str) -> None:
    """Check a release file against every rule, and try to recover what it protects."""
    checks.expect(file, edition)
    found, kind = checks.breaches(file), checks.edition(file)
    for breach in found:
        terminal.out.print(
            f"{breach.check}: {len(breach.rows)}\n{breach.rows.head()}", markup=False
        )
    if found:
        raise Refused(
            "File {file} breaks {count} rules: do not publish it, make it again.",
            file=file,
            count=len(found),
        )
    passed, skipped = len(checks.names(kind)), checks.skipped(kind)
    terminal.say("File {file} passes {count} checks.", file=file, count=passed)
    if kind == "internal":
        terminal.say(
            "It is the internal edition: exact figures, not for publication. Not checked, as they "
            "are about protection: {names}.",
            names=skipped,
        )
    else:
        _attack(file)


def _attack(file: Path) -> None:
    register = settings.register_file()
    has_register = truth.is_made_from(file, register)
    if not has_register:
        terminal.say(
            "The register this release was made from is not in {folder}, so the attacks on "
            "employers were not tried.",
            folder=settings.data_dir(),
        )
    report = attack.attack(file, register if has_register else None)
    table = Table("attack", Column("result", justify="right"))
    for line in report.lines:
        table.add_row(*line)
    terminal.out.print(table)
    if report.failures:
        raise Refused(
            "File {file} can be attacked ({failures}): do not publish it, make it again.",
            file=file,
            failures=", ".join(report.failures),
        )


@click.group()
def releases() -> None:
    """Releases that are kept."""


@releases.command("list")
def list_releases() -> None:
    """Show the releases kept, newest first."""
    table = Table("release", "made at (UTC)", "in use")
    for kept in publish.releases():
        table.add_row(
            kept.release_id,
            f"{kept.made_at:%Y-%m-%d %H:%M}",
            "x" if kept.is_used else "draft" if kept.is_draft else "",
        )
    terminal.out.print(table)


@releases.command("use")
@click.argument("release_id")
def use_release(release_id: str) -> None:
    """Put a kept release to use."""
    publish.use(release_id)
    terminal.say("Release {release} is in use.", release=release_id)
    if rotation.is_old(release_id):
        terminal.say(
            "It was made with a secret from before the one in use: who has both has two draws of "
            "every figure. Use it no longer than needed."
        )


@click.group()
def secret() -> None:
    """The secret that protection draws from."""


@secret.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def rotate(yes: bool) -> None:
    """Put a new secret in place; tells first what that changes."""
    told = rotation.account()
    terminal.say(
        "The next release draws all rounding and noise anew. Of the {shown} counts shown now about "
        "a third will differ by 5, and nearly all numbers of jobs; which of the {hidden} hidden "
        "cells are hidden beyond the small ones may change.",
        shown=told.shown,
        hidden=told.hidden,
    )
    terminal.say(
        "Who holds a release from before and one from after has two draws of every figure. A count "
        "that differs lies between the two: 4 possible values are left of 9, and the mean of more "
        "draws comes near the true count. A cell hidden in one may be shown in the other. So do "
        "this when others may know the secret, not as a habit, and best with a new reference date."
    )
    terminal.say(
        "Releases that are kept: {count}, made with the secrets until now. Do not put them to use "
        "again, and withdraw the copies you gave away.",
        count=told.releases,
    )
    if not yes:
        click.confirm(terminal.translate(words.mark("Put a new secret in place?")), abort=True)
    terminal.say(
        "A new secret is in {file}: keep a copy. The old one is in {old} until you run secret "
        "discard; the command release comes next.",
        old=rotation.rotate(),
        file=settings.secret_file(),
    )


@secret.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def discard(yes: bool) -> None:
    """Remove the old secrets that are kept."""
    count = len(rotation.kept())
    if count and not yes:
        question = words.mark("Remove {count} old secrets, for good?")
        click.confirm(terminal.translate(question, count=count), abort=True)
    files = rotation.discard()
    for file in files:
        terminal.say("{file} is removed.", file=file)
    if not files:
        terminal.say("No old secret is kept beside {file}.", file=settings.secret_file())


def tell_difference() -> None:
    """Tells how a release differs from the one before, when that was made with another secret."""
    found = rotation.difference()
    if found is not None:
        terminal.say(
            "This release is drawn with another secret than the one before: {differing} of "
            "{counts} counts in both differ, and {uncovered} cells are hidden in one of the two "
            "only.",
            differing=found.differing,
            counts=found.counts,
            uncovered=found.uncovered,
        )


def tell_left_out(release: Path) -> None:
    """Tells what was loaded and a release knows nothing of, or only in part."""
    unknown, count = reach.unknown_on_foot(release)
    if unknown:
        terminal.say(
            "On foot nothing is known of {unknown} of {count} municipalities and wijken: fewer "
            "than half of the establishments there lie at a street that is loaded. Load a file "
            "with all streets with streets FILE.",
            unknown=unknown,
            count=count,
        )
    if addresses.are_left_out(release):
        terminal.say(
            "The addresses that are loaded are not published, so none can be typed on Try a spot: "
            "at most {most} are, with points, and only of municipalities whose number of dwellings "
            "is known and of which addresses of at least half of them are loaded.",
            most=addresses.MOST,
        )
