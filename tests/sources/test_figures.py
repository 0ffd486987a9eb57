"""Public figures from CBS files and services, matched to areas by code and boundary year."""

import math

import openpyxl
import pytest

from tests import cities
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, cbs, figures, kwb

HEADER = ["gwb_code_10", "gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_woning"]
HEADER += ["a_lan_ha", "ste_mvs", "ste_oad", "a_bedv"]
ROWS = [
    ["NL00", "NL00", "Nederland", "Nederland", "Land", 18_000_000, 8_000_000, 1, ".", 2_000, 9],
    ["GM9999", "GM9999", "Vierkantstad", "x", "Gemeente", 4_100, 2_000, 400, 3, 1_200, 305],
    ["WK999901", "WK999901", "Wijk 01", "x", "Wijk", "    .", 0, 200.5, ".", "   1600", "."],
    ["BU99990101", "BU99990101", "Noordwest", "x", "Buurt", 15, "7", "99,5", ".", 499, "."],
    ["BU99990102", "BU99990102", "Noordoost", "x", "Buurt", -99997, -99995, -99999999, ".", ".", 5],
]


def excel(folder, name="kwb-2024.xlsx"):
    book = openpyxl.Workbook()
    book.active.append(["Toelichting"])
    sheet = book.create_sheet("KWB")
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def csv(folder, separator=";", name="kwb_2024.csv"):
    lines = [separator.join(f'"{value}"' for value in row) for row in [HEADER, *ROWS]]
    (folder / name).write_text("\n".join(lines), encoding="cp1252")
    return folder / name


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))


@pytest.mark.parametrize("make", [excel, csv])
def test_conventions_of_the_yearly_edition(tmp_path, make):
    read = kwb.read(make(tmp_path), None).set_index("area_code")
    assert read["boundary_year"].unique().tolist() == [2024]
    assert read.index.tolist() == ["GM9999", "WK999901", "BU99990101", "BU99990102"]
    assert read.loc["GM9999", ["population", "dwellings", "establishments"]].tolist() == [
        4_100, 2_000, 305,
    ]  # fmt: skip
    assert math.isnan(read.loc["WK999901", "population"])
    assert read.loc["WK999901", "dwellings"] == 0
    assert read.loc["BU99990101", ["dwellings", "land_ha"]].tolist() == [7, 99.5]
    assert read.loc["BU99990102", ["population", "dwellings", "land_ha"]].isna().all()


def test_urbanity_follows_from_density_where_it_is_not_said(tmp_path):
    read = kwb.read(excel(tmp_path), None).set_index("area_code")["urbanity"]
    assert read.dropna().to_dict() == {"GM9999": 3, "WK999901": 2, "BU99990101": 5}


@pytest.mark.parametrize(
    ("density", "urbanity"), [(0, 5), (500, 4), (1000, 3), (1500, 2), (2500, 1)]
)
def test_classes_of_urbanity(density, urbanity):
    rows = kwb.pd.DataFrame(
        {"area_code": ["GM9999"], "boundary_year": [2024], "density": [density]}
    )
    assert figures.tidy(rows)["urbanity"].tolist() == [urbanity]


@pytest.mark.parametrize("read", ["newer", "older"])
def test_cbs_over_both_versions(services, read):
    services.broken = {"cbs"} if read == "older" else {"cbs3"}
    found = cbs.read("GM9999", 2024).set_index("area_code").sort_index()
    assert found.index.tolist() == sorted(["GM9999", "WK999901", "WK999902", *cities.BUURTEN])
    assert found.loc["BU99990101"].to_dict() == {
        "boundary_year": 2024,
        "population": 1_015,
        "dwellings": 403,
        "land_ha": 93,
        "urbanity": 3,
        "density": 1_200,
        "establishments": 55,
    }


def test_both_versions_of_cbs_say_the_same(services):
    newer = cbs.read("GM9999", 2024).sort_values("area_code", ignore_index=True)
    services.broken = {"cbs"}
    older = cbs.read("GM9999", 2023).sort_values("area_code", ignore_index=True)
    assert newer.drop(columns="boundary_year").equals(older.drop(columns="boundary_year"))


@pytest.mark.parametrize(
    ("code", "year", "told"),
    [("GM0001", 2024, "no figures of GM0001"), ("GM9999", 1999, "of 1999 is not known")],
)
def test_what_cbs_does_not_have_is_told(services, code, year, told):
    with pytest.raises(Refused, match=told):
        cbs.read(code, year)


@pytest.mark.parametrize(
    ("renamed", "told"),
    [
        ({"value": "values"}, "answers without 'value'"),
        ({"WijkenEnBuurten": "Regio"}, "answers without 'WijkenEnBuurten'"),
        ({"Identifier": "Id", "Key": "Sleutel", "Title": "Titel"}, "lists none of the figures"),
    ],
)
def test_a_changed_field_of_cbs_is_named(services, renamed, told):
    services.renamed = renamed
    with pytest.raises(Refused, match=told):
        cbs.read("GM9999", 2024)


def test_figures_fill_the_areas_of_their_boundary_year(city, tmp_path):
    figures.save(kwb.read(excel(tmp_path), None))
    filled = areas.load().set_index("area_code")
    assert filled.loc["BU99990101", ["population", "dwellings"]].tolist() == [15, 7]
    assert filled.loc["BU99990102", "population"] == 1_000
    assert filled.loc["GM9999", "land_ha"] == 400
    assert figures.unmatched(areas.load()) == ["BU99990201", "BU99990202", "WK999902"]


def test_figures_of_another_year_stay_apart(city, tmp_path):
    before = areas.load()
    figures.save(kwb.read(excel(tmp_path), 2019))
    assert areas.load().equals(before)
    assert len(figures.unmatched(before)) == len(before)
    figures.save(kwb.read(excel(tmp_path), None))
    figures.save(kwb.read(excel(tmp_path), None))
    assert figures.load().groupby("boundary_year").size().to_dict() == {2019: 4, 2024: 4}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("kwb-2024.xlsx", b"PK\x03\x04broken", "is no readable Excel"),
        ("kwb-2024.xlsx", b"", "is no readable Excel"),
        ("kwb-2024.csv", b"", "is no readable Excel"),
        ("kwb-2024.csv", b"jaar;b\n1;2\n", "none of the columns gwb_code_10"),
        ("kwb-2024.csv", b"gwb_code;b\nGM9999;2\n", "none of the columns a_inw"),
        ("kwb-2024.csv", b"gwb_code;a_inw\nVierkantstad;2\n", "none of the columns gwb_code_10"),
        ("kwb.csv", b"gwb_code;a_inw\nGM9999;2\n", "does not say of which year"),
    ],
)
def test_what_is_no_edition_is_refused(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=told):
        kwb.read(tmp_path / name, None)
    with pytest.raises(Refused, match="does not exist"):
        kwb.read(tmp_path / "missing.xlsx", None)
