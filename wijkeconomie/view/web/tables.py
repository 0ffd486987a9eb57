"""The published tables described: columns, filters with what they take, and formats."""

from functools import lru_cache
from typing import Any

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import atlas, filters, query, words
from wijkeconomie.view.exports import columns, formats, selection
from wijkeconomie.view.exports.columns import Column

OWN = {
    "columns": words.mark("Columns to take, in this order; all unless given."),
    "sort": words.mark(
        "Columns to sort by; with a minus before it from high to low. What is told in words is in "
        "the order of the language asked for, codes are in that of the codes."
    ),
    "search": words.mark("Words that must each be in a text of the row."),
    "limit": words.mark("At most so many rows; all unless given."),
    "offset": words.mark("How many rows to leave out at the start."),
    "lang": words.mark("Language of names and explanations: nl (Dutch) or en (English)."),
    "dialect": words.mark("Notation within a format; nl is that of Dutch Excel."),
    "release": words.mark(
        "Number of a release that is kept, so that the figures stay the same; the one in use "
        "unless given."
    ),
}
WHOLE = ("limit", "offset", "year", "radius", *filters.WHOLE)
MANY = ("columns", "sort")


def all_of(lang: str) -> dict[str, Any]:
    """Every table, in the order they are listed, of the release that is read."""
    release = query.release()
    return {
        "release_id": release.release_id,
        "edition": release.edition,
        "tables": [one(name, lang) for name in columns.tables()],
    }


def one(table: str, lang: str) -> dict[str, Any]:
    """A table. Raises UnknownTable when there is none."""
    known, told = filters.names(table), columns.table(table)
    return {
        "name": table,
        "title": words.translate(lang, told.title),
        "description": words.translate(lang, told.description),
        "rows": selection.count(selection.Selection(table)),
        "columns": [column(each, lang) for each in columns.of(table)],
        "filters": [parameter(table, name, lang) for name in known],
        "parameters": [parameter(table, name, lang) for name in OWN if name not in known],
        "formats": [_format(table, ending, lang) for ending in endings(table)],
    }


def column(told: Column, lang: str) -> dict[str, Any]:
    """A column: name, title, type, role, unit, definition, and where it holds codes those."""
    return {
        "name": told.name,
        "title": words.translate(lang, told.title),
        "type": told.type,
        "role": told.role,
        "unit": words.translate(lang, told.unit) or None,
        "definition": words.translate(lang, told.definition),
        "codes": codes(told.dimension, lang) if told.role != "name" else [],
    }


def codes(dimension: str, lang: str) -> list[dict[str, str]]:
    """Codes of a dimension with their names."""
    return [
        {"code": code, "name": words.label(lang, dimension, code)}
        for code in words.codes(dimension)
    ]


def parameter(table: str, name: str, lang: str) -> dict[str, Any]:
    """A parameter of a table: what it means, its type, whether it takes several values, and the
    values it takes where they can be listed."""
    is_filter = name in filters.names(table)
    return {
        "name": name,
        "title": words.translate(lang, filters.TITLES[name]) if name in filters.TITLES else name,
        "description": words.translate(lang, _meaning(table, name)),
        "type": "integer" if name in WHOLE else "string",
        "takes_several": name in MANY or (is_filter and name != "search"),
        "values": values(table, name),
    }


def values(table: str, name: str) -> list[str]:
    """What a parameter takes; nothing where that is a number, words, a release or an area."""
    listed = {
        "year": lambda: [str(year) for year in query.release().years],
        "level": atlas.levels,
        "columns": lambda: [each.name for each in columns.of(table)],
        "sort": lambda: [each.name for each in columns.of(table)],
        "lang": lambda: list(words.LANGUAGES),
        "dialect": lambda: sorted({d for e in endings(table) for d in dialects(table, e) if d}),
    }
    return list(listed[name]()) if name in listed else list(words.codes(name))


def endings(table: str) -> list[str]:
    """Formats that a table has."""
    return [ending for ending in formats.FORMATS if dialects(table, ending)]


def dialects(table: str, ending: str) -> tuple[str, ...]:
    """Dialects in which a table is to be had in a format; an empty one is the only one, and none
    tells that the table does not go into the format."""
    return _dialects(table, ending, query.release().release_id)


@lru_cache(maxsize=500)
def _dialects(table: str, ending: str, release_id: str) -> tuple[str, ...]:
    del release_id
    known = formats.FORMATS[ending].dialects
    return tuple(each for each in known if _is_made(table, ending, each))


def _is_made(table: str, ending: str, dialect: str) -> bool:
    told = {"dialect": [dialect]} if dialect else {}
    asked = selection.parse(table, {"limit": ["0"], **told})
    try:
        iter(formats.make(ending, asked))
    except UnknownName:
        return False
    return True


def _format(table: str, ending: str, lang: str) -> dict[str, Any]:
    kind = formats.FORMATS[ending]
    return {
        "ending": ending,
        "title": words.translate(lang, kind.title),
        "media_type": kind.media_type,
        "dialects": [each for each in dialects(table, ending) if each],
        "href": selection.address(table, ending, query.kept_release()),
    }


def _meaning(table: str, name: str) -> str:
    if name in OWN:
        return OWN[name]
    told = [c for c in columns.of(table) if name in (c.name, c.dimension) and c.role != "name"]
    return told[0].definition if told else filters.TITLES[name]
