"""The command that shows which places may be one and the same, and keeps what is decided."""

import click

from wijkeconomie import settings
from wijkeconomie.commands import terminal
from wijkeconomie.register import store
from wijkeconomie.sources import duplicates as pairs_source


@click.command()
@click.option("--same", nargs=2, metavar="A B", help="These two places are one.")
@click.option("--different", nargs=2, metavar="A B", help="These two places are two.")
@click.option("--undo", nargs=2, metavar="A B", help="Take back what was decided about them.")
def duplicates(
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: tuple[str, str] | None,
) -> None:
    """Show places that may be one and the same, or decide about two of them."""
    if sum(map(bool, (same, different, undo))) > 1:
        raise click.UsageError("Give one of --same, --different, --undo.")
    if undo:
        with store.locked(settings.data_dir()):
            pairs_source.undo(undo)
        terminal.say(
            "The decision about the two places is taken back. Make a release to publish that."
        )
        return
    if pair := same or different:
        status = pairs_source.SAME if same else pairs_source.DIFFERENT
        with store.locked(settings.data_dir()):
            pairs_source.decide(pair, status)
        terminal.say("Decided. Make a release to publish it.")
        return
    for row in pairs_source.pairs().to_dict("records"):
        _show(f"{row['status']}, {row['distance_m']:.0f} m")
        for side in "ab":
            _show(f"  {row[f'place_{side}']}  {row[f'name_{side}']}")


def _show(text: str) -> None:
    """A line that is not broken, so that its number can be copied, nor steers the terminal."""
    terminal.out.print(text, markup=False, highlight=False, soft_wrap=True)
