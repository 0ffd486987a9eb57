"""How answers leave: in small parts, so that who reads slowly is known from who does not read."""

import asyncio
import socket
import sys
from collections.abc import Iterator

from starlette.types import Message
from uvicorn.protocols.http import flow_control, h11_impl

# A program that holds to a rate, as curl does, takes megabytes at once and rests half a minute.
STALLED_S = 120
PART_BYTES = 65_536
UNSENT_BYTES = 65_536
# Of Linux: asks a reader that was full again soon, and not each time twice as late.
ASK_SOON = 16


class Draining(flow_control.FlowControl):
    """Flow of a connection of which the system keeps little that is not sent yet. By itself it
    takes megabytes, and says nothing until much of that has been read."""

    def __init__(self, transport: asyncio.Transport) -> None:
        super().__init__(transport)
        given = transport.get_extra_info("socket")
        if given is not None and given.family in (socket.AF_INET, socket.AF_INET6):
            option = getattr(socket, "TCP_NOTSENT_LOWAT", None)
            if option is not None:
                given.setsockopt(socket.IPPROTO_TCP, option, UNSENT_BYTES)
            if sys.platform == "linux":
                given.setsockopt(socket.IPPROTO_TCP, ASK_SOON, 1)


def watch() -> None:
    """From now on connections of the server are Draining, whichever of its parsers it uses."""
    h11_impl.FlowControl = Draining  # pyright: ignore
    try:
        from uvicorn.protocols.http import httptools_impl  # noqa: PLC0415
    except ImportError:
        return
    httptools_impl.FlowControl = Draining  # pyright: ignore


def parts(message: Message) -> Iterator[Message]:
    """A message as it stands; a large body in parts and an end, as the server waits for a reader
    before each message and never after the last."""
    body = message.get("body", b"")
    if len(body) <= PART_BYTES:
        yield message
        return
    for start in range(0, len(body), PART_BYTES):
        yield {**message, "body": body[start : start + PART_BYTES], "more_body": True}
    yield {**message, "body": b""}
