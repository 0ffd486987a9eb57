"""Requests with and without a login, over a real ASGI application with really signed cookies."""

import hashlib
import io
import shutil
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import Response
from starlette.testclient import TestClient
from streamlit import config, file_util
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from tests import logins
from wijkeconomie import settings
from wijkeconomie.view import editions, filters, guard, http, login, query, shapes, words
from wijkeconomie.view.exports import rows, selection

ORIGIN = "http://testserver"
MANY = [hashlib.sha256(bytes([i])).hexdigest() for i in range(200)]
CELLS = "/api/v1/tables/activity.csv?area=BU00341701&limit=3"


@pytest.fixture(autouse=True)
def everything(both_editions, monkeypatch, tmp_path):
    """Both editions, a role and a login."""
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(both_editions))
    monkeypatch.setenv("WIJKECONOMIE_INTERNAL_ROLE", logins.ROLE)
    monkeypatch.setattr(editions, "_ended", {})
    with logins.configured(tmp_path / "secrets.toml", logins.secrets(ORIGIN)):
        yield


def application() -> Starlette:
    static = Path(file_util.get_static_dir())
    outer, opened = Middleware(guard.Guard), Middleware(CORSMiddleware, allow_origins=["*"])
    return Starlette(routes=http.routes(static), middleware=[outer, opened])


def visitor(content: dict | None = None, **more: object) -> TestClient:
    client = TestClient(application(), base_url=ORIGIN, follow_redirects=False)
    for name, value in logins.cookies(content, **more).items() if content else ():
        client.cookies.set(name, value)
    return client


def insider(**changed: object) -> TestClient:
    return visitor(logins.claims(ORIGIN, **changed))


def ids() -> tuple[str, str]:
    with query.reading("internal"):
        internal = query.release().release_id
    return query.release().release_id, internal


def test_with_the_role_answers_are_exact_marked_and_kept_nowhere():
    answer = insider().get(CELLS)
    assert answer.headers["cache-control"] == "private, no-store"
    assert "Cookie" in answer.headers["vary"]
    assert answer.headers["wijkeconomie-edition"] == "internal"
    assert 'filename="internal-activity-BU00341701-' in answer.headers["content-disposition"]
    lines = answer.text.strip().split("\r\n")
    assert len(lines) == 4
    for line in lines[1:]:
        assert ids()[1] in line
        assert words.translate("nl", editions.INTERNAL) in line
    assert answer.text != visitor().get(CELLS).text


@pytest.mark.parametrize("path", [CELLS, "/api/v1/tables", "/api/v1/tables/activity"])
def test_exact_figures_have_no_tag_and_are_not_taken_for_public_ones(path):
    public = visitor().get(path)
    exact = insider().get(path, headers={"If-None-Match": f"{public.headers['etag']}, *"})
    assert (exact.status_code, exact.headers["cache-control"]) == (200, "private, no-store")
    assert "etag" not in exact.headers
    assert visitor().get(path, headers={"If-None-Match": public.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["releases", "catalog.jsonld", "openapi.json", "citation.txt"])
def test_what_describes_the_release_is_public_for_everyone(name):
    told = insider().get(f"/api/v1/{name}")
    assert told.status_code == 200
    assert ids()[1] not in told.text
    assert told.headers["cache-control"] == "private, no-store"


def test_a_release_is_never_of_the_internal_edition():
    for client in (insider(), visitor()):
        answer = client.get(f"{CELLS}&release={ids()[1]}")
        assert (answer.status_code, answer.json()["parameter"]) == (400, "release")


def test_exact_figures_are_not_loaded_by_pages_of_others():
    """Not even without an origin, as an image or script is; a link that is followed is a visit."""
    exact = insider().get(CELLS)
    assert exact.headers["cross-origin-resource-policy"] == "same-origin"
    loaded = insider().get(CELLS, headers={"Sec-Fetch-Site": "cross-site"})
    assert loaded.headers.get("wijkeconomie-edition") is None
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert insider().get(CELLS, headers=visit).text == exact.text


def test_secrets_that_others_can_read_open_nothing(tmp_path):
    (tmp_path / "secrets.toml").chmod(0o644)
    assert login.trouble() == "readable"
    assert insider().get(CELLS).headers.get("wijkeconomie-edition") is None


def test_a_provider_that_does_not_answer_is_told_with_a_way_back():
    async def failing(scope, receive, send):
        await Response("Authentication error", 400)(scope, receive, send)

    client = TestClient(guard.Guard(failing), base_url=ORIGIN)
    answer = client.get("/auth/login?lang=en")
    assert answer.status_code == 502
    assert "Signing in does not work now" in answer.text
    assert 'href="/overview?lang=en"' in answer.text
    assert "Authentication error" not in answer.text


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("error=access_denied&error_description=x&state=a", 403, "ask who manages this website"),
        ("error=server_error&state=a", 502, "Signing in does not work now"),
        ("state=a&code=b", 302, None),
    ],
)
def test_who_comes_back_without_a_login_is_told_why(asked, status, told):
    """At Streamlit's own addresses, that would lead to the overview without a word."""
    outer, sessions = Middleware(guard.Guard), Middleware(SessionMiddleware, secret_key="x" * 32)
    app = Starlette(routes=create_auth_routes(""), middleware=[outer, sessions])
    client = TestClient(app, base_url=ORIGIN, follow_redirects=False)
    answer = client.get(f"/oauth2callback?{asked}&lang=en")
    assert answer.status_code == status
    if told:
        assert told in answer.text
        assert 'href="/overview?lang=en"' in answer.text
    else:
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize("table", filters.tables())
def test_files_say_which_edition_they_are(table):
    for client, edition, id_ in (
        (insider(), "internal", ids()[1]),
        (visitor(), "public", ids()[0]),
    ):
        answer = client.get(f"/api/v1/tables/{table}.xlsx?limit=2&lang=en")
        assert answer.status_code == 200
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert (editions.INTERNAL in book.properties.title) == (edition == "internal")
        told = list(book["Explanation"].iter_rows(values_only=True))
        notes = {row[0]: row[1] for row in reversed(told)}
        assert id_ in notes["Source"]
        has_flags = "flag" in [cell.value for cell in book.worksheets[0][1]]
        assert ("c" in notes) == (edition == "public" and has_flags)
        assert "internal" in answer.headers["content-disposition"] or edition == "public"


def test_the_list_of_tables_tells_its_edition():
    assert insider().get("/api/v1/tables").json()["edition"] == "internal"
    public = visitor().get("/api/v1/tables").json()
    assert (public["edition"], public["release_id"]) == ("public", ids()[0])


REFUSED = {
    "no role": {"roles": ...},
    "wrong role": {"roles": ["extern"]},
    "expired": {"exp": 1_600_000_000},
    "no exp": {"exp": ...},
    "another application": {"origin": "http://elsewhere"},
    "no origin": {"origin": ...},
    "another provider": {"provider": "other"},
    "not logged in": {"is_logged_in": False},
}


@pytest.mark.parametrize("case", REFUSED)
def test_others_get_exactly_what_everyone_gets(case):
    client, anyone = insider(**REFUSED[case]), visitor()
    for path in (CELLS, "/api/v1/tables", "/overview", f"/areas/{ids()[1]}/hexagon.json"):
        answer, public = client.get(path), anyone.get(path)
        assert (answer.status_code, answer.content) == (public.status_code, public.content)
        assert answer.headers == public.headers


def tampered() -> dict[str, dict[str, str]]:
    good = logins.cookies(logins.claims(ORIGIN))[logins.COOKIE]
    body, signature = good.split(".", 1)
    public = logins.cookies(logins.claims(ORIGIN, roles=["extern"]))[logins.COOKIE]
    large = logins.cookies(logins.claims(ORIGIN, groups=MANY))
    parts = sorted(large)
    return {
        "another secret": logins.cookies(logins.claims(ORIGIN), secret="x" * 32),
        "an empty secret": logins.cookies(logins.claims(ORIGIN), secret=""),
        "a changed signature": {logins.COOKIE: f"{body}.{signature[:-2]}AA"},
        "another's signature": {logins.COOKIE: f"{body}.{public.split('.', 1)[1]}"},
        "a changed body": {logins.COOKIE: f"{body[:-2]}AA.{signature}"},
        "no signature": {logins.COOKIE: body},
        "nothing": {logins.COOKIE: ""},
        "noise": {logins.COOKIE: "\\377 ; é%00"},
        "a name of its own": {"_streamlit_user_tokens": good},
        "a part missing": {name: large[name] for name in parts[:-1]},
        "parts mixed up": large | {parts[1]: large[parts[2]], parts[2]: large[parts[1]]},
    }


@pytest.mark.parametrize("case", tampered())
def test_a_tampered_cookie_is_no_login(case):
    client = visitor()
    sent = "; ".join(f"{name}={value}" for name, value in tampered()[case].items())
    answer = client.get(CELLS, headers={"Cookie": sent.encode("latin-1")})
    assert answer.content == visitor().get(CELLS).content
    assert "wijkeconomie-edition" not in answer.headers


def test_a_login_too_large_for_one_cookie_is_one():
    content = logins.claims(ORIGIN, groups=MANY)
    assert len(logins.cookies(content)) > 2
    assert visitor(content).get("/api/v1/tables").json()["edition"] == "internal"


@pytest.mark.parametrize("level", shapes.LEVELS)
def test_shapes_of_the_internal_edition_need_the_role_whoever_came_before(level):
    public, internal = ids()
    paths = [f"/areas/{release}/{level}.json" for release in (public, internal)]
    shown = [insider().get(path) for path in paths]
    assert [answer.status_code for answer in shown] == [200, 200]
    assert "immutable" in shown[0].headers["cache-control"]
    assert shown[1].headers["cache-control"] == "private, no-store"
    assert shown[0].headers["etag"] != shown[1].headers["etag"]
    known = {"If-None-Match": shown[1].headers["etag"]}
    for client in (visitor(), insider(roles=["extern"])):
        hidden, absent = (
            client.get(paths[1], headers=known),
            client.get(paths[1].replace("-int", "x-int")),
        )
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert hidden.text.replace(internal, "") == absent.text.replace(
            internal.replace("-int", "x-int"), ""
        )
        assert hidden.headers.keys() == absent.headers.keys()
        assert client.get(paths[0]).content == shown[0].content


def test_answers_follow_the_cookie_in_whatever_order_they_are_asked():
    client, cookie = visitor(), logins.cookies(logins.claims(ORIGIN))
    anyone, known = client.get(CELLS).text, insider().get(CELLS).text
    for name, value in cookie.items():
        client.cookies.set(name, value)
    assert client.get(CELLS).text == known
    client.cookies.clear()
    assert client.get(CELLS).text == anyone


@pytest.mark.parametrize("page", [*http.pages(), "nonsense", ""])
def test_documents_tell_the_internal_release_to_nobody_else(page):
    assert ids()[1] not in visitor().get(f"/{page}").text
    answer = insider().get(f"/{page}")
    assert answer.headers["cache-control"] == "private, no-store"
    assert (ids()[1] in answer.text) == (page in http.pages())


def test_health_is_the_same_for_everyone():
    assert insider().get("/healthz").json()["release_id"] == ids()[0]


@pytest.mark.parametrize("origin", ["http://elsewhere", "null", "https://testserver"])
def test_pages_of_others_get_public_figures(origin):
    answer = insider().get("/api/v1/tables", headers={"Origin": origin})
    assert answer.json()["edition"] == "public"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_internal_answers_are_open_to_no_other_origin():
    answer = insider().get("/api/v1/tables", headers={"Origin": ORIGIN})
    assert answer.json()["edition"] == "internal"
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_signing_out_ends_the_login_wherever_its_cookie_went():
    taken = logins.claims(ORIGIN)
    thief, client, other = visitor(taken), visitor(taken), insider(sub="other")
    assert client.get("/api/v1/tables").json()["edition"] == "internal"
    client.get("/auth/logout")
    for each in (thief, client):
        assert each.get("/api/v1/tables").json()["edition"] == "public"
    assert other.get("/api/v1/tables").json()["edition"] == "internal"


def test_a_refusal_to_who_is_signed_in_is_kept_nowhere_either():
    answer = insider().get("/api/v1/tables/activity.csv?year=1066")
    assert answer.status_code == 400
    assert answer.headers["cache-control"] == "private, no-store"


SETUPS = {
    "served": ({}, {}, "role economie-intern"),
    "no secrets": ({"text": ""}, {}, "no [auth]"),
    "a short cookie secret": ({"cookie_secret": "x" * 31}, {}, "at least 32 characters"),
    "no cookie secret": ({"cookie_secret": None}, {}, "at least 32 characters"),
    "no client": ({"client_id": None}, {}, "needs redirect_uri"),
    "no provider": ({"server_metadata_url": None}, {}, "needs redirect_uri"),
    "no address": ({"redirect_uri": None}, {}, "needs redirect_uri"),
    "no role": ({}, {"WIJKECONOMIE_INTERNAL_ROLE": ""}, "no role is configured"),
    "no file": ({}, {"WIJKECONOMIE_DATA": "public only"}, "there is no internal.duckdb"),
    "names from a proxy": ({"headers": {"X-Roles": "roles"}}, {}, "trustedUserHeaders"),
}


@pytest.mark.parametrize("case", SETUPS)
def test_only_with_everything_in_place_is_it_served_and_the_log_says_why_not(
    case, both_editions, tmp_path, monkeypatch
):
    changed, environment, told = SETUPS[case]
    changed = dict(changed)
    headers, text = changed.pop("headers", None), changed.pop("text", None)
    for name, value in environment.items():
        monkeypatch.setenv(name, str(tmp_path) if name == "WIJKECONOMIE_DATA" else value)
    shutil.copyfile(both_editions / "economy.duckdb", tmp_path / "economy.duckdb")
    monkeypatch.setenv("LC_ALL", "C")
    config.set_option("server.trustedUserHeaders", headers)
    cookie = logins.claims(ORIGIN)
    secret = changed.get("cookie_secret") or logins.SECRET
    text = logins.secrets(ORIGIN, **changed) if text is None else text
    try:
        with logins.configured(tmp_path / "other.toml", text):
            assert told in login.status()
            found = visitor(cookie, secret=secret).get("/api/v1/tables").json()["edition"]
            assert (found == "internal") == (case == "served")
    finally:
        config.set_option("server.trustedUserHeaders", None)


def test_a_provider_with_a_name_counts_and_another_does_not(tmp_path):
    text = logins.secrets(ORIGIN, client_id=None, client_secret=None, server_metadata_url=None)
    for name in ("entra", "other"):
        text += f'\n[auth.{name}]\nclient_id = "a"\nclient_secret = "b"\nserver_metadata_url = "c"'
    with logins.configured(tmp_path / "named.toml", text):
        found = {
            name: insider(provider=name).get("/api/v1/tables").json()["edition"]
            for name in ("entra", "other", "default")
        }
    assert found == {"entra": "internal", "other": "public", "default": "public"}


def test_a_table_is_of_the_edition_it_was_asked_from_wherever_it_is_read():
    """Bodies are sent after the answer has begun, and from another thread."""
    asked = selection.parse("activity", {"area": ["BU00341701"]})
    with query.reading("internal"):
        late, exact = rows.batches(asked), rows.frame(asked)
    read = pa.Table.from_batches(late).to_pydict()
    assert read["jobs"] == exact["jobs"].tolist()
    assert read["jobs"] != rows.frame(asked)["jobs"].tolist()
    assert not query.is_internal()
    assert settings.internal_file().exists()
