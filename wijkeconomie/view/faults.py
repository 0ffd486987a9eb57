"""Errors nobody foresaw: a sentence for the visitor, and for the log where it went wrong.

What a visitor asked for stands in messages of errors, so these are not logged.
"""

import logging
from pathlib import Path
from traceback import extract_tb
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from wijkeconomie import settings
from wijkeconomie.view import words

LOGGER = logging.getLogger("wijkeconomie")
SENTENCE = words.mark("Something went wrong here. Reload the page; if it stays, tell the manager.")


class _Named(logging.Filter):
    """Leaves of an error in a record its name and where it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the record is kept."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = "%s: %s", (record.getMessage(), told(error))
            record.exc_info = record.exc_text = None
        return True


def keep_values_out(*names: str) -> None:
    """From now on these loggers write errors as ``told`` does."""
    for name in names:
        logging.getLogger(name).addFilter(_Named())


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


def answer(scope: Scope) -> Response:
    """What a visitor gets to read."""
    return PlainTextResponse(words.translate(lang(scope), SENTENCE), 500)


def _place(filename: str) -> str:
    path = Path(filename)
    return str(
        path.relative_to(settings.PROJECT) if path.is_relative_to(settings.PROJECT) else path.name
    )
