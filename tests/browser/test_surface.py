"""What the real server lets in and out: policies in the browser, nasty addresses."""

import http.client
import json
import re
import string
import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from streamlit import file_util
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import Server, Visit, tab
from tests.browser.test_pages import MAPS
from wijkeconomie import settings
from wijkeconomie.view import filters, headers, policies
from wijkeconomie.view import http as addresses
from wijkeconomie.view.api import api
from wijkeconomie.view.exports import selection
from wijkeconomie.view.web import profiles

SECRETS = ("Traceback", 'File "', "site-packages", "duckdb", "LINE 1", str(settings.PROJECT))
NASTY = [
    "",
    "..",
    "../../../../etc/passwd",
    "..%2f..%2fapp.py",
    "%2e%2e/%2e%2e/app.py",
    "..%252f..%252fapp.py",
    "..\\..\\app.py",
    "..%5c..%5capp.py",
    "%00",
    "\0",
    "app.py%00.csv",
    "/etc/passwd",
    "//etc/passwd",
    "%c0%ae%c0%ae/app.py",
    "file:///etc/passwd",
    "C:\\windows\\win.ini",
    "\\\\other.example\\share",
    "' or 1=1 --",
    "'; drop table activity; --",
    "1; attach '/etc/passwd' as x",
    "x' union select * from read_text('/etc/passwd') --",
    "$x",
    "{0.__class__}",
    "{value}",
    "{{7*7}}",
    "%s%n",
    "<script>alert(1)</script>",
    "\r\nX-Injected: 1",
    "NaN",
    "-1",
    "1e309",
    "9" * 40,
    "٣",
    "\U0001f600",
    "\u202e",
    "\ud7ff\ufeff",
    "null",
    "true",
    "[]",
    "x" * 9000,
    "," * 600,
]


def ask(server: Server, target: str, method: str = "GET", **given: str) -> tuple:
    """One request as it is written, nothing tidied on the way: status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest(method, target, skip_accept_encoding=True)
    for name, value in given.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = (answer.status, answer.headers, answer.read())
    connection.close()
    return found


def assert_tells_nothing(status: int, given, body: bytes) -> None:
    assert status < 500
    assert "X-Injected" not in given
    for name, value in headers.COMMON.items():
        assert given[name] == value
    if status < 400:
        return
    text = body.decode()
    assert not [secret for secret in SECRETS if secret in text]


# --- policies in the browser

# What Streamlit itself says of an address with a step up or a line end in it.
PLAIN = (b"Bad Request", b"Not Found")
LISTEN = """
window.blocked = [];
addEventListener('securitypolicyviolation', (e) => blocked.push([e.effectiveDirective, e.sourceFile]));
"""
INJECT = """
(isPage) => {
    window.blocked.length = 0;
    const inline = document.createElement('script');
    inline.textContent = 'window.injected = true';
    const foreign = document.createElement('script');
    foreign.src = 'https://other.example/x.js';
    const image = document.createElement('img');
    image.src = 'https://other.example/x.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://other.example/';
    const form = document.createElement('form');
    form.action = 'https://other.example/';
    document.body.append(inline, foreign, image, frame, form);
    if (isPage) form.submit();
    return fetch('https://other.example/x').catch(() => null)
        .then(() => new Promise((done) => setTimeout(done, 100)));
}
"""
ELSEWHERE = re.compile("^https://")
EVERYWHERE = {"script-src-elem", "img-src", "frame-src", "connect-src"}


def blocked(frame) -> set[str]:
    """Directives that were broken, but for a library of Streamlit that tries eval and goes on."""
    seen = frame.evaluate("window.blocked")
    return {what for what, where in seen if not (what == "script-src" and "/protobuf." in where)}


@pytest.mark.parametrize("page", addresses.pages())
def test_a_page_needs_what_its_policy_allows_and_no_more(window, server, page):
    with tab(window, server) as visit:
        visit.page.add_init_script(LISTEN)
        needs_no_more(visit, page)


def needs_no_more(visit: Visit, page: str) -> None:
    visit.open(page)
    if page in MAPS:
        visit.settle_map()
    frames = [visit.page.main_frame, *([visit.page.frames[-1]] if page in MAPS else [])]
    assert [blocked(frame) for frame in frames] == [set()] * len(frames)
    assert visit.troubles == []
    reached = []
    visit.page.route(ELSEWHERE, lambda route: reached.append(route.request.url))
    for frame in frames:
        is_page = frame == visit.page.main_frame
        expected = EVERYWHERE | ({"form-action"} if is_page else set())
        frame.evaluate(INJECT, is_page)
        frame.wait_for_function(
            "n => new Set(blocked.map((b) => b[0])).size >= n", arg=len(expected)
        )
        assert blocked(frame) == expected
    assert visit.page.evaluate("window.injected") is None
    assert reached == []


# --- the websocket and uploads

STREAM = "/_stcore/stream"


def test_a_page_of_another_site_cannot_connect(server):
    own = f"http://127.0.0.1:{server.port}"
    with connect(f"ws://127.0.0.1:{server.port}{STREAM}", origin=own) as socket:
        assert socket.response.status_code == 101
    for origin in ("https://other.example", f"http://localhost:{server.port}", "http://127.0.0.1"):
        with pytest.raises(InvalidStatus) as refused:
            connect(f"ws://127.0.0.1:{server.port}{STREAM}", origin=origin)
        assert refused.value.response.status_code == 403


def test_nothing_can_be_uploaded(server):
    _status, given, _body = ask(server, "/_stcore/health")
    token = given["Set-Cookie"].split("=", 1)[1].split(";")[0]
    proof = {"Cookie": f"_streamlit_xsrf={token}", "X_Xsrftoken": token, "Content_Length": "0"}
    for method in ("PUT", "POST", "DELETE"):
        status, _given, body = ask(server, "/_stcore/upload_file/session/file", method, **proof)
        assert status == 405
        assert json.loads(body)["status"] == 405
    with (settings.PROJECT / ".streamlit" / "config.toml").open("rb") as stream:
        assert tomllib.load(stream)["server"]["maxUploadSize"] == 1


# --- every address


def known_addresses(server: Server) -> list[str]:
    """Every page, route and asset there is, Streamlit's own files too."""
    static = Path(file_util.get_static_dir())
    files = [f"/{p.relative_to(static)}" for p in static.rglob("*") if p.is_file()]
    own = [f"/assets/{p.relative_to(settings.ASSETS)}" for p in settings.ASSETS.rglob("*.*")]
    release = json.loads(ask(server, "/healthz")[2])["release_id"]
    tables = [f"/api/v1/tables/{name}.csv" for name in filters.tables()]
    core = [
        "health",
        "host-config",
        "metrics",
        "script-health-check",
        "agent/openapi.json",
        "stream",
    ]
    return [
        *files,
        *own,
        *tables,
        *(f"/{page}" for page in addresses.pages()),
        *(f"/_stcore/{name}" for name in core),
        f"/areas/{release}/wijk.json",
        "/component/streamlit_folium.st_folium/index.html",
        "/component/none/index.html",
        "/media/none",
        "/auth/login",
        "/oauth2callback",
        "/favicon.png",
    ]


def test_every_address_answers_with_the_headers(server):
    for address in known_addresses(server):
        status, given, body = ask(server, address)
        assert status == 404 if headers.SHUT in address else status < 500, address
        assert str(settings.PROJECT).encode() not in body, address
        for name, value in headers.COMMON.items():
            assert given[name] == value, address
        assert "frame-ancestors 'self'" in given["Content-Security-Policy"], address


def test_proxies_that_are_trusted_say_that_it_is_https(server):
    _status, given, _body = ask(server, "/_stcore/health", X_Forwarded_Proto="https")
    assert given["Strict-Transport-Security"] == headers.HSTS
    assert given["Set-Cookie"].endswith("; Secure")


ROOTS = ["/", "/assets/", "/assets/leaflet/", "/areas/", "/areas/x/", "/api/v1/", "/api/v1/tables/"]
ROOTS += [
    "/media/",
    "/component/",
    policies.FRAME,
    "/_stcore/",
    "/_stcore/bidi-components/",
    "/static/",
]


@pytest.mark.parametrize("root", ROOTS)
def test_no_address_leads_out(server, root):
    for nasty in NASTY:
        target = root + quote(nasty, safe="/%\\:.")
        status, given, body = ask(server, target)
        assert_tells_nothing(status, given, body)
        assert b"import streamlit" not in body
        assert b"root:" not in body
        if root.startswith("/api/") and status >= 400 and body not in PLAIN:
            assert given["Content-Type"] == "application/problem+json", target


@pytest.mark.parametrize("page", addresses.pages())
def test_a_page_repeats_nothing_of_its_address(server, page):
    for nasty in NASTY:
        asked = quote(nasty)
        status, given, body = ask(server, f"/{page}?lang={asked}&level={asked}&area={asked}")
        assert_tells_nothing(status, given, body)
        assert status == 200
        assert len(nasty) < 6 or nasty.encode("utf-8", "surrogatepass") not in body


OF_OTHERS = ("lang", "release", "table", *profiles.MANY)


def parameters() -> list[tuple[str, str]]:
    """Every address of the API with every parameter it takes, and one that none takes."""
    found = []
    for path in (f"/api/v1{route.path}" for route in api.routes):
        for table in filters.tables():
            address = path.format(table=table, ending="csv", area="GM0034", name="sectors.svg")
            taken = selection.names(table) if "{table}" in path else OF_OTHERS
            found += [(address, name) for name in (*taken, "unknown")]
    return sorted(set(found))


PARAMETERS = parameters()
FIRST, SOME = {name: path for path, name in reversed(PARAMETERS)}, 10


def assert_problem(server: Server, path: str, name: str, value: str) -> None:
    rows = "&limit=1" if "/tables/" in path and name != "limit" else ""
    status, given, body = ask(server, f"{path}?{name}={quote(value)}{rows}")
    assert_tells_nothing(status, given, body)
    if status >= 400:
        assert given["Content-Type"] == "application/problem+json"
        assert json.loads(body)["status"] == status


@pytest.mark.parametrize(("path", "name"), PARAMETERS)
def test_no_parameter_leads_in(server, path, name):
    """Each with all that is nasty at the first address that takes it, elsewhere with some of it."""
    number, first = PARAMETERS.index((path, name)), FIRST[name]
    for nasty in NASTY if path == first else NASTY[number % SOME :: SOME]:
        assert_problem(server, path, name, nasty)


@how(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from(PARAMETERS),
    st.text() | st.text(string.punctuation + string.digits + "selct ") | st.sampled_from(NASTY),
)
def test_no_text_leads_in(server, where, value):
    path, name = where
    assert_problem(server, path, name, value.encode("utf-8", "surrogatepass").decode("latin-1"))
