"""Parameters in OpenAPI: each described once, under a name that paths refer to."""

from typing import Any

from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import selection
from wijkeconomie.view.web import tables

FEW_AREAS = 400
MOST_VALUES = 100
REFERENCE = "#/components/parameters/"
Node = dict[str, Any]


class Parameters:
    """Parameters told so far, in a language. ``known``: those, by name: of what tables share that
    of the parameter, else with the table before it, and the format where that matters too."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.known: dict[str, Node] = {}

    def of_file(self, table: str, ending: str) -> list[Node]:
        """References to what a table takes in a format."""
        return [
            self._kept(_described(table, name, ending, self.lang), table, ending)
            for name in selection.names(table)
        ]

    def lang_and_release(self, *, is_kept: bool = True) -> list[Node]:
        """References to what every answer takes that is of a release, or of none."""
        names = ("lang", "release") if is_kept else ("lang",)
        first = filters.tables()[0]
        return [self._kept(_described(first, name, "csv", self.lang)) for name in names]

    def _kept(self, told: Node, *within: str) -> Node:
        """A reference to a parameter, under the shortest name that no other one has."""
        names = ["_".join([*within[:size], told["name"]]) for size in range(len(within) + 1)]
        free = next(name for name in names if self.known.get(name, told) == told)
        self.known[free] = told
        return {"$ref": REFERENCE + free}


def _described(table: str, name: str, ending: str, lang: str) -> Node:
    told = tables.parameter(table, name, lang)
    values = told["values"]
    if name == "dialect":
        values = [each for each in tables.dialects(table, ending) if each]
    if name == "sort":
        values = [*values, *(f"-{value}" for value in values)]
    schema = {"type": told["type"]} | _limited(table, name)
    if values:
        schema["enum"] = [int(v) if told["type"] == "integer" else v for v in values]
    found = {"name": name, "in": "query", "description": told["description"], "schema": schema}
    if name == "release" and query.kept_release():
        return found | {"required": True}
    if not told["takes_several"]:
        return found
    several = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
    return found | {"schema": several, "style": "form", "explode": False}


def _limited(table: str, name: str) -> Node:
    """What is known of values that are not listed."""
    limits = {
        "limit": lambda: {"minimum": 0, "maximum": selection.MOST},
        "offset": lambda: {"minimum": 0, "maximum": selection.MOST},
        "area": lambda: areas(table),
        **{each: lambda: {"minimum": 0, "maximum": filters.MOST} for each in filters.WHOLE},
        "release": _release,
        "search": lambda: {"maxLength": selection.LONGEST},
    }
    return limits[name]() if name in limits else {}


def areas(table: str) -> Node:
    """Codes where they are few; of a country what they look like."""
    known, more = sorted(query.area_codes()), table in filters.OF_NO_AREA
    if len(known) <= FEW_AREAS:
        return {"enum": [*known, *([filters.ALL] if more else [])]}
    return {"pattern": filters.AREA_CODE.pattern + (r"|\*" if more else "")}


def _release() -> Node:
    """Of a release asked for only that one: what is told goes for no other."""
    release_id = query.release().release_id
    return {"enum": [release_id]} if query.kept_release() else {"examples": [release_id]}
