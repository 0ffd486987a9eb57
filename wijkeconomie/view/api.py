"""The public HTTP API: published tables as files, errors as problem+json."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from wijkeconomie import settings
from wijkeconomie.errors import Refused, UnknownName
from wijkeconomie.view import faults, filters, query, words
from wijkeconomie.view.exports import citation
from wijkeconomie.view.web import answers, catalog, files, openapi, releases, tables
from wijkeconomie.view.web.problems import problem

READ = ["GET", "HEAD"]
KNOWN = ("lang", "release")
CITED = {
    "txt": ("text/plain; charset=utf-8", citation.text),
    "bib": ("application/x-bibtex; charset=utf-8", citation.bibtex),
    "cff": ("text/plain; charset=utf-8", citation.cff),
}
api = FastAPI(title="Wijkeconomie", docs_url=None, redoc_url=None, openapi_url=None)


@api.api_route("/tables", methods=READ)
def list_tables(request: Request) -> Response:
    """Tables that can be taken away: columns, filters and formats of each."""
    with query.reading_release(release(request)):
        return answers.in_json(request, tables.all_of(lang(request)))


@api.api_route("/tables/{table}.{ending}", methods=READ)
def table_file(table: str, ending: str, request: Request) -> Response:
    """A published table as a file, filtered by the query parameters."""
    return files.answer(request, table, ending)


@api.api_route("/tables/{table}", methods=READ)
def table_described(table: str, request: Request) -> Response:
    """A table: its columns, filters and formats."""
    with query.reading_release(release(request)):
        return answers.in_json(request, tables.one(table, lang(request)))


@api.api_route("/releases", methods=READ)
def list_releases(request: Request) -> Response:
    """Public releases that are kept, newest first, and what each changed."""
    lang(request, ("lang",))
    with query.reading("public"):
        return answers.in_json(request, {"releases": releases.listed()})


@api.api_route("/openapi.json", methods=READ)
def described(request: Request) -> Response:
    """The API in OpenAPI."""
    with query.reading("public"):
        told = openapi.document(lang(request, ("lang",)), site(request))
        return answers.in_json(request, told)


@api.api_route("/catalog.jsonld", methods=READ)
def catalogued(request: Request) -> Response:
    """A release as a catalogue of data."""
    with query.reading("public"), query.reading_release(release(request)):
        told = catalog.document(lang(request), site(request))
        return answers.in_json(request, told, catalog.MEDIA_TYPE)


@api.api_route("/citation.{ending}", methods=READ)
def cited(ending: str, request: Request) -> Response:
    """How a release is cited."""
    if ending not in CITED:
        raise missing(request)
    media_type, make = CITED[ending]
    with query.reading("public"), query.reading_release(release(request)):
        told = make(lang(request), site=site(request))
    return answers.whole(request, told.encode(), media_type)


def site(request: Request) -> str:
    """The address of this site: as it is set, else as it was asked."""
    return settings.site_url() or f"{request.url.scheme}://{request.url.netloc}"


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
    return filters.one_of("lang", request.query_params.get("lang", words.DEFAULT), words.LANGUAGES)


def missing(request: Request) -> UnknownName:
    """Nothing is there."""
    return UnknownName("There is nothing at {path}: see /api/v1/tables.", path=request.url.path)


@api.exception_handler(Refused)
async def refuse(request: Request, refused: Exception) -> JSONResponse:
    """A refusal as problem+json (RFC 9457) in the language asked for."""
    return problem(refused, request.query_params.get("lang"))


@api.exception_handler(404)
async def not_found(request: Request, _: Exception) -> JSONResponse:
    """An address that does not exist."""
    return problem(missing(request), request.query_params.get("lang"), status=404)


@api.exception_handler(405)
async def not_allowed(request: Request, _: Exception) -> JSONResponse:
    """A method other than GET."""
    refused = UnknownName("{method} is not possible here: use GET.", method=request.method)
    answer = problem(refused, request.query_params.get("lang"), status=405)
    answer.headers["Allow"] = ", ".join(READ)
    return answer


@api.exception_handler(Exception)
async def fail(request: Request, _: Exception) -> JSONResponse:
    """An error nobody foresaw: a sentence, and nothing of what went wrong."""
    return problem(Refused(faults.SENTENCE), request.query_params.get("lang"), status=500)
