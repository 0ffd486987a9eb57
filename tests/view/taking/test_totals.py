"""Totals are rows the release publishes, or there are none."""

import pytest

from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import rows, selection
from wijkeconomie.view.taking import totals


def asked(table: str, **given: str) -> selection.Selection:
    return selection.parse(table, {name: [value] for name, value in given.items()})


@pytest.mark.parametrize(
    ("table", "given", "total"),
    [
        ("activity", {"year": "2025"}, {"area": ["GM0034"]}),
        ("activity", {"level": "wijk", "year": "2025"}, {"area": ["GM0034"]}),
        ("activity", {"area": "WK003426", "year": "2025"}, {"area": ["WK003426"]}),
        (
            "activity",
            {"level": "buurt", "year": "2025", "sector": "G", "sort": "-jobs", "columns": "jobs"},
            {"area": ["GM0034"], "sector": ["G"]},
        ),
        ("activity", {"year": "2025", "sector": "*,G,F"}, {"area": ["GM0034"]}),
        (
            "dynamics",
            {"year": "2025", "premises": "home"},
            {"area": ["GM0034"], "premises": ["home"]},
        ),
    ],
)
def test_a_total_is_the_published_row(sample_release, table, given, total):
    found = totals.published(asked(table, **given))
    whole = {name: ["*"] for name in ("sector", "size_class", "premises")}
    known = query.parameters(f"table_{table}")
    wanted = {k: v for k, v in (whole | total).items() if k in known}
    published = query.run(f"table_{table}", year=[2025], **wanted)
    assert len(found) == len(published) == 1
    for column in ("establishments", "jobs", "openings"):
        if column in published:
            assert found[column].fillna(-1).tolist() == published[column].fillna(-1).tolist()


def test_years_have_a_total_each(sample_release):
    found = totals.published(asked("activity", year="2024,2025", sector="A"))
    assert found["year"].tolist() == [2024, 2025]


@pytest.mark.parametrize(
    ("table", "given"),
    [
        ("activity", {"search": "haven"}),
        ("activity", {"area": "WK003426,WK003427"}),
        ("activity", {"sector": "A,G"}),
        ("activity", {"size_class": "1,2-9"}),
        ("hexagon", {"year": "2025"}),
        ("place", {}),
        ("area", {}),
        ("series_break", {}),
    ],
)
def test_what_is_not_published_is_not_made(sample_release, table, given):
    assert totals.published(asked(table, **given)).empty


def test_a_cross_that_is_not_published_has_no_total(sample_release):
    found = totals.published(asked("activity", area="BU00340101", sector="A", premises="home"))
    assert found.empty
    assert rows.frame(asked("activity", area="BU00340101", sector="A", premises="home")).empty


@pytest.mark.parametrize("table", filters.tables())
def test_only_tables_with_totals_tell_that_there_is_none(sample_release, table):
    has = table in ("activity", "location", "dynamics", "reach")
    assert totals.are_there(table) is has
    assert has or totals.published(asked(table)).empty
