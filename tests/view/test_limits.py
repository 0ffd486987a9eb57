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
from uvicorn.protocols.http import flow_control, h11_impl

from wijkeconomie.errors import Refused
from wijkeconomie.view import buckets, leaving, limits, turns
from wijkeconomie.view.buckets import Buckets
from wijkeconomie.view.limits import Allowance, Limited
from wijkeconomie.view.web import answers, spools


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def client(per_minute: int = 1000, files: int = 4) -> TestClient:
    app = Limited(PlainTextResponse("fine"), Allowance(per_minute, files))
    return TestClient(app)


def test_a_bucket_empties_and_fills_evenly():
    clock = Clock()
    known = Buckets(60, clock)
    assert [known.take("a") for _ in range(60)] == [0] * 60
    assert known.take("a") == 1
    assert known.take("b") == 0
    clock.now = 0.25
    assert known.take("a") == 0.75
    clock.now = 1
    assert (known.take("a"), known.take("a")) == (0, 1)
    clock.now = 1000
    assert [known.take("a") == 0 for _ in range(61)] == [True] * 60 + [False]


def test_callers_are_forgotten_in_time():
    known = Buckets(1, Clock())
    for number in range(buckets.CALLERS + 5):
        known.take(str(number))
    assert len(known.levels) == buckets.CALLERS
    assert "0" not in known.levels


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


def test_answers_without_a_body_cost_little():
    """A harvester asks the headers of all files of a catalogue, or what it has already."""
    caller = client(per_minute=3)
    assert [caller.head("/").status_code for _ in range(13)] == [200] * 12 + [429]
    caller = TestClient(Limited(Response(status_code=304), Allowance(3, 4)))
    assert [caller.get("/").status_code for _ in range(10)] == [304] * 9 + [429]


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


SCOPE = {"type": "http", "method": "GET", "headers": [], "query_string": b"", "path": "/"}


async def ask(app, host: str) -> int:
    told = []

    async def send(message) -> None:
        told.append(message)

    await app({**SCOPE, "client": (host, 1)}, None, send)
    return told[0]["status"]


def test_files_at_a_time_are_bounded_for_one_and_for_all(monkeypatch):
    """Who comes after waits some time, and is then told to come back."""
    monkeypatch.setattr(turns, "WAITED_S", 0.01)

    async def scene() -> list[int]:
        slow = Slow()
        app = Limited(slow, Allowance(1000, 4))
        under_way = [asyncio.create_task(ask(app, host)) for host in "aabb"]
        await asyncio.sleep(0)
        refused = [await ask(app, "a"), await ask(app, "c")]
        slow.go.set()
        done = [await task for task in under_way]
        return [*refused, *done, await ask(app, "a"), app.turns.busy.total()]

    assert run(scene()) == [503, 503, 200, 200, 200, 200, 200, 0]


def test_who_comes_after_gets_a_turn_in_order():
    """One who has no turn left keeps nobody else waiting, and one who goes away holds none."""

    async def scene() -> list[list[str]]:
        line, order = turns.Turns(2, 1), []
        for who in "ab":
            assert await line.take(who)

        async def come(who: str) -> None:
            assert await line.take(who)
            order.append(who)

        waiting = {who: asyncio.create_task(come(who)) for who in "bacd"}
        await asyncio.sleep(0)
        waiting["a"].cancel()
        seen = []
        for who in "abc":
            line.give(who)
            await asyncio.sleep(0.01)
            seen.append(list(order))
        assert line.busy == {"b": 1, "d": 1}
        return seen

    assert run(scene()) == [["c"], ["c", "b"], ["c", "b", "d"]]


@pytest.mark.parametrize("kind", ["whole", "streamed"])
def test_an_answer_that_is_made_keeps_nobody_waiting_however_slowly_it_is_read(kind):
    """Two callers with two slow readers each leave all turns to others."""
    parts = answers.InRelease(iter([b"x" * 100_000] * 30))
    made = {
        "whole": lambda: Response(b"x" * 3_000_000),
        "streamed": lambda: answers.Streamed(parts, parts),
    }[kind]

    async def scene() -> None:
        app, reading = Limited(made(), Allowance(1000, 1)), asyncio.Event()
        sent = []

        async def slowly(message) -> None:
            if message.get("body"):
                sent.append(message["body"])
                await reading.wait()

        async def listening() -> dict:
            await asyncio.Event().wait()
            return {}

        slow = asyncio.create_task(app({**SCOPE, "client": ("a", 1)}, listening, slowly))
        while not sent or app.turns.busy:
            await asyncio.sleep(0.01)
        app.app = PlainTextResponse("fine")
        assert await ask(app, "b") == 200
        assert sum(map(len, sent)) < 100_000
        reading.set()
        await slow
        assert sum(map(len, sent)) == 3_000_000

    run(asyncio.wait_for(scene(), 30))


def test_an_answer_nobody_reads_is_broken_off(monkeypatch):
    monkeypatch.setattr(leaving, "STALLED_S", 0.01)

    async def never(message) -> None:
        await asyncio.Event().wait()

    async def scene() -> int:
        app = Limited(PlainTextResponse("fine"), Allowance(1000, 4))
        with pytest.raises(TimeoutError):
            await app(SCOPE, None, never)
        return app.turns.busy.total()

    assert run(scene()) == 0


LARGE = b"x" * (32 << 20)
ANSWERS = {
    "whole": lambda: Response(LARGE),
    "streamed": lambda: StreamingResponse(iter([LARGE[: 1 << 20]] * 32)),
}


def serve(app, meet, **more) -> None:
    """Runs ``meet(port)`` against a real server with the application."""
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="critical", lifespan="off", **more)
    )
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


def request(port: int, buffer: int = 0) -> socket.socket:
    asking = socket.socket()
    if buffer:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    asking.connect(("127.0.0.1", port))
    asking.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    return asking


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("is_read", [True, False])
def test_a_large_answer_reaches_a_reader_and_waits_for_no_other(monkeypatch, kind, is_read):
    """Whether it is streamed, or made whole as a workbook is."""
    monkeypatch.setattr(leaving, "STALLED_S", 30 if is_read else 0.1)
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
    assert limited.turns.busy.total() == 0


def test_bytes_leave_often_for_a_reader_that_is_slow(monkeypatch):
    """The system takes megabytes at once, and by itself says nothing until much of it is read: a
    steady reader would look like one who does not read. 5 kB a second is enough."""
    monkeypatch.setattr(h11_impl, "FlowControl", flow_control.FlowControl)
    leaving.watch()
    size, sent = 16 << 20, 0

    async def counted(scope, receive, send) -> None:
        nonlocal sent
        start = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        for _part in range(size // leaving.PART_BYTES):
            body = b"x" * leaving.PART_BYTES
            await send({"type": "http.response.body", "body": body, "more_body": True})
            sent += len(body)

    def meet(port: int) -> None:
        read = since = longest = 0
        with request(port, buffer=1 << 18) as asking:
            while read < 10 << 20:
                seen = sent
                read += len(asking.recv(1 << 16))
                if read > 6 << 20:
                    deadline = time.monotonic() + 0.05
                    while sent == seen and time.monotonic() < deadline:
                        time.sleep(0.001)
                    since = since + (1 << 16) if sent == seen else 0
                    longest = max(longest, since)
        assert longest < 600_000

    serve(counted, meet, http="h11")


def test_what_is_made_waits_on_disk_and_no_longer_than_it_is_read(monkeypatch):
    """Beyond what all may have there, what makes a file waits for its reader."""
    monkeypatch.setattr(spools, "MOST_BYTES", 1000)
    parts = [bytes([number]) * 400 for number in range(40)]
    most, ahead = 0, 0

    async def scene() -> bytes:
        nonlocal most, ahead
        source, got, taken = iter(parts), b"", 0

        def counted():
            nonlocal taken
            for part in source:
                taken += len(part)
                yield part

        stream = answers.InRelease(counted())

        async def send(message) -> None:
            nonlocal got, most, ahead
            got += message.get("body", b"")
            await asyncio.sleep(0.002)
            most, ahead = max(most, spools.Spool.on_disk), max(ahead, taken - len(got))

        async def listening() -> dict:
            await asyncio.Event().wait()
            return {}

        await answers.Streamed(stream, stream)(SCOPE, listening, send)
        return got

    assert run(scene()) == b"".join(parts)
    assert (most <= 1400, ahead <= 2000, spools.Spool.on_disk) == (True, True, 0)


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
