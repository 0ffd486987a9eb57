"""Columns and codes of lists that a mapping names."""

import json

import openpyxl
import pytest

from tests.sources.lists.made import X, Y, city, initiatives, invoke, listed, mapping, read
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.sources import keeping

__all__ = ["city"]


def test_a_mapping_names_columns_and_codes(city):
    file = city / "own.csv"
    file.write_text(f"Wat;Hoe;Oost-west;Noord-zuid;Mag\nHub;WP;{X};{Y};9\n")
    columns = 'name="Wat"\ncategory="Hoe"\nx="Oost-west"\ny="Noord-zuid"\npublic="Mag"'
    text = f'[columns]\n{columns}\n[values.category]\nWP="makerspace"\n[values.public]\n9="yes"'
    assert read(file, mapping=mapping(city, text)).rows.iloc[0]["category"] == "makerspace"


@pytest.mark.parametrize(
    ("word", "category"),
    [("Overig", "other"), ("broedplaats", "creative_incubator"), ("makerspace", "makerspace")],
)
def test_a_mapping_may_tell_a_category_in_words(city, word, category):
    text = f'[columns]\nname="naam"\n[values.category]\nWP="{word}"\n[values.public]\n9="ja"'
    taken = read(listed(city, [{"categorie": "WP"}]), mapping=mapping(city, text))
    assert taken.rows["category"].tolist() == [category]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "is no TOML"),
        ("", "has no lines under"),
        ('[columns]\nsbi_code="x"', "'sbi_code' is not known here"),
        ('[columns]\nname="Zoek"', "has no column Zoek"),
        ('[columns]\nname="naam"\ntheme="naam"', "gives column naam to two fields"),
        ('[columns]\nname="naam"\n[values.category]\nA="kroeg"', "'kroeg' is not known here"),
        ('separator="x"\n[columns]\nname="naam"', "'x' is not known here"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(city, text, why):
    with pytest.raises(Refused, match=why):
        read(listed(city, [{}]), mapping=mapping(city, text))


OWN = '[columns]\nname="Wat"\ncategory="Hoe"\nx="Oost-west"\ny="Noord-zuid"\n[values.category]\n'


def own_list(folder, *cells: str, name: str = "hubs-2025.csv"):
    rows = [f"Hub {i};{cell};{X};{Y + i}" for i, cell in enumerate(cells)]
    file = folder / name
    file.write_text("\n".join(["Wat;Hoe;Oost-west;Noord-zuid", *rows]))
    return file


def test_a_mapping_is_remembered_for_the_same_columns(city):
    chosen = mapping(city, f'{OWN}Broed="creative_incubator"')
    assert invoke("places", own_list(city, "Broed"), "--mapping", chosen).exit_code == 0
    chosen.unlink()
    done = invoke("places", own_list(city, "Broed", "cafe", name="hubs-2026.csv"))
    assert "The mapping remembered for these columns was used" in done.output
    assert sorted(keeping.stored("places")["category"]) == ["cafe", "creative_incubator"]
    other = invoke("sites", own_list(city, "Broed"))
    assert "does not look like column names" in str(other.exception)


def test_what_is_left_unused_is_remembered_only_when_it_is_not_about_privacy(city):
    cells = {"openbaar": "nee", "privé": "ja", "plekken": "9"}
    file = listed(city, [cells, {"naam": "Goed"}])
    left = 'unused = ["openbaar", "privé", "plekken"]\n[columns]\nname = "naam"'
    assert invoke("places", file, "--mapping", mapping(city, left)).exit_code == 0
    assert len(keeping.stored("places")) == 2
    assert "seems to tell what is private" in str(invoke("places", file).exception)
    file.write_text(file.read_text().replace(";ja;", ";;"))
    done = invoke("places", file)
    assert "It leaves unused, as before: plekken.\n" in done.output
    assert keeping.stored("places")["name"].tolist() == ["Goed"]


def test_a_check_or_a_refusal_remembers_nothing(city):
    chosen = mapping(city, f'{OWN}Broed="creative_incubator"')
    invoke("places", own_list(city, "Broed"), "--mapping", chosen, "--check")
    invoke("places", own_list(city, "kroeg"), "--mapping", chosen)
    assert not (settings.data_dir() / "mappings").exists()


def test_a_remembered_mapping_knows_separator_and_encoding(city):
    file = own_list(city, "Bröed;x")
    text = file.read_text().replace("Bröed;x", "Bröed").replace(";", "|").replace("Hoe", "Höe")
    file.write_bytes(text.encode("cp850"))
    above = 'separator="|"\nencoding="cp850"\n'
    chosen = mapping(city, above + OWN.replace('"Hoe"', '"Höe"') + '"Bröed"="cafe"')
    assert invoke("places", file, "--mapping", chosen).exit_code == 0
    assert "was used" in invoke("places", file).output
    assert keeping.stored("places")["category"].tolist() == ["cafe"]


def test_columns_of_a_list_are_shown_with_what_is_unclear(city):
    file = own_list(city, "Broed", "bibliotheek")
    file.write_text(file.read_text().replace("Hoe", "Soort", 1))
    target = city / "columns.json"
    assert invoke("columns", file, "--layout", "places", "--json", target).exit_code == 0
    found = json.loads(target.read_text())
    columns = {column["name"]: column for column in found["columns"]}
    assert columns["Soort"]["guess"] == {"places": "category"}
    assert columns["Soort"]["unclear"]["category"] == ["Broed"]
    assert columns["Soort"]["examples"] == ["Broed", "bibliotheek"]
    assert "creative_incubator" in found["meanings"]["category"]
    needed = {each["field"] for each in found["fields"]["places"] if each["required"]}
    assert needed == {"name", "category"}


def test_names_and_addresses_of_a_list_are_not_shown(city):
    file = initiatives(city, [{"naam": "Stille soep", "Contact": "Jip", "adres": "Plein 1"}])
    target = city / "columns.json"
    invoke("columns", file, "--layout", "initiatives", "--json", target)
    assert all(word not in target.read_text() for word in ("Stille", "Jip", "Plein"))


def rejects(file, *edits: tuple[str, str]):
    """The file of refused rows as it is sent in again, mended."""
    path = file.parent / "nog eens.xlsx"
    book = openpyxl.load_workbook(settings.raw_dir().parent / "weg.xlsx")
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            for old, new in edits:
                cell.value = new if cell.value == old else cell.value
    book.save(path)
    return path


@pytest.mark.parametrize("is_mapped", [False, True])
def test_refused_rows_are_mended_and_sent_in_again_alone(city, is_mapped):
    weg = settings.raw_dir().parent / "weg.xlsx"
    if is_mapped:
        file, chosen = own_list(city, "cafe", "cafe", "kroeg"), mapping(city, f'{OWN}A="cafe"')
        more = ["--mapping", chosen]
    else:
        rows = [{"id": "1"}, {"id": "2"}, {"id": "3"}, {"naam": "=1+1", "categorie": "kroeg"}]
        file, more = listed(city, [*rows, {"naam": "Thuis", "woonhuis": "ja"}]), []
    assert invoke("places", file, "--rejects", weg, *more).exit_code == 0
    before = set(keeping.stored("places")["place_id"])
    again = rejects(file, ("kroeg", "cafe"))
    done = invoke("places", again, "--report", city / "r.json")
    assert done.exit_code == 0, done.output
    assert "1 row of hubs is added; it replaces 0" in done.output
    assert json.loads((city / "r.json").read_text())["is_addition"]
    kept = keeping.stored("places")
    assert before < set(kept["place_id"])
    assert len(kept) == len(before) + 1
    assert keeping.sources("places") == {"hubs": len(kept)}
    assert is_mapped or "=1+1" in set(kept["name"])
    assert "it replaces 1" in invoke("places", again).output
    assert len(keeping.stored("places")) == len(kept)


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("x", "was changed"),
        ("wijkeconomie 2024-04-01", "is no list of places"),
        ("wijkeconomie osm", "is taken for another source"),
    ],
)
def test_refused_rows_of_something_else_are_refused(city, mark, why):
    told = {"row_number": "2", "reason": "x", "refused_from": mark}
    with pytest.raises(Refused, match=why):
        read(listed(city, [told]))
