"""Numbers and dates in both notations."""

from datetime import date

import pytest

from wijkeconomie.view import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (34000, 0, "34.000", "34,000"),
        (0, 0, "0", "0"),
        (43.04, 1, "43,0", "43.0"),
        (-1234.5, 1, "−1.234,5", "−1,234.5"),
        (None, 0, "–", "–"),
        (float("nan"), 0, "–", "–"),
    ],
)
def test_number(value, decimals, nl, en):
    assert numbers.number("nl", value, decimals) == nl
    assert numbers.number("en", value, decimals) == en


@pytest.mark.parametrize(
    ("share", "nl", "en"), [(0.43, "43,0\N{NO-BREAK SPACE}%", "43.0%"), (None, "–", "–")]
)
def test_percent(share, nl, en):
    assert (numbers.percent("nl", share), numbers.percent("en", share)) == (nl, en)


@pytest.mark.parametrize(("value", "nl"), [(1200, "+1.200"), (-35, "−35"), (0, "0"), (None, "–")])
def test_signed(value, nl):
    assert numbers.signed("nl", value) == nl


def test_day():
    assert numbers.day("nl", date(2025, 4, 1)) == "1 april 2025"
    assert numbers.day("en", date(2025, 4, 1)) == "1 April 2025"
