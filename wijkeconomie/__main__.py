"""The command line: ``python -m wijkeconomie``."""

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Column, Table

from wijkeconomie import __version__, settings
from wijkeconomie.commands import (
    buildings,
    city_parts,
    deliveries,
    forgetting,
    loading,
    managing,
    places,
    profiles,
    releases,
    terminal,
    walking,
)
from wijkeconomie.commands.duplicates import duplicates
from wijkeconomie.errors import Refused
from wijkeconomie.register import upkeep
from wijkeconomie.release import build, doctor, publish
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import locations, pdok
from wijkeconomie.sources import sample as sample_source

FILE = click.Path(path_type=Path)
STEPS = len(build.PREPARED) + len(build.TABLES) + 4


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """From a business register to a neighbourhood economy people can see."""


@cli.command()
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Another seed, another sample.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0, 200, min_open=True),
    default=1.0,
    show_default=True,
    help="Times as many establishments.",
)
@click.option("--out", "target", type=FILE, required=True, help="CSV file to write.")
def sample(seed: int, scale: float, target: Path) -> None:
    """Make the synthetic register of Almere."""
    rows = sample_source.write(target, seed, scale)
    terminal.say("{rows} rows written to {file}.", rows=rows, file=target)


@cli.command()
@click.argument("file", type=FILE, required=False)
@click.option("--pdok", "is_asked", is_flag=True, help="Ask PDOK instead of reading a file.")
@click.option("--municipality", help="CBS code such as GM0034; with --pdok also its name.")
@click.option("--all", "is_all", is_flag=True, help="Every municipality in the file.")
@click.option("--year", type=int, help="Year of the boundaries; that of the file, or last year.")
def areas(
    file: Path | None, is_asked: bool, municipality: str | None, is_all: bool, year: int | None
) -> None:
    """Load boundaries from a GeoJSON, GeoPackage or Shapefile, or from PDOK."""
    loading.need(file, is_asked, "--pdok")
    if is_all and (is_asked or municipality):
        raise click.UsageError("--all goes with neither --pdok nor --municipality.")
    code = areas_source.EVERY if is_all else loading.municipality(municipality)
    if file is not None:
        read = areas_source.read(file, code, year)
    elif code is None:
        raise click.UsageError("Add --municipality, such as --municipality GM0034.")
    else:
        read = pdok.read(code, year or datetime.now(UTC).year - 1)
    is_placed = upkeep.use_areas(read)
    loading.tell_areas(read)
    if is_placed and loading.has_own_register():
        terminal.say("The register is placed in these areas; make a release to publish them.")


@cli.command()
@click.option("--reference-date", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--boundary-year", type=int, help="Take boundaries of this year away instead.")
@click.option(
    "--locations",
    "rule",
    type=click.Choice(locations.RULES),
    help="Take a list of types, work sites and centres, or land use away instead.",
)
@forgetting.forgotten
@click.option("--streets", "is_streets", is_flag=True, help="Take the streets away instead.")
def forget(
    reference_date: datetime | None,
    boundary_year: int | None,
    rule: str | None,
    is_streets: bool,
    **lists: str | None,
) -> None:
    """Take a reference date, boundaries, location types, a list of places or streets away."""
    asked = [reference_date, boundary_year, rule, is_streets or None, *lists.values()]
    if len(asked) - asked.count(None) != 1:
        raise click.UsageError(
            "Give one of --reference-date, --boundary-year, --locations, --places, --initiatives, "
            "--sites, --factors, --practices, --city-parts, --streets."
        )
    if is_streets:
        walking.forget()
    for kind, source in lists.items():
        if source is not None:
            forgetting.forget(kind, source)
    if rule is not None:
        upkeep.forget_locations(rule)
        terminal.say("What was loaded for this rule is taken away: {rule}.", rule=rule)
    if boundary_year is not None:
        upkeep.forget_boundaries(boundary_year)
        terminal.say("Boundaries of {year} are taken away.", year=boundary_year)
    if reference_date is None:
        return
    rows = upkeep.forget(reference_date.date())
    terminal.say(
        "{date}: {rows} rows taken out of the register.", date=reference_date.date(), rows=rows
    )


@cli.command()
@click.option("--edition", type=releases.EDITION, default="public", show_default=True)
@click.option("--out", "target", type=FILE, help="Write it here instead of putting it to use.")
@click.option("--new-secret", is_flag=True, help="Go on with another secret than before.")
@click.option("--draft", is_flag=True, help="Keep it, and do not put it to use yet.")
def release(edition: str, target: Path | None, new_secret: bool, draft: bool) -> None:
    """Make a protected release and put it to use, or the internal edition with exact figures."""
    if draft and (target or edition == "internal"):
        raise click.UsageError("--draft goes with neither --out nor --edition internal")
    more = {"is_new_secret": new_secret, "is_draft": draft}
    with terminal.steps(STEPS) as step:
        release_id = publish.publish(edition, step, target, **more)
    if draft:
        terminal.say("Release {release} is made and not in use yet.", release=release_id)
        releases.tell_left_out(settings.releases_dir() / f"{release_id}.duckdb")
        return
    place = settings.internal_file() if edition == "internal" else settings.release_file()
    terminal.say("Release {release} is ready: {file}.", release=release_id, file=target or place)
    releases.tell_left_out(target or place)
    if target is None and edition == "public":
        releases.tell_difference()
        if doctor.is_behind():
            terminal.say(
                "The internal edition still has other reference dates: run release --edition "
                "internal."
            )


for each in (loading.figures, loading.addresses, loading.locations, city_parts.load):
    cli.add_command(each)
for each in (places.places, places.initiatives, places.sites, places.factors, places.practices):
    cli.add_command(each)
cli.add_command(duplicates)
cli.add_command(buildings.buildings)
cli.add_command(walking.streets)
cli.add_command(deliveries.columns)
cli.add_command(deliveries.import_register)
for command in (profiles.profiles, releases.check, releases.releases, releases.secret):
    cli.add_command(command)
cli.add_command(managing.status)
cli.add_command(managing.job)
releases.releases.add_command(managing.compare)


@cli.command("doctor")
def examine() -> None:
    """Show whether everything is in place, and what to do when it is not."""
    table = Table("what", Column("state", overflow="fold"), Column("remedy", overflow="fold"))
    for finding in doctor.examine():
        table.add_row(finding.subject, finding.state, finding.remedy)
    terminal.out.print(table)


def main() -> None:
    """Runs a command; a refusal is one sentence on stderr and exit status 1."""
    try:
        cli()
    except Refused as refused:
        terminal.refuse(refused)
    except OSError as error:
        terminal.refuse(terminal.refusal(error))


if __name__ == "__main__":
    main()
