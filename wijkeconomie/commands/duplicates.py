"""The command that shows which places may be one and the same, and keeps what is decided."""

import click
from rich.table import Column, Table

from wijkeconomie import settings
from wijkeconomie.commands import terminal
from wijkeconomie.register import store
from wijkeconomie.sources import duplicates as pairs_source


@click.command()
@click.option("--same", nargs=2, metavar="A B", help="These two places are one.")
@click.option("--different", nargs=2, metavar="A B", help="These two places are two.")
def duplicates(same: tuple[str, str] | None, different: tuple[str, str] | None) -> None:
    """Show places that may be one and the same, or decide about two of them."""
    if same and different:
        raise click.UsageError("Give one of --same, --different.")
    pair = same or different
    if pair:
        status = pairs_source.SAME if same else pairs_source.DIFFERENT
        with store.locked(settings.data_dir()):
            pairs_source.decide(pair, status)
        terminal.say("Decided. Make a release to publish it.")
        return
    table = Table(
        *(Column(name, overflow="fold") for name in ("place", "name", "place", "name")),
        Column("metres", justify="right"),
        "status",
    )
    for row in pairs_source.pairs().to_dict("records"):
        both = (str(row[f"{field}_{side}"]) for side in "ab" for field in ("place", "name"))
        table.add_row(*map(_plain, both), f"{row['distance_m']:.0f}", str(row["status"]))
    terminal.out.print(table)


def _plain(text: str) -> str:
    """Text that does not steer the terminal."""
    return text.replace("[", r"\[")
