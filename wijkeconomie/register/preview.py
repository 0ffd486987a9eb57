"""The columns of a delivery before it is imported: names, examples, and what they may hold."""

import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wijkeconomie.register import layouts, loading, mappings, store
from wijkeconomie.register.delivery import opened
from wijkeconomie.register.names import plain

EXAMPLES, LONGEST = 5, 40
PERSONAL = re.compile(
    r"naam|name|adres|straat|address|street|tel(?:\b|ef|_|nr)|phone|mobiel|gsm|fax|mail|contact|"
    r"persoon$|eigenaar|bestuur|vennoot|directeur|website|url|www|rsin|bsn|iban|geboorte|postbus|"
    r"omschrijving|opmerking|woonplaats"
)
COUNTED = re.compile(r"werkzame|banen|aantal")
PERSON = re.compile(
    r"@|https?://|www\.|\+31|\b0[0-9]{1,3}[- ]?[0-9]{6,8}\b|\b[0-9]{4} ?[A-Za-z]{2}\b"
    r"|\bNL[0-9]{2}[A-Z]{4}|[A-Za-z]{3,} +[0-9]+ ?[A-Za-z]?$|\b[A-Z]\.[A-Z. ]*[A-Za-z]{2,}"
)
PLACES = {
    "postcode",
    "house_number",
    "house_letter",
    "house_addition",
    "address_object_id",
    "x",
    "y",
    "latitude",
    "longitude",
    "establishment_id",
}


def preview(path: Path, wanted: Iterable[str]) -> dict[str, Any]:
    """Columns of a delivery, as ``columns --json`` writes them.

    Per column its name, some of its values, sorted apart from other columns so that no row can be
    read, and per layout the field it may be; and the mapping that is ``remembered``. Columns that
    look like names, addresses, telephone
    numbers or e-mail have no examples, nor has what would tell one establishment. Raises Refused
    when the delivery cannot be read.
    """
    wanted = list(wanted)
    with opened(path, layouts.known_names()) as delivery, store.scratch() as con:
        rows, values = loading.distinct_values(con, delivery)
        names = delivery.columns
    guesses = {name: {c: f for f, c in layouts.guess(names, name).items()} for name in wanted}
    return {
        "file": path.name,
        "remembered": mappings.found_before(names),
        "rows": rows,
        "columns": [
            {
                "name": name,
                "examples": _examples(name, values[name], {g.get(name) for g in guesses.values()}),
                "guess": {layout: guesses[layout].get(name) for layout in wanted},
            }
            for name in names
        ],
        "fields": {layout: _fields(layout) for layout in wanted},
    }


def _fields(layout: str) -> list[dict[str, Any]]:
    return [
        {"field": row["field"], "required": row["required"] == "yes"}
        for row in layouts.spellings(layout)
    ]


def _examples(name: str, values: list[str], guesses: set[str | None]) -> list[str]:
    """Up to five values, drawn in an order of their own."""
    said = plain(name)
    is_personal = PERSONAL.search(said) and not COUNTED.search(said)
    if is_personal or guesses & PLACES or any(map(PERSON.search, values)):
        return []
    short = [value[:LONGEST] for value in values if value.strip()]
    drawn = random.Random(said).sample(short, min(EXAMPLES, len(short)))  # noqa: S311
    return sorted(drawn)
