"""Practices a municipality adds itself: what is taken, what is not, and how they are published."""

import duckdb
import pandas as pd
import pytest

from tests import cities
from tests.sources.lists.made import city, invoke
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import keeping
from wijkeconomie.sources.lists import points, reading

__all__ = ["city"]
TEXT = """## Wat is gedaan

Een tafel, koffie, thee, soep, brood, een gastheer, en een lamp; meer niet.

1. Zie [de site](https://www.example.nl), of bel niet."""
GOOD = {
    "titel": "Werkcafé",
    "thema": "Huisvesting, samenwerking",
    "gebiedscode": "BU99990101",
    "plaats": "Vierkantstad",
    "periode": "2024",
    "samenvatting": "Elke dinsdag werken mensen samen.",
    "tekst": TEXT,
    "website": "https://www.example.nl",
}


def listed(folder, *rows: dict, name: str = "praktijken.csv", separator: str = ";"):
    frame = pd.DataFrame([GOOD | row for row in rows]).astype("string")
    path = folder / name
    frame.to_excel(path, index=False) if name.endswith("xlsx") else frame.to_csv(
        path, sep=separator, index=False
    )
    return path


def read(path):
    return reading.read(path, "practices", "praktijken")


@pytest.mark.parametrize(
    ("name", "separator"),
    [("praktijken.csv", ";"), ("praktijken.csv", ","), ("praktijken.xlsx", "")],
)
def test_a_practice_is_taken_whole(city, name, separator):
    taken = read(
        listed(city, {}, {"titel": "Nog een", "thema": "klimaat"}, name=name, separator=separator)
    )
    assert not taken.notes.found
    row = taken.rows.iloc[0]
    assert row["themes"] == "housing cooperation"
    assert row["area_code"] == "BU99990101"
    assert row["text"] == TEXT
    assert row["source"] == "praktijken"
    assert taken.rows.iloc[1]["themes"] == "climate"


@pytest.mark.parametrize(
    ("place", "code", "told"),
    [
        ("VIERKANTSTAD", "GM9999", None),
        ("noordwest", "BU99990101", None),
        ("Noord", "", None),
        ("Elders", "", None),
    ],
)
def test_a_place_that_is_called_as_an_area_is_that_area(city, place, code, told):
    taken = read(listed(city, {"gebiedscode": "", "plaats": place}))
    assert set(taken.notes.found) == ({told} if told else set())
    assert taken.rows["area_code"].fillna("").tolist() == [code]
    assert taken.rows["place"].tolist() == [place]


@pytest.mark.parametrize(
    ("codes", "code", "told"),
    [
        (["BU99990101", "WK999901"], "WK999901", set()),
        (["BU99990101", "BU99990201"], "", {"place_several"}),
    ],
)
def test_of_areas_with_one_name_the_whole_or_none_is_taken(city, monkeypatch, codes, code, told):
    monkeypatch.setattr(points, "_named", lambda _known: {"noord": codes})
    taken = read(listed(city, {"gebiedscode": "", "plaats": "Noord"}))
    assert set(taken.notes.found) == told
    assert taken.rows["area_code"].fillna("").tolist() == [code]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"titel": ""}, "name_none"),
        ({"thema": " "}, "theme_none"),
        ({"thema": "klimaat, onzin"}, "theme_wrong"),
        ({"samenvatting": ""}, "summary_none"),
        ({"gebiedscode": "BU12345678"}, "area_wrong"),
        ({"openbaar": "nee"}, "public_no"),
        ({"openbaar": "soms"}, "public_wrong"),
    ],
)
def test_rows_that_are_refused(city, cells, told):
    taken = read(listed(city, cells, {"titel": "Goed", "openbaar": "ja"}))
    assert {reason.code for reason in taken.notes.refused.values()} == {told}
    assert taken.rows["name"].tolist() == ["Goed"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"tekst": "x" * 20_001}, "text_long"),
        ({"tekst": "<b>vet</b>"}, "text_markup"),
        ({"tekst": "![x](https://example.nl/a.png)"}, "text_markup"),
        ({"website": "javascript:x"}, "url_wrong"),
        ({"tekst": "5 < 6 en 7 > 3, en <https://www.example.nl>"}, None),
        ({"gebiedscode": "", "plaats": "", "periode": "", "tekst": "", "website": ""}, None),
    ],
)
def test_rows_that_are_mended(city, cells, told):
    taken = read(listed(city, cells))
    assert set(taken.notes.found) == ({told} if told else set())
    assert len(taken.rows) == 1


def test_a_quote_that_never_closes_stops_the_list(city):
    path = city / "praktijken.csv"
    path.write_text('titel;thema;samenvatting;tekst\nA;klimaat;"Kort;x\nB;klimaat;Kort;"y"\n')
    done = invoke("practices", path)
    assert done.exit_code == 1
    assert keeping.stored("practices") is None


def test_a_check_keeps_nothing_and_forgetting_takes_away(city):
    path = listed(city, {})
    assert invoke("practices", path, "--check").exit_code == 0
    assert keeping.stored("practices") is None
    assert invoke("practices", path).exit_code == 0
    assert keeping.sources("practices") == {"praktijken": 1}
    assert invoke("forget", "--practices", "praktijken").exit_code == 0
    assert keeping.sources("practices") == {}


def test_own_practices_are_published_as_own(city):
    assert invoke("practices", listed(city, {})).exit_code == 0
    importing.import_file(cities.register_file(city, [cities.row(i) for i in range(6)]), "lisa")
    publish.publish("public", lambda _step: None)
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        own = con.sql(
            "select title_nl, themes, text_nl, text_en, source_id from practice where own"
        )
        assert own.fetchall() == [("Werkcafé", "housing cooperation", TEXT, None, "own_practices")]
        assert con.sql(
            "select count(*) from source where source_id = 'own_practices'"
        ).fetchall() == [(1,)]
