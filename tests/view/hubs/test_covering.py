"""The best sites are the best: every choice of as many is tried beside the answer."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from wijkeconomie.view.hubs import covering

metres = st.integers(0, 30).map(lambda step: step * 100.0)
spots = st.tuples(metres, metres)


@st.composite
def towns(draw):
    """Points with weights, sites, how many to choose and a distance."""
    points = draw(st.lists(spots, min_size=1, max_size=14))
    weights = draw(
        st.lists(
            st.integers(0, 9).map(lambda n: n * 2.5), min_size=len(points), max_size=len(points)
        )
    )
    sites = draw(st.lists(spots, min_size=1, max_size=8))
    count, distance = draw(st.integers(1, 4)), draw(st.sampled_from([100.0, 500.0, 900.0]))
    return np.array(points), np.array(weights), np.array(sites), count, distance


def reached(points, weights, sites, distance) -> float:
    """Weight within a distance of any of the sites, counted point by point."""
    return sum(
        weight
        for point, weight in zip(points, weights, strict=True)
        if any(np.hypot(*(point - site)) <= distance for site in sites)
    )


@given(towns())
def test_no_other_choice_reaches_more(town):
    points, weights, sites, count, distance = town
    answer = covering.solve(covering.within(points, sites, distance), weights, count)
    every = itertools.combinations(range(len(sites)), min(count, len(sites)))
    best = max(reached(points, weights, sites[list(chosen)], distance) for chosen in every)
    assert answer.total == pytest.approx(best)
    assert answer.total == pytest.approx(reached(points, weights, sites[answer.sites], distance))
    assert answer.is_best
    assert len(set(answer.sites)) == len(answer.sites) <= count
    assert answer.added == sorted(answer.added, reverse=True)
    assert all(gain > 0 for gain in answer.added)


@given(towns())
def test_points_within_a_distance_are_those_measured_one_by_one(town):
    points, _weights, sites, _count, distance = town
    measured = [[np.hypot(*(point - site)) <= distance for site in sites] for point in points]
    assert (covering.within(points, sites, distance).toarray() == np.array(measured)).all()


@pytest.mark.parametrize(("points", "sites"), [(0, 0), (0, 3), (3, 0)])
def test_without_demand_or_sites_nothing_is_chosen(points, sites):
    covers = covering.within(np.zeros((points, 2)), np.zeros((sites, 2)), 500)
    assert covering.solve(covers, np.zeros(points), 2) == covering.Answer([], [], 0)


def test_two_that_share_beat_one_that_looks_best_at_first():
    # The middle site reaches 6 at once, left and right 4 each but nothing twice.
    covers = csr_array(np.array([[1, 1, 0], [1, 0, 0], [1, 0, 1], [0, 1, 0], [0, 0, 1]], float))
    weights = np.array([2.0, 0.5, 2.0, 2.0, 2.0])
    assert covering.solve(covers, weights, 1).sites == [0]
    assert sorted(covering.solve(covers, weights, 2).sites) == [1, 2]


def answers(status, x=None, bound=None, fun=None):
    return lambda *_given, **_more: SimpleNamespace(
        status=status, x=x, mip_dual_bound=bound, fun=fun
    )


@pytest.mark.parametrize("told", [answers(1), answers(4), answers(2)], ids=["late", "broken", "no"])
def test_a_solver_that_fails_says_so(told, monkeypatch):
    monkeypatch.setattr(covering, "milp", told)
    with pytest.raises(covering.NotSolved, match="within 3 seconds"):
        covering.solve(csr_array(np.eye(3)), np.ones(3), 2, seconds=3)


def test_an_answer_that_is_not_proven_best_is_not_called_best(monkeypatch):
    found = np.array([1.0, 1, 0, 1, 1, 0])
    monkeypatch.setattr(covering, "milp", answers(1, found, bound=-2.5, fun=-2.0))
    answer = covering.solve(csr_array(np.eye(3)), np.ones(3), 2)
    assert (answer.total, answer.most, answer.is_best) == (2, 2.5, False)


def test_out_of_time_is_no_less_than_one_site_after_another(monkeypatch):
    """As far as a solver that stops at once is concerned, one poor site will do."""
    draw = np.random.default_rng(2)
    points, sites = draw.uniform(0, 5_000, (400, 2)), draw.uniform(0, 5_000, (60, 2))
    covers = covering.within(points, sites, 700.0)
    weights = np.ones(len(points))
    best = covering.solve(covers, weights, 5)
    monkeypatch.setattr(covering, "_several", lambda *_: ([0], float(len(points))))
    poor = covering.solve(covers, weights, 5)
    assert not poor.is_best
    assert len(poor.sites) == 5
    assert 0.63 * best.total <= poor.total <= best.total
