"""Addresses in a release: of the files that were loaded, whole or not at all."""

from pathlib import Path

import duckdb
import geopandas as gpd
import pytest

from tests import cities
from tests.release.test_on_foot import run
from wijkeconomie import settings
from wijkeconomie.release import addresses
from wijkeconomie.sources import areas
from wijkeconomie.view import filters

HEADER = "identificatie,postcode,huisnummer,huisletter,gebruiksdoel,x,y"
DWELLINGS = 4 * 500


def loaded(folder: Path, count: int) -> None:
    """Four objects on each house number, a square of two metres wide, and one without postcode."""
    lines = [HEADER]
    for serial in range(count):
        x, y = cities.X + 300 + serial % 2 * 2, cities.Y + 1_000 + serial // 2 % 2 * 2
        code, house = f"13{serial % 8 // 4 + 15}AB", serial // 8 + 1
        lines.append(
            f"9999010000{serial:06d},{code},{house},{'ABCD'[serial % 4]},woonfunctie,{x},{y}"
        )
    lines.append(f"9999010000999999,,1,,woonfunctie,{cities.X},{cities.Y}")
    file = folder / "bag.csv"
    file.write_text("\n".join(lines) + "\n")
    run("addresses", file)


def made(folder: Path) -> tuple[str, list[tuple]]:
    """What making a release says, and the addresses in it."""
    run(
        "import",
        cities.register_file(folder, [cities.row(i) for i in range(9)]),
        "--layout",
        "lisa",
    )
    file = settings.data_dir() / "made.duckdb"
    said = run("release", "--edition", "internal", "--out", file)
    with duckdb.connect(file, read_only=True) as con:
        return said, con.execute("from address").fetchall()


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    return tmp_path


def test_a_postcode_and_house_number_is_one_point_of_its_objects(city):
    loaded(city, DWELLINGS // 2)
    said, rows = made(city)
    assert "addresses that are loaded" not in said
    keys = [row[:2] for row in rows]
    assert keys == sorted({(f"13{15 + i % 2}AB", i // 2 + 1) for i in range(DWELLINGS // 8)})
    middle = gpd.GeoSeries.from_xy([cities.X + 301], [cities.Y + 1_001], crs=areas.RD)
    degrees = middle.to_crs("EPSG:4326").iloc[0]
    assert {row[2:] for row in rows} == {(round(degrees.x, 5), round(degrees.y, 5))}


@pytest.mark.parametrize(("count", "most"), [(DWELLINGS // 2 - 1, 1_000_000), (DWELLINGS, 5)])
def test_a_list_of_some_addresses_or_of_too_many_is_not_published(city, count, most, monkeypatch):
    monkeypatch.setattr(addresses, "MOST", most)
    loaded(city, count)
    said, rows = made(city)
    assert rows == []
    assert "The addresses that are loaded are not published" in said


def test_addresses_are_no_table_to_take():
    assert "address" not in filters.tables()
