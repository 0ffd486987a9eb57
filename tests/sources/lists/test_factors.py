"""Lists of what hinders and stimulates: rows that are read, mended and refused, and kept."""

import json
import re

import pandas as pd
import pytest

from tests.sources.lists.made import city, invoke, mapping
from wijkeconomie import settings, shipped
from wijkeconomie.errors import Refused
from wijkeconomie.files.names import plain
from wijkeconomie.sources import factors as source
from wijkeconomie.sources import keeping
from wijkeconomie.sources.lists import factors, private, reading
from wijkeconomie.sources.lists.reasons import ERRORS
from wijkeconomie.view import words

__all__ = ["city"]

ROW = {
    "gebied": "BU99990101",
    "factor": "begeleiding",
    "waarde": "4",
    "eenheid": "uur per week",
    "datum": "2025-03-01",
    "bron": "Loket",
}
DEFINED = shipped.rows("factors")


def listed(folder, rows, name="factoren.csv"):
    frame = pd.DataFrame([ROW | row for row in rows]).astype("string")
    path = folder / name
    frame.to_excel(path, index=False) if name.endswith("xlsx") else frame.to_csv(
        path, sep=";", index=False
    )
    return path


def read(folder, *rows, **more):
    return reading.read(listed(folder, rows), "factors", "lijst", **more)


def one(folder, **cells):
    taken = read(folder, cells)
    return taken.rows.iloc[0].to_dict() if len(taken.rows) else None, set(taken.notes.found)


TAKEN = [
    ({}, ("value", 4), set()),
    ({}, ("unit", "hours_week"), set()),
    ({}, ("told_source", "Loket"), set()),
    ({"gebied": " NOORDWEST "}, ("area_code", "BU99990101"), set()),
    ({"gebied": "gm9999"}, ("area_code", "GM9999"), set()),
    ({"waarde": "3,5"}, ("value", 3.5), set()),
    ({"waarde": "-1.25"}, ("value", -1.25), set()),
    ({"waarde": "1.234,5"}, ("value", 1234.5), set()),
    ({"waarde": "12 500"}, ("value", 12500), set()),
    ({"waarde": "0,125"}, ("value", 0.125), set()),
    ({"waarde": "43 %", "eenheid": ""}, ("unit", "percent"), set()),
    ({"waarde": "43%", "eenheid": "%"}, ("value", 43), set()),
    ({"waarde": "0,43", "eenheid": "procent"}, ("value", 0.43), {"percent_part"}),
    ({"waarde": "1.234", "eenheid": "Leden"}, ("value", 1234), set()),
    ({"waarde": "85.0", "eenheid": "members"}, ("value", 85), set()),
    ({"eenheid": "koppen koffie"}, ("unit", "koppen koffie"), set()),
    ({"datum": "1 maart 2025"}, ("measured_on", "2025-03-01"), set()),
    ({"datum": "2025"}, ("measured_on", "2025-01-01"), {"date_read"}),
    ({"openbaar": "ja"}, ("factor", "guidance"), set()),
]
REFUSED = [
    ({"gebied": ""}, "factor_incomplete"),
    ({"factor": ""}, "factor_incomplete"),
    ({"waarde": ""}, "factor_incomplete"),
    ({"eenheid": ""}, "factor_incomplete"),
    ({"datum": ""}, "factor_incomplete"),
    ({"factor": "geluk"}, "factor_wrong"),
    ({"gebied": "BU00000000"}, "factor_area"),
    ({"gebied": "Ergens"}, "factor_area"),
    ({"waarde": "veel"}, "value_wrong"),
    ({"waarde": "3-5"}, "value_wrong"),
    ({"waarde": "1.234"}, "value_two_ways"),
    ({"waarde": "1,234"}, "value_two_ways"),
    ({"waarde": "8,5", "eenheid": "leden"}, "members_wrong"),
    ({"waarde": "-8", "eenheid": "leden"}, "members_wrong"),
    ({"datum": "gisteren"}, "measured_wrong"),
    ({"datum": "2999-01-01"}, "measured_wrong"),
    ({"openbaar": "nee"}, "factor_private"),
]


@pytest.mark.parametrize(("cells", "told", "remarks"), TAKEN)
def test_rows_that_are_taken(city, cells, told, remarks):
    row, found = one(city, **cells)
    assert row[told[0]] == told[1]
    assert found == remarks


@pytest.mark.parametrize(("cells", "told"), REFUSED)
def test_rows_that_are_refused(city, cells, told):
    row, found = one(city, **cells)
    assert row is None
    assert found == {told}


def test_every_reason_to_refuse_a_factor_is_tried():
    own = re.findall(r'NotTaken\("(\w+)"', (settings.PROJECT / factors.__file__).read_text())
    assert {told for _cells, told in REFUSED} == set(own) <= set(ERRORS)


@pytest.mark.parametrize("definition", DEFINED, ids=lambda each: each["factor"])
def test_every_factor_is_known_by_its_code_and_its_titles(definition):
    titles = [words.translate(lang, definition["title"]) for lang in words.LANGUAGES]
    assert {factors.code_of(t) for t in [definition["factor"], *titles]} == {definition["factor"]}


def test_no_word_means_two_factors_or_units():
    for table, title in (("factors", "factor"), ("factor_units", "unit")):
        rows = shipped.rows(table)
        told = [word for row in rows for word in row["spellings"].split()]
        assert len(told) == len(set(told)), table
        assert all(plain(word) == word for word in told)
        assert all(row[title] in row["spellings"].split() or table == "factors" for row in rows)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_refused_factor_is_told_all_there_are(lang):
    told = words.translate(lang, ERRORS["factor_wrong"], value="x").partition(": ")[2].rstrip(".")
    each = re.split(", | or | of ", told.partition(" ")[2])
    assert [factors.code_of(word) for word in each] == [row["factor"] for row in DEFINED]


@pytest.mark.parametrize("heading", ["Contactpersoon", "E-mail", "telefoonnummer", "Voorzitter"])
def test_a_column_about_people_stops_the_list(city, heading):
    with pytest.raises(Refused) as refused:
        read(city, {heading: "x"})
    assert refused.value.details["column"] == heading
    assert len(read(city, {heading: ""}).rows) == 1
    assert not private.is_meant(heading)
    left = mapping(city, f'unused = ["{heading}"]\n[columns]\nfactor = "factor"')
    assert len(read(city, {heading: "x"}, mapping=left).rows) == 1


@pytest.mark.parametrize("column", ["gebied", "factor", "waarde", "eenheid", "datum"])
def test_a_list_without_a_column_that_is_needed_is_refused(city, column):
    path = city / "factoren.csv"
    pd.DataFrame([ROW]).drop(columns=column).to_csv(path, sep=";", index=False)
    with pytest.raises(Refused, match="lacks a column"):
        reading.read(path, "factors", "lijst")


def test_english_headings_and_words_of_ones_own(city):
    path = city / "factors.csv"
    path.write_text("area,theme,value,unit,date,source\nNoordwest,hulp,4,visits,2025-03-01,Us\n")
    own = mapping(city, '[columns]\nfactor = "theme"\n[values.factor]\nhulp = "guidance"')
    row = reading.read(path, "factors", "lijst", own).rows.iloc[0]
    assert (row["factor"], row["unit"], row["told_source"]) == ("guidance", "visits", "Us")


def test_a_list_is_checked_kept_replaced_and_taken_away(city):
    leden = {"factor": "Organisatie van ondernemers", "eenheid": "leden", "waarde": "12"}
    rows = [{}, leden, leden | {"bron": "Andere vereniging"}, leden, {"factor": "geluk"}]
    file, report = listed(city, rows, "factoren 2025.xlsx"), city / "r.json"
    assert "nothing is changed" in invoke("factors", file, "--check").output
    assert keeping.stored("factors") is None
    done = invoke("factors", file, "--report", report, "--rejects", city / "weg.csv")
    assert done.exit_code == 0, done.output
    assert "3 factors of factoren are loaded; 0 that were there" in done.output
    told = json.loads(report.read_text())
    assert (told["accepted"], told["refused"]) == ({"factoren": 3}, 2)
    assert "stands in the file already, in row 3" in (city / "weg.csv").read_text("utf-8-sig")
    kept = source.load(is_sample=True)
    assert kept["value"].tolist().count(12) == 2
    assert set(kept["source"]) == {"Loket", "Andere vereniging"}
    assert not kept["sample"].any()
    again = invoke("factors", listed(city, [{"bron": ""}], "factoren 2026.csv"))
    assert "1 factor of factoren is loaded; 3 that were there" in again.output
    assert source.load(is_sample=False)["source"].tolist() == ["factoren"]
    assert invoke("forget", "--factors", "factoren").exit_code == 0
    assert keeping.sources("factors") == {}
    assert invoke("forget", "--factors", "factoren").exit_code == 1


def test_the_sample_has_made_up_rows_that_say_so():
    rows = source.load(is_sample=True) if keeping.stored("factors") is None else source.sample()
    assert rows["sample"].all()
    assert rows["factor_id"].str.startswith("voorbeeld").all()
    assert set(rows["factor"]) <= set(factors.codes())
    assert set(rows["unit"]) <= {row["unit"] for row in shipped.rows("factor_units")}
