"""The columns of a delivery before it is imported: names, examples, and what they may hold."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wijkeconomie.files import examples
from wijkeconomie.register import layouts, loading, mappings, store
from wijkeconomie.register.delivery import opened

MOST_CODES, LONGEST_CODE = 30, 20
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
    read, codes that are ``unclear`` by the field they may be of, and per layout the field it may
    be; and the mapping that is ``remembered``, with its meanings of codes. Columns that look like
    names, addresses, telephone
    numbers or e-mail have no examples, nor has what would tell one establishment. Raises Refused
    when the delivery cannot be read.
    """
    wanted = list(wanted)
    with opened(path, layouts.known_names()) as delivery, store.scratch() as con:
        rows, values = loading.distinct_values(con, delivery)
        names = delivery.columns
    guesses = {name: {c: f for f, c in layouts.guess(names, name).items()} for name in wanted}
    private = {n for n in names if {g.get(n) for g in guesses.values()} & PLACES}
    shown = {n: examples.shown(n, values[n], is_private=n in private) for n in names}
    codes = {n: examples.codes(shown[n], MOST_CODES, LONGEST_CODE) for n in names}
    return {
        "file": path.name,
        "remembered": mappings.found_before(names),
        "remembered_meanings": mappings.meanings_before(names),
        "rows": rows,
        "columns": [
            {
                "name": name,
                "examples": examples.drawn(name, shown[name]),
                "unclear": {"size_class": _without_number(codes[name])},
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


def _without_number(codes: list[str]) -> list[str]:
    """Size classes that only who made the file can tell the meaning of."""
    return [code for code in codes if not any(map(str.isdigit, code))]
