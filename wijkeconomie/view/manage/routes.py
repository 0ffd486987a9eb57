"""Addresses of the data steward: files sent in pieces, and results taken away.

A file goes to disk as it comes in; nothing of it stays in memory. What was received before a
connection broke is kept, and sending goes on from there.
"""

import asyncio
import fcntl
import json
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from wijkeconomie.errors import Refused, UnknownName
from wijkeconomie.view import login
from wijkeconomie.view.manage import steward
from wijkeconomie.view.web.problems import problem
from wijkeconomie.work import jobs, uploads
from wijkeconomie.work.uploads import Upload

CHUNK = 4 * uploads.MEGABYTE
ASKED_BYTES = 4_096
STALLED_S = 30
RESULTS = ("report.json", "report.csv", "report.xlsx", "rejects.xlsx", "compare.json")
PRIVATE = {"Cache-Control": "private, no-store"}
Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[BaseRoute]:
    """All of them; each asks who it is first."""
    return [
        Route("/uploads", _guarded(begin, is_change=True), methods=["POST"]),
        Route("/uploads/{upload_id}", _guarded(tell), methods=["GET"]),
        Route("/uploads/{upload_id}", _guarded(receive, is_change=True), methods=["PUT"]),
        Route("/jobs/{job_id}/{name}", _guarded(result), methods=["GET"]),
    ]


def _guarded(handle: Handler, *, is_change: bool = False) -> Handler:
    async def guarded(request: Request) -> Response:
        lang = request.query_params.get("lang")
        shut = login.shut_to_request(request)
        if shut:
            return problem(Refused(steward.SHUT[shut]), lang, status=403)
        headers = request.headers
        if steward.is_from_elsewhere(headers) or (is_change and not steward.is_own_origin(headers)):
            refused = Refused("This can be done from the page to manage data alone.")
            return problem(refused, lang, status=403)
        try:
            answer = await handle(request)
        except UnknownName as unknown:
            return problem(unknown, lang, status=404)
        except Refused as refused:
            return problem(refused, lang, status=422)
        except OSError:
            refused = Refused("The server could not keep the file: look whether its disk is full.")
            return problem(refused, lang, status=507)
        answer.headers.update(PRIVATE)
        return answer

    return guarded


async def begin(request: Request) -> Response:
    """A place for a file of this name, size and mark; what of it is here already."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > ASKED_BYTES:
            body = b""
            break
    try:
        asked = json.loads(body)
        name, size, mark = str(asked["name"]), asked["size"], str(asked.get("mark", ""))
        if type(size) is not int:
            raise TypeError(size)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("Tell the name and the size of the file, as JSON.") from error
    upload = await run_in_threadpool(uploads.begin, name[:255], size, mark[:64])
    return JSONResponse(_told(upload), 201)


async def tell(request: Request) -> Response:
    """How much of a file is here."""
    return JSONResponse(_told(uploads.find(request.path_params["upload_id"])))


async def receive(request: Request) -> Response:
    """The next piece of a file: it must start where the last one ended."""
    upload = uploads.find(request.path_params["upload_id"])
    descriptor = os.open(upload.part, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab", buffering=0) as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _conflict(upload)
        if upload.is_whole or request.query_params.get("offset") != str(upload.received):
            return _conflict(upload)
        before = upload.received
        is_within = await _written(request, stream, min(CHUNK, upload.size - before))
        if not is_within:
            stream.truncate(before)
        elif upload.received == upload.size:
            uploads.finish(upload)
    if not is_within:
        raise Refused("More was sent than the file is large: send it again.")
    return JSONResponse(_told(upload))


async def _written(request: Request, stream: BinaryIO, room: int) -> bool:
    """Writes what comes in, at most ``room`` bytes, until it ends, breaks off or stalls."""
    pieces = request.stream()
    with suppress(ClientDisconnect, StopAsyncIteration, TimeoutError):
        while True:
            async with asyncio.timeout(STALLED_S):
                piece = await anext(pieces)
            await run_in_threadpool(_write, stream, piece[:room])
            room -= len(piece)
            if room < 0:
                return False
    return True


def _write(stream: BinaryIO, piece: bytes) -> None:
    left = memoryview(piece)
    while left:
        left = left[stream.write(left) :]


def _conflict(upload: Upload) -> Response:
    return JSONResponse(_told(upload), 409)


async def result(request: Request) -> Response:
    """A result of a job, as a file to keep."""
    job, name = jobs.find(request.path_params["job_id"]), request.path_params["name"]
    file = job.result(name) if name in RESULTS else None
    if file is None:
        raise UnknownName("This work made no such file.")
    return FileResponse(file, filename=f"{job.kind}-{name}")


def _told(upload: Upload) -> dict[str, object]:
    return {
        "id": upload.upload_id,
        "received": upload.received,
        "size": upload.size,
        "chunk": CHUNK,
        "is_whole": upload.is_whole,
    }
