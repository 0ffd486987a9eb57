"""Guard of every answer: what a page may load, who may frame it, who may connect, what is taken."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from wijkeconomie import settings
from wijkeconomie.errors import UnknownName
from wijkeconomie.view import faults, look, words
from wijkeconomie.view.web.problems import problem

PUBLIC = "/api/v1"
FRAME = "/component/streamlit_folium.st_folium/"
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
# Styles that Streamlit's own scripts put in a page: none, of its buttons, of charts, of tooltips.
STREAMLIT_STYLES = (
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=",
    "sha256-AxXafLC2yNU/3Lg+zDmkYjwsZc5mxpXIdju+mGfmiCg=",
    "sha256-3DGwvqeuzfpl1OM1mb285/TwB5+qWlC5a2FoZJ0askE=",
)
PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# The map component runs what folium writes, so its own document, and no other, allows that.
MAP = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
FILE = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


@dataclass(frozen=True)
class Policies:
    """Content-Security-Policy of a page, of the frame with a map, and of any other file."""

    page: str
    map: str
    file: str

    def of(self, path: str, media_type: str) -> str:
        """The policy for an answer."""
        if path.startswith(FRAME):
            return self.map
        return self.page if media_type.startswith("text/html") else self.file


def policies(static: Path) -> Policies:
    """Policies after the settings; ``static`` is Streamlit's folder, whose document has a script
    in it. Raises Refused when a setting is wrong."""
    ancestors = {"frame-ancestors": " ".join(["'self'", *settings.frame_ancestors()])}
    scripts = re.findall(r"<script>(.*?)</script>", (static / "index.html").read_text(), re.DOTALL)
    own = (settings.ASSETS / "page.css").read_text(encoding="utf-8")
    page = PAGE | {
        "script-src": _sources(PAGE["script-src"], map(_digest, scripts)),
        "style-src": _sources(PAGE["style-src"], [_digest(own), *STREAMLIT_STYLES]),
    }
    tiles = look.BASEMAPS.get(settings.basemap(), {}).get("url", "")
    images = f"{MAP['img-src']} {_origin(tiles)}".strip()
    return Policies(
        page=_written(page | ancestors),
        map=_written(MAP | {"img-src": images} | ancestors),
        file=_written(FILE | ancestors),
    )


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
        headers["Content-Security-Policy"] = self.policies.of(path, headers.get("content-type", ""))
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
    return problem(refused, faults.lang(scope), status=405)


def _secure_cookies(headers: MutableHeaders) -> None:
    """Cookies of a page over https never go over http: Streamlit marks them so only when it
    speaks https itself, and not behind a proxy that does."""
    for position, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie" and b"; secure" not in value.lower():
            headers.raw[position] = (name, value + b"; Secure")


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


def _sources(first: str, digests: Iterable[str]) -> str:
    return " ".join([first, *(f"'{digest}'" for digest in digests)])


@cache
def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else ""
