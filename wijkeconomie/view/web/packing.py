"""Who packs an answer: the API its own, and Streamlit's layer others, for who takes that."""

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from wijkeconomie.view.web import negotiation

API = "/api/v1/"
NAME = b"accept-encoding"
GIVEN = "wijkeconomie.accept_encoding"
Pairs = Iterable[tuple[bytes, bytes]]


class Asked:
    """ASGI middleware around Streamlit's layers, of which that of gzip packs whatever is asked for
    with the word gzip, also with q=0, and files that are packed already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Shows that layer what is taken of what it has to pack."""
        if scope["type"] == "http":
            given = Headers(scope=scope).get("accept-encoding")
            is_ours = scope["path"].startswith(API)
            if given is not None and (is_ours or not negotiation.takes_gzip(given)):
                scope = {**scope, GIVEN: given, "headers": _without(scope["headers"])}
        await self.app(scope, receive, send)


class Given:
    """ASGI middleware within them: tells the API again what was asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Puts back what was kept from others."""
        if GIVEN in scope:
            asked = (NAME, scope[GIVEN].encode("latin-1"))
            scope = {**scope, "headers": [*_without(scope["headers"]), asked]}
        await self.app(scope, receive, send)


def _without(pairs: Pairs) -> list[tuple[bytes, bytes]]:
    return [pair for pair in pairs if pair[0].lower() != NAME]
