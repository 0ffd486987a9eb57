"""Of many files that are sent, few are made at the same time."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from wijkeconomie.view.web import answers

PARTS = [b"a", b"", b"b", b"c"]


async def listening() -> dict:
    await asyncio.Event().wait()
    return {}


def test_few_parts_are_made_at_once_and_every_file_gets_its_turn():
    busy, most, lock = 0, 0, threading.Lock()

    def making() -> Iterator[bytes]:
        nonlocal busy, most
        for part in PARTS:
            with lock:
                busy += 1
                most = max(most, busy)
            time.sleep(0.005)
            with lock:
                busy -= 1
            yield part

    async def one() -> bytes:
        sent = []

        async def send(message) -> None:
            sent.append(message.get("body", b""))

        source = answers.InRelease(making())
        await answers.Streamed(source, source)({"type": "http"}, listening, send)
        return b"".join(sent)

    async def scene() -> list[bytes]:
        return await asyncio.gather(*(one() for _file in range(8)))

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, scene()).result() == [b"abc"] * 8
    assert most == answers.MAKERS


def test_what_goes_wrong_while_a_file_is_made_is_told_as_it_is():
    def making() -> Iterator[bytes]:
        yield b"a"
        raise KeyError("wrong")

    async def send(message) -> None:
        pass

    async def scene() -> None:
        source = answers.InRelease(making())
        with pytest.raises(KeyError):
            await answers.Streamed(source, source)({"type": "http"}, listening, send)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, scene()).result()
