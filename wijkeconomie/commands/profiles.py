"""The profiles of all areas in one file, for a workshop."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from wijkeconomie import settings
from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.view import query, words

LEVELS = ("municipality", "wijk", "buurt")
Files = Iterator[tuple[str, bytes]]


@click.command("profiles")
@click.option("--out", "target", type=click.Path(path_type=Path), required=True)
@click.option("--level", type=click.Choice(LEVELS), default="wijk", show_default=True)
@click.option("--within", default="", help="Of one municipality only, such as GM0034.")
@click.option("--year", type=int, help="Of another year than the last.")
@click.option("--lang", type=click.Choice(words.LANGUAGES), default=words.DEFAULT)
@click.option(
    "--edition", type=click.Choice(["public", "internal"]), default="public", show_default=True
)
def profiles(  # noqa: PLR0913, PLR0917
    target: Path, level: str, within: str, year: int | None, lang: str, edition: str
) -> None:
    """Write the profiles of all areas as PDFs into a zip file."""
    if target.suffix != ".zip":
        raise Refused("File {file} must end in .zip.", file=target)
    # Loaded when it is asked for: charts take long to load, and no other command draws.
    packs = import_module("wijkeconomie.view.printing.packs")
    with query.reading(edition):
        areas = packs.areas(level, within)
        with terminal.steps(len(areas)) as step:
            made = packs.sheets(lang, areas, year, settings.site_url() or "")
            _write(target, packs.parts(_told(made, step)))
    terminal.say("{count} profiles are in {file}.", count=len(areas), file=target)


def _write(target: Path, parts: Iterator[bytes]) -> None:
    """Written beside, and put in place when it is whole."""
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("wb") as file:
            for part in parts:
                file.write(part)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _told(sheets: Files, step: terminal.Step) -> Files:
    """The same, and a word of each."""
    for name, content in sheets:
        step(name)
        yield name, content
