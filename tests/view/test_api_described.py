"""What describes the API holds: OpenAPI against the answers, DCAT-AP as linked data, the manual."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.conftest import environment
from wijkeconomie.view import filters, http, query, words
from wijkeconomie.view.exports import formats, provenance, selection
from wijkeconomie.view.web import parameters, tables

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
VERSIONED = Namespace(str(DCAT))
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SITE = "https://economie.example.nl"


@pytest.fixture(scope="module")
def app(sample_folder) -> Starlette:
    with environment(
        WIJKECONOMIE_DATA=sample_folder,
        WIJKECONOMIE_API_REQUESTS=100_000,
        WIJKECONOMIE_API_FILES=100,
    ):
        yield Starlette(routes=http.routes(Path(file_util.get_static_dir())))


@pytest.fixture
def client(app, sample_release) -> TestClient:
    return TestClient(app)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_table_format_and_parameter_is_described(client, lang):
    told = client.get(f"/api/v1/openapi.json?lang={lang}").json()
    assert told["openapi"].startswith("3.1")
    for path in told["paths"].values():
        assert set(path) == {"parameters", "get", "head"}
        assert "parameters" not in path["head"] | path["get"]
        assert "content" in resolved(told, path["get"]["responses"]["200"])
        assert "content" not in resolved(told, path["head"]["responses"]["200"])
    asked = [path[method] for path in told["paths"].values() for method in ("get", "head")]
    identities = [each["operationId"] for each in asked]
    assert len(set(identities)) == len(identities)
    for table in filters.tables():
        assert f"/api/v1/tables/{table}" in told["paths"]
        for ending in formats.FORMATS:
            path = f"/api/v1/tables/{table}.{ending}"
            assert (path in told["paths"]) is bool(tables.dialects(table, ending))
            if path in told["paths"]:
                assert named(told, path).keys() == {*selection.names(table)}
                assert all(p["description"] for p in named(told, path).values())
        jsonschema.Draft202012Validator.check_schema(told["components"]["schemas"][table])
    references = set(re.findall(r'"#/components/(\w+)/([\w-]+)"', json.dumps(told)))
    assert all(name in told["components"][kind] for kind, name in references)
    used = {name for kind, name in references if kind == "parameters"}
    assert used == set(told["components"]["parameters"])


def test_the_description_stays_small(client):
    """What paths share stands in it once: written out in each it was five times as large."""
    assert len(client.get("/api/v1/openapi.json").content) < 600_000


def resolved(told: dict, part: dict) -> dict:
    """A part of the description, or what it refers to."""
    if "$ref" not in part:
        return part
    _root, _components, kind, name = part["$ref"].split("/")
    return told["components"][kind][name]


def named(told: dict, path: str) -> dict[str, dict]:
    """Parameters of a path by their names."""
    given = [resolved(told, each) for each in told["paths"][path]["parameters"]]
    return {each["name"]: each for each in given}


def test_values_of_each_table_and_format_are_its_own(client):
    told = client.get("/api/v1/openapi.json").json()
    for table in filters.tables():
        for ending in tables.endings(table):
            given = named(told, selection.address(table, ending, {}))
            listed = tables.values(table, "columns")
            assert given["columns"]["schema"]["items"]["enum"] == listed
            dialects = [each for each in tables.dialects(table, ending) if each]
            assert given["dialect"]["schema"].get("enum", []) == dialects


def test_every_simple_path_answers_as_described(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    simple = [path for path in paths if not re.search(r"/tables/\w+\.|/profiles", path)]
    assert len(simple) > len(filters.tables())
    for path in simple:
        answer = client.get(path)
        assert answer.status_code == 200
        told = paths[path]["get"]["responses"]["200"]["content"]
        assert answer.headers["content-type"].partition(";")[0] in [
            kind.partition(";")[0] for kind in told
        ]


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", ["area.csv", "place.geojson"])
def test_made_up_requests_are_answered_as_described(app, sample_release, path, mode):
    """Never a crash, and never a status or a form of answer that the description leaves out."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operation = schema[f"/api/v1/tables/{path}"]["GET"]
    asked = []

    @bounded(max_examples=8, derandomize=True, database=None, suppress_health_check=HealthCheck)
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case):
        asked.append(case)
        case.validate_response(case.call(), checks=CHECKS)

    ask()
    assert len(asked) >= 5


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_catalogue_is_linked_data(client, lang):
    answer = client.get(f"/api/v1/catalog.jsonld?lang={lang}")
    assert answer.headers["content-type"] == "application/ld+json"
    graph = Graph().parse(data=answer.text, format="json-ld")
    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == len(filters.tables())
    place = URIRef("https://identifier.overheid.nl/tooi/id/gemeente/gm0034")
    for version in (whole, *datasets):
        assert str(version).endswith(f"?release={query.release().release_id}")
        assert client.head(str(version)).status_code == 200
        unversioned = graph.value(version, VERSIONED.isVersionOf)
        assert str(unversioned) == str(version).partition("?")[0]
        assert (unversioned, VERSIONED.hasVersion, version) in graph
        assert str(graph.value(version, VERSIONED.version)) == query.release().release_id
    for dataset in datasets:
        for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.temporal):
            assert graph.value(dataset, needed) is not None
        assert (dataset, DCTERMS.spatial, place) in graph
        assert graph.value(dataset, DCTERMS.title).language == lang
        assert list(graph.objects(dataset, DCAT.distribution))
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(files) == sum(len(tables.endings(table)) for table in filters.tables())
    for file in files:
        assert graph.value(file, DCTERMS.license) is not None
        path = str(graph.value(file, DCAT.downloadURL)).removeprefix("http://testserver")
        assert "release=" in path
        assert client.head(path).status_code == 200
    rights = " ".join(str(told) for told in graph.objects(None, DCTERMS.rights / URIRef(LABEL)))
    for source in provenance.sources(lang):
        assert not source.is_data or source.holder in rights


def test_addresses_are_those_of_the_site(client, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_URL", SITE)
    told = client.get("/api/v1/catalog.jsonld").json()
    assert told["@id"].startswith(f"{SITE}/api/v1/catalog.jsonld?release=")
    assert client.get("/api/v1/openapi.json").json()["servers"] == [{"url": SITE}]
    assert SITE in client.get("/api/v1/citation.cff").text


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_manual_names_everything_and_needs_nothing(client, lang):
    page = client.get(f"/api/docs?lang={lang}").text
    assert f'<html lang="{lang}">' in page
    for flag in words.codes("flag"):
        assert f"<dt><code>{flag}</code></dt><dd>{words.label(lang, 'flag', flag)}" in page
    assert "Web.Contents(Address)" in page
    for table in filters.tables():
        assert f'id="{table}"' in page
        for name in selection.names(table):
            assert f'id="filter-{name}"' in page
    assert not re.search(r"<script|<style| style=| on\w+=", page)
    loaded = re.findall(r'<(?:link|img|iframe)[^>]*?(?:href|src)="([^"]+)"', page)
    assert loaded
    for path in loaded:
        assert path.startswith("/assets/")
        assert client.get(path).status_code == 200
    own = set(re.findall(r'href="(/api/[^"]+)"', page))
    assert len(own) > len(filters.tables())
    for path in own:
        assert client.head(path.replace("&amp;", "&")).status_code == 200
    anchors = set(re.findall(r'href="#([\w-]+)"', page))
    assert anchors <= set(re.findall(r'id="([\w-]+)"', page))


def test_without_a_release_the_manual_says_so(client, empty_folder):
    assert client.get("/api/docs").status_code == 503


def test_areas_of_a_country_are_told_by_what_they_look_like(sample_release, monkeypatch):
    monkeypatch.setattr(parameters, "FEW_AREAS", 3)
    assert parameters.areas("area") == {"pattern": filters.AREA_CODE.pattern}
