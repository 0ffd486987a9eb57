"""Columns of a list of places or practices: recognised, or named by a mapping."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from wijkeconomie import headings
from wijkeconomie.errors import Refused
from wijkeconomie.files import mapped
from wijkeconomie.files.names import plain
from wijkeconomie.sources.lists import factors, files, hints, mappings, private
from wijkeconomie.sources.lists.mappings import Mapping

POINT = ("x", "y", "lon", "lat", "east", "north", "point")
SUCH = {
    "places": "naam, categorie, x, y",
    "initiatives": "naam, buurtcode, toestemming",
    "sites": "naam, x, y, oppervlakte",
    "factors": "gebied, factor, waarde, eenheid, datum, bron",
    "practices": "titel, thema, samenvatting, tekst",
}
NEEDED = {
    "places": ("name", "category"),
    "initiatives": ("name", "consent"),
    "sites": ("name",),
    "factors": factors.NEEDED,
    "practices": ("name", "themes", "summary"),
}


def read(path: Path, kind: str, mapping: Mapping) -> tuple[pd.DataFrame, dict[str, str]]:
    """Rows of a list as they are (see ``files.read``), and the column of each field found; others
    that are about the same field follow as ``public:2``.

    Raises Refused when the file cannot be read, lacks a column that is needed, or has one that
    seems to tell what is private and would be passed over.
    """
    known = {s for words in mappings.spellings(kind).values() for s in words} | {
        plain(name) for name in mapping.found.values()
    }
    rows = files.read(path, known, mapping.written)
    names = mappings.named(rows.columns)
    mapped.need(mapping.found, names, path)
    found = guess(names, kind, mapping, path)
    _need_enough(found, names, kind, path)
    private.refuse_two_lines(rows, found, path)
    passed = set(filled(rows, found.values())) - set(mapping.left)
    private.refuse_unasked(rows, passed, kind, path)
    return rows, found


def unused(rows: pd.DataFrame, found: Collection[str]) -> list[str]:
    """Columns that are ``filled``, as far as they may be told."""
    return headings.unused(filled(rows, found))


def filled(rows: pd.DataFrame, found: Collection[str]) -> list[str]:
    """Columns that hold something and are not among those ``found``."""
    own = [n for n in rows.columns if n != files.BROKEN and not str(n).startswith("map:")]
    return [n for n in own if n not in found and rows[n].fillna("").str.strip().ne("").any()]


def guess(names: list[str], kind: str, mapping: Mapping, path: Path) -> dict[str, str]:
    """The column of each field: as mapped, else by its name. Raises Refused for a heading that says
    the opposite of what is asked."""
    own = [n for n in names if not n.startswith("map:") and n not in mapping.left]
    by_name = {plain(name): name for name in reversed(own)}
    is_map = any(name.startswith("map:") for name in names)
    found = dict(mapping.found)
    for name, words in mappings.spellings(kind).items():
        if name not in found and not (is_map and name in POINT):
            free = [by_name[w] for w in words if w in by_name and by_name[w] not in found.values()]
            found |= dict.fromkeys([name], free[0]) if free else {}
    for name, columns in hints.hinted(own, kind, path).items():
        free = [column for column in columns if column not in found.values()]
        first = 1 if name not in found else 2
        found |= {name if i == 1 else f"{name}:{i}": c for i, c in enumerate(free, first)}
    found |= {n.removeprefix("map:"): n for n in names if n.startswith("map:")}
    return found


def _need_enough(found: dict[str, str], names: list[str], kind: str, path: Path) -> None:
    is_map = any(name.startswith("map:") for name in names)
    if any(needed not in found for needed in NEEDED[kind]):
        own = [name for name in names if not name.startswith("map:")]
        raise Refused(
            "File {file} lacks a column for {fields}; it has {columns}. Name its columns such as "
            "{such}, or say which they are in a file for --mapping.",
            file=path,
            fields=", ".join(needed for needed in NEEDED[kind] if needed not in found),
            columns=headings.shown(own, path, SUCH[kind], known=own if is_map else ()),
            such=SUCH[kind],
        )
