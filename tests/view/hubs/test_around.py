"""Initiatives of an area: the same on its page and on paper, as they were in the year looked at."""

import pytest

from wijkeconomie.view.hubs import around
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
