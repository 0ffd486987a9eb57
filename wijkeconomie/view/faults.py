"""Errors nobody foresaw: a sentence for the visitor, and for the log where it went wrong.

What a visitor asked for stands in messages of errors, so these are not logged.
"""

import logging
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

from wijkeconomie import settings
from wijkeconomie.view import assets, words

LOGGER = logging.getLogger("wijkeconomie")
HOME = "overview"
SIGN_IN = "starlette_auth_routes"
SENTENCE = words.mark("Something went wrong here. Reload the page; if it stays, tell the manager.")


def keep_values_out() -> None:
    """From now on every logger writes errors as ``told`` does, and sign-in says of what a provider
    answered nothing but that."""
    make = logging.getLogRecordFactory()

    def plain(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        if record.name.endswith(SIGN_IN) and record.args:
            record.msg, record.args = str(record.msg).replace("%s", "…"), ()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = "%s: %s", (record.getMessage(), told(error))
            record.exc_info = record.exc_text = None
        return record

    logging.setLogRecordFactory(plain)


def told(error: BaseException) -> str:
    """Type of an error and the way to it, without its message."""
    frames = [f"{_place(f.filename)}:{f.lineno} {f.name}" for f in extract_tb(error.__traceback__)]
    return " < ".join([type(error).__name__, *reversed(frames)])


def log(error: BaseException) -> None:
    """Writes an error to the log of the server."""
    LOGGER.error("Uncaught in an answer: %s", told(error))


def lang(scope: Scope) -> str:
    """The language a request asks for, Dutch unless it says otherwise."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [None])
    return words.language(asked[-1])


def page(lang: str, sentence: str, status: int) -> HTMLResponse:
    """A page with one sentence and the way to the overview."""
    title, link = words.translate(lang, sentence), words.translate(lang, "Go to the overview")
    return HTMLResponse(
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Wijkeconomie</title>'
        f'<link rel="stylesheet" href="{assets.url("plain.css")}"><main><h1>{title}</h1>'
        f'<p><a href="/{HOME}?lang={lang}">{link}</a></p></main></html>',
        status,
    )


def answer(scope: Scope) -> Response:
    """What a visitor gets to read."""
    return PlainTextResponse(words.translate(lang(scope), SENTENCE), 500)


def _place(filename: str) -> str:
    path = Path(filename)
    return str(
        path.relative_to(settings.PROJECT) if path.is_relative_to(settings.PROJECT) else path.name
    )
