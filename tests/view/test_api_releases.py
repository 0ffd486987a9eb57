"""Releases over HTTP: old links give old figures, drafts and exact figures are never given."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from rdflib import DCAT, RDF, Graph, Literal, Namespace
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.conftest import environment
from wijkeconomie.view import filters, http, query

USED, OLD, OLDEST = "20250401-aaaaaaaaaa", "20250401-bbbbbbbbbb", "20240401-cccccccccc"
DRAFT, FOREIGN, OUTDATED = "20250401-dddddddddd", "20250401-eeeeeeeeee", "20250401-ffffffffff"
VERSIONED = Namespace(str(DCAT))
CELL = "area=GM0034&year=2025&sector=*&size_class=*&premises=*&columns=establishments"
NAME = "update area set name = 'Almere Noord' where area_code = 'WK003426'"
COUNT = (
    "update activity set establishments = establishments + 5 where area_code = 'GM0034'"
    " and year = 2025 and sector = '*' and size_class = '*' and premises = '*'"
)
DATES = "update release_info set reference_dates = replace(reference_dates, ' 2025-04-01', '')"
EARLIER = "update release_info set software_version = '0.1.0'"
CHANGES = {
    USED: ("2026-03-01", []),
    OLD: ("2026-02-01", [COUNT]),
    OLDEST: ("2026-01-01", [COUNT, NAME, "delete from dynamics where year = 2025", DATES, EARLIER]),
    DRAFT: ("2026-04-01", []),
    FOREIGN: ("2026-05-01", ["update release_info set edition = 'internal'"]),
    OUTDATED: ("2025-01-01", [EARLIER, "alter table place_reach rename column who to premises"]),
}


@pytest.fixture(scope="module")
def folder(sample_folder, tmp_path_factory) -> Path:
    """A data folder with releases that differ in what is known."""
    made = tmp_path_factory.mktemp("kept")
    kept = made / "releases"
    kept.mkdir()
    for release, (day, changes) in CHANGES.items():
        file = kept / f"{release}.duckdb"
        shutil.copyfile(sample_folder / "economy.duckdb", file)
        with duckdb.connect(file) as con:
            con.execute("update release_info set release_id = ?", [release])
            con.execute("update release_info set made_at = ?", [datetime.fromisoformat(day)])
            for change in changes:
                con.execute(change)
    (kept / f"{DRAFT}.draft").touch()
    shutil.copyfile(kept / f"{USED}.duckdb", made / "economy.duckdb")
    return made


@pytest.fixture
def client(folder, monkeypatch) -> TestClient:
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(folder))
    with environment(WIJKECONOMIE_API_REQUESTS=100_000):
        return TestClient(Starlette(routes=http.routes(Path(file_util.get_static_dir()))))


def listed(client) -> list[dict]:
    return client.get("/api/v1/releases").json()["releases"]


def figure(client, release: str) -> int:
    answer = client.get(f"/api/v1/tables/activity.csv?{CELL}&release={release}")
    assert answer.status_code == 200, answer.text
    assert release in answer.text
    return int(answer.text.split("\r\n")[1].split(",")[0])


def test_those_in_use_now_or_before_are_listed_newest_first(client):
    assert [(r["release_id"], r["is_used"]) for r in listed(client)] == [
        (USED, True),
        (OLD, False),
        (OLDEST, False),
    ]


def test_what_changed_is_counted_per_table(client):
    newest, older, oldest = listed(client)
    assert oldest["changes"] is None
    assert newest["changes"]["since"] == OLD
    differing = {k: t for k, t in newest["changes"]["tables"].items() if t["changed"]}
    assert list(differing) == ["activity"]
    rows = newest["rows"]["activity"]
    assert differing["activity"] == {
        "rows_before": rows,
        "rows_after": rows,
        "new": 0,
        "gone": 0,
        "changed": 1,
    }
    dynamics = older["changes"]["tables"]["dynamics"]
    assert dynamics["new"] == dynamics["rows_after"] - dynamics["rows_before"] > 0
    assert (dynamics["gone"], dynamics["changed"]) == (0, 0)
    assert older["changes"]["tables"]["area"]["changed"] > 0
    assert older["changes"]["tables"]["activity"]["changed"] == 0
    assert older["changes"]["areas"] == {"new": [], "gone": []}


def test_an_old_link_gives_the_old_figures(client):
    new, old = (figure(client, release) for release in (USED, OLD))
    assert new + 5 == old
    in_use = client.get(f"/api/v1/tables/activity.csv?{CELL}")
    assert f"\r\n{new}," in in_use.text
    answers = [client.get(f"/api/v1/tables/{t}?release={OLD}") for t in ("activity", "area")]
    assert all(answer.status_code == 200 for answer in answers)
    assert client.get(f"/api/v1/tables?release={OLD}").json()["release_id"] == OLD


def test_a_kept_release_is_described_as_it_is(client):
    """With its own years, and asking for it in every address of a file."""
    new, old = (client.get(f"/api/v1/openapi.json?release={r}").json() for r in (USED, OLDEST))
    assert [each["info"]["x-release"] for each in (new, old)] == [USED, OLDEST]
    asked = [each["components"]["parameters"] for each in (new, old)]
    assert [each["year"]["schema"]["items"]["enum"][0] for each in asked] == [2025, 2024]
    release = asked[1]["release"]
    assert (release["required"], release["schema"]["enum"]) == (True, [OLDEST])
    assert "required" not in asked[0]["release"]
    assert client.get("/api/v1/openapi.json").json() == new


def test_releases_have_catalogues_of_their_own(client):
    """Read together, their versions stay apart, and are versions of the same."""
    graph = Graph()
    for release in (USED, OLD):
        told = client.get(f"/api/v1/catalog.jsonld?release={release}").text
        graph.parse(data=told, format="json-ld")
    for kind, count in ((DCAT.Catalog, 1), (DCAT.Dataset, len(filters.tables()))):
        found = list(graph.subjects(RDF.type, kind))
        assert len(found) == 2 * count
        assert all(len(list(graph.objects(each, VERSIONED.version))) == 1 for each in found)
        assert len({graph.value(each, VERSIONED.isVersionOf) for each in found}) == count
    assert len({*graph.subjects(VERSIONED.version, Literal(OLD))}) == 1 + len(filters.tables())


@pytest.mark.parametrize("path", ["tables/area.csv", "tables", "openapi.json", "catalog.jsonld"])
def test_a_release_that_is_not_kept_tells_which_are(client, path):
    told = client.get(f"/api/v1/{path}?release={DRAFT}").json()
    assert (told["status"], told["parameter"]) == (400, "release")
    assert "/api/v1/releases" in told["detail"]
    assert told["allowed"] == [USED, OLD, OLDEST]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("release", [DRAFT, FOREIGN, OUTDATED, "economy", "../economy"])
def test_drafts_exact_figures_and_other_files_are_never_given(client, release, ending):
    answer = client.get(f"/api/v1/tables/area.{ending}?release={release}")
    assert answer.status_code == (410 if release == OUTDATED else 400)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_release_in_use_needs_no_copy(client, folder, tmp_path, monkeypatch):
    """A server that was sent the one file gives it by its number too."""
    os.link(folder / "economy.duckdb", tmp_path / "economy.duckdb")
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(tmp_path))
    assert [release["release_id"] for release in listed(client)] == [USED]
    assert figure(client, USED) > 0
    with query.reading("internal"):
        assert client.get("/api/v1/releases").status_code == 200


def test_tags_of_releases_differ(client):
    asked = [client.head(f"/api/v1/tables/area.csv?release={r}") for r in (USED, OLD)]
    assert asked[0].headers["etag"] != asked[1].headers["etag"]


def test_a_release_put_to_use_is_listed_at_once(client, folder, tmp_path, monkeypatch):
    copied = shutil.copytree(folder, tmp_path / "data")
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(copied))
    before = listed(client)
    shutil.copyfile(copied / "releases" / f"{OLD}.duckdb", copied / "new")
    os.replace(copied / "new", copied / "economy.duckdb")
    assert [r["release_id"] for r in listed(client) if r["is_used"]] == [OLD]
    (copied / "releases" / f"{DRAFT}.draft").unlink()
    assert {r["release_id"] for r in listed(client)} == {r["release_id"] for r in before} | {DRAFT}
