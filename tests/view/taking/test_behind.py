"""The rows behind a page are those it shows."""

import pandas as pd
import pytest

from wijkeconomie.view import indicators, query
from wijkeconomie.view.exports import rows, selection
from wijkeconomie.view.indicators import Filters, Selection
from wijkeconomie.view.taking import behind

LEVELS = ("municipality", "wijk", "buurt")
FILTERS = (Filters(), Filters(sector="G"), Filters(premises="home"))


@pytest.fixture
def known(sample_release):
    return indicators.from_rows(query.run("indicators"))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_rows_behind_a_map_give_its_values(known, level, filters):
    """For every indicator: its own cells, what they are a share of, and nothing else."""
    for indicator in known.values():
        if (
            not indicators.available(level, indicator, filters)
            or filters.used.keys() & indicator.own
        ):
            continue
        shown = Selection(level, indicator, 2025, filters, "")
        seen = behind.of_map(shown, "")
        found = rows.frame(selection.parse(seen.table, seen.given))
        values = query.run("indicator_by_area", **shown.cell)
        values = values[values["year"] == 2025].set_index("area_code")
        cell = {k: str(shown.cell[k]) for k in ("sector", "size_class", "premises")}
        mine = found[(found["year"] == 2025) & (found[list(cell)] == pd.Series(cell)).all(axis=1)]
        mine = mine.set_index("area_code")
        assert set(mine.index) == set(values.index)
        if indicator.denominator == "none":
            same = mine[indicator.measure].astype(float).reindex(values.index)
            pd.testing.assert_series_equal(same, values["value"].astype(float), check_names=False)
        if indicator.denominator == "establishments":
            base = {
                "sector": cell["sector"],
                "size_class": filters.size_class,
                "premises": filters.premises,
            }
            whole = found[(found[list(base)] == pd.Series(base)).all(axis=1)].set_index("area_code")
            share = (
                mine["establishments"].astype(float) / whole["establishments"].astype(float) * 100
            )
            shares = share.clip(upper=100).reindex(values.index).where(values["value"].notna())
            pd.testing.assert_series_equal(shares, values["value"].astype(float), check_names=False)
        assert len(found) <= 2 * len(values)


@pytest.mark.parametrize("area", ["GM0034", "WK003426", "BU00340101"])
def test_rows_behind_a_profile(sample_release, area):
    figures, sectors, sizes, opened = (
        rows.frame(selection.parse(each.table, each.given))
        for each in behind.of_profile(area, "GM0034", 2025)
    )
    shown = query.run("figures_by_year", area=area)
    home = figures[(figures["premises"] == "home") & (figures["area_code"] == area)]
    assert home["establishments"].fillna(-1).tolist() == shown["home_based"].fillna(-1).tolist()
    assert set(sectors["area_code"]) == set(sizes["area_code"]) == {area, "GM0034"}
    assert set(sectors["size_class"]) == set(sizes["sector"]) == {"*"}
    assert opened["year"].tolist() == query.run("dynamics_by_year", area=area)["year"].tolist()


def test_rows_behind_the_claim(sample_release):
    there, everywhere = (
        rows.frame(selection.parse(each.table, each.given))
        for each in behind.of_claim("GM0034", "area")
    )
    shown = query.run("claim_by_year", area="GM0034", rule="area")
    assert there["jobs"].tolist() == shown["residential_jobs"].tolist()
    assert everywhere["jobs"].tolist() == shown["jobs"].tolist()
