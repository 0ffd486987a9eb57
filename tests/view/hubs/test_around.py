"""Initiatives of an area: the same on its page and on paper, as they were in the year looked at."""

from datetime import date

import pytest

from wijkeconomie.view.hubs import around, nearby
from wijkeconomie.view.printing import lists, seen

SHED, SERVICES = "Voorbeeld deelschuur Kruidenwijk", "Voorbeeld buurtdiensten Waterwijk"


@pytest.mark.parametrize(
    ("area", "year", "name", "is_there"),
    [
        ("WK003426", 2025, SHED, True),
        ("WK003426", 2023, SHED, True),
        ("WK003426", 2022, SHED, False),
        ("SD0034-almere-stad", 2025, SERVICES, True),
        ("SD0034-almere-stad", 2022, SHED, False),
        ("SD0034-almere-haven", 2025, SERVICES, False),
        ("GM0034", 2025, SHED, True),
    ],
)
def test_initiatives_are_those_of_the_area_and_the_year(sample_release, area, year, name, is_there):
    assert (name in around.initiatives("nl", area, year).to_numpy()) is is_there
    printed = [row[0] for each in lists.told(seen.of("nl", area, year)) for row in each["rows"]]
    assert (name in printed) is is_there or len(printed) > lists.MOST_ROWS


@pytest.mark.parametrize(("area", "title"), [("GM0034", ""), ("WK003422", " in de buurt")])
def test_many_places_are_folded_after_the_first(sample_release, area, title):
    told = nearby.html(sample_release, "nl", area, 2025, date(2026, 1, 1))
    count = len(around.found("nl", area, 2025)[0])
    assert f">Hubs en ontmoetingsplekken{title}</h2>" in told
    before, _fold, after = told.partition('<details class="fold rest">')
    assert before.count("<tr>") - 1 >= min(count, nearby.FIRST)
    assert (f"<summary>Nog {count - nearby.FIRST} plekken</summary>" in told) == bool(after)
    assert bool(after) == (count > nearby.FIRST)
