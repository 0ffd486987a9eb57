"""The rows behind a page are those it shows."""

import pandas as pd
import pytest

from wijkeconomie.view import indicators, query, similar
from wijkeconomie.view.exports import rows, selection
from wijkeconomie.view.hubs import plan
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
    for name in indicators.names_at(known, level):
        indicator = known[name]
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
    """All a section reads is in the rows behind it."""
    found = behind.of_profile(area, "GM0034", 2025)
    figures, sectors, sizes, opened, *more = (
        rows.frame(selection.parse(each.table, each.given)) for each in found
    )
    shown = query.run("figures_by_year", area=area)
    home = figures[(figures["premises"] == "home") & (figures["area_code"] == area)]
    assert home["establishments"].fillna(-1).tolist() == shown["home_based"].fillna(-1).tolist()
    assert set(sectors["area_code"]) == set(sizes["area_code"]) == {area, "GM0034"}
    assert set(sectors["size_class"]) == set(sizes["sector"]) == {"*"}
    assert opened["year"].tolist() == query.run("dynamics_by_year", area=area)["year"].tolist()
    named = dict(zip([each.table for each in found[4:]], more, strict=True))
    cohorts = query.run("survival_by_cohort", area=area)
    own = named["survival"].query("area_code == @area")
    assert (
        own["establishments"].fillna(-1).tolist() == cohorts["establishments"].fillna(-1).tolist()
    )
    alike = [row["area_code"] for row in similar.of(area)]
    listed = named["similar_area"]["similar_code"].tolist() if "similar_area" in named else []
    assert listed == alike
    assert ("similar_area" in named) is bool(alike)
    both = query.run("area_features", areas=[area, *alike])
    assert len(named["area_feature"]) == len(both)
    assert ("area_group" in named) is (area != "GM0034")
    assert area == "GM0034" or area in set(named["area_group"]["area_code"])
    factors = query.run("table_factor", area=["GM0034"])
    assert named["factor"]["factor_id"].tolist() == factors["factor_id"].tolist()
    assert set(named["reach"]["area_code"]) == {"GM0034", area} - {"BU00340101"}
    for table in ("place", "initiative"):
        assert len(named[table]) == len(query.run(f"table_{table}"))


def test_rows_behind_supply_and_demand(sample_release):
    """Home-based establishments, those reached, hexagons and places, as the section reads them."""
    asked = plan.Question("GM0034", 2024, 1000, "hub")
    home, reached, hexagons, places = (
        rows.frame(selection.parse(each.table, each.given)) for each in behind.of_demand(asked)
    )
    wijken = query.run("home_by_wijk", within="GM0034", year=2024).set_index("area_code")
    mine = home[(home["year"] == 2024) & (home["level"] == "wijk")].set_index("area_code")
    pd.testing.assert_series_equal(
        mine["establishments"].astype(float),
        wijken["home_based"].astype(float),
        check_names=False,
        check_index_type=False,
    )
    which = {"radius_m": 1000, "distance": "straight", "kind": "hub", "who": "home"}
    told = query.run("reach_shares", area=None, year=None, **which)
    assert sorted(reached["establishments"].fillna(-1)) == sorted(told["reached"].fillna(-1))
    now = plan.situation(asked)
    assert set(hexagons["h3"]) >= set(now.pieces["hexagon"])
    assert hexagons["establishments"].sum() == pytest.approx(now.whole)
    assert set(places["place_id"]) >= set(plan.inside(now.places, asked)["place_id"])


@pytest.mark.parametrize("has_sites", [False, True])
def test_rows_behind_a_next_place(sample_release, has_sites):
    asked = plan.Question("GM0034", 2024, 500, "*")
    tables = [each.table for each in behind.of_spots(asked, has_sites=has_sites)]
    assert tables == ["hexagon", "place", *(["site"] if has_sites else [])]
    sites = behind.of_spots(asked, has_sites=True)[-1]
    found = rows.frame(selection.parse(sites.table, sites.given))
    assert set(found["site_id"]) == set(plan.listed("GM0034")["site_id"])


def test_rows_behind_the_claim(sample_release):
    there, everywhere = (
        rows.frame(selection.parse(each.table, each.given))
        for each in behind.of_claim("GM0034", "area")
    )
    shown = query.run("claim_by_year", area="GM0034", rule="area")
    assert there["jobs"].tolist() == shown["residential_jobs"].tolist()
    assert everywhere["jobs"].tolist() == shown["jobs"].tolist()


@pytest.mark.parametrize("area", ["GM0034", "WK003401"])
def test_a_profile_offers_no_empty_file_of_likeness(known, area):
    """One municipality alone is like no other and in no group."""
    told = behind.of_profile(area, "GM0034", 2025)
    alike = [each for each in told if each.table in ("similar_area", "area_group", "area_feature")]
    assert {each.table for each in alike} >= ({"similar_area"} if area != "GM0034" else set())
    for each in alike:
        assert selection.count(selection.parse(each.table, each.given))
