"""Limits of the API: how often, how much, how many at a time."""

import asyncio
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

import pytest
import uvicorn
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.testclient import TestClient

from wijkeconomie.errors import Refused
from wijkeconomie.view import limits
from wijkeconomie.view.limits import Allowance, Buckets, Limited
from wijkeconomie.view.web.buckets import CALLERS


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def client(per_minute: int = 1000, files: int = 4) -> TestClient:
    app = Limited(PlainTextResponse("fine"), Allowance(per_minute, files))
    return TestClient(app)


def test_a_bucket_empties_and_fills_evenly():
    clock = Clock()
    buckets = Buckets(60, clock)
    assert [buckets.take("a") for _ in range(60)] == [0] * 60
    assert buckets.take("a") == 1
    assert buckets.take("b") == 0
    clock.now = 0.25
    assert buckets.take("a") == 0.75
    clock.now = 1
    assert (buckets.take("a"), buckets.take("a")) == (0, 1)
    clock.now = 1000
    assert [buckets.take("a") == 0 for _ in range(61)] == [True] * 60 + [False]


def test_callers_are_forgotten_in_time():
    buckets = Buckets(1, Clock())
    for number in range(CALLERS + 5):
        buckets.take(str(number))
    assert len(buckets.levels) == CALLERS
    assert "0" not in buckets.levels


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::1", True),
        ("testclient", "other", False),
    ],
)
def test_who_is_one_caller(one, other, same):
    asked = [limits.caller({"client": (host, 1)}) for host in (one, other)]
    assert (asked[0] == asked[1]) is same


def test_a_caller_without_address_is_a_caller():
    assert limits.caller({}) == limits.caller({"client": None})


@pytest.mark.parametrize(("lang", "told"), [("nl", "wacht 1 seconde."), ("en", "wait 1 second.")])
def test_one_second_is_one(lang, told):
    caller = client(per_minute=60)
    while (answer := caller.get(f"/?lang={lang}")).status_code == 200:
        pass
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert told in answer.json()["detail"]


@pytest.mark.parametrize(("lang", "told"), [("nl", "wacht 20 seconden"), ("en", "wait 20 seconds")])
def test_too_many_requests_are_told_when_to_come_back(lang, told):
    caller = client(per_minute=3)
    assert [caller.get("/").status_code for _ in range(3)] == [200] * 3
    answer = caller.get(f"/?lang={lang}")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "20"
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"params": "a=" + "x" * (limits.QUERY_BYTES - 2)}, 200),
        ({"params": "a=" + "x" * (limits.QUERY_BYTES - 1)}, 414),
        ({"params": "area=" + ",".join(["A"] * limits.VALUES)}, 200),
        ({"params": "area=" + ",".join(["A"] * (limits.VALUES + 1))}, 414),
        ({"params": "&".join(["area=A"] * (limits.VALUES + 1))}, 414),
        ({"headers": {"Content-Length": "0"}}, 200),
        ({"content": b"{}"}, 413),
        ({"content": iter([b"x"])}, 413),
    ],
)
def test_size(asked, status):
    answer = client().request("GET", "/", **asked)
    assert answer.status_code == status
    assert (answer.headers["content-type"] == "application/problem+json") is (status != 200)


def run(scene):
    """In a thread of its own: a browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, scene).result()


class Slow:
    """Answers that are under way until they are let go."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def __call__(self, scope, receive, send) -> None:
        await self.go.wait()
        await PlainTextResponse("fine")(scope, receive, send)


async def ask(app, host: str) -> int:
    told = []

    async def send(message) -> None:
        told.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "headers": [],
        "query_string": b"",
        "client": (host, 1),
    }
    await app(scope, None, send)
    return told[0]["status"]


def test_files_at_a_time_are_bounded_for_one_and_for_all():
    async def scene() -> list[int]:
        slow = Slow()
        app = Limited(slow, Allowance(1000, 4))
        under_way = [asyncio.create_task(ask(app, host)) for host in "aabb"]
        await asyncio.sleep(0)
        refused = [await ask(app, "a"), await ask(app, "c")]
        slow.go.set()
        done = [await task for task in under_way]
        return [*refused, *done, await ask(app, "a"), app.busy.total()]

    assert run(scene()) == [429, 503, 200, 200, 200, 200, 200, 0]


def test_an_answer_nobody_reads_is_broken_off(monkeypatch):
    monkeypatch.setattr(limits, "STALLED_S", 0.01)

    async def never(message) -> None:
        await asyncio.Event().wait()

    async def scene() -> int:
        app = Limited(PlainTextResponse("fine"), Allowance(1000, 4))
        scope = {"type": "http", "method": "GET", "headers": [], "query_string": b""}
        with pytest.raises(TimeoutError):
            await app(scope, None, never)
        return app.busy.total()

    assert run(scene()) == 0


LARGE = b"x" * (32 << 20)
ANSWERS = {
    "whole": lambda: Response(LARGE),
    "streamed": lambda: StreamingResponse(iter([LARGE[: 1 << 20]] * 32)),
}


def serve(app, meet) -> None:
    """Runs ``meet(port)`` against a real server with the application."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    with socket.socket() as listening, ThreadPoolExecutor(1) as pool:
        listening.bind(("127.0.0.1", 0))
        running = pool.submit(server.run, sockets=[listening])
        try:
            while not server.started:
                time.sleep(0.01)
                assert not running.done()
            meet(listening.getsockname()[1])
        finally:
            server.should_exit = server.force_exit = True
            running.result()


def request(port: int) -> socket.socket:
    asking = socket.create_connection(("127.0.0.1", port))
    asking.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    return asking


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("is_read", [True, False])
def test_a_large_answer_reaches_a_reader_and_waits_for_no_other(monkeypatch, kind, is_read):
    """Whether it is streamed, or made whole as a workbook is."""
    monkeypatch.setattr(limits, "STALLED_S", 30 if is_read else 0.1)
    limited = Limited(ANSWERS[kind](), Allowance(1000, 4))
    done: Queue[str] = Queue()

    async def watched(scope, receive, send) -> None:
        try:
            await limited(scope, receive, send)
        except TimeoutError:
            done.put("broken off")
        else:
            done.put("sent")

    def meet(port: int) -> None:
        with request(port) as asking:
            if is_read:
                with asking.makefile("rb") as answer:
                    assert answer.read().count(b"x") >= len(LARGE)
            assert done.get(timeout=30) == ("sent" if is_read else "broken off")

    serve(watched, meet)
    assert limited.busy.total() == 0


@pytest.mark.parametrize("name", ["WIJKECONOMIE_API_REQUESTS", "WIJKECONOMIE_API_FILES"])
@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "9999999999", "٣"])
def test_settings_that_are_no_number_are_refused(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused, match=f"{name} is '{value}'"):
        limits.allowance()


def test_settings_are_taken(monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_API_REQUESTS", "7")
    monkeypatch.setenv("WIJKECONOMIE_API_FILES", "1")
    assert limits.allowance() == Allowance(7, 1)
    assert limits.allowance().files_each == 1
