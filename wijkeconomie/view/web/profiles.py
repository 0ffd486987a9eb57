"""Profiles as files: two pages of an area, one of its charts, and a pack of many areas."""

from collections.abc import Callable, Iterator
from itertools import chain

from starlette.requests import Request
from starlette.responses import Response

from wijkeconomie.errors import UnknownTable
from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import file_names
from wijkeconomie.view.printing import packs, pictures, press, seen, sheets
from wijkeconomie.view.printing.seen import Seen
from wijkeconomie.view.web import answers, files

ONE, MANY = ("lang", "year", "release"), ("lang", "year", "release", "level", "within")
MEDIA = {"svg": "image/svg+xml", "png": "image/png"}
PDF, ZIP = "application/pdf", "application/zip"


def sheet(request: Request, lang: str, area: str, site: str) -> Response:
    """The profile of an area as PDF."""
    refused = answers.refusal(request, PDF)
    if refused is not None:
        return refused
    with query.reading_release(_release(request)):
        asked = seen.of(lang, area, _year(request))
        told = _headers(request, asked, (site,), _named(asked, "profile", "pdf"))
        return _made(request, told, PDF, lambda: sheets.pdf(asked, site))


def picture(request: Request, lang: str, area: str, name: str) -> Response:
    """A chart of a profile; ``name`` is of the chart, with its ending."""
    chart, _dot, ending = name.rpartition(".")
    if ending not in MEDIA:
        raise UnknownTable(
            "There are no files that end in .{ending}: use one of {known}.",
            ending=ending[:20],
            known=", ".join(MEDIA),
        )
    refused = answers.refusal(request, MEDIA[ending])
    if refused is not None:
        return refused
    with query.reading_release(_release(request)):
        asked = seen.of(lang, area, _year(request))
        pictures.kind(chart)
        saved = _named(asked, chart, ending)

        def make() -> bytes:
            svg = pictures.svg(asked, chart)
            return svg.encode() if ending == "svg" else press.image(svg)

        told = _headers(request, asked, (chart, ending), saved)
        return _made(request, told, MEDIA[ending], make)


def pack(request: Request, lang: str, site: str) -> Response:
    """Profiles of all areas of a level in one file, sent while they are made."""
    refused = answers.refusal(request, ZIP)
    if refused is not None:
        return refused
    with query.reading_release(_release(request)):
        given = {name: _asked(request, name) for name in ("level", "within")}
        areas = packs.areas(given["level"] or packs.LEVEL, given["within"])
        first = seen.of(lang, areas[0], _year(request))
        what = f"profiles-{given['level'] or packs.LEVEL}"
        saved = file_names.of_area(what, given["within"], first.year, "zip", lang)
        told = _headers(request, first, (site, given, len(areas)), saved)
        known = answers.unchanged(request, told)
        if known is not None:
            return known
        if request.method == "HEAD":
            return _head(told, ZIP)
        parts = answers.InRelease(_parts(lang, areas, first.year, site))
        # Made before anything is sent: who gets a file gets no empty one.
        sent = chain([next(parts)], parts)
    return answers.Streamed(sent, parts, is_drawn=True, media_type=ZIP, headers=told)


def _parts(lang: str, areas: list[str], year: int, site: str) -> Iterator[bytes]:
    return packs.parts(packs.sheets(lang, areas, year, site))


def _release(request: Request) -> str | None:
    return files.release_of(files.given(request))


def _asked(request: Request, name: str) -> str:
    return filters.alone(name, request.query_params.getlist(name)) or ""


def _year(request: Request) -> int | None:
    asked = _asked(request, "year")
    return filters.year(asked) if asked else None


def _headers(request: Request, asked: Seen, marks: tuple, name: str) -> dict[str, str]:
    release = query.release()
    mark = answers.tag(
        "profile", release.release_id, release.edition, asked.area, asked.year, asked.lang, *marks
    )
    told = answers.headers(request, mark, is_text=False, is_kept=_release(request) is not None)
    return told | files.attached(name)


def _named(asked: Seen, what: str, ending: str) -> str:
    return file_names.of_area(what, asked.area, asked.year, ending, asked.lang)


def _made(
    request: Request, told: dict[str, str], media_type: str, make: Callable[[], bytes]
) -> Response:
    known = answers.unchanged(request, told)
    if known is not None:
        return known
    if request.method == "HEAD":
        return _head(told, media_type)
    return Response(make(), headers=told, media_type=media_type)


def _head(told: dict[str, str], media_type: str) -> Response:
    head = Response(headers=told, media_type=media_type)
    del head.headers["Content-Length"]
    return head
