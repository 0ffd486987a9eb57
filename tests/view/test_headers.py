"""The guard in front of every address: headers, methods, origins and errors."""

import importlib
import logging
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import file_util

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import faults, headers, http, policies, query

STATIC = Path(file_util.get_static_dir())
ADDRESSES = [
    "/",
    "/overview",
    "/nonsense",
    "/overview/below",
    "/healthz",
    "/assets/map.js",
    "/assets/none.js",
    "/assets/leaflet/leaflet.css",
    "/areas/none/wijk.json",
    "/api/v1",
    "/api/v1/tables",
    "/api/v1/tables/area.csv",
    "/api/v1/tables/area.csv?x=1",
    "/api/v1/nonsense",
    "/_stcore/anything",
    "/fail",
    policies.FRAME,
]


def failing(request) -> Response:
    raise ValueError("value of a visitor: " + request.url.query)


async def echo(socket) -> None:
    await socket.accept()
    await socket.send_bytes(await socket.receive_bytes())
    await socket.close()


def cookies(request) -> Response:
    answer = PlainTextResponse("x", headers={"Access-Control-Allow-Origin": "https://other.nl"})
    answer.set_cookie("one", "1")
    answer.set_cookie("two", "2", secure=True)
    return answer


def frame(request) -> Response:
    return Response("<html>", media_type="text/html")


@pytest.fixture
def opened(sample_release):
    def make(base: str = "http://testserver") -> TestClient:
        own = [
            Route("/fail", failing),
            Route("/cookies", cookies),
            Route(policies.FRAME, frame),
            Route(headers.SHUT, lambda _request: PlainTextResponse("measured")),
            WebSocketRoute("/socket", echo),
        ]
        guard = Middleware(headers.Guarded, policies=policies.policies(STATIC))
        made = Starlette(routes=[*own, *http.routes(STATIC)], middleware=[guard])
        return TestClient(made, base_url=base, follow_redirects=False)

    return make


@pytest.fixture
def client(opened):
    return opened()


def policy(answer) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_headers(client, address):
    answer = client.get(address)
    for name, value in headers.COMMON.items():
        assert answer.headers[name] == value
    assert policy(answer)["default-src"] == "'none'"
    assert policy(answer)["frame-ancestors"] == "'self'"
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_what_an_answer_varies_by_is_told_once(client, packing):
    """Also where the server of the pages, which may pack what we did not, tells it again."""
    client.app.middleware_stack = None
    client.app.add_middleware(GZipMiddleware)
    client.app.user_middleware.reverse()
    for path in ("/api/v1/tables/area.csv", "/api/v1/tables/area.parquet", "/api/docs"):
        answer = client.get(path, headers={"Accept-Encoding": packing})
        told = answer.headers["vary"].split(", ")
        assert "Accept-Encoding" in told
        assert len(told) == len({*told})


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1"])
def test_the_api_starts_at_its_tables(client, path):
    answer = client.get(f"{path}?lang=en")
    assert answer.headers["location"] == "/api/v1/tables?lang=en"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_nobody_reads_how_the_server_does(client, method):
    for address in (headers.SHUT, f"{headers.SHUT}/", f"/base{headers.SHUT}?families=x"):
        answer = client.request(method, address)
        assert answer.status_code == 404
        assert "measured" not in answer.text


@pytest.mark.parametrize("page", http.pages())
def test_a_page_runs_its_own_scripts_only(client, page):
    allowed = policy(client.get(f"/{page}"))
    assert allowed["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in client.get(f"/{page}").headers["content-security-policy"]
    assert "http" not in client.get(f"/{page}").headers["content-security-policy"]


def test_only_the_frame_of_the_map_may_run_what_folium_writes(client):
    assert "'unsafe-eval'" in policy(client.get(policies.FRAME))["script-src"]


def test_the_background_map_is_the_one_foreign_host_and_only_for_the_map(opened, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_BASEMAP", "pdok")
    client = opened()
    shown = policy(client.get(policies.FRAME))
    assert shown.pop("img-src") == "'self' data: https://service.pdok.nl"
    assert "http" not in str(shown)
    assert "http" not in client.get("/overview").headers["content-security-policy"]


def test_sites_named_may_frame_the_pages(opened, monkeypatch):
    sites = "https://www.example.nl https://*.example.org:8443 http://localhost:3000"
    monkeypatch.setenv("WIJKECONOMIE_FRAME_ANCESTORS", f"  {sites} ")
    for address in ("/overview?embed=true", "/activity?lang=en&embed=TRUE", policies.FRAME):
        assert policy(opened().get(address))["frame-ancestors"] == f"'self' {sites}"


@pytest.mark.parametrize(
    "address", ["/overview", "/overview?embed=no", "/manage?embed=true", "/healthz"]
)
def test_what_may_show_exact_figures_is_framed_by_nobody(opened, monkeypatch, address):
    monkeypatch.setenv("WIJKECONOMIE_FRAME_ANCESTORS", "https://www.example.nl")
    assert policy(opened().get(address))["frame-ancestors"] == "'self'"


@pytest.mark.parametrize(
    "site",
    [
        "*",
        "https:",
        "https://*",
        "www.example.nl",
        "'none'",
        "https://a.nl;script-src",
        "https://a.nl/x",
    ],
)
def test_what_is_no_site_is_refused(monkeypatch, site):
    monkeypatch.setenv("WIJKECONOMIE_FRAME_ANCESTORS", f"https://good.nl {site}")
    with pytest.raises(Refused, match="WIJKECONOMIE_FRAME_ANCESTORS holds"):
        policies.policies(STATIC)


def test_over_https_it_stays_https(opened):
    answer = opened("https://testserver").get("/cookies")
    assert answer.headers["strict-transport-security"] == headers.HSTS
    assert [c.count("ecure") for c in answer.headers.get_list("set-cookie")] == [1, 1]


def test_who_says_to_come_over_https_is_not_believed(client):
    """The server itself believes a trusted proxy, before the guard sees the request."""
    answer = client.get("/cookies", headers={"X-Forwarded-Proto": "https"})
    assert "strict-transport-security" not in answer.headers
    assert "ecure" not in answer.headers.get_list("set-cookie")[0]


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if not a.startswith("/api")] + ["/cookies"]
)
def test_other_sites_read_the_api_only(client, address):
    answer = client.get(address, headers={"Origin": "https://other.nl"})
    assert [name for name in answer.headers if name.startswith("access-control")] == []
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.startswith("/api/v1/")])
def test_any_site_reads_the_api_without_cookies(client, address):
    answer = client.get(address, headers={"Origin": "https://other.nl"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("address", ["/overview", "/healthz", "/api/v1/tables/area.csv"])
def test_headers_can_be_asked_for_alone(client, address):
    assert client.head(address).status_code == client.get(address).status_code == 200


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("PUT", 400), ("DELETE", 400)])
def test_other_sites_may_only_read(client, method, status):
    asked = {"Origin": "https://other.nl", "Access-Control-Request-Method": method}
    answer = client.options("/api/v1/tables/area.csv", headers=asked)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/overview", "/api/v1/tables", "/_stcore/upload_file/a/b"])
def test_nothing_is_taken(client, method, address):
    answer = client.request(method, address, content=b"x" * 100)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert method in answer.json()["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("lang", "told"), [("nl", "ging iets mis"), ("en", "went wrong")])
def test_an_error_tells_nothing_of_itself(client, lang, told, caplog):
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"/fail?lang={lang}&who=hidden")
    assert answer.status_code == 500
    assert told in answer.text
    assert "ValueError" not in answer.text
    assert "ValueError < tests/view/test_headers.py:" in caplog.text
    assert "hidden" not in caplog.text
    assert str(settings.PROJECT) not in caplog.text


def test_an_error_in_the_api_is_a_problem(client, monkeypatch, caplog):
    def broken():
        raise ValueError("hidden")

    monkeypatch.setattr(query, "release", broken)
    answer = client.get("/api/v1/tables?lang=en")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "hidden" not in answer.text + caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_errors_of_others_are_logged_without_their_message(caplog):
    before = logging.getLogRecordFactory()
    faults.keep_values_out()
    try:
        raise ValueError("hidden")
    except ValueError:
        logging.getLogger("some.library").exception("Broken %s", "here")
    logging.getLogger(f"any.{faults.SIGN_IN}").error("Refused: %s.", "hidden")
    logging.setLogRecordFactory(before)
    assert "Broken here: ValueError < tests/view/test_headers.py:" in caplog.text
    assert "Refused: …." in caplog.text
    assert "hidden" not in caplog.text


def test_the_logger_of_sign_in_is_the_one_silenced():
    """Streamlit writes there what a provider answered; under another name it would be told."""
    name = "streamlit.web.server.starlette.starlette_auth_routes"
    assert name.endswith(faults.SIGN_IN)
    assert importlib.import_module(name)._LOGGER.name == name


@pytest.mark.parametrize("origin", [None, "http://testserver"])
def test_a_websocket_passes_untouched(client, origin):
    given = {"Origin": origin} if origin else {}
    with client.websocket_connect("/socket", headers=given) as socket:
        socket.send_bytes(b"as it is")
        assert socket.receive_bytes() == b"as it is"


@pytest.mark.parametrize(
    "origin",
    ["https://other.nl", "http://localhost", "http://testserver.other.nl", "http://[", "null", ""],
)
def test_a_websocket_from_elsewhere_is_refused(client, origin):
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect("/socket", headers={"Origin": origin}),
    ):
        pass
    assert refused.value.code == 1008
