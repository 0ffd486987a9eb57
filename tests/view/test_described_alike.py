"""What files tell of their sources, licence and address: the same in every format."""

import io
import json
import zipfile

import pandas as pd
import pytest

from tests.view.test_api import API, app, client
from wijkeconomie import shipped
from wijkeconomie.view import filters, query, words
from wijkeconomie.view.exports import about, provenance, selection

__all__ = ["app", "client"]
HOST = "http://testserver"
ASKED = "area=GM0034&year=2024&limit=3"


def members(body: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def named(text: str) -> set[str]:
    """Titles of sources that stand in a text."""
    return {each.title for each in provenance.sources("en") if each.title in text}


@pytest.mark.parametrize("table", ["activity", "place", "practice"])
def test_every_description_lists_the_sources_of_the_table(client, table):
    wanted = {each.title for each in provenance.sources("en", table)}
    every = {each.title for each in provenance.sources("en")}
    assert wanted < every
    inside = members(client.get(f"{API}/{table}.zip?limit=1&lang=en").content)
    told = client.get(f"{API}/{table}.json?limit=1&lang=en").text
    for name in (f"{table}.csv-metadata.json", "datapackage.json", "README.md", "CITATION.cff"):
        assert named(inside[name]) == wanted, name
    assert {each["title"] for each in json.loads(told)["sources"]} == wanted


def test_sources_of_tables_are_there():
    listed = {row["source_id"]: row["tables"].split() for row in shipped.rows("source_tables")}
    assert set(listed) == {row["source_id"] for row in shipped.rows("sources")}
    assert {table for tables in listed.values() for table in tables} <= set(filters.tables())


def test_every_table_has_a_source(sample_release):
    for table in filters.tables():
        if table not in ("factor_definition", "claim"):
            assert provenance.sources("nl", table), table


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_licence_and_address_are_the_same_in_every_file(client, lang):
    """One sentence on the licence; and a link that gives the same rows."""
    asked = selection.parse("activity", {"area": ["GM0034"], "lang": [lang]})
    rights, release = about.of(asked).rights, query.release().release_id
    assert provenance.licence(lang).licence in rights
    own = f"{HOST}{API}/activity.csv?area=GM0034&year=2024&limit=3&lang={lang}&release={release}"
    files = members(client.get(f"{API}/activity.zip?{ASKED}&lang={lang}").content)
    card = files["LEESMIJ.md" if lang == "nl" else "README.md"]
    package = json.loads(files["datapackage.json"])
    assert package["rights"] == rights
    assert [each["name"] for each in package["licenses"]] == ["EUPL-1.2"]
    texts = [files["datapackage.json"], files["activity.csv-metadata.json"]]
    texts.append(client.get(f"{API}/activity.json?{ASKED}&lang={lang}").text)
    texts.append(client.get(f"{API}/activity.geojson?{ASKED}&lang={lang}").text)
    texts.append(client.get(f"{API}/activity.json?{ASKED}&dialect=stat&lang={lang}").text)
    for text in texts:
        assert rights in text
        assert own.removesuffix(f"&release={release}").partition("&lang")[0] in text
    assert own in files["CITATION.cff"].replace("\n  ", "")
    assert own in card.replace("\\", "")
    sheet = pd.read_excel(
        io.BytesIO(client.get(f"{API}/activity.xlsx?{ASKED}&lang={lang}").content),
        sheet_name=-1,
        header=None,
        engine="openpyxl",
    )
    assert {own, rights} <= set(sheet[1].dropna())
    lines = client.get(own.removeprefix(HOST)).text.splitlines()
    assert lines == files["activity.csv"].splitlines()


@pytest.mark.parametrize(
    ("method", "path", "title"),
    [("GET", "/api/v1/nothing", "Not found"), ("POST", f"{API}", "Not possible here")],
)
def test_problems_are_titled_by_their_status(client, method, path, title):
    assert client.request(method, f"{path}?lang=en").json()["title"] == title


@pytest.mark.parametrize("ending", ["txt", "bib", "cff"])
def test_a_reference_ends_its_last_line_once(client, ending):
    body = client.get(f"/api/v1/citation.{ending}").text
    assert body.endswith("\n")
    assert not body.endswith("\n\n")


def test_no_licence_is_made_up_for_a_source(sample_release):
    """A source that states none has none."""
    for source in provenance.sources("en"):
        is_ours = "Figures from this release may be shared" in source.licence
        assert source.spdx or is_ours or source.licence.startswith("not stated ("), source


def test_the_csv_names_the_site_where_it_is_set(client, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_URL", "https://economie.example.nl")
    body = client.get(f"{API}/activity.csv?{ASKED}").text
    assert "https://economie.example.nl" in body.splitlines()[1]
