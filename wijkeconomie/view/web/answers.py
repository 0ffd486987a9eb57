"""Answers of the API: tagged, packed when asked, streamed, and closed when nobody listens."""

import contextvars
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import anyio
from anyio.lowlevel import RunVar
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from wijkeconomie import __version__
from wijkeconomie.errors import Refused
from wijkeconomie.view import assets, query
from wijkeconomie.view.web import negotiation
from wijkeconomie.view.web.problems import problem
from wijkeconomie.view.web.spools import Spool

# In the scope of a request: what is to be told when its answer is made.
MADE = "wijkeconomie.made"
GZIP = 31
LEVEL = 4
ANEW = "no-cache"
# Parts made at the same time, of all files; the others wait their turn, without a thread.
MAKERS = 2

_limiter: RunVar[anyio.CapacityLimiter] = RunVar("makers")


class Streamed(StreamingResponse):
    """Parts that are made as fast as they can be, and sent as fast as they are read; ``source``,
    which makes them, is closed when all are made, and when the client has gone."""

    def __init__(
        self, parts: Iterator[bytes], source: "InRelease", *, is_drawn: bool = False, **more: Any
    ) -> None:
        """``is_drawn``: parts wait for the press already, and would only keep others waiting."""
        self.source = source
        self.parts = parts
        self.is_drawn = is_drawn
        self.made: Callable[[], None] = _nothing
        super().__init__(parts, **more)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends all parts."""
        self.made = scope.get(MADE, _nothing)
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.source.close()

    async def stream_response(self, send: Send) -> None:
        """The parts, from the spool they are made into."""
        status, headers = self.status_code, self.raw_headers
        await send({"type": "http.response.start", "status": status, "headers": headers})
        try:
            with Spool() as spool:
                async with anyio.create_task_group() as group:
                    group.start_soon(self._make, spool)
                    async for part in spool.parts():
                        await send({"type": "http.response.body", "body": part, "more_body": True})
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _make(self, spool: Spool) -> None:
        limiter = None if self.is_drawn else _makers()
        if self.is_drawn:
            self.made()
        while await anyio.to_thread.run_sync(spool.add, self.parts, limiter=limiter):
            await spool.added()
        self.source.close()
        self.made()
        spool.end()


def _nothing() -> None:
    """Nobody waits for a turn."""


class InRelease:
    """Parts that are made reading the release that is read here, wherever they are taken."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self.parts = iter(parts)
        self.context = contextvars.copy_context()

    def __iter__(self) -> "InRelease":
        """The parts from where they are."""
        return self

    def __next__(self) -> bytes:
        """The next part."""
        part = self.context.run(next, self.parts, None)
        if part is None:
            raise StopIteration
        return part

    def close(self) -> None:
        """Ends what makes the parts, and with it its cursor."""
        end = getattr(self.parts, "close", None)
        if end:
            end()


def _makers() -> anyio.CapacityLimiter:
    """The one of this event loop."""
    if _limiter.get(None) is None:
        _limiter.set(anyio.CapacityLimiter(MAKERS))
    return _limiter.get()


def packed(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same with gzip, a part at a time, always the same bytes for the same parts."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    for part in parts:
        if made := packer.compress(part):
            yield made
    yield packer.flush()


def tag(*marks: object) -> str:
    """An entity tag of what an answer depends on, and the version of the software."""
    told = json.dumps([__version__, *marks], sort_keys=True, default=str)
    return sha256(told.encode()).hexdigest()[:32]


def headers(request: Request, mark: str, *, is_text: bool, is_kept: bool) -> dict[str, str]:
    """Headers of an answer with a mark: what is asked with a release may be kept for ever, else a
    client asks anew. Tags are weak: the same figures, packed or not. Exact figures have none."""
    is_packed = is_text and negotiation.takes_gzip(request.headers.get("accept-encoding"))
    found = {"Accept-Ranges": "none", "Vary": "Accept-Encoding, Accept-Language"}
    if is_packed:
        found["Content-Encoding"] = "gzip"
    if query.is_internal():
        return found
    found["ETag"] = f'W/"{mark}"'
    found["Cache-Control"] = assets.FOREVER if is_kept else ANEW
    return found


def unchanged(request: Request, given: Mapping[str, str]) -> Response | None:
    """The answer to a client that has it already."""
    if "ETag" not in given:
        return None
    if not negotiation.has(request.headers.get("if-none-match"), given["ETag"]):
        return None
    kept = {k: v for k, v in given.items() if k in ("ETag", "Cache-Control", "Vary")}
    return Response(status_code=304, headers=kept)


def refusal(request: Request, media_type: str) -> Response | None:
    """406 when the client takes something else alone."""
    if negotiation.takes(request.headers.get("accept"), media_type):
        return None
    refused = Refused(
        "This address gives {media_type}, and your program takes only {accept}: ask for another "
        "format, or leave out Accept.",
        media_type=media_type.partition(";")[0],
        accept=request.headers["accept"][:80],
        name="Accept",
        known=media_type.partition(";")[0],
    )
    return problem(refused, negotiation.spoken(request.scope), status=406)


def whole(request: Request, body: bytes, media_type: str, *, is_kept: bool = False) -> Response:
    """An answer that is made already: tagged by what it says, packed when that is asked."""
    refused = refusal(request, media_type)
    if refused is not None:
        return refused
    given = headers(request, tag(sha256(body).hexdigest()), is_text=True, is_kept=is_kept)
    if "Content-Encoding" in given:
        body = b"".join(packed(iter([body])))
    return unchanged(request, given) or Response(body, headers=given, media_type=media_type)


def in_json(request: Request, told: object, media_type: str = "application/json") -> Response:
    """The same of what JSON can hold."""
    body = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    return whole(request, body, media_type)
