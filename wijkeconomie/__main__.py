"""The command line: ``python -m wijkeconomie``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from wijkeconomie import __version__, settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, validation
from wijkeconomie.register.validation import Report
from wijkeconomie.release import build, checks, doctor, publish
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import sample as sample_source
from wijkeconomie.view import words

FILE = click.Path(path_type=Path)
out = Console()


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """From a business register to a neighbourhood economy people can see."""


@cli.command()
@click.option("--seed", default=1, show_default=True, help="Another seed, another sample.")
@click.option("--scale", default=1.0, show_default=True, help="Times as many establishments.")
@click.option("--out", "target", type=FILE, required=True, help="CSV file to write.")
def sample(seed: int, scale: float, target: Path) -> None:
    """Make the synthetic register of Almere."""
    rows = sample_source.write(target, seed, scale)
    _say("{rows} rows written to {file}.", rows=rows, file=target)


@cli.command()
@click.argument("file", type=FILE)
@click.option("--municipality", help="CBS code such as GM0034, when the file holds several.")
@click.option("--year", type=int, help="Year of the boundaries, when the file does not say it.")
def areas(file: Path, municipality: str | None, year: int | None) -> None:
    """Load boundaries from a GeoJSON, GeoPackage or Shapefile."""
    read = areas_source.read(file, municipality, year)
    areas_source.save(read)
    count = read["level"].value_counts()
    _say(
        "{code} {year}: {wijken} wijken and {buurten} buurten loaded.",
        code=read["municipality_code"].iloc[0],
        year=int(read["boundary_year"].iloc[0]),
        wijken=int(count.get("wijk", 0)),
        buurten=int(count.get("buurt", 0)),
    )
    if importing.place_again(areas_source.load()):
        _say("The register is placed in these areas; make a release to publish them.")


@cli.command("import")
@click.argument("file", type=FILE)
@click.option("--layout", type=click.Choice(["lisa"]), required=True)
@click.option(
    "--reference-date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the rows; of a file with dates, the one to take.",
)
@click.option("--rejects", type=FILE, help="Where to write refused rows and reasons.")
def import_register(
    file: Path, layout: str, reference_date: datetime | None, rejects: Path | None
) -> None:
    """Import a register; its reference dates replace the same ones."""
    target = rejects or settings.raw_dir() / f"rejects-{file.stem}.csv"
    date = reference_date.date() if reference_date else None
    _tell(importing.import_file(file, layout, date, target), target)


@cli.command()
@click.option("--edition", type=click.Choice(["public"]), default="public", show_default=True)
@click.option("--out", "target", type=FILE, help="Write it here instead of putting it to use.")
def release(edition: str, target: Path | None) -> None:
    """Make a protected release and put it to use."""
    with _steps() as step:
        release_id = publish.publish(edition, step, target)
    _say(
        "Release {release} is ready: {file}.",
        release=release_id,
        file=target or settings.release_file(),
    )


@cli.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Check a release file against every rule in queries/checks."""
    found = checks.breaches(file)
    for breach in found:
        out.print(f"{breach.check}: {len(breach.rows)}\n{breach.rows.head()}", markup=False)
    if found:
        raise Refused(
            "File {file} breaks {count} rules: do not publish it, make it again.",
            file=file,
            count=len(found),
        )
    _say("File {file} passes {count} checks.", file=file, count=len(checks.names()))


@cli.group()
def releases() -> None:
    """Releases that are kept."""


@releases.command("list")
def list_releases() -> None:
    """Show the releases kept, newest first."""
    table = Table("release", "made at (UTC)", "in use")
    for kept in publish.releases():
        table.add_row(
            kept.release_id, f"{kept.made_at:%Y-%m-%d %H:%M}", "x" if kept.is_used else ""
        )
    out.print(table)


@releases.command("use")
@click.argument("release_id")
def use_release(release_id: str) -> None:
    """Put a kept release to use."""
    publish.use(release_id)
    _say("Release {release} is in use.", release=release_id)


@cli.command("doctor")
def examine() -> None:
    """Show whether everything is in place, and what to do when it is not."""
    table = Table("what", "state", "remedy")
    for finding in doctor.examine():
        table.add_row(finding.subject, finding.state, finding.remedy)
    out.print(table)


def _tell(report: Report, rejects: Path) -> None:
    for date, rows in report.accepted.items():
        _say("{date}: {rows} establishments imported.", date=date, rows=rows)
    for reason, rows in report.reasons.items():
        severity = words.mark("refused") if reason in validation.ERRORS else words.mark("remark")
        _say(
            "{severity}: {rows} rows. {why}",
            severity=words.translate(words.terminal_language(), severity),
            rows=rows,
            why=validation.Reason(reason, "…"),
        )
    if report.refused:
        _say("{rows} refused rows are in {file}.", rows=report.refused, file=rejects)


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """Tells each step: in one moving line on a terminal, a line each elsewhere."""
    if not out.is_terminal:
        yield lambda name: out.print(name, markup=False)
        return
    with Progress(transient=True, console=out) as progress:
        task = progress.add_task("", total=len(build.PREPARED) + len(build.TABLES) + 1)
        yield lambda name: progress.update(task, advance=1, description=name)


def main() -> None:
    """Runs a command; a refusal is one sentence on stderr and exit status 1."""
    try:
        cli()
    except Refused as refused:
        sentence = words.translate(words.terminal_language(), refused.message, **refused.details)
        click.echo(sentence, err=True)
        sys.exit(1)


def _say(message: str, **details: object) -> None:
    out.print(words.translate(words.terminal_language(), message, **details), markup=False)


if __name__ == "__main__":
    main()
