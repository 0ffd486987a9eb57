"""Lists of places and initiatives, made up, and what is made of them."""

import pandas as pd
import pytest
from click.testing import CliRunner
from pyproj import Transformer

from tests import cities
from wijkeconomie.__main__ import cli
from wijkeconomie.sources import addresses, areas
from wijkeconomie.sources.lists import reading

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


def initiatives(folder, rows):
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


def read(path, kind: str = "places", **more):
    return reading.read(path, kind, "hubs", **more)


def one(folder, **cells):
    """What is made of one row, and which rules told something of it."""
    taken = read(listed(folder, [cells]))
    return taken.rows.iloc[0].to_dict() if len(taken.rows) else None, set(taken.notes.found)


def mapping(folder, text: str):
    path = folder / "mapping.toml"
    path.write_text(text)
    return path


def invoke(*arguments):
    return CliRunner().invoke(cli, [str(a) for a in arguments], env={"LANG": "C"})
