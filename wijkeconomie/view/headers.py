"""Guard of every answer: what a page may load, who may frame it, who may connect, what is taken."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import faults, words
from wijkeconomie.view.policies import Policies
from wijkeconomie.view.web.problems import problem

PUBLIC = "/api/v1"
METHODS = ("GET", "HEAD", "OPTIONS")
SHUT = "/_stcore/metrics"
SENT = {"POST": re.compile("/uploads"), "PUT": re.compile("/uploads/[0-9a-f]{16}")}
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=31536000"


class Guarded:
    """ASGI middleware: refuses what is not taken, and puts the headers on what is answered.

    An error that nobody caught becomes a plain sentence; messages of a websocket pass untouched.
    """

    def __init__(self, app: ASGIApp, policies: Policies) -> None:
        self.app = app
        self.policies = policies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one websocket from handshake to end."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope)
        origin = given.get("origin")
        if origin is None or origin.partition("://")[2] == given.get("host"):
            await self.app(scope, receive, send)
        else:
            await WebSocket(scope, receive, send).close(code=1008)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._protect(scope, MutableHeaders(scope=message))
            await send(message)

        refusal = _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        try:
            await self.app(scope, receive, answer)
        except Exception as error:  # noqa: BLE001
            faults.log(error)
            if not started:
                await faults.answer(scope)(scope, receive, answer)

    def _protect(self, scope: Scope, headers: MutableHeaders) -> None:
        path = scope["path"]
        is_public = path.startswith(f"{PUBLIC}/")
        if not is_public:
            for name in [key for key in headers if key.startswith("access-control-")]:
                del headers[name]
        headers.update(COMMON)
        if told := headers.getlist("vary"):
            parts = [part.strip() for part in ",".join(told).split(",")]
            headers["Vary"] = ", ".join(dict.fromkeys(parts))
        headers["Content-Security-Policy"] = self.policies.of(
            path, scope["query_string"], headers.get("content-type", "")
        )
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_public else "same-origin"
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = HSTS
            _secure_cookies(headers)


def _refusal(scope: Scope) -> Response | None:
    """Pages and files are read only: nothing is sent here but files of the data steward. How the
    server does is for nobody to read."""
    if scope["path"].rstrip("/").endswith(SHUT):
        return faults.page(faults.lang(scope), words.mark("This page does not exist"), 404)
    method, sent = scope["method"], SENT.get(scope["method"])
    if method in METHODS or (sent and sent.fullmatch(scope["path"])):
        return None
    refused = UnknownName("{method} is not possible here: use GET.", method=method)
    answer = problem(refused, faults.lang(scope), status=405)
    answer.headers["Allow"] = ", ".join(METHODS)
    return answer


def _secure_cookies(headers: MutableHeaders) -> None:
    """Cookies of a page over https never go over http: Streamlit marks them so only when it
    speaks https itself, and not behind a proxy that does."""
    for position, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie" and b"; secure" not in value.lower():
            headers.raw[position] = (name, value + b"; Secure")
