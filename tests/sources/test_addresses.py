"""Address files and the BAG: what is needed of the municipalities loaded, and no more."""

import json

import geopandas as gpd
import pandas as pd
import pytest

from tests import cities
from tests import services as servers
from wijkeconomie.errors import Refused
from wijkeconomie.sources import addresses, areas, bag

HERE, THERE = (cities.X + 500, cities.Y + 1_500), (cities.X + 9_500, cities.Y + 500)
OBJECTS = [
    ("9999010000000001", HERE, "woonfunctie", "1234AB", 12, "A", ""),
    ("9999010000000002", HERE, "woonfunctie,kantoorfunctie", "1234AB", 12, "", "2"),
    ("8888010000000003", THERE, "winkelfunctie", "8888AB", 1, "", ""),
]


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    return tmp_path


def kept(kind: str) -> pd.DataFrame:
    return pd.read_parquet(addresses.kept(kind))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024", "1234AB;12;BU99990101;WK;GM"], "a"),
        (["pc6,huisnummer,buurt2024,wijk2024,gemeente2024", "1234 ab,12,99990101,1,1"], "b"),
        (['"PC6"\t"Huisnummer"\t"Buurtcode"', '"1234AB"\t"12"\t"BU99990101"'], "c2024"),
        (["\ufeffPostcode|Huisnr|BU_CODE", "1234AB|0012|BU99990101"], "d-2024"),
    ],
)
def test_the_yearly_file_in_any_spelling(city, lines, name):
    file = city / f"{name}.csv"
    file.write_text("\n".join([*lines, lines[1].replace("9999", "8888")]), encoding="utf-8")
    assert addresses.load_file(file) == ("numbers", 1)
    assert kept("numbers").to_dict("records") == [
        {
            "postcode": "1234AB",
            "house_number": 12,
            "buurt_code": "BU99990101",
            "boundary_year": 2024,
            "municipality_code": "GM9999",
        }
    ]


def test_leading_zeros_of_buurten_are_restored(empty_folder, tmp_path):
    file = tmp_path / "pc6hnr.csv"
    file.write_text("PC6;Huisnummer;Buurt2025;Gemeente2025\n1315HA;1;340101;34\n")
    addresses.load_file(file)
    assert kept("numbers")["buurt_code"].tolist() == ["BU00340101"]


def test_years_stand_side_by_side_and_a_year_is_replaced(city):
    for year, number in ((2023, 1), (2024, 2), (2024, 3)):
        file = city / f"addresses-{year}.csv"
        file.write_text(f"PC6;Huisnummer;Buurt{year}\n1234AB;{number};BU99990101\n")
        addresses.load_file(file)
    found = kept("numbers").set_index("boundary_year")["house_number"].to_dict()
    assert found == {2023: 1, 2024: 3}


def object_files(folder):
    """The same address objects in every format they come in."""
    columns = ["identificatie", "punt", "gebruiksdoel", "postcode", "huisnummer"]
    columns += ["huisletter", "huisnummertoevoeging"]
    rows = pd.DataFrame(OBJECTS, columns=columns)
    rows["status"] = "Verblijfsobject in gebruik"
    gone = rows.iloc[[0]].assign(
        identificatie="9999010000000009", status="Verblijfsobject ingetrokken"
    )
    rows = pd.concat([rows, gone], ignore_index=True)
    x, y = (rows["punt"].str[axis] for axis in (0, 1))
    plain = rows.drop(columns="punt")
    plain.assign(x=x, y=y).to_csv(folder / "objects.csv", index=False, sep=";")
    wkt = [f"POINT ({a} {b})" for a, b in rows["punt"]]
    plain.assign(geometrie=wkt).to_csv(folder / "wkt.csv", index=False)
    features = gpd.GeoDataFrame(plain, geometry=gpd.points_from_xy(x, y), crs="EPSG:28992")
    features.to_file(folder / "objects.gpkg", layer="verblijfsobject")
    features.to_crs(4326).to_file(folder / "degrees.geojson")
    listed = json.loads((folder / "degrees.geojson").read_text())
    for feature in listed["features"]:
        told = feature["properties"]
        told["gebruiksdoel"] = told["gebruiksdoel"].split(",")
    (folder / "listed.geojson").write_text(json.dumps(listed))
    return ["objects.csv", "wkt.csv", "objects.gpkg", "degrees.geojson", "listed.geojson"]


def test_address_objects_in_any_format(city):
    for name in object_files(city):
        assert addresses.load_file(city / name) == ("objects", 2), name
        found = kept("objects").sort_values("object_id", ignore_index=True)
        assert found["object_id"].tolist() == ["9999010000000001", "9999010000000002"], name
        assert found["addition"].tolist() == ["A", "2"], name
        assert found["use"].str.contains("kantoorfunctie").tolist() == [False, True], name
        assert found["house_number"].tolist() == [12, 12]
        assert found["x"].tolist() == pytest.approx([HERE[0]] * 2, abs=1), name


def test_the_bag_is_paged_and_sifted(services, tmp_path, monkeypatch):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    monkeypatch.setattr(bag, "PAGE", 2)
    monkeypatch.setattr(bag, "MOST_OF_A_BOX", 4)
    services.objects = [
        servers.building(
            f"9999010000{i:06d}",
            (cities.X + 10 + 150 * i, cities.Y + 10 + 150 * i),
            "woonfunctie" if i % 2 else ["woonfunctie", "kantoorfunctie"],
            postcode="1234AB",
            huisnummer=i,
            huisletter="a" if i == 3 else None,
        )
        for i in range(13)
    ]
    services.objects.append(servers.building("8888010000000001", THERE, "winkelfunctie"))
    assert bag.load("GM9999") == 13
    found = kept("objects").set_index("house_number")
    assert found.loc[3, "addition"] == "a"
    assert found.loc[4, "use"] == "woonfunctie,kantoorfunctie"
    assert max(int(asked["startIndex"]) for _path, asked in services.asked) == 2


@pytest.mark.parametrize("field", ["features", "identificatie", "gebruiksdoel", "geometry"])
def test_a_changed_field_of_the_bag_is_named(services, tmp_path, field):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    services.objects = [servers.building("9999010000000001", HERE, "woonfunctie")]
    services.renamed = {field: f"{field}_2"}
    with pytest.raises(Refused, match=f"answers without '{field}'"):
        bag.load("GM9999")


def test_the_bag_of_a_municipality_without_areas_is_refused(services):
    with pytest.raises(Refused, match="areas of GM9999 are not loaded"):
        bag.load("GM9999")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "PC6;Huisnummer;Buurt2024\n8888AB;1;BU88880000\n", "no addresses of GM9999"),
        ("a.csv", "PC6;Huisnummer;Buurt2024\n", "no addresses of GM9999"),
        ("a.csv", "PC6;Huisnummer;Buurt\n1234AB;1;BU99990101\n", "of which year its buurten are"),
        ("a.csv", "naam;straat\nx;y\n", "it has naam, straat"),
        ("a.csv", 'PC6;Huisnummer;Buurt2024\n"1234AB;2;3\n', "is no readable CSV"),
        ("a.csv", "", "does not look like column names"),
        ("a.csv", "Kapsalon Jansen;1234AB;12\nx;y;z\n", "does not look like column names"),
        ("a.gpkg", "no map", "is no readable GeoJSON"),
        (
            "a.geojson",
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
            '{"identificatie": "1"}, "geometry": {"type": "Point"}}]}',
            "is no readable GeoJSON",
        ),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', "it has "),
    ],
)
def test_what_is_no_address_file_is_refused(city, name, content, told):
    (city / name).write_text(content)
    with pytest.raises(Refused, match=told):
        addresses.load_file(city / name)
    assert addresses.kept("numbers") is addresses.kept("objects") is None
