"""Every sum the attack suite writes down holds for the exact figures: none is made up."""

from datetime import date

import numpy as np
import pytest

from tests.conftest import environment, make_secret
from tests.release import kinds
from wijkeconomie.register import importing
from wijkeconomie.release import build, published
from wijkeconomie.release.sums import FREE

KINDS = kinds.all_kinds()


@pytest.fixture(scope="module")
def exact(sample_folder, tmp_path_factory) -> published.Reading:
    """The internal edition of the sample's last three years, read as if it were public."""
    folder = tmp_path_factory.mktemp("exact")
    secret = make_secret(tmp_path_factory.mktemp("secret"))
    with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=secret):
        for year in (2023, 2024, 2025):
            csv = sample_folder / "raw" / "sample.csv"
            importing.import_file(csv, "lisa", date(year, 4, 1))
        build.build(folder / "internal.duckdb", "internal", lambda _step: None)
    return published.read(folder / "internal.duckdb")


@pytest.mark.parametrize("kind", KINDS)
def test_sums_hold_for_exact_figures(exact, kind):
    sums = exact.sums
    total = np.bincount(sums.row, sums.sign * exact.shown.value[sums.cell], len(sums.whole))
    rows = sums.kind == kind
    assert rows.sum() > 100
    assert (total[rows] >= sums.least[rows]).all()
    assert (total[rows] <= sums.most[rows]).all()


@pytest.mark.parametrize(
    "kind",
    [k for k in KINDS if k not in ("hexagon", "rule", "reach", "circle", "survival")],
)
def test_most_sums_are_exact(exact, kind):
    """A hierarchy whose parts did not belong to its whole would hold by accident at best."""
    sums = exact.sums
    total = np.bincount(sums.row, sums.sign * exact.shown.value[sums.cell], len(sums.whole))
    is_even = (sums.least == 0) | (sums.most != 0) | (sums.kind == "area")
    assert (total[(sums.kind == kind) & (sums.whole >= 0) & is_even] == 0).mean() > 0.5


def test_kinds_are_those_of_the_sums(exact):
    assert set(exact.sums.kind) == set(KINDS)
    assert {"area", "sector", "year", "hexagon"} < set(KINDS)


def test_nothing_is_hidden_in_the_internal_edition(exact):
    assert not exact.shown.is_protected.any()


def test_small_scale_sets_are_within_size_classes(exact):
    sums = exact.sums
    rows = (sums.kind == "size_class") & (sums.whole < 0)
    place = np.arange(len(exact.known))
    combination = exact.known % len(exact.grid.combinations)
    size = exact.grid.combinations["size_class"].to_numpy()[combination]
    first = sums.cell[(sums.sign > 0) & rows[sums.row]]
    assert set(size[place[first]]) == {"one", "wijkeconomie"}
    assert rows.sum() > 1_000


def test_rules_are_compared_type_by_type(exact):
    sums, combinations = exact.sums, exact.grid.combinations
    rows = sums.kind == "rule"
    terms = rows[sums.row]
    codes = combinations.iloc[exact.known[sums.cell[terms]] % len(combinations)]
    types = codes["location_type"].str.split(":", expand=True).to_numpy().reshape(-1, 2, 2)
    assert (types[:, 0, 1] == types[:, 1, 1]).all()
    assert {(one, other) for one, other in types[:, :, 0]} == {
        ("area", "sites"),
        ("area", "land_use"),
        ("sites", "land_use"),
    }


def test_a_type_is_between_its_buurten_alone_and_all_that_can_have_it(exact):
    """Where outlines cut buurten, a sum tells both the least and the most."""
    sums = exact.sums
    of_type = sums.kind == "type"
    for least, most in ((0, 0), (-FREE, 0), (0, FREE)):
        assert (of_type & (sums.least == least) & (sums.most == most)).sum() > 10
