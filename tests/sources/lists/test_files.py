"""Files of lists: columns in any spelling, formats, and what cannot be read."""

import json
import random
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.register import fuzz
from tests.sources.lists.made import (
    LAT,
    LON,
    X,
    Y,
    city,
    initiatives,
    invoke,
    listed,
    mapping,
    read,
)
from wijkeconomie.errors import Refused
from wijkeconomie.sources import keeping

__all__ = ["city"]


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


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"openbaar (ja, nee)": "nee"}, "public_no"),
        ({"Is openbaar?": "nee"}, "public_no"),
        ({"Publiek of niet": "misschien"}, "public_wrong"),
        ({"wel/niet openbaar": "nee"}, "public_no"),
        ({"Is dit een woning?": "ja"}, "home_private"),
        ({"At home (y/n)": "y"}, "home_private"),
        ({"openbaar": "ja", "is openbaar?": "nee"}, "answers_differ"),
        ({"publiek": "ja", "openbaar": "nee"}, "answers_differ"),
        ({"is openbaar?": "ja", "Woning (j/n)": "j"}, None),
        ({"openbaar": "", "is openbaar?": "ja"}, None),
        ({"Openbaar vervoer": "bus 12", "Home page": "x"}, None),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_what_is_not_public_is_known_in_other_words(city, cells, told, ending):
    rows = [cells, dict.fromkeys(cells, "")]
    if ending == "csv":
        file = listed(city, rows)
    else:
        features = [row | {"naam": f"Plek {i}", "soort": "cafe"} for i, row in enumerate(rows)]
        points = [shapely.Point(X, Y + i) for i in range(2)]
        file = city / "hubs.geojson"
        gpd.GeoDataFrame(pd.DataFrame(features), geometry=points, crs=28992).to_file(file)
    taken = read(file)
    assert [r.code for r in taken.notes.refused.values()] == ([told] if told else [])
    assert taken.rows["name"].tolist() == ["Plek 0", "Plek 1"][bool(told) :]
    assert taken.refused.drop(columns="row_number").eq("").to_numpy().all() == (
        told != "public_wrong"
    )


@pytest.mark.parametrize(
    ("cells", "told"), [("nee", "consent_none"), ("denk het", "consent_wrong"), ("ja", None)]
)
def test_consent_is_known_in_other_words(city, cells, told):
    rows = [{"toestemming": "ja"}, {"toestemming": cells}]
    file = initiatives(city, rows)
    file.write_text(file.read_text().replace("toestemming", "Geeft men toestemming?", 1))
    taken = read(file, "initiatives")
    assert [r.code for r in taken.notes.refused.values()] == ([told] if told else [])


@pytest.mark.parametrize("heading", ["niet openbaar", "Not public", "geen woning"])
def test_a_heading_that_says_the_opposite_is_refused(city, heading):
    with pytest.raises(Refused, match="says the opposite"):
        read(listed(city, [{heading: "ja"}]))


def test_a_column_can_be_left_unused(city):
    file = listed(city, [{"openbaar toilet": "nee"}])
    assert read(file).rows.empty
    chosen = mapping(city, 'unused = ["openbaar toilet"]\n[columns]\nname = "naam"')
    taken = read(file, mapping=chosen)
    assert (len(taken.rows), taken.unused) == (1, ["openbaar toilet"])
