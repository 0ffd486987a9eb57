"""Totals of what is asked of a table as the release publishes them, never sums of its parts."""

from dataclasses import replace

import pandas as pd

from wijkeconomie.view import filters, query, words
from wijkeconomie.view.exports import columns, rows, selection
from wijkeconomie.view.exports.selection import Selection

ALL = "*"


def published(asked: Selection) -> pd.DataFrame:
    """Rows of the release that are the total of a selection, one per year and other choice that
    does not add up; none where no total is published."""
    found = _asked(asked)
    return pd.DataFrame() if found is None else rows.frame(found)


def are_there(table: str) -> bool:
    """Whether a table has totals at all: lists have none."""
    has_areas = {"area_code", "year"} <= {c.name for c in columns.of(table)}
    return has_areas and "area" in filters.names(table) and bool(_dimensions(table))


def _dimensions(table: str) -> list[str]:
    return [d for d in filters.names(table) if ALL in words.codes(d)]


def _asked(asked: Selection) -> Selection | None:
    """The selection of the totals: of every dimension that has a total, that or the one value
    asked for; of areas the one asked for or the municipality."""
    area = _area(asked)
    if asked.search or area is None or not are_there(asked.table):
        return None
    chosen = {name: _total(asked.given.get(name, ())) for name in _dimensions(asked.table)}
    if None in chosen.values():
        return None
    kept = {k: list(v) for k, v in asked.given.items() if k in filters.names(asked.table)}
    kept |= {name: [str(code)] for name, code in chosen.items()} | {"area": [area]}
    wanted = {k: v for k, v in kept.items() if k not in ("level", "within")}
    return replace(selection.parse(asked.table, wanted), lang=asked.lang)


def _total(values: tuple[str, ...]) -> str | None:
    if len(values) == 1:
        return values[0]
    return ALL if not values or ALL in values else None


def _area(asked: Selection) -> str | None:
    """The area whose figures are the total: the only one, or the only municipality."""
    given = asked.given.get("area") or asked.given.get("within", ())
    known = given or tuple(query.release().municipality_codes)
    return known[0] if len(known) == 1 else None
