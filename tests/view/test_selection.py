"""What is asked of tables: understood the same everywhere, refused by name."""

from dataclasses import replace
from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from wijkeconomie import shipped
from wijkeconomie.errors import UnknownName
from wijkeconomie.view import filters, words
from wijkeconomie.view.exports import columns, conflicts, rows, selection

SENTENCES = {
    row[column]
    for table in ("claims", "factors", "practices", "programmes")
    for row in shipped.rows(table)
    for column in row
    if len(row[column].split()) > 3 and column not in ("spellings", "place", "themes", "area_codes")
}


@pytest.mark.parametrize("table", filters.tables())
def test_filters_of_every_table_have_a_parser(table):
    for name in filters.names(table):
        assert name in {*filters._VALUES, *filters.WHOLE} or words.codes(name)
        assert name in filters.TITLES or name == "search"


@pytest.mark.parametrize("table", filters.tables())
def test_filters_follow_the_columns(sample_release, table):
    """One rule for all: areas by code and by municipality, codes by what they are codes of, and
    whole numbers that tell rows apart. Units and flags are told, not chosen."""
    expected = set()
    for column in columns.of(table):
        if column.name == "area_code":
            expected |= {"area", "within"}
        elif column.name == "themes":
            expected.add("theme")
        elif column.has_names or column.dimension in ("year", "radius"):
            expected.add(column.dimension)
        elif column.type == "integer" and column.role in ("dimension", "key"):
            expected.add(column.name)
    told = {name for name in expected if name.endswith("_unit") or name == "factor_measure"}
    # Hexagons lie in a municipality that is not among their columns.
    own = {"search"} | ({"within"} if table == "hexagon" else set())
    assert expected - told == set(filters.names(table)) - own


@pytest.mark.parametrize(
    ("table", "given", "column", "kept"),
    [
        ("area", {"within": "GM0034", "level": "wijk"}, "level", {"wijk"}),
        ("area_location", {"level": "buurt", "area": "WK003426"}, "level", {"buurt"}),
        ("area_feature", {"year": "2025"}, "year", {2025}),
        ("factor", {"factor": "rules"}, "factor", {"rules"}),
        ("factor_definition", {"theme": "climate"}, "factor", {"climate", "rules"}),
        ("survival", {"years_after": "1,3"}, "years_after", {1, 3}),
        ("series_break", {"area": "*"}, "area_code", {"*"}),
        ("series_break", {"within": "GM0034", "break_kind": "sbi"}, "area_code", {"*"}),
        ("similar_area", {"position": "1"}, "position", {1}),
        ("place", {"place_kind": "hub", "within": "GM0034"}, "kind", {"hub"}),
        ("claim", {"judged": "below"}, "judged", {"below"}),
    ],
)
def test_filters_leave_what_is_asked_for(sample_release, table, given, column, kept):
    asked = taken(table, **given)
    conflicts.refuse(asked)
    assert set(rows.frame(asked)[column]) == kept


@pytest.mark.parametrize(
    ("given", "parsed"),
    [
        ({}, {}),
        ({"year": ["2024", "2025"]}, {"year": [2024, 2025]}),
        ({"year": ["2024,2025"]}, {"year": [2024, 2025]}),
        ({"area": ["wk003426"]}, {"area": ["WK003426"]}),
        ({"sector": ["*", "K-N"]}, {"sector": ["*", "K-N"]}),
        ({"level": ["wijk"], "lang": ["en"]}, {"level": ["wijk"]}),
    ],
)
def test_understood(sample_release, given, parsed):
    assert selection.parse("activity", given).filters == parsed


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
        ({"columns": ["secret"]}, "Parameter columns is 'secret': use one of area_code, area_name"),
        ({"sort": ["-secret"]}, "Parameter sort is 'secret': use one of area_code"),
        ({"sort": ["jobs desc; drop table area"]}, "Parameter sort is 'jobs desc"),
        ({"search": ["a b c d e f g h i"]}, "Parameter search is too long: give at most 8 words"),
        ({"search": ["x" * 201]}, "Parameter search is too long"),
        ({"lang": ["fr"]}, "Parameter lang is 'fr': use one of nl, en"),
    ],
)
def test_refused(sample_release, given, sentence):
    with pytest.raises(UnknownName) as refused:
        selection.parse("activity", given)
    assert sentence in str(refused.value)


def test_unknown_table(sample_release):
    with pytest.raises(UnknownName, match="Table secrets does not exist: use one of activity"):
        selection.parse("secrets", {})


def taken(table: str, **given: str):
    return selection.parse(table, {name: [value] for name, value in given.items()})


def test_rows_columns_and_order_are_those_asked_for(sample_release):
    asked = taken("activity", level="wijk", year="2025", sort="-jobs", columns="area_name,jobs")
    whole = rows.frame(asked)
    assert whole.columns.tolist() == ["area_name", "jobs", "flag"], "a figure tells its flag"
    known = whole["jobs"].dropna()
    assert known.is_monotonic_decreasing
    assert whole["jobs"].isna().sum() == len(whole) - whole["jobs"].last_valid_index() - 1
    assert selection.count(asked) == len(whole)


@pytest.mark.parametrize("order", ["", "sector", "-year,area_name"])
def test_pages_fit_together(sample_release, order):
    sort = {"sort": order} if order else {}
    asked = taken("activity", area="WK003426,WK003428", limit="900", offset="5", **sort)
    whole = rows.frame(asked)
    assert len(whole) == 900
    parts = [rows.frame(asked.page(250, start)) for start in range(0, 1_000, 250)]
    assert [len(part) for part in parts] == [250, 250, 250, 150]
    assert pd.concat(parts, ignore_index=True).equals(whole)


@pytest.mark.parametrize(
    ("search", "lang", "columns"),
    [
        ("horeca kruidenwijk", "nl", {"sector_name": "Horeca", "area_name": "Kruidenwijk"}),
        ("KRUIDENWIJK  aan huis", "nl", {"premises_name": "Aan huis"}),
        ("at home wk003426", "en", {"premises_name": "At home", "area_code": "WK003426"}),
        ("Bóuw wk003426", "nl", {"sector_name": "bouw", "area_code": "WK003426"}),
    ],
)
def test_search_finds_each_word_in_texts_and_names(sample_release, search, lang, columns):
    found = rows.frame(taken("activity", search=search, lang=lang, year="2025"))
    assert len(found) > 0
    for column, value in columns.items():
        assert found[column].str.contains(value, case=False).all()


@pytest.mark.parametrize("search", ["zzzz", "'; drop table area; --", "%", "kruidenwijk zzzz"])
def test_search_that_finds_nothing(sample_release, search):
    asked = taken("activity", search=search)
    assert (selection.count(asked), len(rows.frame(asked))) == (0, 0)


@pytest.mark.parametrize("table", filters.tables())
def test_every_table_and_column_is_described(sample_release, table):
    assert table in columns.tables()
    told = columns.table(table)
    assert all((told.title, told.description))
    described = columns.of(table)
    frame = rows.frame(taken(table, limit="50"))
    assert [column.name for column in described] == frame.columns.tolist()
    assert all(column.title and column.definition for column in described)
    kinds = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    expected = [kinds.get(column.type, "date32[day][pyarrow]") for column in described]
    assert [str(kind) for kind in frame.dtypes] == expected


@pytest.mark.parametrize("table", filters.tables())
def test_codes_have_names_in_both_languages(sample_release, table):
    for lang in ("nl", "en"):
        frame = rows.frame(taken(table, lang=lang, limit="5000"))
        for column in columns.of(table):
            if column.has_names:
                cells = frame[column.name].dropna()
                is_several = column.name in columns.SEVERAL
                codes = [cell.split() if is_several else [cell] for cell in cells]
                assert {*chain(*codes)} <= set(words.codes(column.dimension))
                labels = [
                    "; ".join(words.label(lang, column.dimension, code) for code in each)
                    for each in codes
                ]
                assert frame.loc[cells.index, column.name + "_name"].tolist() == labels


def test_an_address_gives_the_same_selection(sample_release):
    given = {"area": "WK003426", "sort": "-jobs", "search": "aan huis & zo", "limit": "3"}
    asked = taken("activity", **given)
    link = urlsplit(asked.address("csv", lang="en"))
    assert link.path == "/api/v1/tables/activity.csv"
    again = selection.parse("activity", parse_qs(link.query))
    assert again == replace(asked, lang="en", given=asked.given | {"lang": ("en",)})


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("claim", each) for each in ("quote", "statement", "reading", "untestable")),
        *(("factor_definition", each) for each in ("title", "question", "direction", "needed")),
    ],
)
def test_texts_are_in_the_language_of_the_file(sample_release, table, column):
    """Of every text there is one in either language, found by its own words."""
    dutch, english = (
        rows.frame(taken(table, columns=column, lang=lang))[column].dropna()
        for lang in ("nl", "en")
    )
    assert len(dutch) == len(english) > 0
    assert not set(dutch) & set(english)
    found = rows.frame(taken(table, lang="nl", search=" ".join(dutch.iloc[0].split()[:3])))
    assert dutch.iloc[0] in found[column].dropna().tolist()


@pytest.mark.parametrize("table", filters.tables())
def test_long_texts_are_translated_or_in_both_languages(sample_release, table):
    """A column of sentences of ours is a message of the catalogues, or stands there twice."""
    texts = [c for c in columns.of(table) if c.type == "string" and not c.is_translated]
    own = {c.name for c in texts if c.role == "attribute" and not c.dimension}
    found = rows.frame(taken(table, lang="nl"))
    in_both = {name for name in own if {f"{name[:-2]}nl", f"{name[:-2]}en"} <= own}
    for name in own - in_both:
        known = set(found[name].dropna().str.rstrip(".?"))
        assert not known & {text.rstrip(".?") for text in SENTENCES}, name


@pytest.mark.parametrize(
    ("column", "search", "count"),
    [("theme_name", "huisvesting bedrijven", 2), ("indicator_name", "leden verenigingen", 1)],
)
def test_codes_side_by_side_have_names(sample_release, column, search, count):
    found = rows.frame(taken("factor_definition", search=search, columns=f"factor,{column}"))
    assert len(found) == count
    whole = rows.frame(taken("factor_definition", columns="indicator,indicator_name")).dropna()
    several = whole[whole["indicator"] == "business_share hub_reach"]["indicator_name"].item()
    assert several == "Vestigingen in een bedrijfspand; Vestigingen met een hub binnen 1 km"


@pytest.mark.parametrize("table", ["area_feature", "area_group_trait"])
def test_every_feature_has_one_unit(sample_release, table):
    found = rows.frame(taken(table, columns="feature,unit,unit_name")).drop_duplicates()
    assert found["feature"].is_unique
    assert found.notna().all(axis=None)
    assert set(found["unit"]) <= set(words.codes("feature_unit"))
