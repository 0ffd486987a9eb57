"""The API described in OpenAPI 3.1: a path per table and format, what each parameter takes."""

from typing import Any

from wijkeconomie import __version__
from wijkeconomie.view import query, words
from wijkeconomie.view.exports import citation, columns, formats, selection
from wijkeconomie.view.web import problems, schemas, sheets, tables
from wijkeconomie.view.web.parameters import Parameters

VERSION = "3.1.0"
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
ROWS = "rows"
UNKEPT = ("/api/v1/releases",)
CITED = words.mark("Table whose rows are cited, with the parameters of that table beside it.")
CITATIONS = {"txt": "text/plain", "bib": "application/x-bibtex", "cff": "text/plain"}


def document(lang: str, site: str) -> dict[str, Any]:
    """The description of the release that is read."""
    known, asked = columns.tables(), Parameters(lang)
    paths = dict(_files(known, lang, asked))
    paths |= {path: _get(path, title, lang, asked) for path, title in JSON_PATHS.items()}
    paths |= {f"/api/v1/tables/{name}": _described(name, lang, asked) for name in known}
    paths |= {
        f"/api/v1/citation.{ending}": _citation(ending, media_type, lang, asked)
        for ending, media_type in CITATIONS.items()
    }
    paths |= sheets.paths(lang, _refusals(), asked)
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
            "parameters": asked.known,
            "responses": _answers(lang),
            "headers": schemas.headers(lang),
        },
    }


def _files(known: list[str], lang: str, asked: Parameters) -> list[tuple[str, dict[str, Any]]]:
    return [
        (selection.address(name, ending, {}), _file(name, ending, lang, asked))
        for name in known
        for ending in tables.endings(name)
    ]


def _file(name: str, ending: str, lang: str, asked: Parameters) -> dict[str, Any]:
    kind, told = formats.FORMATS[ending], columns.table(name)
    title = words.translate(lang, told.title)
    return {
        "operationId": f"{name}_{ending}",
        "summary": f"{title} ({words.translate(lang, kind.title)})",
        "description": words.translate(lang, told.description),
        "tags": [name],
        "parameters": asked.of_file(name, ending),
        "responses": {"200": _answer(f"{ROWS}_{ending}"), "304": _answer("304"), **_refusals()},
    }


def _answers(lang: str) -> dict[str, Any]:
    """Answers that many paths give: rows in every format, what the client has, and refusals."""
    seen = {key: {"$ref": f"#/components/headers/{key}"} for key in schemas.SHOWN}
    rows = {"description": words.translate(lang, "The rows asked for."), "headers": seen}
    return {
        ROWS: rows,
        **{
            f"{ROWS}_{ending}": {**rows, "content": {kind.media_type: {"schema": {}}}}
            for ending, kind in formats.FORMATS.items()
        },
        "304": {"description": words.translate(lang, "The client has them already.")},
        **{code: _refused(told, lang) for code, told in REFUSED.items()},
    }


def _get(path: str, title: str, lang: str, asked: Parameters) -> dict[str, Any]:
    media_type = "application/ld+json" if path.endswith("ld") else "application/json"
    told, is_kept = words.translate(lang, title), path not in UNKEPT
    given = asked.lang_and_release(is_kept=is_kept)
    return _simple(path.rpartition("/")[2].replace(".", "_"), told, media_type, given)


def _described(name: str, lang: str, asked: Parameters) -> dict[str, Any]:
    told = words.translate(lang, "What the columns mean, and which filters and formats there are")
    given = asked.lang_and_release()
    return _simple(f"{name}_described", told, "application/json", given) | {"tags": [name]}


def _citation(ending: str, media_type: str, lang: str, asked: Parameters) -> dict[str, Any]:
    told = words.translate(lang, "How the release is cited, or rows of a table")
    table = {
        "name": "table",
        "in": "query",
        "description": words.translate(lang, CITED),
        "schema": {"enum": columns.tables()},
    }
    given = [*asked.lang_and_release(), table]
    content_type = f"{media_type}; charset=utf-8"
    return _simple(f"citation_{ending}", f"{told} ({ending})", content_type, given)


def _with_head(told: dict[str, Any]) -> dict[str, Any]:
    """A path with its HEAD, which takes the same and answers without a body."""
    asked = {key: part for key, part in told.items() if key != "parameters"}
    answer = told["responses"]["200"]
    done = {key: part for key, part in answer.items() if key not in ("content", "$ref")}
    responses = told["responses"] | {"200": done or _answer(ROWS)}
    head = asked | {"operationId": f"{told['operationId']}_head", "responses": responses}
    return {"parameters": told["parameters"], "get": asked, "head": head}


def _simple(identity: str, told: str, media_type: str, given: list[Any]) -> dict[str, Any]:
    content = {media_type: {"schema": {"type": "object"} if "json" in media_type else {}}}
    return {
        "operationId": identity,
        "summary": told,
        "parameters": given,
        "responses": {"200": {"description": told, "content": content}, **_refusals()},
    }


def _refusals() -> dict[str, Any]:
    return {code: _answer(code) for code in REFUSED}


def _answer(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{name}"}


def _refused(told: str, lang: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/problem"}
    return {
        "description": words.translate(lang, told),
        "content": {problems.MEDIA_TYPE: {"schema": schema}},
    }


def _tag(name: str, lang: str) -> dict[str, str]:
    return {"name": name, "description": words.translate(lang, columns.table(name).title)}
