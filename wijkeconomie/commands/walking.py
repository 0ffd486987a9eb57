"""The command that loads streets, to know how far people walk."""

from pathlib import Path

import click

from wijkeconomie.commands import loading, terminal
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import streets as streets_source

METRES = 1_000


@click.command()
@click.argument("file", type=loading.FILE)
def streets(file: Path) -> None:
    """Load streets and paths from an extract of OpenStreetMap, or a map of lines."""
    pieces = streets_source.read(file, areas_source.load())
    streets_source.save(pieces)
    terminal.say(
        "{km} kilometres of streets and paths are loaded. The next release tells walking "
        "distances too.",
        km=round(pieces["length_m"].sum() / METRES),
    )
