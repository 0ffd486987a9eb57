"""The public HTTP API: published tables as files, errors as problem+json."""

from collections.abc import Sequence
from functools import partial

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from wijkeconomie.errors import Refused, UnknownName
from wijkeconomie.view import faults, filters, query, words
from wijkeconomie.view.exports import citation, conflicts, formats, selection
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.web import (
    answers,
    catalog,
    files,
    negotiation,
    openapi,
    profiles,
    releases,
    remembered,
    tables,
)
from wijkeconomie.view.web.problems import problem

READ = ["GET", "HEAD"]
KNOWN = ("lang", "release")
OF_TABLE = "table"
CITED = {
    "txt": ("text/plain; charset=utf-8", citation.text),
    "bib": ("application/x-bibtex; charset=utf-8", citation.bibtex),
    "cff": ("text/plain; charset=utf-8", citation.cff),
}
api = FastAPI(title="Wijkeconomie", docs_url=None, redoc_url=None, openapi_url=None)
# Described by openapi.document, not by FastAPI.
at = partial(api.api_route, methods=READ, include_in_schema=False)


@at("/tables")
def list_tables(request: Request) -> Response:
    """Tables that can be taken away: columns, filters and formats of each."""
    with query.reading_release(release(request)):
        return answers.in_json(request, remembered.of_release(tables.all_of, lang(request)))


@at("/tables/{table}.{ending}")
def table_file(table: str, ending: str, request: Request) -> Response:
    """A published table as a file, filtered by the query parameters."""
    return files.answer(request, table, ending)


@at("/tables/{table}")
def table_described(table: str, request: Request) -> Response:
    """A table: its columns, filters and formats."""
    with query.reading_release(release(request)):
        return answers.in_json(request, tables.one(table, lang(request)))


@at("/releases")
def list_releases(request: Request) -> Response:
    """Public releases that are kept, newest first, and what each changed."""
    lang(request, ("lang",))
    with query.reading("public"):
        return answers.in_json(request, {"releases": releases.listed()})


@at("/openapi.json")
def described(request: Request) -> Response:
    """The API in OpenAPI, with what a release takes and gives."""
    with query.reading("public"), query.reading_release(release(request)):
        told = remembered.of_release(openapi.document, lang(request), files.site(request))
        return answers.in_json(request, told)


@at("/catalog.jsonld")
def catalogued(request: Request) -> Response:
    """A release as a catalogue of data."""
    with query.reading("public"), query.reading_release(release(request)):
        told = remembered.of_release(catalog.document, lang(request), files.site(request))
        return answers.in_json(request, told, catalog.MEDIA_TYPE)


@at("/citation.{ending}")
def cited(ending: str, request: Request) -> Response:
    """How a release is cited, or rows of a table of it."""
    if ending not in CITED:
        return problem(missing(request), negotiation.spoken(request.scope), status=404)
    media_type, make = CITED[ending]
    with query.reading("public"), query.reading_release(release(request)):
        asked = rows_cited(request)
        spoken = asked.lang if asked else lang(request, (*KNOWN, OF_TABLE))
        told = make(spoken, asked, files.site(request))
    return answers.whole(request, f"{told.rstrip()}\n".encode(), media_type)


def rows_cited(request: Request) -> Selection | None:
    """The rows a citation is asked for, with the parameters of their table."""
    wanted = files.spoken(request)
    table = filters.alone(OF_TABLE, wanted.pop(OF_TABLE, []))
    if table is None:
        return None
    asked = selection.parse(table, wanted)
    conflicts.refuse(asked)
    formats.refuse_dialect("csv", asked.dialect)
    return asked


@at("/profiles.zip")
def profile_pack(request: Request) -> Response:
    """Profiles of all areas of a level."""
    return profiles.pack(request, lang(request, profiles.MANY), files.site(request))


@at("/profiles/{area}.pdf")
def profile_sheet(area: str, request: Request) -> Response:
    """The profile of an area on two pages."""
    return profiles.sheet(request, lang(request, profiles.ONE), area, files.site(request))


@at("/profiles/{area}/{name}")
def profile_picture(area: str, name: str, request: Request) -> Response:
    """A chart of a profile, as picture."""
    return profiles.picture(request, lang(request, profiles.ONE), area, name)


def release(request: Request) -> str | None:
    """The release asked for."""
    return files.release_of(files.given(request))


def lang(request: Request, known: Sequence[str] = KNOWN) -> str:
    """The language asked for. Raises UnknownName for another, and for parameters there are not."""
    for name in request.query_params:
        if name not in known:
            raise UnknownName(
                "Parameter {name} does not exist: use one of {known}.",
                name=name[:40],
                known=", ".join(known),
            )
    asked = filters.alone("lang", files.spoken(request).get("lang", []))
    return filters.one_of("lang", asked or words.DEFAULT, words.LANGUAGES)


def missing(request: Request) -> UnknownName:
    """Nothing is there."""
    return UnknownName("There is nothing at {path}: see /api/v1/tables.", path=request.url.path)


@api.exception_handler(Refused)
def refuse(request: Request, refused: Exception) -> JSONResponse:
    """A refusal as problem+json (RFC 9457) in the language asked for."""
    return problem(refused, negotiation.spoken(request.scope))


@api.exception_handler(404)
async def not_found(request: Request, _: Exception) -> JSONResponse:
    """An address that does not exist."""
    return problem(missing(request), negotiation.spoken(request.scope), status=404)


@api.exception_handler(405)
async def not_allowed(request: Request, _: Exception) -> JSONResponse:
    """A method other than GET."""
    refused = UnknownName("{method} is not possible here: use GET.", method=request.method)
    answer = problem(refused, negotiation.spoken(request.scope), status=405)
    answer.headers["Allow"] = ", ".join(READ)
    return answer


@api.exception_handler(Exception)
async def fail(request: Request, _: Exception) -> JSONResponse:
    """An error nobody foresaw: a sentence, and nothing of what went wrong."""
    return problem(Refused(faults.SENTENCE), negotiation.spoken(request.scope), status=500)
