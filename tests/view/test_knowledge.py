"""Practices: every one is whole in both languages, and found by theme, place, word and area."""

import re

import pytest

from wijkeconomie import settings, shipped
from wijkeconomie.files.names import plain
from wijkeconomie.sources import practices as source
from wijkeconomie.view import knowledge, prose, words

ROWS = shipped.rows("practices")
HOODS = {
    "Poelenburg": "GM0479",
    "Presikhaaf": "GM0202",
    "Zuilen-Oost": "GM0344",
    "Oude Westen": "GM0599",
    "Crabbenhof": "GM0505",
    "Velve-Lindenhof": "GM0153",
    "Korrewegwijk": "GM0014",
    "Heechterp-Schieringen": "GM0080",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["practice_id"])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_each_practice_is_whole(row, lang):
    text = (settings.SHIPPED / "practices" / f"{row['practice_id']}.{lang}.md").read_text()
    assert len(text) > 200
    assert "<h2>" in prose.html(text)
    assert all(row[f"{field}_{lang}"] for field in ("title", "summary"))
    assert set(row["themes"].split()) <= set(words.codes("theme"))
    assert row["source_id"] in {each["source_id"] for each in shipped.rows("sources")}
    assert all(re.fullmatch(r"GM\d{4}", code) for code in row["area_codes"].split())


def test_no_text_is_without_its_practice():
    files = {path.name for path in (settings.SHIPPED / "practices").iterdir()}
    assert files == {f"{r['practice_id']}.{lang}.md" for r in ROWS for lang in words.LANGUAGES}


def test_texts_are_translated_and_name_the_same_figures():
    """A figure in one language stands in the other."""
    texts = source.load()
    for nl, en in zip(texts["text_nl"], texts["text_en"], strict=True):
        assert nl != en
        assert re.findall(r"\b(?:19|20)\d\d\b", nl) == re.findall(r"\b(?:19|20)\d\d\b", en)


def test_the_eight_neighbourhoods_have_a_card_and_the_experiment_all():
    cards = {row["title_nl"].partition(":")[0]: row for row in ROWS}
    assert {name: cards[name]["area_codes"] for name in HOODS} == HOODS
    whole = next(row for row in ROWS if row["practice_id"] == "mkb_neighbourhoods")
    assert set(whole["area_codes"].split()) == set(HOODS.values())


def test_every_theme_can_be_written_in_both_languages():
    known = {row["spelling"]: row["theme"] for row in shipped.rows("theme_words")}
    for theme in words.codes("theme"):
        for said in (theme, *(words.label(lang, "theme", theme) for lang in words.LANGUAGES)):
            assert known[plain(said)] == theme


@pytest.mark.parametrize("theme", words.codes("theme"))
def test_every_theme_has_practices(sample_release, theme):
    found = knowledge.for_themes([theme])
    assert found
    assert all(theme in practice.themes for practice in found)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"search": "slaapstad"}, {"almere_sleeping_town"}),
        ({"search": "SLAAPSTAD almere"}, {"almere_sleeping_town"}),
        ({"search": "burgereconomie"}, {"civic_economy"}),
        ({"search": "ruimteschip"}, set()),
        ({"theme": "civic"}, {"civic_economy"}),
        ({"place": "Zwolle"}, {"knowledge_regions", "region_zwolle"}),
        ({"place": "Arnhem"}, {"mkb_neighbourhoods", "mkb_presikhaaf"}),
        ({"place": "Arnhem", "theme": "civic"}, set()),
    ],
)
def test_practices_are_found(sample_release, asked, ids):
    found = knowledge.found("nl", knowledge.practices(), **asked)
    assert {each.practice_id for each in found} == ids


@pytest.mark.parametrize("area", ["GM0034", "WK003401", "BU00340101"])
def test_practices_of_an_area(sample_release, area):
    assert [each.practice_id for each in knowledge.for_area(area)] == ["almere_sleeping_town"]


def test_an_own_practice_without_a_place_tells_its_areas(sample_release):
    row = dict.fromkeys(("place", "period", "own")) | {"own": True, "period": "2024"}
    codes = ("WK003422", "WK003426", "WK999999")
    assert knowledge.Practice("x", (), codes, row).where("nl") == "Waterwijk, Kruidenwijk · 2024"
    assert knowledge.Practice("x", (), (), row | {"own": False}).where("en") == "Netherlands · 2024"


def test_no_practices_of_nowhere(sample_release):
    assert knowledge.for_themes([]) == []


def test_alike_shares_most_themes(sample_release):
    known = knowledge.practices()
    one = next(each for each in known if each.practice_id == "mkb_poelenburg")
    alike = knowledge.alike(known, one)
    assert one not in alike
    shared = [len(set(each.themes) & set(one.themes)) for each in alike]
    assert shared == sorted(shared, reverse=True)
    assert min(shared) > 0
    assert alike[0].practice_id == "mkb_neighbourhoods"
    told = [(each.source("nl"), each.row["period"], each.themes) for each in alike]
    assert len(set(told)) == len(told), "of eight that tell the same the first is named"
