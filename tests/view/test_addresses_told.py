"""Every address that a file, a header or a description tells is opened, and gives what it says."""

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.conftest import environment
from wijkeconomie.view import http, query
from wijkeconomie.view.exports import columns, formats

SITE = "http://testserver"
ADDRESS = re.compile(rf"{SITE}[^\s\"'<>|{{}}\\)\x00-\x1f]*|(?<=\")/api/v1/tables/[^\"]+")
EVERY = ("activity", "place")
CASES = [
    (table, *case)
    for table in columns.tables()
    for case in formats.fitting(table)
    if table in EVERY or "stat" in case
]


@pytest.fixture(scope="module")
def app() -> Starlette:
    with environment(WIJKECONOMIE_API_REQUESTS=100_000):
        return Starlette(routes=http.routes(Path(file_util.get_static_dir())))


@pytest.fixture
def client(sample_release, app) -> TestClient:
    return TestClient(app)


def told(body: bytes) -> set[str]:
    """The addresses of this site in a file, also where others put marks around them."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {each for name in archive.namelist() for each in told(archive.read(name))}
    text = re.sub(r"\\([\\`*_|#])", r"\1", html.unescape(body.decode("utf-8", "replace")))
    return {found.rstrip(".,;") for found in ADDRESS.findall(text)}


def is_of_release(address: str) -> bool:
    return f"release={query.release().release_id}" in address


@pytest.mark.parametrize(("table", "ending", "dialect"), CASES)
def test_every_address_of_a_file_is_open(client, table, ending, dialect):
    asked = f"/api/v1/tables/{table}.{ending}?limit=1&lang=en"
    answer = client.get(f"{asked}&dialect={dialect}" if dialect else asked)
    assert answer.status_code == 200
    links = {link["url"] for link in answer.links.values()}
    found = told(answer.content) | links
    assert links
    for address in found:
        opened = client.get(address)
        assert opened.status_code == 200, f"{address}: {opened.text[:200]}"
        assert is_of_release(address)
    if ending in ("json", "xlsx", "parquet", "zip", "geojson"):
        assert any("/api/v1/tables/" in each for each in found - links)


def test_the_next_part_is_at_one_address_in_body_and_header(client):
    answer = client.get("/api/v1/tables/place.json?limit=3&search=a&lang=en")
    assert answer.json()["next"] == answer.links["next"]["url"]
    assert is_of_release(answer.json()["next"])


@pytest.mark.parametrize("path", ["citation.txt", "citation.bib", "citation.cff", "catalog.jsonld"])
def test_every_address_of_what_tells_of_a_release_is_open(client, path):
    found = told(client.get(f"/api/v1/{path}").content)
    # Names of who publishes, and of what is the same in every release.
    named = {each for each in found if "#" in each}
    pages = {each for each in found if "?" in each and each not in named}
    assert pages
    for address in found - named:
        assert client.head(address).status_code in (200, 307), address
    assert all(map(is_of_release, pages))
