"""Filters of tables: understood the same everywhere, refused by name."""

import pytest

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import filters


@pytest.mark.parametrize("table", filters.tables())
def test_filters_of_every_table_have_a_parser(table):
    assert set(filters.names(table)) <= set(filters._VALUES)


@pytest.mark.parametrize(
    ("given", "parsed"),
    [
        ({}, {}),
        ({"year": ["2024", "2025"]}, {"year": [2024, 2025]}),
        ({"year": ["2024,2025"]}, {"year": [2024, 2025]}),
        ({"area": ["wk003426"]}, {"area": ["WK003426"]}),
        ({"sector": ["*", "K-N"]}, {"sector": ["*", "K-N"]}),
        ({"level": ["wijk"], "lang": ["en"]}, {"level": ["wijk"]}),
        ({"limit": ["10"], "offset": ["20"]}, {"limit": 10, "offset": 20}),
        ({"premises": [""]}, {}),
    ],
)
def test_understood(sample_release, given, parsed):
    assert filters.parse("activity", given) == parsed


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"colour": ["red"]},
            "Parameter colour does not exist for table activity: use one of area",
        ),
        ({"year": ["1999"]}, "Parameter year is '1999': use one of 2025, 2024"),
        ({"level": ["street"]}, "use one of municipality, wijk, buurt"),
        ({"area": ["WK999999"]}, "Area WK999999 is not in this release"),
        ({"area": ["'; drop table area"]}, "is not in this release"),
        ({"sector": ["Z"]}, "Parameter sector is 'Z'"),
        ({"limit": ["-1"]}, "limit is '-1': give a whole number from 0 to 999999999."),
        ({"offset": ["many"]}, "give a whole number"),
        ({"limit": ["99999999999"]}, "give a whole number"),
    ],
)
def test_refused(sample_release, given, sentence):
    with pytest.raises(UnknownName) as refused:
        filters.parse("activity", given)
    assert sentence in str(refused.value)


def test_unknown_table(sample_release):
    with pytest.raises(UnknownName, match="Table secrets does not exist: use one of activity"):
        filters.parse("secrets", {})


@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, ("nl", "standard")), ({"lang": ["en"], "dialect": ["nl"]}, ("en", "nl"))],
)
def test_output(given, expected):
    assert filters.output(given) == expected


@pytest.mark.parametrize("given", [{"lang": ["fr"]}, {"dialect": ["german"]}])
def test_output_refused(given):
    with pytest.raises(UnknownName, match="use one of"):
        filters.output(given)
