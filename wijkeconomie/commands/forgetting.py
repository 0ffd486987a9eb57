"""Lists that are taken away."""

from collections.abc import Callable
from typing import Any

import click

from wijkeconomie import settings
from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.sources import city_parts, keeping

AWAY = {
    "places": "places",
    "initiatives": "initiatives",
    "sites": "vacant spaces",
    "factors": "factors",
    "practices": "practices",
}
PARTS = "city_parts"


def forgotten(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that take a list away."""
    for kind, what in reversed(AWAY.items()):
        text = f"Take the {what} of this source away instead."
        command = click.option(f"--{kind}", help=text)(command)
    text = "Take the list of city parts of this municipality (GM0034) away instead."
    return click.option("--city-parts", PARTS, help=text)(command)


def forget(kind: str, source: str) -> None:
    """Takes what a source gave away, of city parts the list of a municipality. Raises Refused when
    it gave nothing."""
    with store.locked(settings.data_dir()):
        known = city_parts.lists() if kind == PARTS else keeping.sources(kind)
        if source not in known:
            raise Refused(
                "Nothing of '{source}' is loaded; there is {known}: name one of those.",
                source=source,
                known=", ".join(known) or "–",
            )
        if kind == PARTS:
            city_parts.forget(source)
        else:
            keeping.keep(kind, source, keeping.frame(kind, []))
    terminal.say(
        "{rows} rows of {source} are taken away. Make a release to publish that.",
        rows=known[source],
        source=source,
    )
