"""What is asked in two ways, of nothing or of what is not there is refused, or told by name."""

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette import starlette_path_security_middleware as security

from tests.view.test_api import API, app, client, problem
from wijkeconomie.view import filters, query, words
from wijkeconomie.view.api import api
from wijkeconomie.view.exports import citation, conflicts, formats, selection
from wijkeconomie.view.web import negotiation, paths, tables

__all__ = ["app", "client"]
PARAMETERS = [(table, name) for table in filters.tables() for name in selection.names(table)]
ALONE = [(table, n) for table, n in PARAMETERS if n in (*selection.ALONE, "search")]
VALUES = {"limit": "5", "offset": "0", "release": "x", "search": "a"}


@pytest.mark.parametrize(("table", "name"), PARAMETERS)
def test_an_empty_value_is_refused_by_name(client, table, name):
    assert problem(client.get(f"{API}/{table}.csv?{name}="), 400)["parameter"] == name


@pytest.mark.parametrize("given", ["year=2025,", "year=,", "year=%20", "year=2025&year=", "year"])
def test_one_empty_value_among_others_is_refused(client, given):
    assert problem(client.get(f"{API}/activity.csv?{given}"), 400)["parameter"] == "year"


@pytest.mark.parametrize(
    ("table", "page", "here"),
    [
        ("activity", "size", "size_class"),
        ("area", "q", "search"),
        ("place", "category", "place_category"),
    ],
)
def test_the_spelling_of_a_page_is_refused_with_that_of_the_api(client, table, page, here):
    told = problem(client.get(f"{API}/{table}.csv?{page}=a"), 400)
    assert (told["parameter"], told["allowed"]) == (page, [here])
    assert here in told["detail"]


@pytest.mark.parametrize(("table", "name"), ALONE)
def test_a_parameter_of_one_value_takes_no_two(client, table, name):
    value = VALUES.get(name) or tables.values(table, name)[0]
    told = problem(client.get(f"{API}/{table}.csv?{name}={value}&{name}={value}&lang=en"), 400)
    assert told["parameter"] == name
    assert "2 values" in told["detail"] or "3 values" in told["detail"]


@pytest.mark.parametrize("path", ["tables", "tables/area", "catalog.jsonld", "citation.bib"])
@pytest.mark.parametrize("name", ["lang", "release"])
@pytest.mark.parametrize("given", ["{name}=", "{name}=nl&{name}=nl"])
def test_other_answers_are_as_strict(client, path, name, given):
    asked = given.format(name=name)
    assert problem(client.get(f"/api/v1/{path}?{asked}"), 400)["parameter"] == name


@pytest.mark.parametrize(
    ("given", "area", "allowed"),
    [
        ("area=GM0034,WK003426&level=wijk", "GM0034", "municipality"),
        ("area=WK003426&area=BU00340101&level=wijk", "BU00340101", "buurt"),
        ("area=GM0034&level=wijk,buurt", "GM0034", "municipality"),
    ],
)
@pytest.mark.parametrize("path", [f"{API}/activity.csv?", "/api/v1/citation.bib?table=activity&"])
def test_contradictions_name_both_parameters_and_the_area(client, path, given, area, allowed):
    told = problem(client.get(f"{path}{given}&lang=en"), 400)
    assert (told["parameter"], told["allowed"]) == ("level", [allowed])
    assert "area and level" in told["detail"]
    assert area in told["detail"]


def test_an_area_outside_the_municipality_is_told(sample_release, monkeypatch):
    monkeypatch.setattr(filters, "_municipality", str)
    monkeypatch.setitem(filters._VALUES, "within", str)
    asked = selection.parse("activity", {"area": ["WK003426"], "within": ["GM0363"]})
    assert conflicts.found(asked) == [("within", "WK003426", "GM0034")]


@pytest.mark.parametrize(
    ("table", "given", "names"),
    [
        ("activity", "level=buurt&sector=C&size_class=lt10", "level, sector"),
        ("activity", "level=buurt&sector=G&size_class=lt10", "sector, size_class"),
        ("activity", "level=buurt&sector=G&premises=home", "level, premises, sector"),
        ("activity", "sector=*,C&size_class=*,lt10", None),
        ("activity", "search=zzzz&year=2025", "search"),
        ("activity", "sector=C&size_class=lt10&search=zzzz", "sector, size_class"),
        ("place", "search=zzzz", "search"),
        ("activity", "limit=0", None),
        ("activity", "offset=999999999", None),
    ],
)
def test_no_rows_are_explained(client, table, given, names):
    answer = client.get(f"{API}/{table}.json?{given}&lang=en")
    assert answer.headers.get("no-rows-for") == names
    assert client.head(f"{API}/{table}.csv?{given}").headers.get("no-rows-for") == names
    notes = answer.json()["notes"]
    assert len(notes) == bool(names)
    for name in (names or "").split(", "):
        assert not notes or f"{name}=" in notes[0]


@pytest.mark.parametrize("ending", formats.FORMATS)
def test_dialects_are_those_of_the_format(client, ending):
    own = [dialect for dialect in formats.FORMATS[ending].dialects if dialect]
    for dialect in ("standard", "nl", "stat", "x"):
        answer = client.get(f"{API}/activity.{ending}?limit=1&dialect={dialect}")
        if dialect in own:
            assert answer.status_code == 200
            continue
        told = problem(answer, 400)
        assert (told["parameter"], told.get("allowed", [])) == ("dialect", own)


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        (None, None),
        ("en", "en"),
        ("en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("nl-BE, en;q=0.9", "nl"),
        ("de, fr;q=0.9, en;q=0.1", "en"),
        ("en;q=0, nl;q=0.1", "nl"),
        ("de", None),
        ("*", None),
        (";;,=,q=1", None),
    ],
)
def test_the_language_is_the_one_a_client_likes_best(client, header, lang):
    given, spoken = {"Accept-Language": header} if header else {}, lang or words.DEFAULT
    assert negotiation.language(header) == lang
    for path in (f"{API}/place.csv?limit=2", API, "/api/v1/citation.txt", "/api/v1/openapi.json"):
        more = "&" if "?" in path else "?"
        answer = client.get(path, headers=given)
        assert answer.text == client.get(f"{path}{more}lang={spoken}").text
        assert "Accept-Language" in answer.headers["vary"]
        asked = client.get(f"{path}{more}lang=nl", headers=given)
        assert asked.text == client.get(f"{path}{more}lang=nl").text
    told = problem(client.get(f"{API}/none.csv", headers=given), 404)
    assert told == problem(client.get(f"{API}/none.csv?lang={spoken}"), 404)


def test_all_parts_of_a_file_are_in_one_language(client):
    answer = client.get(f"{API}/place.csv?limit=2", headers={"Accept-Language": "en"})
    assert parse_qs(urlsplit(answer.links["next"]["url"]).query)["lang"] == ["en"]


@pytest.mark.parametrize("ending", ["txt", "bib", "cff"])
def test_a_reference_is_of_the_rows_asked_for(client, ending):
    asked = selection.parse("activity", {"year": ["2025"], "sector": ["*"], "lang": ["en"]})
    told = client.get(citation.address(asked, ending))
    assert told.status_code == 200
    address = citation.link("en", asked, "http://testserver")
    assert address in told.text.replace("\n ", "")
    assert "Establishments and jobs" in told.text
    release = query.release().release_id
    assert client.get(f"{citation.address(asked, ending)}&release={release}").status_code == 200
    for wrong, name in (
        ("table=none", "table"),
        ("table=area&limit=x", "limit"),
        ("year=2025", "year"),
    ):
        status = 404 if name == "table" else 400
        answer = client.get(f"/api/v1/citation.{ending}?{wrong}")
        assert problem(answer, status)["parameter"] == name


def test_fastapi_describes_nothing_twice():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert api.openapi()["paths"] == {}


ODD = [
    "/api/v1/tables/..",
    "/api/v1/tables/../",
    "/api/v1/tables/%2e%2e/x",
    "/api/v1/tables/%2fetc%2fpasswd",
    "/api/v1/tables/a%00.csv",
    "/api/v1/tables/%ff.csv",
    "/api/v1/tables/%5c..%5cx",
    "/api/v1/tables/x%0d%0ay.csv",
    "/api/v1/tables/activity.csv/x",
    "/api/v1/x",
    "/api/v2/tables",
    "/api/docs/x",
    "//api/v1/tables",
]


@pytest.mark.parametrize("path", ODD)
def test_odd_paths_are_told_like_everything_else(sample_release, app, path):
    """Also those that the server of the pages refuses by itself, before they come to us."""
    guarded = [Middleware(paths.Told), Middleware(security.PathSecurityMiddleware)]
    served = Starlette(routes=app.routes, middleware=guarded)
    with ThreadPoolExecutor(1) as apart:
        asked = apart.submit(asyncio.run, answered(served, path))
    status, headers, body = asked.result()
    assert (status, headers[b"content-type"]) == (404, b"application/problem+json")
    assert b"There is nothing at" in body or b"does not exist" in body


async def answered(served: Starlette, path: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """What is sent for a path as it stands: clients would tidy it first."""
    sent = []
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"lang=en",
        "headers": [(b"host", b"testserver")],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    await served(scope, receive, send)
    assert [each["type"] for each in sent].count("http.response.start") == 1
    body = b"".join(each.get("body", b"") for each in sent)
    return sent[0]["status"], dict(sent[0]["headers"]), body
