"""The public HTTP API: published tables as files, errors as problem+json."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from wijkeconomie.errors import (
    Refused,
    ReleaseMissing,
    ReleaseOutdated,
    UnknownName,
    UnknownTable,
)
from wijkeconomie.view import faults, filters, query, words
from wijkeconomie.view.exports import formats, selection

api = FastAPI(title="Wijkeconomie", docs_url=None, redoc_url=None, openapi_url=None)


@api.get("/tables")
def list_tables() -> dict[str, object]:
    """Tables that can be taken away, with the filters of each."""
    return {
        "release_id": query.release().release_id,
        "edition": query.release().edition,
        "tables": [{"name": n, "filters": filters.names(n)} for n in filters.tables()],
    }


@api.get("/tables/{table}.{ending}")
def table_file(table: str, ending: str, request: Request) -> Response:
    """A published table as a file, filtered by the query parameters."""
    kind = formats.format_of(ending)
    asked = selection.parse(table, given(request))
    return StreamingResponse(
        formats.make(ending, asked),
        media_type=kind.media_type,
        headers=_attached(table, ending),
    )


def given(request: Request) -> dict[str, list[str]]:
    """Parameters of a request."""
    return {key: request.query_params.getlist(key) for key in request.query_params}


def _attached(table: str, ending: str) -> dict[str, str]:
    name = formats.file_name(table, ending) if query.is_internal() else f"{table}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@api.exception_handler(Refused)
async def refuse(request: Request, refused: Exception) -> JSONResponse:
    """A refusal as problem+json (RFC 9457) in the language asked for."""
    return problem(refused, request.query_params.get("lang"))


@api.exception_handler(404)
async def not_found(request: Request, _: Exception) -> JSONResponse:
    """An address that does not exist."""
    missing = UnknownName("There is nothing at {path}: see /api/v1/tables.", path=request.url.path)
    return problem(missing, request.query_params.get("lang"), status=404)


@api.exception_handler(405)
async def not_allowed(request: Request, _: Exception) -> JSONResponse:
    """A method other than GET."""
    refused = UnknownName("{method} is not possible here: use GET.", method=request.method)
    return problem(refused, request.query_params.get("lang"), status=405)


@api.exception_handler(Exception)
async def fail(request: Request, _: Exception) -> JSONResponse:
    """An error nobody foresaw: a sentence, and nothing of what went wrong."""
    return problem(Refused(faults.SENTENCE), request.query_params.get("lang"), status=500)


def problem(refused: Exception, lang: str | None, status: int | None = None) -> JSONResponse:
    """A refusal as problem+json, with the status that fits it unless one is given."""
    if not isinstance(refused, Refused):
        raise refused
    code = status or _status(refused)
    is_ours = code in (429, 500, 503)
    title = words.mark("Not available") if is_ours else words.mark("Not understood")
    spoken = words.language(lang)
    return JSONResponse(
        {
            "type": "about:blank",
            "title": words.translate(spoken, title),
            "status": code,
            "detail": words.translate(spoken, refused.message, **refused.details),
        },
        status_code=code,
        media_type="application/problem+json",
    )


def _status(refused: Refused) -> int:
    if isinstance(refused, ReleaseMissing | ReleaseOutdated):
        return 503
    return 404 if isinstance(refused, UnknownTable) else 400
