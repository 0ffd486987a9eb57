"""Cubes: which dimensions a table has, what their codes are called, and where a cell stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wijkeconomie.view import words
from wijkeconomie.view.exports import columns
from wijkeconomie.view.exports.about import About
from wijkeconomie.view.exports.columns import Column

MEASURE = "measure"
ROLES = {"time": ("year", "boundary_year"), "geo": ("area_code", "h3", "place_id")}


@dataclass(frozen=True)
class Cube:
    """Dimensions with the codes there are and their names, in order, and measures."""

    codes: Mapping[str, dict[object, str]]
    measures: tuple[Column, ...]

    @property
    def size(self) -> list[int]:
        """How many categories each dimension has, measures last."""
        return [*(len(known) for known in self.codes.values()), len(self.measures)]

    def places(self, batch: pa.RecordBatch) -> np.ndarray:
        """Where the first measure of each row stands."""
        place = np.zeros(len(batch), dtype=np.int64)
        for (name, known), size in zip(self.codes.items(), self.size, strict=False):
            codes = pa.array(list(known), batch[name].type)
            found = pc.call_function("index_in", [batch[name]], pc.SetLookupOptions(codes))
            at = found.to_numpy(zero_copy_only=False)
            place = place * size + at
        return place * len(self.measures)


def of(told: About, batches: Iterator[pa.RecordBatch], there: set[str]) -> Cube:
    """The cube of rows; ``there``: names of the columns asked for, measures among them."""
    known = {c.name: c for c in told.columns}
    apart = [c for c in told.columns if c.role in ("dimension", "key")]
    found: dict[str, dict] = {column.name: {} for column in apart}
    for batch in batches:
        for column in apart:
            name = columns.named(column).name if column.has_names else _name_of(column, known)
            pairs = pa.table({"code": batch[column.name], "name": batch[name]})
            unique = pairs.group_by(["code", "name"], use_threads=False).aggregate([])
            codes, names = (unique[key].to_pylist() for key in ("code", "name"))
            found[column.name] |= dict(zip(codes, map(str, names), strict=True))
    measures = [c for c in told.columns if c.role == "measure" and c.name in there]
    ordered = {name: dict(sorted(codes.items())) for name, codes in found.items()}
    return Cube(ordered, tuple(measures))


def _name_of(column: Column, known: Mapping[str, Column]) -> str:
    name = {"area_code": "area_name", "place_id": "place_name"}.get(column.name, "")
    return name if name in known else column.name


def head(told: About, cube: Cube) -> dict[str, object]:
    """Everything of a dataset of JSON-stat but its value and status."""
    release = told.release
    apart = {c.name: c for c in told.columns if c.name in cube.codes}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": told.title,
        "source": told.citation,
        "updated": release.made_at.isoformat(),
        "note": [told.description, told.say(release.protection), told.rights, *told.notes],
        "id": [*cube.codes, MEASURE],
        "size": cube.size,
        "role": _roles(cube),
        "dimension": {
            **{name: _dimension(told, apart[name], known) for name, known in cube.codes.items()},
            MEASURE: _measures(told, cube.measures),
        },
        "extension": {
            "release": release.release_id,
            "edition": release.edition,
            "url": told.link or None,
            "filters": {name: list(told.asked.given[name]) for name, *_title in told.filters()},
            "status": {code: told.label("flag", code) for code in words.codes("flag")},
        },
    }


def _roles(cube: Cube) -> dict[str, list[str]]:
    roles = {role: [n for n in names if n in cube.codes] for role, names in ROLES.items()}
    return {role: names for role, names in roles.items() if names} | {"metric": [MEASURE]}


def _dimension(told: About, column: Column, known: Mapping[object, str]) -> dict[str, object]:
    codes = [str(code) for code in known]
    notes = {code: words.note(told.asked.lang, column.dimension, code) for code in codes}
    explained = {code: [note] for code, note in notes.items() if note}
    return {
        "label": told.say(column.title),
        "note": [told.say(column.definition)],
        "category": {
            "index": {code: position for position, code in enumerate(codes)},
            "label": dict(zip(codes, known.values(), strict=True)),
            **({"note": explained} if explained else {}),
        },
    }


def _measures(told: About, measures: tuple[Column, ...]) -> dict[str, object]:
    return {
        "label": told.say("Figures"),
        "category": {
            "index": {column.name: place for place, column in enumerate(measures)},
            "label": {column.name: told.say(column.title) for column in measures},
            "unit": {column.name: {"label": told.say(column.unit)} for column in measures},
            "note": {column.name: [told.say(column.definition)] for column in measures},
        },
    }
