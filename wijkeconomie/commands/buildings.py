"""The command by which the steward decides over buildings with many establishments."""

import click
from rich.table import Column, Table

from wijkeconomie.commands import terminal
from wijkeconomie.register import candidates
from wijkeconomie.release import status
from wijkeconomie.sources import buildings as known
from wijkeconomie.view import words

DECIDED = {
    known.HUB: words.mark("{name} is a hub from now on; make a release to publish it."),
    known.SITE: words.mark("{name} is a site for a next place; make a release to publish it."),
    known.NO: words.mark("The building is no hub: it is not proposed again."),
    known.OPEN: words.mark("What was decided over the building is taken back."),
}


@click.command()
@click.option("--hub", metavar="ID", help="This building is a hub: published under --name.")
@click.option("--site", metavar="ID", help="A next place could come here: published under --name.")
@click.option("--no", metavar="ID", help="This building is no hub: do not propose it again.")
@click.option(
    "--undo", known.OPEN, metavar="ID", help="Take back what was decided over this building."
)
@click.option("--name", default="", help="What the building is called, with --hub or --site.")
def buildings(name: str, **asked: str | None) -> None:
    """Find buildings with many establishments, and decide over them one by one.

    They are proposed as possible multi-tenant business buildings, to you alone.
    """
    chosen = [(state, building) for state, building in asked.items() if building]
    if len(chosen) > 1:
        raise click.UsageError("Give one of --hub, --site, --no, --undo.")
    if not chosen:
        found = candidates.look()
        _show()
        terminal.say("{count} buildings to decide over.", count=len(found))
        return
    ((state, building),) = chosen
    is_named = state in (known.HUB, known.SITE)
    if is_named and not name:
        raise click.UsageError("Give it a name with --name, under which it is published.")
    if name and not is_named:
        raise click.UsageError("--name goes with --hub and --site.")
    terminal.say(DECIDED[state], name=candidates.decide(building, state, name))


def _show() -> None:
    table = Table(
        Column("building", no_wrap=True),
        "status",
        "area",
        "position",
        Column("establishments", justify="right"),
    )
    for row in status.of_buildings():
        where = f"{row['lat']:.5f}, {row['lon']:.5f}"
        told = f"{row['status']} {row['name'] or ''}"
        table.add_row(row["building_id"], told, row["area"], where, str(row["establishments"]))
    terminal.out.print(table, markup=False)
