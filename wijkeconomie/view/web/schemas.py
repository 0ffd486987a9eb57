"""What rows, headers and problems look like, in JSON Schema."""

from typing import Any

from wijkeconomie.view import words
from wijkeconomie.view.exports import columns
from wijkeconomie.view.exports.columns import Column

SHOWN = {
    "ETag": words.mark("Tag of the answer, for If-None-Match."),
    "Total-Count": words.mark("How many rows there are, whatever limit and offset are."),
    "No-Rows-For": words.mark(
        "Without rows: the parameters that leave none, the fewest that do so by themselves."
    ),
    "Link": words.mark("With limit: addresses of the first, previous, next and last rows."),
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "Not understood",
            "status": 400,
            "detail": "Parameter premises is 'house': use one of *, home, business, unknown.",
            "parameter": "premises",
            "allowed": ["*", "home", "business", "unknown"],
        }
    ],
}


def headers(lang: str) -> dict[str, Any]:
    """Headers of a file."""
    kinds = {"Total-Count": "integer"}
    return {
        name: {
            "description": words.translate(lang, told),
            "schema": {"type": kinds.get(name, "string")},
        }
        for name, told in SHOWN.items()
    }


def rows(known: list[str], lang: str) -> dict[str, Any]:
    """A row of each table."""
    return {name: _row(name, lang) for name in known}


def _row(name: str, lang: str) -> dict[str, Any]:
    told = {each.name: _column(each, lang) for each in columns.of(name)}
    title = words.translate(lang, columns.table(name).title)
    return {"type": "object", "title": title, "properties": told}


def _column(told: Column, lang: str) -> dict[str, Any]:
    kind = "string" if told.type == "date" else told.type
    found = {
        "type": [kind, "null"],
        "title": words.translate(lang, told.title),
        "description": words.translate(lang, told.definition),
    }
    unit = {"x-unit": words.translate(lang, told.unit)} if told.unit else {}
    return found | unit | ({"format": "date"} if told.type == "date" else {})
