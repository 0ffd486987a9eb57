"""What files are called: so that who has several knows which is which."""

import io
import re
from zipfile import ZipFile

import pandas as pd
import pytest
from starlette.testclient import TestClient

from wijkeconomie.view import filters, query, words
from wijkeconomie.view.api import api
from wijkeconomie.view.exports import columns, file_names, formats, selection

HOME = {"area": ["WK003426"], "year": ["2025"], "premises": ["home"]}
MARK = "[0-9a-f]{4}"
NAMES = [
    ({}, "csv", "activity-{release}.csv"),
    (HOME, "xlsx", "activity-WK003426-Kruidenwijk-2025-home-{release}.xlsx"),
    (HOME | {"lang": ["en"]}, "csv", "activity-WK003426-Kruidenwijk-2025-home-{release}-en.csv"),
    (
        {"area": ["GM0034"], "dialect": ["nl"]},
        "csv",
        "activity-GM0034-Almere-{release}-excel-nl.csv",
    ),
    (
        {"level": ["buurt"], "within": ["GM0034"], "year": ["2024", "2023"]},
        "zip",
        "activity-buurt-GM0034-Almere-2023-2024-{release}.zip",
    ),
    ({"year": ["2020", "2025"]}, "csv", "activity-2020-2025-{mark}-{release}.csv"),
    (
        {"area": ["WK003428", "WK003426", "WK003427"]},
        "csv",
        "activity-3-areas-{mark}-{release}.csv",
    ),
    (
        {"area": ["GM0034"], "sector": ["*"]},
        "csv",
        "activity-GM0034-Almere-{mark}-{release}.csv",
    ),
    ({"search": ["é/../x\r\n"]}, "csv", "activity-{mark}-{release}.csv"),
]


@pytest.mark.parametrize(("given", "ending", "expected"), NAMES)
def test_a_name_tells_what_a_file_holds(sample_release, given, ending, expected):
    name = file_names.of_rows(selection.parse("activity", given), ending)
    assert re.fullmatch(expected.format(mark=MARK, release=query.release().release_id), name), name


def test_other_rows_have_another_name_and_the_same_rows_the_same(sample_release):
    asked = [
        {**HOME, **more}
        for more in (
            {},
            {"sector": ["*"]},
            {"sector": ["A"]},
            {"sector": ["A", "*"]},
            {"columns": ["jobs"]},
            {"columns": ["jobs", "year"]},
            {"columns": ["year", "jobs"]},
            {"sort": ["jobs"]},
            {"limit": ["5"]},
            {"search": ["x"]},
            {"area": ["WK003426", "WK003427"]},
            {"area": ["WK003426", "WK003427", "WK003428"]},
            {"area": ["WK003426", "WK003427", "WK003430"]},
            {"year": ["2021", "2025"]},
            {"year": ["2021", "2022", "2023", "2024", "2025"]},
        )
    ]

    def named(given: dict) -> str:
        return file_names.of_rows(selection.parse("activity", given), "csv")

    assert len({named(given) for given in asked}) == len(asked)
    for given in asked:
        turned = {
            name: values if name == "columns" else values[::-1]
            for name, values in reversed(given.items())
        }
        assert named(turned) == named(given) == named({**given, "release": ["x"]})


@pytest.mark.parametrize("edition", ["public", "internal"])
@pytest.mark.parametrize("table", filters.tables())
def test_names_are_short_and_plain(both_editions, monkeypatch, table, edition):
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(both_editions))
    with query.reading(edition):
        known = filters.names(table)
        every = {n: list(words.codes(n))[:1] or ["1"] for n in known if n not in filters._VALUES}
        area = max(query.area_codes(), key=len)
        many = every | {
            name: values
            for name, values in {
                "area": [area],
                "level": list(filters.LEVELS),
                "within": [area.replace(area, "GM0034")],
                "year": [str(year) for year in query.release().years],
            }.items()
            if name in known
        }
        more = {"lang": ["en"], "columns": [columns.of(table)[0].name]}
        for ending, dialect in formats.fitting(table):
            given = many | more | ({"dialect": [dialect]} if dialect else {})
            name = file_names.of_rows(selection.parse(table, given), ending)
            assert len(name) <= file_names.LONGEST, name
            assert re.fullmatch(r"[\w-]+\.[a-z]+", name, re.ASCII)
            assert name.startswith("internal-") == (edition == "internal")
            assert query.release().release_id.removesuffix("-internal") in name


def test_the_server_gives_that_name_and_the_zip_keeps_its_own(sample_release):
    with TestClient(api) as client:
        answer = client.get("/tables/activity.zip", params={**HOME, "lang": "nl"})
    name = file_names.of_rows(selection.parse("activity", HOME), "zip")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "activity.csv" in ZipFile(io.BytesIO(answer.content)).namelist()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["WK003426", "WK003427"], "compare-Jobs-per-home-wijk-2024-2025"),
        (["WK003426", "BU00341701"], "compare-Jobs-per-home-2024-2025"),
        (["WK003426"], "compare-Jobs-per-home-WK003426-Kruidenwijk-2024-2025"),
        ([], "compare-Jobs-per-home"),
    ],
)
def test_what_a_page_worked_out_is_called_after_what_it_is_of(sample_release, codes, expected):
    table = pd.DataFrame([{"area_code": c, "year": year} for c in codes for year in (2025, 2024)])
    name = file_names.of_table(["compare", "Jobs / per hôme"], table, "csv", "en", "nl")
    assert name == f"{expected}-{query.release().release_id}-en-excel-nl.csv"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("WK003426/sectors.svg?year=2024", "sectors-WK003426-Kruidenwijk-2024-{release}.svg"),
        (
            "WK003426/sectors.svg?year=2024&lang=en",
            "sectors-WK003426-Kruidenwijk-2024-{release}-en.svg",
        ),
        ("WK003426.pdf", "profile-WK003426-Kruidenwijk-2025-{release}.pdf"),
    ],
)
def test_profiles_are_called_after_their_area(sample_release, path, expected):
    with TestClient(api) as client:
        told = client.head(f"/profiles/{path}").headers["content-disposition"]
    release = query.release().release_id
    assert told == f'attachment; filename="{expected.format(release=release)}"'
