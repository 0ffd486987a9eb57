"""The API answers as clients ask: every table, parameter and format, and every wrong request."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.conftest import environment
from wijkeconomie.errors import UnknownName
from wijkeconomie.view import filters, http, query, words
from wijkeconomie.view.exports import columns, formats, selection
from wijkeconomie.view.web import negotiation, tables

API = "/api/v1/tables"
FILES = [(table, ending) for table in filters.tables() for ending in formats.FORMATS]
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def app() -> Starlette:
    with environment(WIJKECONOMIE_API_REQUESTS=100_000):
        return Starlette(routes=http.routes(Path(file_util.get_static_dir())))


@pytest.fixture
def client(sample_release, app) -> TestClient:
    return TestClient(app, headers=PLAIN)


def problem(answer, status: int) -> dict:
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    told = answer.json()
    assert {"type", "title", "status", "detail"} <= told.keys()
    assert (told["status"], answer.headers["cache-control"]) == (status, "no-store")
    return told


@pytest.mark.parametrize(("table", "ending"), FILES)
def test_every_table_in_every_format(client, table, ending):
    """The tag is that of the same figures; HEAD tells the same."""
    path = f"{API}/{table}.{ending}?limit=20"
    if not tables.dialects(table, ending):
        assert problem(client.get(path), 400) == problem(client.get(path), 400)
        assert client.head(path).status_code == 400
        return
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == formats.FORMATS[ending].media_type
    assert re.fullmatch('W/"[0-9a-f]{32}"', answer.headers["etag"])
    assert answer.headers["accept-ranges"] == "none"
    assert answer.headers["cache-control"] == "no-cache"
    head = client.head(path)
    assert head.headers.get("content-length") != "0"
    ignored = {"content-length", "transfer-encoding"}
    assert head.content == b""
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {
        k: v for k, v in answer.headers.items() if k not in ignored
    }
    same = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")


@pytest.fixture(scope="module")
def listed() -> dict[str, dict[str, dict]]:
    """All tables as the API lists them, by language and name, once they were asked for."""
    return {}


@pytest.mark.parametrize("table", filters.tables())
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_table_describes_itself(client, listed, table, lang):
    told = client.get(f"{API}/{table}?lang={lang}").json()
    assert told["rows"] == selection.count(selection.parse(table, {}))
    assert [c["name"] for c in told["columns"]] == [c.name for c in columns.of(table)]
    assert all(c["title"] and c["definition"] for c in told["columns"])
    assert [f["name"] for f in told["filters"]] == filters.names(table)
    named = {p["name"] for p in told["filters"] + told["parameters"]}
    assert named == set(selection.names(table))
    assert all(p["description"] for p in told["filters"] + told["parameters"])
    for each in told["formats"]:
        assert client.head(each["href"]).status_code == 200
    if lang not in listed:
        tables_of = client.get(f"{API}?lang={lang}").json()["tables"]
        listed[lang] = {each["name"]: each for each in tables_of}
        assert len(listed[lang]) == len(tables_of)
    assert listed[lang][table] == told


@pytest.mark.parametrize("table", filters.tables())
def test_every_value_that_is_listed_is_taken(sample_release, table):
    for name in selection.names(table):
        for value in tables.values(table, name):
            selection.parse(table, {name: [value]})


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("secrets.csv", 404, ("table", "activity", "Table secrets does not exist")),
        ("secrets", 404, ("table", "activity", "Table secrets does not exist")),
        ("activity.exe", 404, ("format", "csv", "files that end in .exe")),
        ("activity.csv?colour=red", 400, ("colour", "year", "Parameter colour")),
        ("activity?colour=red", 400, ("colour", "lang", "Parameter colour")),
        ("activity.csv?columns=secret", 400, ("columns", "jobs", "secret")),
        ("activity.csv?sort=secret", 400, ("sort", "jobs", "secret")),
        ("activity.csv?year=1999", 400, ("year", "2025", "1999")),
        ("activity.csv?level=street", 400, ("level", "wijk", "street")),
        ("activity.csv?lang=fr", 400, ("lang", "nl", "fr")),
        ("activity?lang=fr", 400, ("lang", "nl", "fr")),
        ("activity.csv?dialect=x", 400, ("dialect", "nl", "x")),
        ("activity.csv?limit=-1", 400, ("limit", None, "whole number")),
        ("activity.csv?area=GM9999", 400, ("area", None, "CBS code such as GM0034")),
        ("activity.csv?level=buurt&area=GM0034", 400, ("level", "municipality", "contradict")),
        ("activity.csv?area=%27%20or%201=1%20--", 400, ("area", None, "not in this release")),
        ("activity.csv?sort=jobs;drop%20table%20area", 400, ("sort", "jobs", "jobs;drop")),
        ("activity.csv?sector=%00", 400, ("sector", "A", "sector")),
        ("activity/../../x", 404, (None, None, "There is nothing")),
    ],
)
def test_wrong_requests_are_told_what_to_mend(client, path, status, told):
    parameter, allowed, sentence = told
    given = path if "lang=" in path else f"{path}{'&' if '?' in path else '?'}lang=en"
    answer = problem(client.get(f"{API}/{given}"), status)
    assert sentence in answer["detail"]
    assert answer.get("parameter") == parameter
    assert (allowed in answer["allowed"]) if allowed else ("allowed" not in answer)
    head = client.head(f"{API}/{path}")
    assert head.status_code == status


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_problems_are_in_the_language_asked_for(client, lang):
    told = problem(client.get(f"{API}/activity.csv?level=buurt&area=GM0034&lang={lang}"), 400)
    assert ("contradict" in told["detail"]) is (lang == "en")


@pytest.mark.parametrize("offset", [10**6, 999_999_999])
def test_far_beyond_the_end_is_an_empty_file(client, offset):
    answer = client.get(f"{API}/activity.csv?limit=10&offset={offset}")
    total = int(answer.headers["total-count"])
    assert answer.text.count("\r\n") == 1
    assert f"offset={(total - 1) // 10 * 10}&" in answer.links["prev"]["url"]
    assert "next" not in answer.links


@pytest.mark.parametrize("limit", [1, 7, 40, 1000])
def test_links_lead_through_all_pages(client, limit):
    path = f"{API}/activity.csv?area=WK003426&year=2025&premises=*&sort=-jobs"
    whole = client.get(path)
    lines, seen = whole.text.split("\r\n"), []
    assert "link" not in whole.headers
    link = f"{path}&limit={limit}"
    while link:
        answer = client.get(link)
        assert answer.headers["total-count"] == whole.headers["total-count"]
        seen += answer.text.split("\r\n")[1:-1]
        link = answer.links.get("next", {}).get("url")
        assert link is None or f"release={query.release().release_id}" in link
    assert seen == lines[1:-1]
    assert len(seen) == int(whole.headers["total-count"])


def test_the_release_in_use_is_known_by_its_number(client):
    release = query.release().release_id
    asked = f"{API}/activity.csv?limit=5"
    kept = client.get(f"{asked}&release={release}")
    assert kept.content == client.get(asked).content
    assert "immutable" in kept.headers["cache-control"]
    assert kept.headers["etag"] != client.get(asked).headers["etag"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("year=2025,2024&area=WK003426", "area=WK003426&year=2024&year=2025", True),
        ("limit=5", "limit=6", False),
        ("limit=5", "limit=5&offset=1", False),
        ("limit=5", "limit=5&lang=en", False),
        ("limit=5", "limit=5&dialect=nl", False),
        ("columns=jobs,year&limit=5", "columns=year,jobs&limit=5", False),
        ("sort=jobs&limit=5", "sort=-jobs&limit=5", False),
        ("search=a&limit=5", "search=b&limit=5", False),
    ],
)
def test_the_tag_is_of_what_is_asked(client, one, other, is_same):
    tags = [client.head(f"{API}/activity.csv?{asked}").headers["etag"] for asked in (one, other)]
    assert (tags[0] == tags[1]) is is_same


@pytest.mark.parametrize("path", ["tables", "tables/area.csv", "citation.txt"])
def test_text_is_packed_when_asked(client, path):
    plain = client.get(f"/api/v1/{path}")
    sent = client.get(f"/api/v1/{path}", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip"
    assert sent.content == plain.content
    assert sent.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in sent.headers["vary"]
    again = client.get(
        f"/api/v1/{path}",
        headers={"Accept-Encoding": "gzip", "If-None-Match": f'W/"x", {sent.headers["etag"]}'},
    )
    assert again.status_code == 304


def test_workbooks_are_packed_already(client):
    sent = client.get(f"{API}/area.xlsx?limit=5", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in sent.headers


@pytest.mark.parametrize(
    ("accept", "is_taken"),
    [
        (None, True),
        ("", True),
        ("*/*", True),
        ("text/*", True),
        ("text/csv", True),
        ("TEXT/CSV; charset=utf-8", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("application/json", False),
        ("text/csv;q=0", False),
        ("text/csv;q=0, */*", False),
        ("*/*;q=0", False),
        ("text/csv;q=nonsense", True),
    ],
)
def test_accept(client, accept, is_taken):
    assert negotiation.takes(accept, "text/csv; charset=utf-8") is is_taken
    if accept:
        answer = client.get(f"{API}/area.csv?limit=1", headers={"Accept": accept})
        assert answer.status_code == (200 if is_taken else 406)
        if not is_taken:
            assert problem(answer, 406)["allowed"] == ["text/csv"]


@pytest.mark.parametrize(
    ("header", "is_taken"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("gzip;q=0, *", False), ("br", False)],
)
def test_accept_encoding(header, is_taken):
    assert negotiation.takes_gzip(header) is is_taken


def test_ranges_are_answered_whole(client):
    asked = f"{API}/area.csv?limit=5"
    answer = client.get(asked, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.headers["accept-ranges"]) == (200, "none")
    assert answer.content == client.get(asked).content


def test_scripts_of_other_sites_read_everything(client):
    origin = {"Origin": "https://example.org"}
    answer = client.get(f"{API}/area.csv?limit=5", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    shown = answer.headers["access-control-expose-headers"]
    assert {"ETag", "Link", "Total-Count"} <= set(shown.split(", "))
    asked = {"Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "If-None-Match"
    assert client.options(f"{API}/area.csv", headers=origin | asked).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client, method):
    assert problem(client.request(method, f"{API}/area.csv"), 405)


def test_formats_are_asked_once(sample_release, monkeypatch):
    """What refuses a table is asked without rows, and not again."""
    asked = []

    def made(ending, given):
        asked.append(given.limit)
        raise UnknownName("No.")

    monkeypatch.setattr(formats, "make", made)
    tables._dialects.cache_clear()
    assert [tables.endings("area") for _ in range(2)] == [[], []]
    assert set(asked) == {0}
    assert len(asked) == sum(len(kind.dialects) for kind in formats.FORMATS.values())
    tables._dialects.cache_clear()


def test_packing_is_the_same_each_time(client):
    body = [client.get(f"{API}/area.csv", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
    assert body[0].content == body[1].content


OF_RELEASE = ["citation.txt", "citation.bib", "citation.cff", "catalog.jsonld", "openapi.json"]


@pytest.mark.parametrize("path", [*OF_RELEASE, "tables", "tables/activity.csv"])
def test_an_earlier_release_is_told_by_its_number_or_refused(client, path):
    now = query.release().release_id
    assert now in client.get(f"/api/v1/{path}?release={now}").text
    for unknown in ("nope", "../../register", "20200101-0123456789"):
        told = problem(client.get(f"/api/v1/{path}?release={unknown}&lang=en"), 400)
        assert f"{unknown} is not kept: see /api/v1/releases" in told["detail"]
        assert told["parameter"] == "release"
        assert now in told["allowed"]


def test_a_citation_in_another_notation_is_not_there(client):
    assert "There is nothing" in problem(client.get("/api/v1/citation.xml?lang=en"), 404)["detail"]


def test_the_list_of_releases_is_of_no_release(client):
    assert problem(client.get("/api/v1/releases?release=nope"), 400)["parameter"] == "release"


def test_a_method_that_is_not_taken_tells_which_are(client):
    answer = client.post("/api/v1/tables")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
