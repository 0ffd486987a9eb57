"""Rows without usable coordinates are placed in the promised order, and the way is told."""

import json
import os
import subprocess
import sys
import time
from datetime import date

import duckdb
import pandas as pd
import pytest
from pyproj import Transformer

from tests import cities
from tests import services as servers
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, upkeep
from wijkeconomie.sources import addresses, areas

X, Y = cities.X + 500, cities.Y + 1_500
HEADER = cities.HEADER + ";postcode;huisnummer;huisletter;toevoeging;bag_id"


def line(serial: int, *address: object, **changes: object) -> str:
    """A row without coordinates unless given, with postcode, number, letter, addition, id."""
    row = cities.row(serial, **({"x": "", "y": ""} | changes))
    return ";".join([row, *map(str, (*address, *[""] * (5 - len(address))))])


@pytest.fixture
def city(services, tmp_path):
    """Vierkantstad loaded; returns a function that imports rows with addresses."""
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))

    def take(*rows: str, header: str = HEADER, **more: object):
        path = tmp_path / "register.csv"
        path.write_text("\n".join([header, *rows]) + "\n")
        report = importing.import_file(path, "lisa", **more)
        with duckdb.connect(settings.register_file(), read_only=True) as con:
            placed = "select e.*, d.placed_by from establishment as e inner join delivered as d"
            found = con.execute(
                f"{placed} using (establishment_id, reference_date) order by 1"
            ).df()
        return report, found.astype(object).where(found.notna(), None).to_dict("records")

    return take


def numbers(*rows: tuple[str, int, str], year: int = 2024) -> None:
    columns = ["postcode", "house_number", "buurt_code"]
    known = pd.DataFrame(rows, columns=columns)
    known = known.assign(boundary_year=year, municipality_code="GM" + known["buurt_code"].str[2:6])
    addresses.save("numbers", known)


def objects(*rows: tuple[object, ...]) -> None:
    """Rows: object_id, postcode, house_number, addition, use, x, y."""
    columns = ["object_id", "postcode", "house_number", "addition", "use", "x", "y"]
    known = pd.DataFrame(rows, columns=columns).astype({"x": "float64", "y": "float64"})
    known = known.assign(number_id=pd.Series([None] * len(rows), dtype="string"))
    addresses.save("objects", known.assign(municipality_code="GM9999")[addresses.OBJECTS])


def print_nothing(_done: int, _total: int) -> None:
    pass


def near(row: dict) -> bool:
    return abs(row["x"] - X) < 2 and abs(row["y"] - Y) < 2


DEGREES = (5.179838, 52.320693)


@pytest.mark.parametrize(
    ("x", "y", "is_swapped"),
    [
        (X, Y, False),
        (f"{X:,}".replace(",", "."), f"{Y:,}".replace(",", "."), False),
        (Y, X, True),
        ("{lon:.6f}", "{lat:.6f}", False),
        ("{lat:.6f}", "{lon:.6f}", True),
        ("{lon:.7f},", "{lat:.7f},", False),
    ],
)
def test_coordinates_are_recognised_by_value(city, x, y, is_swapped):
    lon, lat = degrees()
    written = [str(v).format(lon=lon, lat=lat) for v in (x, y)]
    written = [v.replace(".", ",").removesuffix(",") if v.endswith(",") else v for v in written]
    report, rows = city(line(1, x=written[0], y=written[1]))
    assert near(rows[0])
    assert (rows[0]["buurt_code"], rows[0]["placed_by"]) == ("BU99990101", "coordinates")
    assert rows[0]["x"] is not None
    assert ("coordinates_swapped" in report.reasons) == is_swapped
    assert report.placed_by == {"coordinates": 1}


def degrees() -> tuple[float, float]:
    return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True).transform(X, Y)


def test_degrees_in_columns_of_their_own(city):
    lon, lat = degrees()
    header = cities.HEADER + ";gpsLatitude;gpsLongitude"
    _report, rows = city(cities.row(1, x="", y="") + f";{lat:.6f};{lon:.6f}", header=header)
    assert near(rows[0])


def test_the_yearly_file_gives_a_buurt_and_no_point(city):
    numbers(("1234AB", 12, "BU99990201"), ("1234AB", 14, "BU99990101"))
    report, rows = city(line(1, "1234 ab", "12-2"), line(2, "9999ZZ", "1"))
    place = {k: rows[0][k] for k in ("wijk_code", "buurt_code", "location_type", "placed_by")}
    assert place == {
        "wijk_code": "WK999902",
        "buurt_code": "BU99990201",
        "location_type": "business_park",
        "placed_by": "address_file",
    }
    assert [rows[0][k] for k in ("x", "y")] == [None] * 2
    assert (rows[1]["buurt_code"], rows[1]["municipality_code"]) == (None, "GM9999")
    assert report.placed_by == {"address_file": 1, "none": 1}
    assert report.reasons["no_coordinates"] == 1


def test_a_buurt_that_is_not_in_use_places_nobody(city):
    numbers(("1234AB", 12, "BU99990909"))
    _report, rows = city(line(1, "1234AB", 12))
    assert (rows[0]["buurt_code"], rows[0]["placed_by"]) == (None, "none")


def test_codes_are_of_the_year_nearest_to_the_reference_date(city):
    numbers(("1234AB", 12, "BU99990102"), year=2024)
    numbers(("1234AB", 12, "BU99990201"), year=2019)
    rows = [line(1, "1234AB", 12), line(2, "1234AB", 12, date="2020-04-01")]
    found = city(*rows)[1]
    assert [row["buurt_code"] for row in found] == ["BU99990102", "BU99990201"]


def test_boundaries_that_change_take_given_buurten_along(city, tmp_path):
    numbers(("1234AB", 12, "BU99990201"))
    city(line(1, "1234AB", 12), line(2, x=X, y=Y))
    kept = [
        cities.feature(code, cities.square(column, row), jaar=2024)
        for code, (_name, column, row, _kind) in cities.BUURTEN.items()
        if code != "BU99990201"
    ]
    file = cities.write(tmp_path / "later.geojson", cities.collection(*kept))
    upkeep.use_areas(areas.read(file, None, None))
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        found = con.execute("select buurt_code from establishment order by establishment_id")
        assert found.fetchall() == [(None,), ("BU99990101",)]


def test_address_objects_give_a_point(city):
    objects(
        ("9999010000000001", "1234AB", 12, "", "woonfunctie", X, Y),
        ("9999010000000002", "1234AB", 12, "B", "woonfunctie", X + 1_000, Y),
        ("9999010000000003", None, None, "", "woonfunctie", X, Y - 1_000),
    )
    report, rows = city(
        line(1, "1234AB", "12"),
        line(2, "1234AB", "12 b"),
        line(3, "", "", "", "", "9999010000000003"),
        line(4, "1234AB", "12-9"),
    )
    found = [row["buurt_code"] for row in rows]
    assert found == ["BU99990101", "BU99990102", "BU99990201", "BU99990101"]
    assert all(row["x"] for row in rows)
    assert report.placed_by == {"address_file": 4}


def test_the_locatieserver_is_asked_only_when_told_and_once_an_address(city, services):
    services.addresses = [servers.address("1234AB", 12, (X, Y))]
    rows = [line(i, "1234AB", "12", "abc"[i % 3]) for i in range(1, 7)] + [line(7, "1234AB", 99)]
    report, _found = city(*rows)
    assert services.asked == []
    assert report.placed_by == {"none": 7}
    report, found = city(*rows, options=importing.Options(asking=print_nothing))
    assert len(services.asked) == 2
    assert report.placed_by == {"locatieserver": 6, "none": 1}
    assert near(found[0])
    city(*rows, options=importing.Options(asking=print_nothing))
    assert len(services.asked) == 2


def test_what_is_placed_or_shielded_is_not_sent_outside(city, services):
    numbers(("1234AB", 12, "BU99990201"))
    city(
        line(1, "1234AB", 12),
        line(2, "1234AB", 13, x=X, y=Y),
        line(3),
        line(4, "1234AB", 14, shielded="Ja"),
        options=importing.Options(asking=print_nothing),
    )
    assert services.asked == []


def test_asking_goes_on_where_it_broke_off(city, services):
    services.addresses = [servers.address("1234AB", n, (X, Y)) for n in (1, 2, 3)]
    rows = [line(n, "1234AB", n) for n in (1, 2, 3)]
    services.faults = [{}, {}] + [{"status": 500}] * 5
    with pytest.raises(Refused, match="Locatieserver"):
        city(*rows, options=importing.Options(asking=print_nothing))
    assert not settings.register_file().exists()
    services.asked.clear()
    services.faults = [{"status": 429, "headers": {"Retry-After": "3"}}]
    report, _rows = city(*rows, options=importing.Options(asking=print_nothing))
    assert report.placed_by == {"locatieserver": 3}
    assert len(services.asked) == 2
    assert 3 in services.waits


def test_a_changed_answer_of_the_locatieserver_is_named(city, services):
    services.addresses = [servers.address("1234AB", 12, (X, Y))]
    services.renamed = {"centroide_rd": "centroide"}
    with pytest.raises(Refused, match="answers without 'centroide_rd'"):
        city(line(1, "1234AB", 12), options=importing.Options(asking=print_nothing))


def test_a_postcode_is_the_last_resort_and_remarked_on(city):
    numbers(
        ("1234AB", 1, "BU99990101"), ("1234AB", 2, "BU99990201"), ("1234AB", 3, "BU99990201")
    )  # fmt: skip
    report, rows = city(line(1, "1234AB", 99), line(2, "1234AB", 1))
    assert [row["buurt_code"] for row in rows] == ["BU99990201", "BU99990101"]
    assert report.placed_by == {"postcode": 1, "address_file": 1}
    assert report.reasons == {"placed_by_postcode": 1}
    assert rows[0]["x"] is None


def test_the_middle_of_a_postcode_where_only_objects_are_known(city):
    objects(
        ("9999010000000001", "1234AB", 1, "", "woonfunctie", X, Y),
        ("9999010000000002", "1234AB", 3, "", "woonfunctie", X + 200, Y),
    )
    report, rows = city(line(1, "1234AB", 99))
    assert (rows[0]["buurt_code"], rows[0]["x"]) == ("BU99990101", None)
    assert report.placed_by == {"postcode": 1}


def test_house_numbers_go_before_the_middle_of_a_postcode(city):
    numbers(("1234AB", 1, "BU99990201"))
    objects(
        ("9999010000000001", "1234AB", 1, "", "woonfunctie", X, Y),
        ("9999010000000002", "5678CD", 1, "", "woonfunctie", X, Y),
    )
    report, rows = city(line(1, "1234AB", 99), line(2, "5678CD", 99), line(3, "1234AB", 1))
    found = [row["buurt_code"] for row in rows]
    assert found == ["BU99990201", "BU99990101", "BU99990101"]
    assert report.placed_by == {"postcode": 2, "address_file": 1}


def test_a_shielded_address_keeps_its_wijk_only(city):
    numbers(("1234AB", 12, "BU99990201"))
    _report, rows = city(line(1, "1234AB", 12, shielded="Ja"))
    assert (rows[0]["wijk_code"], rows[0]["buurt_code"]) == ("WK999902", None)


def test_a_point_off_the_map_is_not_counted_as_placed(city):
    report, _rows = city(line(1, x=X + 50_000, y=Y), line(2, x=0, y=0), line(3, x=X, y=Y))
    assert report.placed_by == {"none": 2, "coordinates": 1}
    assert report.reasons["off_the_map"] == 2


def test_an_address_replaces_coordinates_that_are_none(city):
    objects(("9999010000000001", "1234AB", 12, "", "woonfunctie", X, Y))
    _report, rows = city(line(1, "1234AB", 12, x=0, y=0))
    assert near(rows[0])


def test_match_rates_are_kept_per_date(city):
    numbers(("1234AB", 12, "BU99990201"))
    city(line(1, "1234AB", 12), line(2, x=X, y=Y), line(3, x=X, y=Y, date="2023-04-01"))
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        kept = con.execute("select reference_date, placed_by, use_from from import_log order by 1")
        found = {day: (json.loads(place), json.loads(use)) for day, place, use in kept.fetchall()}
    assert found == {
        date(2023, 4, 1): ({"coordinates": 1}, {"delivered": 1}),
        date(2024, 4, 1): ({"address_file": 1, "coordinates": 1}, {"delivered": 2}),
    }


def test_an_address_will_do_where_the_municipality_is_not_delivered(city):
    numbers(("1234AB", 12, "BU99990201"))
    _report, rows = city(line(1, "1234AB", 12, municipality=""))
    assert rows[0]["municipality_code"] == "GM9999"


def test_a_register_from_before_is_taken_along(city):
    city(line(1, x=X, y=Y))
    with duckdb.connect(settings.register_file()) as con:
        con.execute("drop view establishment")
        con.execute("drop table smallest_area")
        for table, columns in {
            "delivered": ("buurt_code", "placed_by"),
            "import_log": ("placed_by", "use_from"),
        }.items():
            for column in columns:
                con.execute(f"alter table {table} drop column {column}")
    numbers(("1234AB", 12, "BU99990201"))
    _report, rows = city(line(2, "1234AB", 12, date="2023-04-01"))
    assert [row["buurt_code"] for row in rows] == ["BU99990101", "BU99990201"]


def test_a_killed_import_goes_on_where_it_was(city, services, tmp_path):
    services.addresses = [servers.address("1234AB", n, (X, Y)) for n in range(1, 9)]
    services.slow = 0.3
    file = tmp_path / "killed.csv"
    file.write_text("\n".join([HEADER, *(line(n, "1234AB", n) for n in range(1, 9))]))
    command = [sys.executable, "-m", "wijkeconomie", "import", str(file), "--layout", "lisa"]
    process = subprocess.Popen([*command, "--locatieserver"], cwd=settings.PROJECT, env=os.environ)
    wait_until(lambda: len(services.asked) > 3)
    process.kill()
    process.wait(timeout=10)
    assert not settings.register_file().exists()
    services.slow = 0
    services.asked.clear()
    report, _rows = city(
        *file.read_text().splitlines()[1:], options=importing.Options(asking=print_nothing)
    )
    assert report.placed_by == {"locatieserver": 8}
    assert 0 < len(services.asked) < 7


def wait_until(is_so) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
