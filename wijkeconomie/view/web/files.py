"""Tables as files: what is asked, checked; how many rows there are, and where the next ones are."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from wijkeconomie import settings
from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import citation, conflicts, file_names, formats, selection
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.web import answers, negotiation


def answer(request: Request, table: str, ending: str) -> Response:
    """A published table as a file, or only its headers; of the release asked for."""
    kind = formats.format_of(ending)
    refused = answers.refusal(request, kind.media_type)
    if refused is not None:
        return refused
    wanted = spoken(request)
    citation.ASKED_AT.set(site(request))
    with query.reading_release(release_of(wanted)):
        asked = selection.parse(table, wanted)
        conflicts.refuse(asked)
        told = answers.headers(
            request, _mark(asked, ending), is_text=kind.is_text, is_kept=asked.release is not None
        )
        known = answers.unchanged(request, told)
        if known is not None:
            return known
        rows = asked.page(0) if request.method == "HEAD" else asked
        parts = answers.InRelease(formats.make(ending, rows))
        told |= _counted(asked, ending) | attached(file_names.of_rows(asked, ending))
    if request.method == "HEAD":
        parts.close()
        head = Response(headers=told, media_type=kind.media_type)
        del head.headers["Content-Length"]
        return head
    sent = answers.packed(parts) if "Content-Encoding" in told else parts
    return answers.Streamed(sent, parts, media_type=kind.media_type, headers=told)


def site(request: Request) -> str:
    """The address of this site: as it is set, else as it was asked."""
    return settings.site_url() or f"{request.url.scheme}://{request.url.netloc}"


def given(request: Request) -> dict[str, list[str]]:
    """Parameters of a request."""
    return {key: request.query_params.getlist(key) for key in request.query_params}


def release_of(wanted: dict[str, list[str]]) -> str | None:
    """The release asked for; none is the one in use."""
    return filters.alone("release", wanted.get("release", []))


def spoken(request: Request) -> dict[str, list[str]]:
    """Parameters of a request, with the language its client likes best where it asks for none, so
    that the parts of a file, and links to it, are in one."""
    wanted = given(request)
    liked = negotiation.language(request.headers.get("accept-language"))
    return wanted if "lang" in wanted or liked is None else wanted | {"lang": [liked]}


def _mark(asked: Selection, ending: str) -> str:
    """A mark of the same rows in the same notation, however the parameters are ordered."""
    rows = {name: sorted(map(str, values)) for name, values in asked.filters.items()}
    release = query.release()
    return answers.tag(
        *(release.release_id, release.edition, asked.table, ending, rows, asked.columns),
        *(asked.sort, asked.search, asked.limit, asked.offset, asked.lang, asked.dialect),
        asked.release,
        citation.ASKED_AT.get(),
    )


def _counted(asked: Selection, ending: str) -> dict[str, str]:
    """How many rows there are in all, and links to other parts of them, in the same release."""
    total = selection.count(replace(asked, limit=None, offset=0))
    found = {"Total-Count": str(total)}
    if not total and (names := conflicts.empty(asked)):
        found["No-Rows-For"] = ", ".join(names)
    if asked.limit:
        links = _starts(asked.limit, asked.offset, total).items()
        told = [f'<{selection.part(asked, ending, start)}>; rel="{name}"' for name, start in links]
        found["Link"] = ", ".join(told)
    return found


def _starts(limit: int, offset: int, total: int) -> dict[str, int]:
    last = max(0, (total - 1) // limit * limit)
    found = {"first": 0, "last": last}
    if offset > 0:
        found["prev"] = min(max(0, offset - limit), last)
    if offset + limit < total:
        found["next"] = offset + limit
    return found


def attached(name: str) -> dict[str, str]:
    """The header with the name under which an answer is kept."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
