"""Lists that are loaded: what is kept, replaced, told and written."""

import csv
import json

import openpyxl
import pytest

from tests.sources.lists.made import X, Y, city, initiatives, invoke, listed
from wijkeconomie import settings, shipped
from wijkeconomie.sources import keeping
from wijkeconomie.sources import places as places_source

__all__ = ["city"]


def test_a_row_with_two_remarks_of_one_kind_is_told_once(city):
    done = invoke("places", listed(city, [{"geopend": "ooit", "gesloten": "nooit"}]))
    assert "remark: 1 row." in done.output
    assert "First rows: 2.\n" in done.output


def test_good_rows_are_taken_and_refused_ones_told_and_written(city):
    rows = [{}, {}, {}, {"naam": "=1+1", "categorie": "kroeg"}, {"naam": "Thuis", "woonhuis": "ja"}]
    file, rejects, report = listed(city, rows), city / "weg.xlsx", city / "r.json"
    done = invoke("places", file, "--rejects", rejects, "--report", report)
    assert done.exit_code == 0, done.output
    assert "3 places of hubs are loaded" in done.output
    sheet = openpyxl.load_workbook(rejects).worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][:4] == ["row_number", "reason", "refused_from", "naam"]
    assert lines[1][0] == "5"
    assert lines[1][2:4] == ["wijkeconomie hubs", "'=1+1"]
    assert "is no category" in lines[1][1]
    assert lines[2][0] == "6"
    assert "Thuis" not in str(lines)
    assert rejects.stat().st_mode & 0o077 == 0
    told = json.loads(report.read_text())
    assert (told["accepted"], told["refused"]) == ({"hubs": 3}, 2)
    rules = {r["rule"]: (r["severity"], r["rows"], r["examples"]) for r in told["rules"]}
    assert rules["category_wrong"] == ("error", 1, [{"row": 5, "value": "kroeg"}])
    assert rules["home_private"] == ("error", 1, [{"row": 6, "value": ""}])


def test_checking_keeps_nothing(city):
    done = invoke("places", listed(city, [{}]), "--check")
    assert "nothing is changed" in done.output
    assert keeping.stored("places") is None


def test_a_list_of_which_most_is_refused_leaves_all_as_it_was(city):
    assert invoke("places", listed(city, [{}])).exit_code == 0
    bad = invoke("places", listed(city, [{}, {"categorie": ""}, {"categorie": ""}]))
    assert bad.exit_code == 1
    assert keeping.sources("places") == {"hubs": 1}
    assert len(list(csv.reader((settings.raw_dir() / "rejects-hubs.csv").open()))) == 3


def test_loading_again_replaces_the_places_of_that_source_only(city):
    assert invoke("places", listed(city, [{}, {"naam": "Weg"}], "hubs-2024.csv")).exit_code == 0
    first = keeping.stored("places").set_index("name")["place_id"]
    assert (
        invoke("places", listed(city, [{"naam": "Bieb", "y": Y + 400}], "bieb.csv")).exit_code == 0
    )
    assert invoke("places", listed(city, [{}], "hubs-2025.csv")).exit_code == 0
    known = keeping.stored("places").set_index("name")
    assert sorted(known.index) == ["Bieb", "Plek 0"]
    assert known.loc["Plek 0", "place_id"] == first["Plek 0"]
    assert keeping.sources("places") == {"hubs": 1, "bieb": 1}
    assert invoke("forget", "--places", "bieb").exit_code == 0
    assert keeping.sources("places") == {"hubs": 1}
    gone = invoke("forget", "--places", "bieb")
    assert (gone.exit_code, "there is hubs" in str(gone.exception)) == (1, True)


@pytest.mark.parametrize("name", ["osm.csv", "buildings 2025.csv"])
def test_names_of_other_sources_are_taken(city, name):
    done = invoke("places", listed(city, [{}], name))
    assert (done.exit_code, "is taken for another source" in str(done.exception)) == (1, True)
    assert invoke("places", listed(city, [{}], name), "--source", "mijn").exit_code == 0


def test_what_is_released_names_its_source_in_the_table_of_sources(city):
    invoke("places", listed(city, [{}]))
    row = places_source.load(is_sample=False).iloc[0]
    assert row["source"] in {r["source_id"] for r in shipped.rows("sources")}
    assert not row["sample"]


def test_nothing_is_kept_of_an_initiative_without_consent(city):
    file = initiatives(city, [{}, {}, {"naam": "Stille soep", "toestemming": "nee"}])
    done = invoke("initiatives", file, "--report", city / "r.json")
    assert done.exit_code == 0, done.output
    assert keeping.stored("initiatives")["consent"].all()
    for path in [*settings.data_dir().rglob("*"), city / "r.json"]:
        assert not path.is_file() or b"Stille soep" not in path.read_bytes()


def test_vacant_spaces(city):
    file = city / "leegstand.csv"
    file.write_text(f"naam;x;y;vloeroppervlak;url\nOude school;{X};{Y};ca. 800 m2;www.school.nl\n")
    assert invoke("sites", file).exit_code == 0
    row = keeping.stored("sites").iloc[0]
    assert (row["kind"], row["floor_m2"], row["source"]) == ("vacant", 800, "leegstand")
    assert not keeping.stored("places")
