"""Indicators ask only for cells that a release holds."""

import itertools

import pandas as pd
import pytest

from wijkeconomie import shipped
from wijkeconomie.view import indicators, query, words
from wijkeconomie.view.indicators import Filters, Indicator

NAMES = [row["indicator"] for row in shipped.rows("indicators")]
LEVELS = ("municipality", "wijk", "buurt")


@pytest.fixture
def known(sample_release) -> dict[str, Indicator]:
    return indicators.from_rows(query.run("indicators"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("level", LEVELS)
def test_every_possible_choice_finds_its_cells(known, name, level):
    """For every filter offered alone, each area and year has a row."""
    indicator = known[name]
    areas = len(query.run("areas", level=level))
    for dimension in indicators.DIMENSIONS:
        for code in indicators.possible(level, indicator, Filters(), dimension)[-2:]:
            filters = Filters(**{dimension: code})
            rows = query.run(
                "indicator_by_area", level=level, **indicators.cell(indicator, filters)
            )
            assert len(rows) == areas * 10


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("level", LEVELS)
def test_offers_exactly_what_is_published(known, name, level):
    """Sampled pairs of filters are offered if and only if the release has that cell."""
    codes = {d: [*words.codes(d)[:1], *words.codes(d)[1::5]] for d in indicators.DIMENSIONS}
    published = {
        tuple(row)
        for row in query.run(
            "table_activity", area=[query.run("areas", level=level)["area_code"][0]]
        )[["sector", "size_class", "premises"]].itertuples(index=False)
    }
    for sector, size, premises in itertools.product(*codes.values()):
        filters = Filters(sector, size, premises)
        if any(d in known[name].own and d in filters.used for d in indicators.DIMENSIONS):
            continue
        cell = indicators.cell(known[name], filters)
        exists = (cell["sector"], cell["size_class"], cell["premises"]) in published
        assert indicators.available(level, known[name], filters) == exists


def test_filters_from_an_address_are_dropped_when_not_published_together(known):
    asked = {"sector": "G", "size_class": "1", "premises": "home"}
    everything = known["establishments"]
    assert indicators.resolve("wijk", everything, asked) == Filters("G", "1")
    assert indicators.resolve("buurt", everything, asked) == Filters("G")
    assert indicators.resolve("hexagon", everything, asked) == Filters()
    assert indicators.resolve("wijk", known["share_one"], asked) == Filters("*", "*", "home")
    assert indicators.resolve("wijk", everything, {"sector": "nonsense"}) == Filters()


@pytest.mark.parametrize(
    ("value", "state", "nl"),
    [
        (43.04, "value", "43,0\N{NO-BREAK SPACE}%"),
        (0, "zero", "0,0\N{NO-BREAK SPACE}%"),
        (None, "protected", "Geheim"),
        (None, "unknown", "Onbekend"),
        (None, "not_applicable", "N.v.t."),
    ],
)
def test_written(known, value, state, nl):
    assert indicators.written("nl", known["share_home"], value, state) == nl


def test_growth_is_written_with_its_sign(known):
    assert indicators.written("en", known["growth"], 12.34, "value") == "+12.3%"


@pytest.mark.parametrize("name", NAMES)
def test_measure(known, name):
    made = indicators.measure("nl", known[name], pd.Series([1.0, 20.0, 300.0, None]))
    assert made.breaks == sorted(made.breaks)
    assert made.title
