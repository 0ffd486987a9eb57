"""Columns of a list of places, initiatives or sites: recognised, or named by a mapping."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wijkeconomie import headings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.files import mapped
from wijkeconomie.files.csv_files import Written
from wijkeconomie.files.names import plain
from wijkeconomie.sources.lists import files, hints, kinds

SETTINGS = {"separator": (";", ",", "\t", "\\t", "|")}
POINT = ("x", "y", "lon", "lat", "east", "north", "point")
SUCH = {
    "places": "naam, categorie, x, y",
    "initiatives": "naam, buurtcode, toestemming",
    "sites": "naam, x, y, oppervlakte",
}
NEEDED = {
    "places": ("name", "category"),
    "initiatives": ("name", "consent"),
    "sites": ("name",),
}


@dataclass(frozen=True)
class Mapping:
    """The column of each field, what own codes mean per field, how a CSV is written, and columns
    that are to be left unused whatever they are called."""

    found: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    written: Written = field(default_factory=Written)
    left: tuple[str, ...] = ()


def read_mapping(file: Path | None, kind: str, coded: dict[str, Collection[str]]) -> Mapping:
    """A mapping from TOML; ``coded`` holds the fields that can have own codes and what these can
    mean. Raises Refused when it is no TOML, or holds what has no meaning."""
    if file is None:
        return Mapping()
    content = mapped.content(file, 'name = "Naam"')
    mapped.refuse_unknown(content, ["columns", "values", "unused", "encoding", *SETTINGS], file)
    for name, known in SETTINGS.items():
        mapped.refuse_unknown([str(content[name])] if name in content else [], known, file)
    values = content.get("values", {})
    if not isinstance(values, dict):
        mapped.refuse("values", [f"[values.{name}]" for name in coded], file)
    mapped.refuse_unknown(values, list(coded), file)
    meanings = {
        name: mapped.texts(codes, None, f"values.{name}", file) for name, codes in values.items()
    }
    for name, codes in meanings.items():
        wrong = [word for word in codes.values() if not kinds.is_known(name, word)]
        mapped.refuse_unknown(wrong, coded[name], file)
    columns = mapped.texts(content.get("columns"), [*_spellings(kind)], "columns", file)
    left = content.get("unused", [])
    if not isinstance(left, list) or not all(isinstance(name, str) for name in left):
        mapped.refuse(left, ['unused = ["Heading"]'], file)
    return Mapping(columns, meanings, mapped.written(content, file), tuple(left))


def read(path: Path, kind: str, mapping: Mapping) -> tuple[pd.DataFrame, dict[str, str]]:
    """Rows of a list as they are (see ``files.read``), and the column of each field found; others
    that are about the same field follow as ``public:2``.

    Raises Refused when the file cannot be read, or lacks a column that is needed.
    """
    spellings = _spellings(kind)
    known = {s for words in spellings.values() for s in words} | {
        plain(name) for name in mapping.found.values()
    }
    rows = files.read(path, known, mapping.written)
    names = [str(name) for name in rows.columns if name != files.BROKEN]
    mapped.need(mapping.found, names, path)
    return rows, _found(names, spellings, mapping, path, kind)


def unused(rows: pd.DataFrame, found: Collection[str]) -> list[str]:
    """Columns that hold something and are not among those ``found``."""
    own = [n for n in rows.columns if n != files.BROKEN and not str(n).startswith("map:")]
    filled = [n for n in own if n not in found and rows[n].fillna("").str.strip().ne("").any()]
    return headings.unused(filled)


def _found(
    names: list[str],
    spellings: dict[str, list[str]],
    mapping: Mapping,
    path: Path,
    kind: str,
) -> dict[str, str]:
    own = [n for n in names if not n.startswith("map:") and n not in mapping.left]
    by_name = {plain(name): name for name in reversed(own)}
    is_map = any(name.startswith("map:") for name in names)
    found = dict(mapping.found)
    for name, words in spellings.items():
        if name not in found and not (is_map and name in POINT):
            free = [by_name[w] for w in words if w in by_name and by_name[w] not in found.values()]
            found |= dict.fromkeys([name], free[0]) if free else {}
    for name, columns in hints.hinted(own, kind, path).items():
        free = [column for column in columns if column not in found.values()]
        first = 1 if name not in found else 2
        found |= {name if i == 1 else f"{name}:{i}": c for i, c in enumerate(free, first)}
    found |= {n.removeprefix("map:"): n for n in names if n.startswith("map:")}
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
    return found


def _spellings(kind: str) -> dict[str, list[str]]:
    rows = shipped.rows("place_columns")
    return {r["field"]: r["spellings"].split() for r in rows if kind in r["lists"].split()}
