"""Citations name release, date, publisher and licence, in notations that their programs read."""

import re

import pytest
import yaml

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import citation, columns, provenance, selection

SITE = "https://economie.example.nl"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", ["voorbeeldgegevens (synthetisch)", "Wijkeconomie van Almere", "1 april 2025"]),
        ("en", ["sample data (synthetic)", "Neighbourhood economy of Almere", "1 April 2025"]),
    ],
)
def test_text_names_release_date_and_sample(sample_release, lang, told):
    line = citation.text(lang)
    for part in [*told, query.release().release_id, "[dataset]", "Wijkeconomie ("]:
        assert part in line
    assert "\n" not in line
    assert "http" not in line


@pytest.mark.parametrize("table", filters.tables())
def test_rows_are_cited_with_the_address_that_returns_them(sample_release, table):
    asked = selection.parse(table, {"limit": ["3"], "lang": ["en"]})
    line = citation.text("en", asked, SITE)
    assert columns.table(table).title in line
    release = query.release().release_id
    assert line.endswith(f" {SITE}/api/v1/tables/{table}.csv?limit=3&lang=en&release={release}")


def test_the_site_can_be_set(sample_release, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_URL", f"{SITE}/")
    release = query.release().release_id
    assert citation.text("nl").endswith(f" {SITE}/downloads?lang=nl&release={release}")


@pytest.mark.parametrize("wrong", ["economie.example.nl", "https://*.example.nl", "https://a b.nl"])
def test_what_is_no_site_is_refused(monkeypatch, wrong):
    monkeypatch.setenv("WIJKECONOMIE_URL", wrong)
    with pytest.raises(Refused, match="WIJKECONOMIE_URL is"):
        settings.site_url()


def test_the_municipality_publishes_its_own_figures(sample_release, monkeypatch):
    monkeypatch.setattr(citation, "_is_sample", lambda: False)
    assert citation.publisher("nl") == "Gemeente Almere"
    assert citation.publisher("en") == "Municipality of Almere"


@pytest.mark.parametrize("table", filters.tables())
def test_a_table_is_cited_by_its_own_name_and_address(sample_release, table):
    asked = selection.parse(table, {"limit": ["3"], "lang": ["en"]})
    entry, told = (
        citation.bibtex("en", asked, SITE),
        yaml.safe_load(citation.cff("en", asked, SITE)),
    )
    release, title = query.release().release_id, columns.table(table).title
    assert entry.startswith(f"@misc{{wijkeconomie-{release}-{table},")
    assert f": {title}}}}}," in entry
    assert told["title"].endswith(f": {title}")
    address = citation.link("en", asked, SITE)
    assert told["url"] == address
    assert f"  url = {{{address}}}," in entry


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_bibtex_is_one_entry_with_balanced_braces(sample_release, lang):
    entry = citation.bibtex(lang, None, SITE)
    release = query.release()
    assert entry.startswith(f"@misc{{wijkeconomie-{release.release_id},\n")
    assert re.sub(r"\\[{}]", "", entry).count("{") == re.sub(r"\\[{}]", "", entry).count("}")
    for name, value in {
        "version": release.release_id,
        "year": str(release.made_at.year),
        "url": f"{SITE}/downloads?lang={lang}&release={release.release_id}",
    }.items():
        assert f"  {name} = {{{value}}}," in entry


@pytest.mark.parametrize(
    ("told", "escaped"),
    [
        ("a & b_c", r"a \& b\_c"),
        ("{x} 5%", r"\{x\} 5\%"),
        ("\\~", r"\textbackslash{}\textasciitilde{}"),
    ],
)
def test_bibtex_takes_any_text(told, escaped):
    assert citation._escaped(told) == escaped


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_cff_has_what_its_schema_asks(sample_release, lang):
    told, release = yaml.safe_load(citation.cff(lang, None, SITE)), query.release()
    assert (told["cff-version"], told["type"], told["version"]) == (
        "1.2.0",
        "dataset",
        release.release_id,
    )
    assert told["date-released"] == release.made_at.date().isoformat()
    assert {"message", "title", "authors"} <= told.keys()
    assert told["license"] == "EUPL-1.2"
    titles = [reference["title"] for reference in told["references"]]
    assert titles == [source.title for source in provenance.sources(lang)]
    assert all(reference["authors"][0]["name"] for reference in told["references"])


def test_every_source_has_holder_licence_and_use(sample_release):
    found = provenance.sources("en")
    assert len(found) > 3
    assert all(source.holder and source.licence and source.used_for for source in found)
    assert {s.licence_url for s in found if s.licence == "CC BY 4.0"} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }
