"""The columns of a list before it is loaded: names, examples, and what they may hold."""

from pathlib import Path
from typing import Any

import pandas as pd

from wijkeconomie.files import examples
from wijkeconomie.sources.lists import columns, files, kinds, mappings, private
from wijkeconomie.sources.lists.mappings import Mapping

MOST_CODES, LONGEST_CODE = 60, 60
PRIVATE = {"name", "id", "url", "operator", "source", *columns.POINT}
PRIVATE |= {"address", "postcode", "house_number", "house_addition"}


def preview(path: Path, kind: str) -> dict[str, Any]:
    """Columns of a list, as those of a register are told (``register.preview``), with a kind of
    list for a layout, and whether each seems to tell what is private (``asked``); ``meanings`` are
    what codes of a field can mean, ``left`` the columns left unused before. Raises Refused when the
    list cannot be read."""
    before = mappings.before(path, kind)
    known = {s for words in mappings.spellings(kind).values() for s in words}
    rows = files.read(path, known | set(before.found.values()), before.written)
    every = mappings.named(rows.columns)
    names = [name for name in every if not name.startswith("map:")]
    guess = columns.guess(every, kind, Mapping(), path)
    fields = {column: field.partition(":")[0] for field, column in guess.items()}
    again = columns.guess(every, kind, before, path) if before.found else {}
    asked = private.asking(rows, columns.filled(rows, ()), kind)
    return {
        "file": path.name,
        "remembered": {f: c for f, c in again.items() if c in names and ":" not in f},
        "left": [name for name in before.left if name in names],
        "remembered_meanings": before.meanings,
        "rows": len(rows),
        "columns": [
            _column(name, rows[name], fields.get(name), kind) | {"asked": name in asked}
            for name in names
        ],
        "fields": {kind: _fields(kind, is_map=len(names) < len(every))},
        "meanings": kinds.coded(kind),
    }


def _column(name: str, cells: pd.Series, field: str | None, kind: str) -> dict[str, Any]:
    values = sorted(set(cells.dropna().str.strip()) - {""})
    shown = examples.shown(name, values, is_private=field in PRIVATE)
    codes = examples.codes(shown, MOST_CODES, LONGEST_CODE)
    unclear = {f: [c for c in codes if not kinds.is_known(f, c)] for f in kinds.coded(kind)}
    return {
        "name": name,
        "examples": examples.drawn(name, shown),
        "unclear": unclear,
        "guess": {kind: field},
    }


def _fields(kind: str, *, is_map: bool) -> list[dict[str, Any]]:
    """Fields of a list, and whether each is needed; a map has its points itself."""
    known = [f for f in mappings.spellings(kind) if not (is_map and f in columns.POINT)]
    return [{"field": f, "required": f in columns.NEEDED[kind]} for f in known]
