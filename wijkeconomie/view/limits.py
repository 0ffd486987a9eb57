"""How much of the API one caller, and all together, may ask."""

import asyncio
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http import h11_impl

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import leaving
from wijkeconomie.view.buckets import Buckets
from wijkeconomie.view.turns import Turns
from wijkeconomie.view.web import negotiation, packing
from wijkeconomie.view.web.answers import MADE
from wijkeconomie.view.web.problems import problem

QUERY_BYTES = 8_192
VALUES = 500
BUSY_S = 5
# What an answer without a body costs, of what one with a body does.
BARE = 0.25
DAY_S = 86_400
HEARD_BYTES = 262_144
SHOWN = ["Content-Disposition", "ETag", "Link", "No-Rows-For", "Retry-After", "Total-Count"]


@dataclass(frozen=True)
class Allowance:
    """Requests a caller may make per minute, files made at the same time, and how many of those
    for one caller."""

    per_minute: int
    files: int

    @property
    def files_each(self) -> int:
        """Files at the same time for one caller: half of all, so that others have theirs."""
        return max(1, self.files // 2)


def allowance() -> Allowance:
    """What the settings allow. Raises Refused when one is wrong."""
    return Allowance(
        settings.whole_number("WIJKECONOMIE_API_REQUESTS", 120, 1_000_000),
        settings.whole_number("WIJKECONOMIE_API_FILES", 4, 1_000),
    )


def middleware() -> list[Middleware]:
    """For the API: open to scripts of any site, without cookies, within limits. The server hears
    out what it would itself refuse in a word."""
    leaving.watch()
    h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE = HEARD_BYTES  # pyright: ignore
    return [
        Middleware(packing.Given),
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-None-Match"],
            expose_headers=SHOWN,
            max_age=DAY_S,
        ),
        Middleware(Limited, allowance=allowance()),
    ]


class Limited:
    """ASGI middleware: refuses what is too much, with problem+json that says when to try again."""

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self.app = app
        self.allowance = allowance
        self.buckets = Buckets(allowance.per_minute)
        self.turns = Turns(allowance.files, allowance.files_each)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; an answer that nobody reads for two minutes is broken off."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        who = caller(scope)
        refusal = self._too_many(scope, who) or _too_large(scope)
        if refusal is None and not await self.turns.take(who):
            refusal = self._too_busy(scope, who)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._answer(scope, receive, send, who)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, who: str) -> None:
        """An answer that is made has no turn any more, however long it takes to read."""
        is_made = False

        def made() -> None:
            nonlocal is_made
            if not is_made:
                is_made = True
                self.turns.give(who)

        async def pass_on(message: Message) -> None:
            if message.get("status") == 304 and scope["method"] != "HEAD":
                self.buckets.give(who, 1 - BARE)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                made()
            for part in leaving.parts(message):
                async with asyncio.timeout(leaving.STALLED_S):
                    await send(part)

        try:
            await self.app({**scope, MADE: made}, receive, pass_on)
        finally:
            made()

    def _too_many(self, scope: Scope, who: str) -> Response | None:
        wait = self.buckets.take(who, BARE if scope["method"] == "HEAD" else 1)
        if not wait:
            return None
        refused = Refused(
            "More than {count} requests came from you in a minute: wait {seconds} seconds.",
            count=self.allowance.per_minute,
            seconds=ceil(wait),
        )
        return _refuse(scope, refused, 429, ceil(wait))

    def _too_busy(self, scope: Scope, who: str) -> Response:
        if self.turns.has_all_of_own(who):
            refused = Refused(
                "{count} files are being made for you already: ask for them one by one.",
                count=self.turns.busy[who],
            )
        else:
            refused = Refused("Many files are being made for others: try again in a moment.")
        return _refuse(scope, refused, 503, BUSY_S)


def caller(scope: Scope) -> str:
    """Who asks: the address, of which IPv6 has many per caller, so that 64 bits of it count.

    Behind a proxy the server has put the address there that a trusted proxy tells.
    """
    host = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return address.exploded[:19]
    return str(getattr(address, "ipv4_mapped", None) or address)


def _too_large(scope: Scope) -> Response | None:
    given, asked = Headers(scope=scope), scope["query_string"]
    if given.get("content-length", "0") != "0" or "transfer-encoding" in given:
        return _refuse(scope, Refused("Nothing can be sent here: leave out the body."), 413)
    parts = sum(asked.lower().count(mark) for mark in (b",", b"%2c", b"&"))
    if len(asked) > QUERY_BYTES or parts >= VALUES:
        refused = Refused(
            "The address is too long: give at most {values} values in {count} characters.",
            values=VALUES,
            count=QUERY_BYTES,
        )
        return _refuse(scope, refused, 414)
    return None


def _refuse(scope: Scope, refused: Refused, status: int, wait: int | None = None) -> Response:
    answer = problem(refused, negotiation.spoken(scope), status=status)
    if wait is not None:
        answer.headers["Retry-After"] = str(wait)
    return answer
