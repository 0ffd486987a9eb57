"""The command that loads a list of city parts."""

from pathlib import Path

import click

from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import city_parts

FILE = click.Path(path_type=Path)


@click.command("city-parts")
@click.argument("file", type=FILE)
@click.option("--year", type=int, help="Boundary year of the list; every year unless given.")
def load(file: Path, year: int | None) -> None:
    """Load a list of city parts: codes of wijken, and the name of the part each is in."""
    new = city_parts.read_list(file, year)
    known = areas_source.load()
    own = new[new["area_code"].isin(known["area_code"])]
    if own.empty:
        raise Refused(
            "File {file} holds no wijken of the areas that are loaded: load those areas first, or "
            "take another file.",
            file=file,
        )
    city_parts.save(new)
    terminal.say(
        "{count} city parts of {wijken} wijken are loaded; make a release to publish them.",
        count=own["city_part"].map(city_parts.plain).nunique(),
        wijken=len(own),
    )
