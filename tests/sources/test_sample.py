"""The sample is identical for a seed and meets the public totals it is calibrated to."""

import numpy as np
import pandas as pd
import pytest

from wijkeconomie.sources import facts, initiatives, places, sample, sample_history, schematic


@pytest.fixture(scope="module")
def made() -> pd.DataFrame:
    frame = sample.make()
    return frame.assign(
        jobs=frame.filter(regex="tijd$").sum(axis=1), year=frame["peildatum"].str[:4]
    )


def test_identical_for_a_seed_and_different_for_another():
    first, again, other = (sample.make(seed, scale=0.05) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_ten_reference_dates_of_19_000_to_26_000(made):
    counts = made.groupby("year").size()
    assert counts.index.tolist() == [str(year) for year in range(2016, 2026)]
    assert counts.between(18_500, 26_500).all()


def test_sector_totals_are_the_public_ones(made):
    activities = facts.table("almere/sample_activities")
    sector = activities.set_index("sbi_2008")["sector_code"]
    totals = facts.sector_totals().set_index("sbi_sections")
    of_2018 = made[made["year"] == "2018"]["sbi"].map(sector).value_counts()
    of_2017 = made[made["year"] == "2017"]
    jobs = of_2017.groupby(of_2017["sbi"].map(sector))["jobs"].sum()
    assert of_2018.to_dict() == totals["establishments_2018_04"].to_dict()
    assert jobs.to_dict() == totals["jobs_2017_04"].to_dict()


def test_most_establishments_have_one_worker_and_few_are_large(made):
    assert 0.6 < (made["jobs"] == 1).mean() < 0.8
    assert (made["jobs"] >= 1).all()
    assert (made["jobs"] >= 100).mean() < 0.01


def test_years_are_one_history(made):
    """Establishments stay for years, and numbers never come back after they left."""
    years = made.groupby("vestigingsnummer")["year"].agg(["min", "max", "size"])
    span = years["max"].astype(int) - years["min"].astype(int) + 1
    assert (span == years["size"]).all()
    assert (years["size"] == 10).mean() > 0.15
    moved = made[made["x"] != ""].groupby("vestigingsnummer")["x"].nunique()
    assert 0.05 < (moved > 1).mean() < 0.4


def test_last_year_follows_sbi_2025(made):
    assert made.groupby("year")["sbi_versie"].unique().map(list).tolist() == [["2008"]] * 9 + [
        ["2025"]
    ]


def test_some_addresses_are_shielded_or_not_found(made):
    assert 0.01 < (made["afgeschermd"] == "Ja").mean() < 0.05
    assert 0.005 < (made["x"] == "").mean() < 0.02
    assert 0.01 < (made["gebruiksdoel"] == "").mean() < 0.04


def test_says_it_is_made_up_and_names_nobody(made):
    assert made["herkomst"].unique().tolist() == ["voorbeeldgegevens (synthetisch)"]
    assert not made.columns.str.contains("naam|straat|postcode|telefoon|mail").any()


def test_homes_are_where_dwellings_are():
    rng = np.random.default_rng(1)
    history = sample_history.simulate(rng, 0.1)
    assert history.alive.sum(axis=0).tolist() == pytest.approx(
        [total / 10 for total in sample_history.TOTALS], rel=0.02
    )


@pytest.mark.parametrize("scale", [0.02, 0.5])
def test_scale_multiplies_the_register(scale):
    count = len(sample.make(scale=scale))
    assert count == pytest.approx(sum(sample_history.TOTALS) * scale, rel=0.02)


def test_write_returns_rows_and_leaves_nothing_beside(tmp_path):
    target = tmp_path / "deep" / "sample.csv"
    rows = sample.write(target, scale=0.01)
    assert len(target.read_text().splitlines()) == rows + 1
    assert [path.name for path in target.parent.iterdir()] == ["sample.csv"]


def test_places_of_every_category_at_least_forty_all_named_examples():
    made = places.sample()
    categories = facts.table("categories").query("dimension == 'place_category'")
    assert len(made) >= 40
    assert set(made["category"]) == set(categories["code"])
    assert made["name"].str.contains("oorbeeld").all()
    assert made["name"].is_unique
    cells = schematic.buurten().set_index("code").geometry
    expected = facts.table("almere/sample_places")["buurt_code"]
    inside = [cells[code].contains(p) for code, p in zip(expected, made.geometry, strict=True)]
    assert all(inside)


def test_initiatives_are_examples_with_consent():
    made = initiatives.sample()
    assert len(made) >= 10
    assert made["consent"].all()
    assert made["name"].str.contains("oorbeeld").all()
