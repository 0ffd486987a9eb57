"""The public HTTP API: published tables as files, errors as problem+json."""

from collections.abc import Callable, Iterator

import pandas as pd
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from wijkeconomie.errors import (
    Refused,
    ReleaseMissing,
    ReleaseOutdated,
    UnknownName,
    UnknownTable,
)
from wijkeconomie.view import exports, faults, filters, geofiles, query, words

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"geojson": "application/geo+json", "gpx": "application/gpx+xml"}
api = FastAPI(title="Wijkeconomie", docs_url=None, redoc_url=None, openapi_url=None)


@api.get("/tables")
def list_tables() -> dict[str, object]:
    """Tables that can be taken away, with the filters of each."""
    return {
        "release_id": query.release().release_id,
        "edition": query.release().edition,
        "tables": [{"name": n, "filters": filters.names(n)} for n in filters.tables()],
    }


@api.get("/tables/{table}.csv")
def table_csv(table: str, request: Request) -> Response:
    """A published table as CSV, filtered by the query parameters."""
    parts, _lang, dialect = _asked(table, request)
    return StreamingResponse(
        exports.csv(parts, dialect),
        media_type="text/csv; charset=utf-8",
        headers=_attached(table, "csv"),
    )


@api.get("/tables/{table}.xlsx")
def table_xlsx(table: str, request: Request) -> Response:
    """A published table as an Excel workbook, filtered by the query parameters."""
    parts, lang, _dialect = _asked(table, request)
    return Response(exports.xlsx(parts, lang), media_type=EXCEL, headers=_attached(table, "xlsx"))


@api.get("/tables/{table}.geojson")
def table_geojson(table: str, request: Request) -> Response:
    """A table with points as GeoJSON, filtered by the query parameters."""
    return _with_points(geofiles.geojson, table, request, "geojson")


@api.get("/tables/{table}.gpx")
def table_gpx(table: str, request: Request) -> Response:
    """A table with points as GPX, filtered by the query parameters."""
    return _with_points(geofiles.gpx, table, request, "gpx")


def _with_points(
    make: Callable[[str, dict[str, object], str], bytes], table: str, request: Request, ending: str
) -> Response:
    parameters, lang, _dialect = _parsed(table, request)
    headers = _attached(table, ending)
    return Response(make(table, parameters, lang), media_type=TYPES[ending], headers=headers)


def _asked(table: str, request: Request) -> tuple[Iterator[pd.DataFrame], str, str]:
    parameters, lang, dialect = _parsed(table, request)
    return exports.parts(table, parameters, lang), lang, dialect


def _parsed(table: str, request: Request) -> tuple[dict[str, object], str, str]:
    given = {key: request.query_params.getlist(key) for key in request.query_params}
    return filters.parse(table, given), *filters.output(given)


def _attached(table: str, ending: str) -> dict[str, str]:
    name = exports.file_name(table, ending) if query.is_internal() else f"{table}.{ending}"
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
