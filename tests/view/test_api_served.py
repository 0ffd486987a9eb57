"""The API from outside: curl and bare sockets against a real server."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from streamlit import file_util
from streamlit.web.server.starlette import starlette_app

from tests.conftest import environment
from wijkeconomie.view import http, limits
from wijkeconomie.view.exports import formats

STATIC = Path(file_util.get_static_dir())
CELLS = "/api/v1/tables/activity.csv?area=WK003426&year=2025&sector=*"
AREAS = "/api/v1/tables/area"
LARGE = "/api/v1/tables/activity.csv"


class Server:
    """The whole application on a port of its own, and what it is doing."""

    def __init__(self) -> None:
        routes = http.routes(STATIC)
        mount = next(r for r in routes if isinstance(r, Mount) and r.path == "/api/v1")
        self.limited: limits.Limited = mount.app.app.app
        streamlit_own = starlette_app.create_streamlit_middleware()
        self.app = Starlette(routes=routes, middleware=[*http.layers(STATIC), *streamlit_own])
        self.port = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def curl(self, path: str, *options: str) -> str:
        done = subprocess.run(
            ["curl", "--silent", "--show-error", "--globoff", *options, self.url(path)],
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout

    def status(self, path: str, *options: str) -> dict:
        told = self.curl(path, "-o", "/dev/null", "-w", "%{json}|%{header_json}", *options)
        about, found = told.split("|", 1)
        return json.loads(about) | {"headers": json.loads(found)}


@pytest.fixture(scope="module")
def server(sample_folder) -> Iterator[Server]:
    more = {"WIJKECONOMIE_API_REQUESTS": 100_000, "WIJKECONOMIE_API_FILES": 20}
    with environment(WIJKECONOMIE_DATA=sample_folder, **more), ThreadPoolExecutor(1) as pool:
        serving = Server()
        config = uvicorn.Config(serving.app, log_level="critical", lifespan="off")
        running = uvicorn.Server(config)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            serving.port = listening.getsockname()[1]
            done = pool.submit(running.run, sockets=[listening])
            while not running.started:
                time.sleep(0.01)
                assert not done.done()
            yield serving
            running.should_exit = running.force_exit = True
            done.result()


def test_an_unchanged_file_is_not_sent_twice(server, tmp_path):
    tag, file = tmp_path / "tag", tmp_path / "file.csv"
    options = ("--etag-save", str(tag), "--etag-compare", str(tag), "-w", "%{http_code}")
    assert server.curl(CELLS, *options, "-o", str(file)) == "200"
    assert file.read_bytes().count(b"\r\n") > 5
    assert server.curl(CELLS, *options, "-o", str(tmp_path / "again")) == "304"
    assert not (tmp_path / "again").exists() or not (tmp_path / "again").read_bytes()


@pytest.mark.parametrize("path", [CELLS, "/api/v1/openapi.json", "/api/v1/catalog.jsonld"])
def test_packed_or_plain_it_is_the_same(server, path):
    plain, packed = server.curl(path), server.curl(path, "--compressed")
    assert plain == packed
    sizes = [server.status(path, *more)["size_download"] for more in ([], ["--compressed"])]
    assert sizes[1] < sizes[0] / 2


@pytest.mark.parametrize(
    ("path", "accepts", "is_packed"),
    [
        (CELLS, "gzip", True),
        (CELLS, "br, gzip;q=0.5", True),
        (CELLS, "gzip;q=0", False),
        (CELLS, "gzip;q=0, *", False),
        ("/api/v1/catalog.jsonld", "gzip;q=0", False),
        ("/overview", "gzip", True),
        ("/overview", "gzip;q=0", False),
        ("/areas/x/wijk.json", "gzip;q=0", False),
        *((f"{AREAS}.{ending}", "gzip", False) for ending in ("xlsx", "parquet", "gpkg", "zip")),
    ],
)
def test_what_is_sent_is_packed_once_and_for_who_takes_that(server, path, accepts, is_packed):
    """With Streamlit's own layers around it, one of which packs too."""
    told = server.status(path, "-H", f"Accept-Encoding: {accepts}")["headers"]
    assert told.get("content-encoding", []) == (["gzip"] if is_packed else [])


def test_head_tells_what_get_would(server):
    head, got = server.status(CELLS, "--head"), server.status(CELLS)
    assert (head["http_code"], head["size_download"]) == (200, 0)
    for name in ("etag", "total-count", "content-type", "content-disposition", "cache-control"):
        assert head["headers"][name] == got["headers"][name]


def test_a_range_is_the_whole_file(server):
    assert server.curl(CELLS, "--range", "0-9") == server.curl(CELLS)
    told = server.status(CELLS, "--range", "0-9")
    assert (told["http_code"], told["headers"]["accept-ranges"]) == (200, ["none"])


def test_what_is_not_taken_is_told(server):
    told = server.status(CELLS, "-H", "Accept: application/json")
    assert told["http_code"] == 406
    assert told["headers"]["content-type"] == ["application/problem+json"]


@pytest.mark.parametrize("comma", [",", "%2C"])
@pytest.mark.parametrize("step", [10**6, 16_000])
def test_ten_thousand_areas_in_one_address(server, comma, step):
    """Also where the server gets the address in parts, and could refuse it by itself."""
    asked = f"GET {LARGE}?lang=en&area={comma.join(['BU00341701'] * 10_000)} HTTP/1.1\r\n"
    sent = f"{asked}Host: here\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port)) as asking:
        for start in range(0, len(sent), step):
            asking.sendall(sent[start : start + step])
        answer = b"".join(iter(lambda: asking.recv(65_536), b""))
    head, body = answer.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 414 ")
    assert b"application/problem+json" in head
    assert json.loads(body)["detail"].startswith("The address is too long")


@pytest.mark.parametrize("packing", ["", "Accept-Encoding: gzip\r\n"])
@pytest.mark.parametrize("is_read", [True, False])
def test_broken_connections_leave_nothing_open(server, monkeypatch, packing, is_read):
    """What makes a file is closed and counted out, also when nobody ever read a byte of it."""
    opened, closed = [], set()
    kind = formats.FORMATS["csv"]

    class Watched:
        def __init__(self, asked) -> None:
            self.parts = kind.make(asked)
            opened.append(self)

        def __iter__(self):
            return self

        def __next__(self) -> bytes:
            return next(self.parts)

        def close(self) -> None:
            self.parts.close()
            closed.add(self)

    monkeypatch.setitem(formats.FORMATS, "csv", replace(kind, make=Watched))
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as asking:
            asked = f"GET {LARGE} HTTP/1.1\r\nHost: here\r\n{packing}\r\n"
            asking.sendall(asked.encode())
            if is_read:
                assert asking.recv(100).startswith(b"HTTP/1.1 200 ")
    assert server.status(CELLS)["http_code"] == 200
    deadline = time.monotonic() + 60
    while server.limited.turns.busy.total() or len(closed) < len(opened):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert len(opened) >= (6 if is_read else 1)
