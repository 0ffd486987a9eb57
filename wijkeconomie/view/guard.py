"""The outer layer of the server: which edition a request gets, and who may keep its answer."""

import re
import time

from starlette.datastructures import MutableHeaders, QueryParams
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wijkeconomie.view import editions, faults, login, query, words

SIGN_IN, SIGN_OUT, SIGNED_IN = "/auth/login", "/auth/logout", "/oauth2callback"
OF_EDITION = re.compile(r"/(?!healthz$)[a-z]*|/api/.*|/areas/[^/]+-internal/.*")
NO_SIGN_IN = words.mark(
    "Signing in does not work now: try again later. The public figures are open to everyone."
)


NOT_LET_IN = words.mark(
    "You are not signed in: signing in was broken off, or your account may not. The public figures "
    "are open to everyone; if you need more, ask who manages this website at your municipality."
)


class Guard:
    """Reads the internal edition for requests with a login that may, and keeps their answers
    out of every cache and away from every other origin; a sign-out ends the login."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; what has no edition, untouched."""
        path = scope.get("path", "")
        if path in (SIGN_IN, SIGNED_IN):
            await self.app(scope, receive, _explained(scope, receive, send))
            return
        if scope["type"] != "http" or not (path == SIGN_OUT or OF_EDITION.fullmatch(path)):
            await self.app(scope, receive, send)
            return
        claims = login.of_request(HTTPConnection(scope)) if login.is_offered() else None
        if path == SIGN_OUT:
            editions.end(claims, time.time())
        edition = login.decided(claims).edition

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message), edition)
            await send(message)

        with query.reading(edition):
            await self.app(scope, receive, marked)


def _explained(scope: Scope, receive: Receive, send: Send) -> Send:
    """Puts a sentence and a way back in the place of an answer to a sign-in that failed."""
    has_failed = False

    async def explained(message: Message) -> None:
        nonlocal has_failed
        told = _failure(scope, message) if message["type"] == "http.response.start" else None
        if told:
            has_failed = True
            await faults.page(faults.lang(scope), *told)(scope, receive, send)
        elif not has_failed:
            await send(message)

    return explained


def _failure(scope: Scope, message: Message) -> tuple[str, int] | None:
    """What went wrong when signing in, and a status: here, or as the provider says when it sends
    a visitor back."""
    error = QueryParams(scope["query_string"]).get("error")
    if scope["path"] == SIGNED_IN and error == "access_denied":
        return NOT_LET_IN, 403
    has_failed = message["status"] >= 400 or (scope["path"] == SIGNED_IN and error)
    return (NO_SIGN_IN, 502) if has_failed else None


def _mark(headers: MutableHeaders, edition: str) -> None:
    if login.is_offered():
        headers.add_vary_header("Cookie")
    if edition == "internal":
        headers["Cache-Control"] = "private, no-store"
        headers["Wijkeconomie-Edition"] = edition
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        for name in [name for name in headers if name.startswith("access-control-")]:
            del headers[name]
