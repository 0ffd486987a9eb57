"""Survival of a city counted by hand, from the register to rows and sentences."""

import pandas as pd
import pytest

from tests import cities
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas, city_parts
from wijkeconomie.view import query, survival

SOUTH = {"y": cities.Y + 500}
NEW = range(101, 121)
PART = "SD9999-samen"
LEFT = {2018: 20, 2019: 15, 2020: 15, 2021: 10, 2022: 10, 2023: 5}


def release_cohort(folder, missing: int | None = None) -> None:
    """Forty in the north every year from 2017. Twenty open there in 2018; of the fifteen that are
    left a year later five have moved south, and five more close before 2021 and 2023."""
    parts = folder / "parts.csv"
    parts.write_text("wijkcode;stadsdeel\nWK999901;Samen\nWK999902;Samen\n")
    city = areas.read(cities.areas_file(folder), None, None)
    areas.save(city_parts.filled(city, city_parts.read_list(parts, None)))
    for year in range(2017, 2024):
        rows = [cities.row(i, date=f"{year}-04-01") for i in range(1, 41)]
        for serial in list(NEW)[: LEFT.get(year, 0)]:
            moved = SOUTH if serial <= NEW[4] and year > 2018 else {}
            rows.append(cities.row(serial, date=f"{year}-04-01", **moved))
        if year != missing:
            importing.import_file(cities.register_file(folder, rows, f"{year}.csv"), "lisa")
    publish.publish("public", lambda _step: None)


@pytest.fixture
def city(empty_folder, prepared):
    prepared(release_cohort)


def of(area: str) -> pd.DataFrame:
    return query.run("survival_by_cohort", area=area)


def told(area: str, year: int = 2018) -> list[tuple]:
    rows = survival.shares(of(area))
    found = rows[rows["year"] == year][["years_after", "opened", "left", "share", "state"]]
    return [tuple(None if pd.isna(v) else v for v in row) for row in found.to_numpy().tolist()]


def test_survivors_count_where_they_opened_wherever_they_moved(city):
    expected = [(1, 20, 15, 0.75, "value"), (3, 20, 10, 0.5, "value"), (5, 20, 5, 0.25, "value")]
    assert told("GM9999") == expected
    assert told("WK999901") == expected
    assert told(PART) == expected


def test_where_nothing_opened_or_it_is_too_early_no_share_applies(city):
    nothing = [(k, 0, 0, None, "not_applicable") for k in (1, 3, 5)]
    assert told("WK999902") == nothing
    early = told("GM9999", 2017)
    assert [state for *_figures, state in early] == ["not_applicable"] * 3
    assert [left for _after, _opened, left, *_share in told("GM9999", 2022)] == [0, None, None]


def test_the_table_says_why_a_figure_is_missing(city):
    rows = query.run("table_survival", area=["GM9999"])
    flags = {(r["year"], r["years_after"]): r["flag"] for r in rows.to_dict("records")}
    assert flags[2017, 0] == flags[2017, 1] == flags[2023, 1] == flags[2019, 5] == "x"
    assert pd.isna(flags[2019, 3])
    assert rows["level"].unique().tolist() == ["municipality"]


def test_after_a_year_without_a_reference_date_nothing_is_told(empty_folder, tmp_path):
    release_cohort(tmp_path, missing=2019)
    assert told("GM9999") == [
        (1, 20, None, None, "not_applicable"),
        (3, 20, 10, 0.5, "value"),
        (5, 20, 5, 0.25, "value"),
    ]
    assert 2019 not in of("GM9999")["year"].tolist()


def test_sentences_tell_the_last_cohort_beside_the_municipality(city):
    rows, whole = of("WK999901"), ("Vierkantstad", of("GM9999"))
    assert survival.sentences("en", rows, whole) == [
        f"Of the 20 establishments that opened here in 2018, about {share}% were still there "
        f"{after} later. In Vierkantstad it was about {share}%."
        for share, after in ((25, "five years"), (50, "three years"), (75, "a year"))
    ]
    assert survival.sentences("en", of("WK999902")) == []
    assert survival.missing("en", "WK999902") == survival.NONE
    assert survival.sentences("nl", rows)[0].startswith("Van de 20 vestigingen")


def test_a_city_part_tells_which_wijken_are_protected(city, monkeypatch):
    """Nothing is worked out then, and what is published of the others is told."""
    found = {
        "WK999901": rows((2018, 0, 20, None), (2018, 1, 15, None)),
        "WK999902": rows((2018, 0, None, "c"), (2018, 1, None, "c")),
    }
    run = query.run

    def read(name: str, **asked) -> pd.DataFrame:
        return found[asked["area"]] if name == "survival_by_cohort" else run(name, **asked)

    monkeypatch.setattr(query, "run", read)
    told = survival.missing("en", PART)
    assert "of those that opened in 2018 it is protected in" in told
    assert told.endswith("In its other wijken at least 20 opened.")


def rows(*cells: tuple) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["year", "years_after", "establishments", "flag"])


@pytest.mark.parametrize(
    ("opened", "left", "expected"),
    [
        ((20, None), (15, None), (0.75, "value")),
        ((20, None), (25, None), (1, "value")),
        ((None, "c"), (0, None), (None, "protected")),
        ((20, None), (None, "c"), (None, "protected")),
        ((None, "c"), (None, "x"), (None, "not_applicable")),
        ((None, "u"), (None, "u"), (None, "unknown")),
        ((0, None), (0, None), (None, "not_applicable")),
    ],
)
def test_a_share_is_what_its_parts_are(opened, left, expected):
    found = survival.shares(rows((2020, 0, *opened), (2020, 1, *left))).to_dict("records")[0]
    assert (None if pd.isna(found["share"]) else found["share"], found["state"]) == expected


def test_rounding_never_lets_a_share_grow_with_the_years():
    found = survival.shares(rows((2015, 0, 20, None), (2015, 1, 10, None), (2015, 3, 15, None)))
    assert found["share"].tolist() == [0.5, 0.5]


def test_the_chart_leaves_out_cohorts_of_which_nothing_applies(city):
    drawn = survival.chart("en", of("GM9999"))
    assert drawn.columns.tolist() == ["year", "series", "value", "state"]
    assert drawn["year"].unique().tolist() == [2018]
    assert drawn["value"].tolist() == [0.75, 0.5, 0.25]
    assert drawn["series"].tolist() == list(survival.SERIES.values())


def test_the_profile_draws_it_in_percent_and_tells_how_many_opened(city):
    drawn = survival.drawn("en", of("GM9999"))
    assert drawn is not None
    assert "After 3 years: 50%" in drawn.words
    assert drawn.table.loc["2018"].tolist() == ["20", "75%", "50%", "25%"]
    assert survival.drawn("en", rows((2018, 0, None, "x"), (2018, 1, None, "x"))) is None


def test_the_twin_writes_every_state_in_words(city):
    twin = survival.twin("nl", of("GM9999"))
    assert list(twin.to_dict("index")["2018"].values()) == [
        "20",
        *(f"{share}\N{NO-BREAK SPACE}%" for share in (75, 50, 25)),
    ]
    assert len(set(twin.to_dict("index")["2017"].values())) == 1
    assert len(twin) == 7
