"""Own lists of places, initiatives and vacant spaces: what is taken, what is mended, what is not."""

import csv
import json
import random
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Transformer

from tests import cities
from tests import services as servers
from tests.register import fuzz
from wijkeconomie import settings, shipped
from wijkeconomie.__main__ import cli
from wijkeconomie.errors import Refused
from wijkeconomie.sources import addresses, areas, keeping, lists, values
from wijkeconomie.sources import places as places_source
from wijkeconomie.sources.reasons import ERRORS
from wijkeconomie.view import words

X, Y = cities.X + 500, cities.Y + 1_500
LON, LAT = Transformer.from_crs(28992, 4326, always_xy=True).transform(X, Y)
OBJECTS = [
    ("9999010000000001", (X + 7, Y), "woonfunctie", "1234AB", 12, "A", ""),
    ("9999010000000002", (X + 8, Y), "winkelfunctie", "1234AB", 12, "", "2"),
]


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    return tmp_path


@pytest.fixture
def with_addresses(city):
    names = ["object_id", "point", "use", "postcode", "house_number", "house_letter"]
    rows = pd.DataFrame([o[:6] for o in OBJECTS], columns=names).astype("string")
    more = {"house_addition": [o[6] for o in OBJECTS]}
    more |= {axis: [str(o[1][i]) for o in OBJECTS] for i, axis in enumerate("xy")}
    rows = rows.assign(**more).astype("string")
    addresses.save("objects", addresses.objects(rows, areas.load()))
    return city


def listed(folder, rows: list[dict], name: str = "hubs.csv"):
    """A list of rows, each with a name, category and point unless it says otherwise."""
    whole = [
        {"naam": f"Plek {i}", "categorie": "coworking", "x": X, "y": Y + i} | r
        for i, r in enumerate(rows)
    ]
    path = folder / name
    frame = pd.DataFrame(whole).astype("string")
    frame.to_excel(path, index=False) if name.endswith("xlsx") else frame.to_csv(
        path, sep=";", index=False
    )
    return path


def read(path, kind: str = "places", **more):
    return lists.read(path, kind, "hubs", **more)


def one(folder, **cells):
    """What is made of one row, and which rules told something of it."""
    taken = read(listed(folder, [cells]))
    return taken.rows.iloc[0].to_dict() if len(taken.rows) else None, set(taken.notes.found)


def invoke(*arguments):
    return CliRunner().invoke(cli, [str(a) for a in arguments], env={"LANG": "C"})


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("naam;categorie;x;y", f"Hub;coworking;{X};{Y}"),
        ("Naam,Soort,Latitude,Longitude", f"Hub,Flexwerkplek,{LAT},{LON}"),
        ("NAME\tType\tlat\tlng", f"Hub\tco-working\t{LAT}\t{LON}"),
        ("titel;kind;RD X;RD-Y", f"Hub;Coworking space;{X};{Y}"),
        ("name|category|coordinates", f"Hub|coworking|{LAT}, {LON}"),
        ("name;category;geometry", f"Hub;coworking;POINT ({X} {Y})"),
        ("name;category;wkt", f"Hub;coworking;POINT({LON} {LAT})"),
        ("naam;categorie;x-coördinaat;y-coördinaat", f"Hub;coworking;{X},0;{Y},0"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_columns_in_any_spelling(city, header, cells, encoding):
    file = city / "hubs.csv"
    file.write_text(f"{header}\n{cells}\n", encoding=encoding)
    taken = read(file)
    row = taken.rows.iloc[0]
    assert (row["name"], row["category"], row["kind"]) == ("Hub", "coworking", "hub")
    assert row["geometry"].distance(shapely.Point(X, Y)) < 1
    assert not taken.notes.found


@pytest.mark.parametrize("ending", ["xlsx", "geojson", "gpkg", "zip"])
def test_formats(city, ending):
    file = city / f"hubs.{ending}"
    if ending == "xlsx":
        listed(city, [{"capaciteit": "40", "url": "https://hub.nl"}], "hubs.xlsx")
    else:
        told = {
            "naam": ["Plek 0"],
            "soort": ["coworking"],
            "desks": [40],
            "website": ["https://hub.nl"],
        }
        frame = gpd.GeoDataFrame(told, geometry=[shapely.Point(X, Y)], crs=28992)
        frame = frame.to_crs(4326) if ending == "geojson" else frame
        frame.to_file(
            f"{file}/" if ending == "zip" else file,
            driver="ESRI Shapefile" if ending == "zip" else None,
        ) if ending != "zip" else _zipped(frame, file)
    row = read(file).rows.iloc[0]
    assert (row["name"], row["category"], row["capacity"], row["url"]) == (
        "Plek 0",
        "coworking",
        40,
        "https://hub.nl",
    )
    assert row["geometry"].distance(shapely.Point(X, Y)) < 1


def _zipped(frame, file):
    folder = file.with_suffix("")
    folder.mkdir()
    frame.to_file(folder / "hubs.shp")
    with zipfile.ZipFile(file, "w") as packed:
        for part in folder.iterdir():
            packed.write(part, part.name)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"x": Y, "y": X}, {"point_swapped"}),
        ({"x": LON, "y": LAT}, {"point_degrees"}),
        ({"x": LAT, "y": LON}, {"point_degrees", "point_swapped"}),
        ({"x": "", "y": "", "lat": LON, "lon": LAT}, {"point_swapped"}),
        ({"x": "", "y": "", "lat": Y, "lon": X}, {"point_rd"}),
        ({"x": "", "y": "", "lat": f"{LAT}".replace(".", ","), "lon": f"{LON}"}, set()),
        ({"x": f" {X} m", "y": str(Y)}, set()),
        ({"x": "", "y": "", "N": Y, "E": X}, set()),
        ({"x": "", "y": "", "N": LAT, "E": LON}, set()),
        ({"x": "", "y": "", "N": LON, "E": LAT}, {"point_swapped"}),
    ],
)
def test_points_are_known_by_their_values(city, cells, told):
    row, found = one(city, **cells)
    assert row["geometry"].distance(shapely.Point(X, Y)) < 2
    assert found == told


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"naam": " \t "}, "name_none"),
        ({"naam": "!!!"}, "name_none"),
        ({"categorie": ""}, "category_none"),
        ({"categorie": "kroeg"}, "category_wrong"),
        ({"x": "", "y": "", "lat": "52.5", "lon": "3.9"}, "point_outside"),
        ({"x": "0", "y": "0"}, "point_outside"),
        ({"x": X + 9_000, "y": Y}, "point_outside"),
        ({"x": "noord", "y": Y}, "point_wrong"),
        ({"x": "", "y": ""}, "point_none"),
        ({"x": "", "y": "", "postcode": "9999 ZZ", "huisnummer": "1"}, "list_address_unknown"),
        ({"openbaar": "nee"}, "public_no"),
        ({"openbaar": "besloten"}, "public_no"),
        ({"openbaar": "misschien"}, "public_wrong"),
        ({"woonhuis": "ja"}, "home_private"),
        ({"woonhuis": "ja", "openbaar": "nee"}, "public_no"),
        ({"geopend": "2025-01-01", "gesloten": "2024-01-01"}, "closed_early"),
    ],
)
def test_rows_that_are_refused(city, cells, told):
    row, found = one(city, **cells)
    assert row is None
    assert found == {told}


def test_a_home_that_wants_to_be_shown_is_taken(city):
    row, found = one(city, woonhuis="ja", openbaar="ja")
    assert row["name"] == "Plek 0"
    assert not found


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_refused_category_is_told_all_that_are_allowed(lang):
    for code in ("category_none", "category_wrong"):
        told = words.translate(lang, ERRORS[code], value="kroeg").split("business_centre, ")[-1]
        named = told.split(": gebruik " if lang == "nl" else ": use ")[-1].rstrip(".")
        each = named.replace(" or ", ", ").replace(" of ", ", ").split(", ")
        known = {r["spelling"]: r["category"] for r in shipped.rows("place_categories")}
        every = {
            r["code"] for r in shipped.rows("categories") if r["dimension"] == "place_category"
        }
        assert {known[values.plain(word)] for word in each} | {"business_centre"} == every


def test_every_spelling_of_a_category_means_one_code_that_exists():
    rows = shipped.rows("place_categories")
    codes = {r["code"] for r in shipped.rows("categories") if r["dimension"] == "place_category"}
    assert {r["category"] for r in rows} == codes
    assert len({r["spelling"] for r in rows}) == len(rows)
    assert all(values.plain(r["spelling"]) == r["spelling"] for r in rows)


@pytest.mark.parametrize(
    ("cells", "offset", "told"),
    [
        ({"postcode": "1234 ab", "huisnummer": "12", "toevoeging": "A"}, 7, set()),
        ({"postcode": "1234AB", "huisnummer": "12-2"}, 8, set()),
        ({"postcode": "1234AB", "huisnummer": "12 bis"}, 8, {"address_near"}),
        ({"adres": "Plein 12a, 1234 AB Vierkantstad"}, 7, set()),
    ],
)
def test_a_place_is_found_by_its_address(with_addresses, cells, offset, told):
    row, found = one(with_addresses, x="", y="", **cells)
    assert row["geometry"].x == X + offset
    assert found == told


def test_addresses_are_sent_outside_only_when_asked(services, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    services.addresses = [servers.address("1234AB", 12, (X, Y))]
    file = listed(tmp_path, [{"x": "", "y": "", "postcode": "1234AB", "huisnummer": "12"}])
    assert not len(read(file).rows)
    assert services.asked == []
    assert read(file, ask_outside=True).rows.iloc[0]["geometry"].x == X


def mapping(folder, text: str):
    path = folder / "mapping.toml"
    path.write_text(text)
    return path


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


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_columns_that_are_not_used_are_told(city, ending):
    rows = {
        "nagekeken op": ["2025-01-02"],
        "openingstijd": ["ma-vr"],
        "Opmerking": ["stil"],
        "leeg": [""],
        "0612345678": ["x"],
    }
    file = listed(city, [{name: cells[0] for name, cells in rows.items()}], f"hubs.{ending}")
    if ending == "geojson":
        rows |= {"naam": ["Plek"], "soort": ["coworking"]}
        gpd.GeoDataFrame(rows, geometry=[shapely.Point(X, Y)], crs=28992).to_file(file)
    report = city / "r.csv"
    done = invoke("places", file, "--report", city / "r.json", "--report", report)
    assert "Not used: Opmerking.\n" in done.output
    assert json.loads((city / "r.json").read_text())["unused"] == ["Opmerking"]
    assert "Not used: Opmerking." in report.read_text("utf-8-sig")
    row = keeping.stored("places").iloc[0]
    assert (row["checked_on"], row["opening_hours"]) == ("2025-01-02", "ma-vr")


def test_a_row_with_two_remarks_of_one_kind_is_told_once(city):
    done = invoke("places", listed(city, [{"geopend": "ooit", "gesloten": "nooit"}]))
    assert "remark: 1 rows." in done.output
    assert "First rows: 2.\n" in done.output


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


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.csv", "is empty"),
        (b"naam;x\n", "a.csv", "has a header and no rows"),
        (b"naam;x;y\nHub;1;2\n", "a.csv", "lacks a column for category"),
        (b"1234AB;12;13\n1;2;3\n", "a.csv", "does not look like column names"),
        (b'naam;categorie;x\n"Hub;a;1\nb;c;2\n', "a.csv", "never closes"),
        (b"PK\x03\x04 nonsense", "a.xlsx", "is no readable Excel workbook"),
        (b'{"type": "FeatureCollection", "features": [', "a.geojson", "breaks off"),
        (b'{"type": "FeatureCollection", "features": []}', "a.geojson", "holds no places"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(city, content, name, why):
    path = city / name
    path.write_bytes(content)
    with pytest.raises(Refused, match=why):
        read(path)


def test_the_same_row_or_number_twice(city):
    same = {"naam": "Hub", "y": Y}
    taken = read(listed(city, [same, same, {"id": "7"}, {"id": "7"}]))
    assert taken.rows["place_id"].tolist()[1] == "hubs-7"
    assert {n: (r.code, r.value) for n, r in taken.notes.refused.items()} == {
        3: ("twice", "2"),
        5: ("list_id_twice", "7"),
    }


def test_good_rows_are_taken_and_refused_ones_told_and_written(city):
    rows = [{}, {}, {}, {"naam": "=1+1", "categorie": "kroeg"}, {"naam": "Thuis", "woonhuis": "ja"}]
    file, rejects, report = listed(city, rows), city / "weg.xlsx", city / "r.json"
    done = invoke("places", file, "--rejects", rejects, "--report", report)
    assert done.exit_code == 0, done.output
    assert "3 places of hubs are loaded" in done.output
    sheet = openpyxl.load_workbook(rejects).worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][:4] == ["row_number", "reason", "naam", "categorie"]
    assert lines[1][0] == "5"
    assert lines[1][2] == "'=1+1"
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


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"toestemming": ""}, "consent_none"),
        ({"toestemming": "nee"}, "consent_none"),
        ({"toestemming": "wellicht"}, "consent_wrong"),
        ({"buurtcode": "BU00000000"}, "area_wrong"),
        ({"buurtcode": "Ergens"}, "area_wrong"),
        ({"buurtcode": ""}, "area_none"),
        ({"buurtcode": "", "lat": "52.5", "lon": "3.9"}, "point_outside"),
    ],
)
def test_initiatives_that_are_refused(city, cells, told):
    taken = read(_initiatives(city, [{}, cells]), "initiatives")
    assert len(taken.rows) == 1
    assert {r.code for r in taken.notes.refused.values()} == {told}


def test_an_area_may_be_told_by_its_name(city):
    known = areas.load().query("level == 'buurt'").iloc[0]
    name = f" {known['name'].upper()} "
    taken = read(_initiatives(city, [{"buurtcode": name}]), "initiatives")
    assert taken.rows["area_code"].tolist() == [known["area_code"]]


def test_a_name_of_several_areas_is_refused_as_it_is_written(city):
    known = areas.load()
    areas.save(known.assign(name=known["name"].where(known["level"] != "buurt", "Eender")))
    taken = read(_initiatives(city, [{}, {"buurtcode": "Eender"}]), "initiatives")
    assert [(r.code, r.value) for r in taken.notes.refused.values()] == [("area_wrong", "Eender")]


def test_an_initiative_that_has_expired_is_told(city):
    taken = read(_initiatives(city, [{}, {"verloopt": "2020-01-01"}]), "initiatives")
    assert taken.rows["expires_on"].tolist() == ["2030-01-01", "2020-01-01"]
    assert taken.notes.found == {"expired": [(3, "2020-01-01")]}


def _initiatives(folder, rows):
    good = {
        "naam": "Soep",
        "buurtcode": "bu99990101",
        "thema": "eten",
        "toestemming": "ja",
        "verloopt": "2030-01-01",
    }
    path = folder / "initiatieven.csv"
    pd.DataFrame([good | {"naam": f"Soep {i}"} | r for i, r in enumerate(rows)]).to_csv(
        path, index=False, sep=";"
    )
    return path


def test_nothing_is_kept_of_an_initiative_without_consent(city):
    file = _initiatives(city, [{}, {}, {"naam": "Stille soep", "toestemming": "nee"}])
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


def _spoilt(city, seed: int):
    chance = random.Random(seed)  # noqa: S311
    rows = [{"capaciteit": "ca. 40", "geopend": "1 april 2020", "url": "x.nl"} for _i in range(6)]
    if seed % 3:
        path = listed(city, rows, "spoilt.xlsx" if seed % 3 == 1 else "spoilt.csv")
    else:
        path = city / "spoilt.geojson"
        told = {"naam": ["a", "b"], "soort": ["cafe", "hub"]}
        points = [shapely.Point(X, Y), None]
        gpd.GeoDataFrame(told, geometry=points, crs=28992).to_file(path)
    path.write_bytes(fuzz.spoilt(path.read_bytes(), chance))
    return path


@pytest.mark.parametrize("first", [0, 40])
def test_a_spoilt_file_is_taken_or_refused_in_a_sentence(city, first):
    taken = refused = 0
    for seed in range(first, first + 40):
        try:
            taken += len(read(_spoilt(city, seed)).rows) >= 0
        except Refused as error:
            refused += bool(str(error))
    assert taken
    assert refused
