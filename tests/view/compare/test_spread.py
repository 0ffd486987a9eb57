"""The spread is of the same buurten in all years, and says so; it never judges by a few."""

import pandas as pd
import pytest

from wijkeconomie.view import indicators, query
from wijkeconomie.view.compare import amounts, pairs, spread, spread_words
from wijkeconomie.view.compare.spread import Spread
from wijkeconomie.view.profile.figures import Figures

CITY, YEARS = "GM9999", list(range(2016, 2022))
SHARE = "share_home"
NOTHING = float("nan")


@pytest.fixture
def share(sample_release):
    return indicators.from_rows(query.run("indicators"))[SHARE]


def even(count: int) -> dict[str, list[float]]:
    """Buurten that stay as they were."""
    return {f"BU{n:02}": [10.0 + n] * len(YEARS) for n in range(count)}


def city(
    values: dict[str, list[float]], same_since: dict[str, int], small: dict[str, int]
) -> Figures:
    """A city of buurten with a share by year, of 80 establishments each but in the years ``small``
    says; in other boundaries before ``same_since``."""
    index = pd.MultiIndex.from_product([values, YEARS], names=["area_code", "year"])
    amount = pd.DataFrame(NOTHING, index, list(amounts.INDICATORS))
    amount[SHARE] = [value for row in values.values() for value in row]
    amount["establishments"] = [20.0 if small.get(a) == year else 80.0 for a, year in index]
    states = amount.notna().replace({True: "value", False: "protected"})
    names = index.get_level_values("area_code")
    cells = pd.DataFrame({"name": names, "same_since": names.map(same_since)}, index)
    return Figures(cells, amount, states, pd.DataFrame(), tuple(values), CITY)


@pytest.fixture
def built(monkeypatch):
    def build(values, same_since=None, small=None):
        figures = city(values, same_since or {}, small or {})
        monkeypatch.setattr(amounts, "around_all", lambda _level, _areas: [figures])

    return build


# Buurten that have no figure, or are not the same area, in some year: far from all others.
LATE = [NOTHING] * 3 + [90.0] * 3
EARLY = [90.0] * 3 + [NOTHING] * 3
OUTLIERS = {
    "has a figure later": ({"BU90": LATE, "BU91": LATE}, {}, {}),
    "had a figure before": ({"BU90": EARLY, "BU91": EARLY}, {}, {}),
    "protected in one year": ({"BU90": [*[90.0] * 4, NOTHING, 10.0], "BU91": LATE}, {}, {}),
    "other boundaries": (
        {"BU90": [90.0, *[10.0] * 5], "BU91": [90.0] * 6},
        {"BU90": 2019, "BU91": 2021},
        {},
    ),
    "small in one year": ({"BU90": [90.0] * 6, "BU91": LATE}, {}, {"BU90": 2018}),
}


@pytest.mark.parametrize("case", OUTLIERS)
def test_only_buurten_that_are_there_in_all_years_are_compared(share, built, case):
    outliers, same_since, small = OUTLIERS[case]
    built(even(12) | outliers, same_since, small)
    found = spread.by_year(share, CITY, YEARS)
    assert found.codes == set(even(12))
    assert found.rows["areas"].tolist() == [12] * 6
    assert found.rows["left_out"].tolist() == [2] * 6
    assert found.rows["p90"].tolist() == pytest.approx([10 + 0.9 * 11] * 6)
    assert found.rows["spread"].nunique() == 1
    assert spread_words.title("en", share, found).endswith("how far buurten lie apart")
    told = spread_words.compared("en", found)
    assert told.startswith("The same 12 of 14 buurten in all years")
    assert "too few" not in told


def test_who_is_left_out_is_told_by_why(share, built):
    built(even(12) | {"BU90": LATE, "BU91": EARLY}, {"BU00": 2018}, {"BU01": 2021})
    found = spread.by_year(share, CITY, YEARS)
    left_out = spread.left_out(share, CITY, 2021, found)
    assert left_out == {"protected": ["BU91"], "small": ["BU01"], "other_years": ["BU00", "BU90"]}
    assert "2 without a figure in every year" in pairs.told_left_out("en", left_out)
    assert len(found.codes) + sum(map(len, left_out.values())) == found.there == 14


def test_years_in_which_hardly_any_have_a_figure_count_for_none(share, built):
    """As growth has none in the first years: these take no buurt away."""
    values = {code: [NOTHING, NOTHING, *row[2:]] for code, row in even(12).items()}
    built(values | {"BU90": [5.0] * 6}, {"BU00": 2018, "BU01": 2019})
    found = spread.by_year(share, CITY, YEARS)
    assert found.codes == {*values, "BU90"} - {"BU01"}
    assert found.rows["areas"].tolist() == [0, 0, 12, 12, 12, 12]
    assert found.rows["spread"].isna().tolist() == [True, True, False, False, False, False]


@pytest.mark.parametrize("indicator", ["share_home", "jobs_per_establishment", "establishments"])
def test_of_the_sample_each_year_is_of_the_same(sample_release, indicator):
    known = indicators.from_rows(query.run("indicators"))[indicator]
    found = spread.by_year(known, "GM0034", query.release().years[::-1])
    assert found.rows["areas"].nunique() == 1
    assert found.rows["areas"].iloc[0] == len(found.codes) >= spread.LEAST
    assert found.rows["spread"].notna().all()
    left_out = spread.left_out(known, "GM0034", 2025, found)
    assert len(found.codes) + sum(map(len, left_out.values())) == found.there


def of(values: list[float | None], compared: int, there: int) -> Spread:
    rows = pd.DataFrame({"year": YEARS, "spread": pd.Series(values, dtype=float)})
    return Spread(rows, frozenset(even(compared)), there)


STAYED, APART, CLOSER = [2, 2, 2, 2.1, 2.1, 2.1], [2, 2, 2, 3, 3, 3], [3, 3, 3, 2, 2, 2]


@pytest.mark.parametrize(
    ("values", "compared", "there", "told"),
    [
        (STAYED, 12, 12, "how far"),
        (APART, 12, 12, "grew apart since 2016"),
        (CLOSER, 12, 12, "came closer since 2016"),
        (CLOSER, 12, 24, "came closer since 2016"),
        (CLOSER, 12, 25, "how far"),
        (APART, 10, 10, "grew apart since 2016"),
        (APART, 9, 9, "how far"),
        ([2.48, 2.48, 2.48, 2.39, 2.39, 2.39], 110, 200, "how far"),
        ([2, 2, 2, 5, 5, None], 12, 12, "how far"),
    ],
)
def test_a_verdict_takes_a_difference_and_most_buurten(share, values, compared, there, told):
    found = of(values, compared, there)
    assert told in spread_words.title("en", share, found)
    is_few = compared < 10 or 2 * compared < there
    assert ("too few" in spread_words.compared("en", found)) == is_few


def test_none_are_told_where_none_can_be_compared(share):
    found = of([None] * 6, 0, 12)
    assert spread_words.compared("nl", found) == ""
    assert "te weinig buurten" in spread_words.sentence("nl", share, found, 2020)
