"""The command that loads streets, to know how far people walk."""

from pathlib import Path

import click

from wijkeconomie import settings
from wijkeconomie.commands import loading, terminal
from wijkeconomie.register import store
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import streets as streets_source


@click.command()
@click.argument("file", type=loading.FILE)
def streets(file: Path) -> None:
    """Load streets and paths from an extract of OpenStreetMap, or a map of lines."""
    pieces = streets_source.read(file, areas_source.load())
    with store.locked(settings.data_dir()):
        streets_source.save(pieces)
    terminal.say(
        "{km} kilometres of streets and paths are loaded. The next release tells walking "
        "distances too.",
        km=streets_source.kilometres(),
    )


def forget() -> None:
    """Takes streets away. Raises Refused when there are none."""
    with store.locked(settings.data_dir()):
        gone = streets_source.forget()
    terminal.say(
        "{km} kilometres of streets and paths are taken away. Make a release to publish that.",
        km=gone,
    )
