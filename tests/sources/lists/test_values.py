"""What stands in the cells of a list of places: numbers, dates, web addresses and names."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.lists.made import city, one
from wijkeconomie.sources.lists import values

__all__ = ["city"]


@pytest.mark.parametrize(
    ("written", "number", "told"),
    [
        ("40", 40, set()),
        ("40.0", 40, set()),
        ("1.200", 1200, set()),
        ("ca. 40", 40, {"number_read"}),
        ("±40 plekken", 40, {"number_read"}),
        ("40-50", 45, {"number_read"}),
        ("40 tot 50", 45, {"number_read"}),
        ("> 40", 40, {"number_read"}),
        ("40 plekken, 3 zalen", 40, {"number_read"}),
        ("veel", None, {"number_wrong"}),
        ("0", None, {"number_wrong"}),
        ("-5", None, {"number_wrong"}),
        ("99999", None, {"number_wrong"}),
        ("", None, set()),
    ],
)
def test_capacity(city, written, number, told):
    row, found = one(city, capaciteit=written)
    assert (None if pd.isna(row["capacity"]) else row["capacity"], found) == (number, told)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-04-01", "2025-04-01"),
        ("2025-04-01T12:00:00Z", "2025-04-01"),
        ("01-04-2025", "2025-04-01"),
        ("1/4/2025", "2025-04-01"),
        ("1.4.2025", "2025-04-01"),
        ("20250401", "2025-04-01"),
        ("1 april 2025", "2025-04-01"),
        ("di 1 apr. 2025", "2025-04-01"),
        ("1-mrt-2025", "2025-03-01"),
        ("April 1, 2025", "2025-04-01"),
        ("1st April 2025", "2025-04-01"),
        ("45748", "2025-04-01"),
        ("2025", "2025-01-01"),
        ("04-2025", "2025-04-01"),
        ("augustus 2025", "2025-08-01"),
        ("1-2-25", "2025-02-01"),
        ("01/02/25", "2025-02-01"),
        ("01.02.69", "2069-02-01"),
        ("01-02-70", "1970-02-01"),
        ("25-13-25", None),
        ("1-2-5", None),
        ("31-02-2025", None),
        ("1 brumaire 2025", None),
        ("gisteren", None),
        ("2025-13-45", None),
    ],
)
def test_dates_in_many_notations(city, written, day):
    row, found = one(city, geopend=written)
    assert (None if pd.isna(row["opened_on"]) else row["opened_on"]) == day
    assert ("date_wrong_here" in found) == (day is None)


def test_a_year_of_two_digits_is_told_as_the_guess_it_is(city):
    assert one(city, geopend="1-2-25")[1] == {"date_short"}
    assert one(city, geopend="2025")[1] == {"date_read"}
    assert one(city, geopend="1-2-2025")[1] == set()


def test_a_check_in_the_future_is_left_out(city):
    row, found = one(city, gecontroleerd="2999-01-01")
    assert pd.isna(row["checked_on"])
    assert found == {"date_wrong_here"}


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://hub.nl/a?b=1", "https://hub.nl/a?b=1"),
        ("http://hub.nl", "http://hub.nl"),
        ("www.hub.nl", "https://www.hub.nl"),
        ("https://café.nl", "https://café.nl"),
        *(
            (bad, None)
            for bad in (
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://hub.nl",
                "file:///etc/passwd",
            )
        ),
        *(
            (bad, None)
            for bad in (
                "https://a:b@hub.nl",
                "https://hub.nl/<script>",
                "https:// hub.nl",
                "hub",
                "http://[",
            )
        ),
    ],
)
def test_only_web_addresses_are_kept(city, written, url):
    row, found = one(city, url=written)
    assert (None if pd.isna(row["url"]) else row["url"]) == url
    assert found == (set() if url else {"url_wrong"})


NAMES = [
    "مكتبة المدينة", "ספריית העיר", "市立图书馆", "図書館カフェ", "시립 도서관", "हिन्दी पुस्तकालय",
    "ห้องสมุด", "Библиотека", "Βιβλιοθήκη", "Библиотека №1", "کتابخانه‌ی شهر", "পাঠাগার", "நூலகம்",
    "Ⲃⲓⲃⲗⲓⲟ", "Kütüphane İstanbul", "Thư viện", "Biblioteka Łódź", "Bókasafn Þór", "Քաղաքի", "ቤተ መጻሕፍት",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_language_are_kept(city, name):
    assert one(city, naam=name)[0]["name"] == values.text(name, 120) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("**vet** [x](y)", "**vet** [x](y)"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("  a \t b  c ", "a b c"),
        ("a\u202eb\u2066c\u0007d", "abcd"),
    ],
)
def test_marks_in_names_are_text_and_nothing_steers_a_screen(city, written, name):
    assert one(city, naam=written)[0]["name"] == name


def test_a_name_without_end_is_cut_off(city):
    row, found = one(city, naam="x" * 5_000)
    assert row["name"] == "x" * 120
    assert found == {"name_long"}


@given(st.text())
def test_whatever_is_written_is_read_or_left_out(written):
    found, _is_whole = values.day(written)
    assert found is None or values.FIRST_YEAR <= found.year <= values.LAST_YEAR
    number, _is_plain = values.number(written, 100)
    assert number is None or 1 <= number <= 100
    address = values.address(written)
    assert address is None or address.startswith(("http", "HTTP"))
    text = values.text(written, 40)
    assert text == values.text(text, 40)
    assert len(text) <= 40
    assert text.isprintable() or set(text) & values.JOINERS
    assert values.decimal(written) is None or abs(values.decimal(written)) < 1e20
