"""The addresses beside the pages, over a real ASGI application."""

import gzip
import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from wijkeconomie import settings
from wijkeconomie.view import filters, http, query, shapes


@pytest.fixture
def client(sample_release) -> TestClient:
    static = Path(file_util.get_static_dir())
    return TestClient(Starlette(routes=http.routes(static)), follow_redirects=False)


def test_the_front_page_is_the_overview(client):
    answer = client.get("/?lang=en")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/overview?lang=en"


@pytest.mark.parametrize("name", http.pages())
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_pages_start_in_the_language_asked_for(client, name, lang):
    answer = client.get(f"/{name}?lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert "/assets/start.js" in answer.text
    assert "<title>Wijkeconomie</title>" in answer.text
    liked = client.get(f"/{name}", headers={"Accept-Language": f"{lang}-GB,fr;q=0.5"})
    assert f'<html lang="{lang}">' in liked.text
    assert liked.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(("lang", "told"), [("nl", "bestaat niet"), ("en", "does not exist")])
def test_an_unknown_page_is_told(client, lang, told):
    answer = client.get(f"/nonsense?lang={lang}")
    assert answer.status_code == 404
    assert told in answer.text
    assert f'href="/overview?lang={lang}"' in answer.text


def test_health_with_and_without_a_release(client, sample_release, monkeypatch, tmp_path):
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok", "release_id": query.release().release_id}
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(tmp_path))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("Er is nog geen uitgave")


@pytest.mark.parametrize("level", shapes.LEVELS)
def test_shapes_for_ever(client, sample_release, level):
    path = f"/areas/{query.release().release_id}/{level}.json"
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json"
    assert "immutable" in answer.headers["cache-control"]
    codes = [f["properties"]["code"] for f in answer.json()["features"]]
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes))
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.json() == answer.json()


def test_shapes_are_in_the_order_of_the_figures(sample_release):
    """The browser is sent values without codes: both sides must agree on the order."""
    body = shapes.collection(query.release().release_id, "buurt")
    codes = [f["properties"]["code"] for f in json.loads(gzip.decompress(body))["features"]]
    assert codes == query.run("areas", level="buurt")["area_code"].tolist()


def test_shapes_of_almere_are_light(sample_release):
    assert len(shapes.collection(query.release().release_id, "buurt")) < 20_000


@pytest.mark.parametrize(
    "path", ["/areas/20200101-x/wijk.json", "/areas/{id}/street.json", "/areas/{id}/..%2f.json"]
)
def test_other_shapes_do_not_exist(client, sample_release, path):
    answer = client.get(path.format(id=query.release().release_id))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path", ["leaflet/leaflet.js", "leaflet/leaflet.css", "map.js", "map.css", "start.js"]
)
def test_our_own_assets(client, path):
    assert client.get(f"/assets/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "leaflet/../../app.py"]
)
def test_no_way_out_of_the_assets(client, path):
    assert client.get(f"/assets/{path}").status_code == 404


def test_tables_are_listed_with_their_filters(client, sample_release):
    listed = client.get("/api/v1/tables").json()
    assert sorted(table["name"] for table in listed["tables"]) == filters.tables()


@pytest.mark.parametrize("table", filters.tables())
def test_every_table_as_csv(client, sample_release, table):
    answer = client.get(f"/api/v1/tables/{table}.csv?limit=5")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="{table}-' in answer.headers["content-disposition"]
    assert 2 <= len(answer.text.strip().split("\r\n")) <= 6


def test_filters_are_those_of_the_page(client, sample_release):
    answer = client.get(
        "/api/v1/tables/activity.csv?area=WK003426&year=2025&sector=*&size_class=*&premises=home,*"
    )
    lines = answer.text.strip().split("\r\n")
    assert [line.split(",")[9] for line in lines[1:]] == ['"*"', '"home"']


def test_dutch_dialect(client, sample_release):
    answer = client.get("/api/v1/tables/area.csv?limit=2&dialect=nl")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert ";" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("activity.csv?colour=red", 400, "colour"),
        ("activity.csv?year=1999", 400, "1999"),
        ("activity.csv?limit=x", 400, "limit"),
        ("secrets.csv", 404, "secrets"),
        ("activity.exe", 404, "csv, xlsx"),
        ("activity.csv?area=' or 1=1 --&lang=en", 400, "is not in this release"),
    ],
)
def test_refusals_are_problems_in_words(client, sample_release, path, status, told):
    answer = client.get(f"/api/v1/tables/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert told in problem["detail"]
    assert problem["status"] == status
    assert "Traceback" not in answer.text
    assert str(settings.PROJECT) not in answer.text


def test_no_release_no_tables(client, empty_folder):
    answer = client.get("/api/v1/tables/activity.csv")
    assert answer.status_code == 503
    assert "Er is nog geen uitgave" in answer.json()["detail"]
