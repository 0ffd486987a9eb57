"""Refusals as problem+json (RFC 9457), in the language asked for."""

from starlette.responses import JSONResponse

from wijkeconomie.errors import (
    CannotDraw,
    Refused,
    ReleaseGone,
    ReleaseMissing,
    ReleaseOutdated,
    UnknownTable,
)
from wijkeconomie.view import kept, words
from wijkeconomie.view.web import releases

UNDERSTOOD = words.mark("Not understood")
TITLES = {404: words.mark("Not found"), 405: words.mark("Not possible here")}
MEDIA_TYPE = "application/problem+json"


def problem(refused: Exception, lang: str | None, status: int | None = None) -> JSONResponse:
    """A refusal with the status that fits it unless one is given.

    Members are ``type``, ``title``, ``status`` and ``detail``; where they are known ``parameter``,
    the part of the address that is wrong, and ``allowed``, the values it takes.
    """
    if not isinstance(refused, Refused):
        raise refused
    code = status or _status(refused)
    is_ours = code in (429, 500, 503)
    title = words.mark("Not available") if is_ours else TITLES.get(code, UNDERSTOOD)
    spoken = words.language(lang)
    return JSONResponse(
        {
            "type": "about:blank",
            "title": words.translate(spoken, title),
            "status": code,
            "detail": words.translate(spoken, refused.message, **refused.details),
            **_helped(refused),
        },
        status_code=code,
        headers={"Cache-Control": "no-store", "Vary": "Accept-Language"},
        media_type=MEDIA_TYPE,
    )


def _helped(refused: Refused) -> dict[str, object]:
    """The parameter that is wrong, and what it takes."""
    given = refused.details
    is_table = isinstance(refused, UnknownTable)
    part = next((key for key in ("table", "ending") if is_table and key in given), None)
    name = {"table": "table", "ending": "format"}[part] if part else given.get("name")
    known = str(given.get("known", ""))
    allowed = releases.ids() if known == kept.KNOWN else filter(None, known.split(", "))
    found: dict[str, object] = {"parameter": name} if name else {}
    return found | ({"allowed": told} if (told := list(allowed)) else {})


def _status(refused: Refused) -> int:
    if isinstance(refused, ReleaseMissing | ReleaseOutdated | CannotDraw):
        return 503
    if isinstance(refused, ReleaseGone):
        return 410
    return 404 if isinstance(refused, UnknownTable) else 400
