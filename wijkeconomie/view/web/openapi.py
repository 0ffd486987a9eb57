"""The API described in OpenAPI 3.1: a path per table and format, what each parameter takes."""

from typing import Any

from wijkeconomie import __version__
from wijkeconomie.view import filters, query, words
from wijkeconomie.view.exports import citation, columns, formats, selection
from wijkeconomie.view.web import problems, schemas, sheets, tables

VERSION = "3.1.0"
FEW_AREAS = 400
MOST_VALUES = 100
ABOUT = words.mark(
    "Published tables of a neighbourhood economy as files. No key is needed. Filters, columns, "
    "order and search are those of the downloads page."
)
REFUSED = {
    "400": words.mark("A parameter is not understood."),
    "404": words.mark("There is no such table or format."),
    "406": words.mark("The client takes no such format."),
    "410": words.mark(
        "The release is kept, but lacks tables or columns that are read now: it was made by an "
        "earlier version of this website."
    ),
    "413": words.mark("A body was sent, where none is taken."),
    "414": words.mark("The address is too long."),
    "429": words.mark("Too many requests: try again after the seconds in Retry-After."),
    "500": words.mark("Something went wrong here."),
    "503": words.mark("There is no release, or too much is asked at once."),
}
JSON_PATHS = {
    "/api/v1/tables": words.mark("All tables, described"),
    "/api/v1/releases": words.mark("Releases that are kept, and what each changed"),
    "/api/v1/openapi.json": words.mark("This description, in OpenAPI"),
    "/api/v1/catalog.jsonld": words.mark("The catalogue of the release, in DCAT-AP"),
}
UNKEPT = ("/api/v1/releases", "/api/v1/openapi.json")
CITED = words.mark("Table whose rows are cited, with the parameters of that table beside it.")
CITATIONS = {"txt": "text/plain", "bib": "application/x-bibtex", "cff": "text/plain"}


def document(lang: str, site: str) -> dict[str, Any]:
    """The description of the release that is read."""
    known = columns.tables()
    paths = dict(_files(known, lang))
    paths |= {path: _get(path, title, lang) for path, title in JSON_PATHS.items()}
    paths |= {f"/api/v1/tables/{name}": _described(name, lang) for name in known}
    paths |= {
        f"/api/v1/citation.{ending}": _citation(ending, media_type, lang)
        for ending, media_type in CITATIONS.items()
    }
    paths |= sheets.paths(lang, _refusals())
    return {
        "openapi": VERSION,
        "info": {
            "title": citation.title(lang),
            "description": words.translate(lang, ABOUT),
            "version": __version__,
            "x-release": query.release().release_id,
        },
        "servers": [{"url": site.rstrip("/") or "/"}],
        "tags": [_tag(name, lang) for name in known],
        "paths": {path: _with_head(told) for path, told in paths.items()},
        "components": {
            "schemas": schemas.rows(known, lang) | {"problem": schemas.PROBLEM},
            "responses": {code: _refused(told, lang) for code, told in REFUSED.items()},
            "headers": schemas.headers(lang),
        },
    }


def _files(known: list[str], lang: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (selection.address(name, ending, {}), _file(name, ending, lang))
        for name in known
        for ending in tables.endings(name)
    ]


def _file(name: str, ending: str, lang: str) -> dict[str, Any]:
    kind, told = formats.FORMATS[ending], columns.table(name)
    title = words.translate(lang, told.title)
    seen = {key: {"$ref": f"#/components/headers/{key}"} for key in schemas.SHOWN}
    return {
        "operationId": f"{name}_{ending}",
        "summary": f"{title} ({words.translate(lang, kind.title)})",
        "description": words.translate(lang, told.description),
        "tags": [name],
        "parameters": [_parameter(name, each, ending, lang) for each in selection.names(name)],
        "responses": {
            "200": {
                "description": words.translate(lang, "The rows asked for."),
                "headers": seen,
                "content": {kind.media_type: {"schema": {}}},
            },
            "304": {"description": words.translate(lang, "The client has them already.")},
            **_refusals(),
        },
    }


def _parameter(table: str, name: str, ending: str, lang: str) -> dict[str, Any]:
    told = tables.parameter(table, name, lang)
    values = told["values"]
    if name == "dialect":
        values = [each for each in tables.dialects(table, ending) if each]
    if name == "sort":
        values = [*values, *(f"-{value}" for value in values)]
    schema = {"type": told["type"]} | _limited(name)
    if values:
        schema["enum"] = [int(v) if told["type"] == "integer" else v for v in values]
    found = {"name": name, "in": "query", "description": told["description"], "schema": schema}
    if not told["takes_several"]:
        return found
    several = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
    return found | {"schema": several, "style": "form", "explode": False}


def _limited(name: str) -> dict[str, Any]:
    """What is known of values that are not listed."""
    limits = {
        "limit": lambda: {"minimum": 0, "maximum": selection.MOST},
        "offset": lambda: {"minimum": 0, "maximum": selection.MOST},
        "area": _areas,
        "release": lambda: {"examples": [query.release().release_id]},
        "search": lambda: {"maxLength": selection.LONGEST},
    }
    return limits[name]() if name in limits else {}


def _areas() -> dict[str, Any]:
    """Codes where they are few; of a country what they look like."""
    known = sorted(query.area_codes())
    return {"enum": known} if len(known) <= FEW_AREAS else {"pattern": filters.AREA_CODE.pattern}


def _get(path: str, title: str, lang: str) -> dict[str, Any]:
    media_type = "application/ld+json" if path.endswith("ld") else "application/json"
    told, is_kept = words.translate(lang, title), path not in UNKEPT
    return _simple(path.rpartition("/")[2].replace(".", "_"), told, media_type, is_kept=is_kept)


def _described(name: str, lang: str) -> dict[str, Any]:
    told = words.translate(lang, "What the columns mean, and which filters and formats there are")
    return _simple(f"{name}_described", told, "application/json") | {"tags": [name]}


def _citation(ending: str, media_type: str, lang: str) -> dict[str, Any]:
    told = words.translate(lang, "How the release is cited, or rows of a table")
    made = _simple(f"citation_{ending}", f"{told} ({ending})", f"{media_type}; charset=utf-8")
    table = {
        "name": "table",
        "in": "query",
        "description": words.translate(lang, CITED),
        "schema": {"enum": columns.tables()},
    }
    return made | {"parameters": [*made["parameters"], table]}


def _with_head(told: dict[str, Any]) -> dict[str, Any]:
    """A path with its HEAD, which answers the same without a body."""
    done = {key: part for key, part in told["responses"]["200"].items() if key != "content"}
    responses = told["responses"] | {"200": done}
    head = {"operationId": f"{told['operationId']}_head", "responses": responses}
    return {"get": told, "head": told | head}


def _simple(identity: str, told: str, media_type: str, *, is_kept: bool = True) -> dict[str, Any]:
    asked = [{"name": "lang", "in": "query", "schema": {"enum": list(words.LANGUAGES)}}]
    if is_kept:
        asked.append({"name": "release", "in": "query", "schema": _limited("release")})
    content = {media_type: {"schema": {"type": "object"} if "json" in media_type else {}}}
    return {
        "operationId": identity,
        "summary": told,
        "parameters": asked,
        "responses": {"200": {"description": told, "content": content}, **_refusals()},
    }


def _refusals() -> dict[str, Any]:
    return {code: {"$ref": f"#/components/responses/{code}"} for code in REFUSED}


def _refused(told: str, lang: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/problem"}
    return {
        "description": words.translate(lang, told),
        "content": {problems.MEDIA_TYPE: {"schema": schema}},
    }


def _tag(name: str, lang: str) -> dict[str, str]:
    return {"name": name, "description": words.translate(lang, columns.table(name).title)}
