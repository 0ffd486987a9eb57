"""Files of location types are read: lists of areas, outlines of work sites, land use of CBS."""

import pandas as pd
import pytest

from tests import cities
from wijkeconomie.errors import Refused
from wijkeconomie.sources import location_files

LISTS = {
    "semicolons": "buurtcode;locatietype\nBU99990101;Centrum\nBU99990102; woonwijk \n",
    "commas and capitals": "GWB_CODE,TYPE\nbu99990101,CENTRUM\nBU99990102,Woonwijk\n",
    "a year": "buurtcode;jaar;locatietype\nBU99990101;2024;centrum\nBU99990102;2024;wonen\n",
    "rows without a type": (
        "buurtcode;locatietype\nBU99990101;centrum\nBU99990201;\nBU99990102;residential\n"
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_read(tmp_path, name):
    file = tmp_path / "list.csv"
    file.write_text(LISTS[name])
    found = location_files.read_list(file, None)
    assert dict(found[["area_code", "location_type"]].to_numpy()) == {
        "BU99990101": "centre",
        "BU99990102": "residential",
    }
    assert found["boundary_year"].notna().all() == (name == "a year")


def test_a_list_may_be_a_workbook(tmp_path):
    file = tmp_path / "list.xlsx"
    rows = {"Buurtcode": ["BU99990101"], "Jaar": [2024], "Locatietype": ["Kantoren"]}
    pd.DataFrame(rows).to_excel(file, index=False)
    found = location_files.read_list(file, None).iloc[0]
    assert (found["location_type"], found["boundary_year"]) == ("office", 2024)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("buurtcode;naam\nBU99990101;x\n", "needs a column"),
        ("buurtcode;locatietype\nBU99990101;markt\n", "row 1: location type 'markt'"),
        ("buurtcode;locatietype\nBU99990101;centrum\nBU1;centrum\n", "row 2: 'BU1' is no CBS"),
        ("buurtcode;locatietype\n", "is no CBS area code"),
        ("", "is no readable"),
        ("buurtcode;jaar;locatietype\nBU99990101;2024.5;centrum\n", "'2024.5' is no year"),
        ("buurtcode;jaar;locatietype\nBU99990101;vroeger;centrum\n", "'vroeger' is no year"),
        (
            "buurtcode;locatietype\nBU99990101;centrum\nBU99990101;wonen\n",
            "row 2: area BU99990101 has another type",
        ),
    ],
)
def test_lists_that_tell_nothing_are_refused(tmp_path, text, why):
    file = tmp_path / "list.csv"
    file.write_text(text)
    with pytest.raises(Refused, match=why):
        location_files.read_list(file, None)


@pytest.mark.parametrize(
    ("said", "kind", "location_type"),
    [
        ({"WLOC_TYPE": "Bedrijventerrein"}, None, "business_park"),
        ({"type": "Kernwinkelgebied"}, None, "centre"),
        ({"locatietype": "office"}, "centre", "office"),
        ({"naam": "De Vaart"}, "business_park", "business_park"),
        ({"locatietype": None}, "Kantorenpark", "office"),
        ({"locatietype": "kerkhof"}, None, None),
        ({"naam": "De Vaart"}, None, None),
    ],
)
def test_types_of_sites(tmp_path, said, kind, location_type):
    file = cities.polygons_file(tmp_path, cities.box(0, 0, 100, 100, **said))
    if location_type is None:
        with pytest.raises(Refused, match="locati"):
            location_files.read_sites(file, kind)
    else:
        assert location_files.read_sites(file, kind)["location_type"].tolist() == [location_type]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("bodemgebruik", [20, 24, 11]),
        ("BG2017A", ["20", "24", "11"]),
        ("omschrijving", ["Woonterrein", "Bedrijventerrein", "Wegverkeersterrein"]),
        ("Hoofdgroep", ["woonterrein", "bedrijventerrein", "iets nieuws"]),
    ],
)
def test_classes_of_land_use(tmp_path, column, values):
    """Roads are no place to work: what stands on one belongs to what is beside it."""
    features = [
        cities.box(100 * i, 0, 100, 100, **{column: value}) for i, value in enumerate(values)
    ]
    found = location_files.read_land_use(cities.polygons_file(tmp_path, *features))
    assert found["location_type"].tolist() == ["residential", "business_park"]


@pytest.mark.parametrize(
    "feature", [cities.box(0, 0, 9, 9, naam="x"), cities.box(0, 0, 9, 9, bodemgebruik=99)]
)
def test_land_use_without_known_classes_is_refused(tmp_path, feature):
    with pytest.raises(Refused, match="classes of land use"):
        location_files.read_land_use(cities.polygons_file(tmp_path, feature))


def test_points_are_no_polygons(tmp_path):
    feature = cities.box(0, 0, 9, 9, locatietype="centrum")
    feature["geometry"] = {"type": "Point", "coordinates": [cities.X, cities.Y]}
    with pytest.raises(Refused, match="not of points"):
        location_files.read_sites(cities.polygons_file(tmp_path, feature), None)
