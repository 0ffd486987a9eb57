"""Protection: each formula against cells computed by hand, and its promises over many cells."""

import hashlib
import hmac
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cities
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import build, keys, publish
from wijkeconomie.sources import areas

WHOLE = 2**32


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for macro in build.MACROS:
            connection.execute(settings.query(f"release/macro_{macro}"))
        yield connection


def value(con: duckdb.DuckDBPyConnection, expression: str, *parameters: object) -> object:
    return con.execute(f"select {expression}", list(parameters)).fetchall()[0][0]


@pytest.mark.parametrize(
    ("n", "key", "expected"),
    [
        (0, None, 0),
        (1, 0, None),
        (4, 0, None),
        (5, 0, 5),
        (5, WHOLE - 1, 5),
        (6, 0, 10),
        (6, WHOLE // 5 - 1, 10),
        (6, WHOLE // 5 + 1, 5),
        (7, WHOLE * 2 // 5 - 1, 10),
        (7, WHOLE * 2 // 5 + 1, 5),
        (9, WHOLE * 4 // 5 - 1, 10),
        (9, WHOLE * 4 // 5 + 1, 5),
        (9, WHOLE * 7 + WHOLE * 4 // 5 + 1, 5),
        (23, 0, 25),
        (23, WHOLE - 1, 20),
    ],
)
def test_counts_by_hand(con, n, key, expected):
    assert value(con, "published_count(?, ?::hugeint, 5, false)", n, key) == expected


@given(n=st.integers(0, 10_000), key=st.integers(0, 2**60))
def test_the_other_way_is_the_other_multiple(con, n, key):
    one, other = (
        value(con, f"published_count(?, ?::hugeint, 5, {turned})", n, key)
        for turned in ("false", "true")
    )
    if n < 5 or n % 5 == 0:
        assert one == other
    else:
        assert sorted((one, other)) == [n - n % 5, n - n % 5 + 5]


@pytest.mark.parametrize(("n", "expected"), [(9, None), (10, 10), (11, 15)])
def test_another_threshold(con, n, expected):
    assert value(con, "published_count(?, 0::hugeint, 10, false)", n) == expected


@given(n=st.integers(5, 100_000), key=st.integers(0, 2**60))
def test_counts_stay_within_five_and_are_multiples(con, n, key):
    published = value(con, "published_count(?, ?::hugeint, 5, false)", n, key)
    assert published % 5 == 0
    assert abs(published - n) < 5
    assert published >= 5


@given(n=st.integers(5, 500))
def test_rounding_is_unbiased(con, n):
    keys_spread = f"range(0, {WHOLE}, {WHOLE // 1000})"
    mean = value(con, f"avg(published_count(?, k::hugeint, 5, false)) from {keys_spread} t (k)", n)
    assert mean == pytest.approx(n, abs=0.02)


@pytest.mark.parametrize(
    ("n", "noisy", "expected"),
    [
        (None, None, 0),
        (0, None, 0),
        (4, 90_000_000, None),
        (5, 7_400_000, 5),
        (5, 7_600_000, 10),
        (5, 1_000_000, 0),
        (9, 123_000_000, 125),
    ],
)
def test_jobs_by_hand(con, n, noisy, expected):
    assert value(con, "published_jobs(?, ?::hugeint)", n, noisy) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ((0, None, None, None), None),
        ((4, 100, 100_000_000, 25), "c"),
        ((5, 100, 101_900_000, 25), "n1"),
        ((5, 100, 98_000_000, 25), "n2"),
        ((5, 100, 104_900_000, 25), "n2"),
        ((5, 100, 105_000_000, 25), "n3"),
        ((5, 0, 0, 0), "n1"),
        ((5, 100, 101_900_000, 28), "n1"),
        ((5, 100, 101_900_000, 29), "n2"),
        ((5, 100, 101_900_000, 50), "n2"),
        ((5, 100, 101_900_000, 51), "n3"),
    ],
)
def test_flags_by_hand(con, cell, expected):
    flag = "jobs_flag(?, distortion(?, ?::hugeint, ?), {})"
    assert value(con, flag.format("false"), *cell) == expected
    estimated = "e" if expected in ("n1", "n2", "n3") else expected
    assert value(con, flag.format("true"), *cell) == estimated


@given(secret=st.binary(min_size=32, max_size=64), message=st.text(max_size=40))
def test_keyed_hash_is_hmac_sha256(con, secret, message):
    padded = keys.padded(secret)
    found = value(con, "keyed_hash(?, ?, ?)", padded["inner_key"], padded["outer_key"], message)
    assert found == hmac.new(secret, message.encode(), hashlib.sha256).hexdigest()


@pytest.fixture(scope="module")
def keyed(sample_folder) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample's record keys and noise, as a release makes them."""
    with duckdb.connect() as connection:
        register = str(sample_folder / "register.duckdb")
        connection.execute(settings.query("release/attach_register"), {"file": register})
        for macro in ("keyed_hash", "noise"):
            connection.execute(settings.query(f"release/macro_{macro}"))
        connection.execute(settings.query("release/keyed"), keys.padded(bytes(32)))
        yield connection


def test_noise_moves_jobs_by_7_to_15_percent(keyed):
    low, high = keyed.execute(
        "select min(abs(noise_millionths - 1000000)), max(abs(noise_millionths - 1000000)) from keyed"
    ).fetchall()[0]
    assert 70_000 <= low < 71_000
    assert 149_000 < high <= 150_000


def test_signs_alternate_down_the_size_order(keyed):
    """Within each municipality, sector and year of entry, as many up as down."""
    unequal = keyed.execute(
        """
        with entered as (
            select establishment_id, min(year) as entry, arg_min(sector_code, year) as sector
            from register.establishment group by all
        )
        select entry, sector, sum(sign(noise_millionths - 1000000)) as balance
        from keyed inner join entered using (establishment_id)
        group by all having abs(balance) > 1
        """
    ).fetchall()
    assert unequal == []


def test_keys_are_spread_evenly(keyed):
    buckets = keyed.execute(
        "select record_key // 268435456 as bucket, count(*) from keyed group by 1"
    ).fetchall()
    counts = [count for _bucket, count in buckets]
    assert len(counts) == 16
    assert max(counts) < 1.15 * min(counts)


@pytest.fixture
def city(empty_folder, prepared):
    """A release of Vierkantstad with 7 establishments in Noordwest, 3 in Noordoost, 12 in
    Zuidwest and none in Zuidoost; returns the file."""
    prepared(release_quarters)
    return settings.release_file()


def release_quarters(folder):
    areas.save(areas.read(cities.areas_file(folder), None, None))
    west, east, south = cities.X + 500, cities.X + 1_500, cities.Y + 500
    rows = [cities.row(i) for i in range(7)]
    rows += [cities.row(10 + i, x=east) for i in range(3)]
    rows += [cities.row(20 + i, x=west, y=south, use="winkelfunctie") for i in range(12)]
    importing.import_file(cities.register_file(folder, rows), "lisa")
    publish.publish("public", lambda _step: None)


def cell(file, area: str, **dimensions: str) -> tuple:
    """establishments, jobs, jobs_full_time and flag of one cell of activity."""
    chosen = {"sector": "*", "size_class": "*", "premises": "*"} | dimensions
    with duckdb.connect(file, read_only=True) as con:
        return con.execute(
            "select establishments, jobs, jobs_full_time, flag from activity where area_code = $area"
            " and sector = $sector and size_class = $size_class and premises = $premises",
            {"area": area, **chosen},
        ).fetchall()[0]


def test_cells_of_a_city_counted_by_hand(city):
    assert cell(city, "BU99990101")[0] in (5, 10)
    assert cell(city, "BU99990102") == (None, None, None, "c")
    assert cell(city, "BU99990201")[0] in (10, 15)
    assert cell(city, "BU99990202") == (0, 0, 0, None)
    assert cell(city, "WK999901")[0] == 10
    assert cell(city, "GM9999")[0] in (20, 25)
    assert cell(city, "GM9999", premises="home")[0] == 10
    assert cell(city, "GM9999", premises="business")[0] in (10, 15)
    assert cell(city, "GM9999", sector="P") == (0, 0, 0, None)
    assert cell(city, "BU99990101", size_class="one") == cell(city, "BU99990101")


def test_the_same_establishments_get_the_same_figure_everywhere(city):
    """Noordwest's wijk cell of homes in sector G is the same set as its home cell."""
    assert cell(city, "WK999901", premises="home") == cell(city, "WK999901", sector="G")
    assert cell(city, "WK999902") == cell(city, "BU99990201")
    with duckdb.connect(city, read_only=True) as con:
        of_type = con.execute(
            "select establishments, jobs, jobs_full_time, flag from location where premises = '*'"
            " and area_code = 'GM9999' and size_class = '*' and location_type = 'business_park'"
            " and rule = 'area'"
        ).fetchall()
    assert of_type == [cell(city, "BU99990201")]


def test_shielded_addresses_count_from_wijk_up(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    rows = [cities.row(i, shielded="Ja" if i < 5 else "Nee") for i in range(10)]
    importing.import_file(cities.register_file(tmp_path, rows), "lisa")
    publish.publish("public", lambda _step: None)
    file = settings.release_file()
    assert cell(file, "BU99990101")[0] == 5
    assert cell(file, "WK999901")[0] == 10
    assert cell(file, "WK999901", premises="unknown")[0] == 5
    assert cell(file, "WK999901", premises="home")[0] == 5


def test_buurten_are_not_crossed(city):
    with duckdb.connect(city, read_only=True) as con:
        crossed = con.execute(
            "select count(*) from activity inner join area using (area_code) where level = 'buurt'"
            " and (sector <> '*')::int + (size_class <> '*')::int + (premises <> '*')::int > 1"
        ).fetchall()
    assert crossed == [(0,)]
