"""What the real server tells when a page fails, of a background map, and to who asks too often."""

import math
import shutil
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Server, free_port, tab
from tests.browser.test_surface import ELSEWHERE, LISTEN, ask, blocked
from wijkeconomie import settings

BROKEN = {
    "broken": 'import streamlit as st\n\nst.title("x")\nraise ValueError("hidden value")\n',
    "unreadable": "def (hidden value\n",
}
TITLES = 'TITLES = {\n    "broken": "Broken",\n    "unreadable": "Unreadable",\n'


@pytest.fixture(scope="module")
def broken_server(sample_folder, tmp_path_factory) -> Iterator[Server]:
    """A copy of the project with pages that fail, a background map, and room for few requests."""
    folder = tmp_path_factory.mktemp("broken")
    copied = folder / "project"
    left = shutil.ignore_patterns(
        ".*cache*", ".git", ".venv", "tests", "*.duckdb", "raw", "releases"
    )
    shutil.copytree(settings.PROJECT, copied, ignore=left)
    for name, text in BROKEN.items():
        (copied / "pages" / f"{name}.py").write_text(text)
    frame = copied / "pages" / "_frame.py"
    frame.write_text(frame.read_text().replace("TITLES = {\n", TITLES))
    running = Server(
        sample_folder,
        free_port(),
        project=copied,
        more={"WIJKECONOMIE_API_REQUESTS": "3", "WIJKECONOMIE_BASEMAP": "pdok"},
        log=folder / "log",
    )
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize("page", BROKEN)
def test_a_page_that_fails_tells_nothing_of_why(window, broken_server, page):
    with tab(window, broken_server) as visit:
        visit.page.goto(f"{broken_server.url}/{page}")
        visit.page.get_by_role("alert").first.wait_for()
        seen = visit.page.locator("body").inner_text()
    assert not [word for word in ("hidden", "ValueError", "Traceback", "/", ".py") if word in seen]


def test_the_log_tells_where_and_not_what(window, broken_server):
    test_a_page_that_fails_tells_nothing_of_why(window, broken_server, "broken")
    written = broken_server.log.read_text()
    assert "ValueError < pages/broken.py:4" in written
    assert "hidden value" not in written


def test_the_background_map_comes_from_its_one_host(window, broken_server):
    asked = []

    def tile(route) -> None:
        asked.append(route.request.url)
        route.fulfill(
            content_type="image/svg+xml", body='<svg xmlns="http://www.w3.org/2000/svg"/>'
        )

    with tab(window, broken_server) as visit:
        visit.page.add_init_script(LISTEN)
        visit.page.route(ELSEWHERE, tile)
        visit.open("activity")
        visit.settle_map()
        visit.map.locator("img.leaflet-tile-loaded").first.wait_for(state="attached")
        assert blocked(visit.page.frames[-1]) == set()
    assert {urlsplit(url).netloc for url in asked} == {"service.pdok.nl"}


def test_who_asks_too_often_waits_whatever_a_proxy_was_told_before(broken_server):
    """The server trusts the last hop, so what a caller writes himself does not count."""
    began, status, taken = time.monotonic(), 200, 0
    while status == 200:
        status, given, _body = ask(
            broken_server,
            "/api/v1/tables/place",
            X_Forwarded_For=f"203.0.113.{taken}, 198.51.100.7",
            Origin="https://other.example",
        )
        taken += status == 200
    passed = time.monotonic() - began
    assert status == 429
    assert 3 <= taken <= 3 + passed / 20
    filled = math.floor(20 * (taken - 2) - passed)
    assert filled < int(given["Retry-After"]) <= 20
    assert given["Access-Control-Allow-Origin"] == "*"
    assert ask(broken_server, "/api/v1/tables", X_Forwarded_For="198.51.100.8")[0] == 200


def test_a_server_that_is_ended_leaves_nothing_behind(sample_folder, tmp_path):
    running = Server(sample_folder, free_port(), more={"TMPDIR": str(tmp_path)})
    running.start()
    held = list(tmp_path.iterdir())
    running.stop()
    assert held
    assert list(tmp_path.iterdir()) == []
