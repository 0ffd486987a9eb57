"""Addresses below /api at which there is nothing, or that no address can look like: told like
everything else that is wrong, whichever layer of the server refuses them."""

import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wijkeconomie.errors import UnknownName
from wijkeconomie.view.web import negotiation, problems

OURS = re.compile(r"[/\\]*api([/\\].*)?", re.DOTALL)
SHOWN = 80


def nothing(request: Request) -> JSONResponse:
    """The refusal of an address at which there is nothing."""
    path = "".join(mark if mark.isprintable() else "?" for mark in request.url.path[:SHOWN])
    refused = UnknownName("There is nothing at {path}: see /api/v1/tables.", path=path)
    return problems.problem(refused, negotiation.spoken(request.scope), status=404)


class Told:
    """ASGI middleware: puts a refusal in problem+json in the place of one in plain text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on everything that is not a refusal in plain text, below /api."""
        if scope["type"] != "http" or not OURS.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        is_plain = False

        async def told(message: Message) -> None:
            nonlocal is_plain
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "text/plain")
                is_plain = message["status"] in (400, 404) and kind.startswith("text/plain")
                if is_plain:
                    await nothing(Request(scope))(scope, receive, send)
            if not is_plain:
                await send(message)

        await self.app(scope, receive, told)
