"""The columns of a delivery before it is imported: names, examples, and what they may hold."""

import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wijkeconomie.files.names import plain
from wijkeconomie.register import layouts, loading, mappings, store
from wijkeconomie.register.delivery import opened

EXAMPLES, LONGEST = 5, 40
MOST_CODES, LONGEST_CODE = 30, 20
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
    read, all values when it holds a few short ``codes``, and per layout the field it may be; and
    the mapping that is ``remembered``, with its meanings of size classes. Columns that
    look like names, addresses, telephone
    numbers or e-mail have no examples, nor has what would tell one establishment. Raises Refused
    when the delivery cannot be read.
    """
    wanted = list(wanted)
    with opened(path, layouts.known_names()) as delivery, store.scratch() as con:
        rows, values = loading.distinct_values(con, delivery)
        names = delivery.columns
    guesses = {name: {c: f for f, c in layouts.guess(names, name).items()} for name in wanted}
    shown = {n: _shown(n, values[n], {g.get(n) for g in guesses.values()}) for n in names}
    return {
        "file": path.name,
        "remembered": mappings.found_before(names),
        "remembered_classes": mappings.classes_before(names),
        "rows": rows,
        "columns": [
            {
                "name": name,
                "examples": _examples(name, shown[name]),
                "codes": _codes(shown[name]),
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


def _shown(name: str, values: list[str], guesses: set[str | None]) -> list[str]:
    """Values of a column that may be shown."""
    said = plain(name)
    is_personal = PERSONAL.search(said) and not COUNTED.search(said)
    if is_personal or guesses & PLACES or any(map(PERSON.search, values)):
        return []
    return [value for value in values if value.strip()]


def _examples(name: str, values: list[str]) -> list[str]:
    """Up to five values, drawn in an order of their own."""
    short = [value[:LONGEST] for value in values]
    drawn = random.Random(plain(name)).sample(short, min(EXAMPLES, len(short)))  # noqa: S311
    return sorted(drawn)


def _codes(values: list[str]) -> list[str]:
    """All values of a column that holds a few short ones."""
    codes = sorted({value.strip() for value in values})
    is_few = len(codes) <= MOST_CODES and all(len(code) <= LONGEST_CODE for code in codes)
    return codes if is_few else []
