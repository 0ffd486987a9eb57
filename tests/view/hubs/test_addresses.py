"""An address as people type it is found among those published, and in no other way."""

import shutil

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie.view.hubs import addresses, pins
from wijkeconomie.view.hubs.addresses import Address
from wijkeconomie.view.hubs.pins import NoPoint, Pin

ROWS = [("1315AB", 12, 5.21, 52.37), ("1315AB", 14, 5.22, 52.38), ("1316CD", 3, 5.2, 52.4)]
TYPED = {
    "1315 AB 12": 12,
    "1315ab 12-b": 12,
    "1315AB12": 12,
    "1315 ab, 14 bis": 14,
    "1315AB": None,
    "Stationsplein 12, 1315 AB Almere": 12,
    "Plein 1940 14a 1315AB Almere": 14,
    "1e Dwarsstraat 12 II, 1315 AB": 12,
    "Straat 14-2, 1315ab": 14,
    "Straat 12 3 hoog, 1315 AB": 12,
    "Straat 12 3-hoog, 1315 AB Almere": 12,
    "Straat 12 1e verdieping 1315 AB": 12,
    "3 hoog, Straat 12, 1315 AB": 12,
    "Straat 12 3 1315AB": 12,
    "Straat 12 bis 2, 1315 AB": 12,
    "Straat12 1315AB": 12,
    "1315 AB nr 12": 12,
    "1315AB, nr. 12 3 hoog": 12,
    "1315 AB huisnummer: 12": 12,
    "1315 AB no 12": 12,
    "12, 1315 AB": 12,
    "Straat nr. 12 app. 3 1315 AB": 12,
    "Laan van de 2e Brug 5e, 1315 AB": 5,
    "2e Dwarsstraat, 1315 AB": None,
    "Plein 1940, 1315 AB": 1940,
}


@pytest.mark.parametrize("text", TYPED)
def test_addresses_are_read(text):
    assert addresses.parse(text) == Address("1315AB", TYPED[text])


def test_the_address_that_is_taken_is_told():
    assert str(addresses.taken("straat 12 3 hoog 1315ab")) == "1315 AB 12"
    assert str(addresses.taken("1315ab")) == "1315 AB"
    assert addresses.taken("142000, 486000") is None


@pytest.mark.parametrize(
    "text", ["", "Almere", "Stationsplein 12", "0315 AB 12", "142892 RD", "1315", "1315 ABC 2"]
)
def test_what_has_no_postcode_is_no_address(text):
    assert addresses.parse(text) is None


@pytest.fixture
def with_addresses(sample_folder, tmp_path, monkeypatch):
    """The sample with a few addresses."""
    file = shutil.copy(sample_folder / "economy.duckdb", tmp_path)
    with duckdb.connect(file) as con:
        con.executemany("insert into address values (?, ?, ?, ?)", ROWS)
        con.execute("update release_info set release_id = 'with-addresses'")
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(tmp_path))


def test_an_address_is_its_point_and_a_postcode_the_middle(with_addresses):
    assert addresses.find("Weg 12, 1315 AB Almere") == Pin.of_degrees(5.21, 52.37)
    assert addresses.find("1315ab") == Pin.of_degrees(5.215, 52.375)
    assert addresses.find("142000, 486000") == Pin(142_000, 486_000)


@pytest.mark.parametrize(
    ("text", "told"),
    [("1315 AB 13", "House number"), ("1399ZZ", "Postcode"), ("Almere", "1315 AB 12")],
)
def test_what_is_not_found_says_what_to_do(with_addresses, text, told):
    with pytest.raises(NoPoint, match=told):
        addresses.find(text)


@pytest.mark.parametrize("text", ["1315 AB 12", "1315ab", "Stationsplein 1, Almere"])
def test_without_addresses_it_says_who_can_load_them(sample_release, text):
    assert not addresses.are_known()
    with pytest.raises(NoPoint, match="data steward"):
        addresses.find(text)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    found = addresses.parse(text)
    assert found is None or pins.POSTCODE.search(text)
