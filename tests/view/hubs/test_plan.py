"""The sample has a believable shortage and a next place, in every question that can be asked."""

import numpy as np
import pandas as pd
import pytest

from wijkeconomie.distances import RADII_M, straight
from wijkeconomie.view import query, reach
from wijkeconomie.view.hubs import covering, demand, pins, plan, told
from wijkeconomie.view.hubs.plan import Question

ALMERE = Question("GM0034", 2025, 1000, "hub")
QUESTIONS = [Question("GM0034", 2025, far, kind) for far in RADII_M for kind in ("hub", "*")]


@pytest.fixture(params=QUESTIONS, ids=lambda asked: f"{asked.radius_m} {asked.counted}")
def asked(request, sample_release) -> Question:
    return request.param


def reached_by_each(asked: Question) -> np.ndarray:
    """What every single candidate would add, counted pair by pair."""
    unmet, sites = plan.situation(asked).unmet, plan.candidates(asked, plan.HEXAGON)
    there, here = demand.coordinates(unmet), demand.coordinates(sites)
    far = np.hypot(*(there[:, None, :] - here[None, :, :]).transpose(2, 0, 1))
    return unmet["establishments"].to_numpy() @ (far <= straight(asked.radius_m))


def test_pieces_hold_what_hexagons_tell(sample_release):
    rows = query.run("hexagons")
    whole = rows.loc[rows["year"] == 2025, "establishments"].sum()
    assert plan.situation(ALMERE).whole == pytest.approx(whole)


def test_part_is_reached_and_part_is_not(asked):
    now = plan.situation(asked)
    assert 0.1 * now.whole < now.met < 0.99 * now.whole


def test_more_is_reached_further_away_and_by_more_places(sample_release):
    met = {(q.radius_m, q.counted): plan.situation(q).met for q in QUESTIONS}
    assert all(met[near, "hub"] < met[near, "*"] for near in RADII_M)
    assert met[500, "hub"] < met[1000, "hub"] < met[1500, "hub"]


def test_the_next_place_adds_more_than_any_other_single_one(asked):
    found = plan.plan(asked, plan.HEXAGON, 1)
    assert found.added == pytest.approx(reached_by_each(asked).max())
    assert found.added == pytest.approx(found.single) == pytest.approx(found.gains.sum())


def test_the_next_place_lies_in_a_wijk_with_people_who_are_not_reached(asked):
    first = plan.plan(asked, plan.HEXAGON, 1).sites.iloc[0]
    unmet = plan.situation(asked).unmet.groupby("area_code")["establishments"].sum()
    assert unmet[first["area_code"]] >= 25


def test_three_together_beat_the_best_one_after_another(asked):
    found = plan.plan(asked, plan.HEXAGON, 3)
    now, left = plan.situation(asked), plan.situation(asked).unmet
    greedy = 0.0
    for _turn in range(3):
        sites = plan.candidates(asked, plan.HEXAGON)
        near = straight(asked.radius_m)
        covers = covering.within(demand.coordinates(left), demand.coordinates(sites), near)
        gains = covers.T @ left["establishments"].to_numpy()
        greedy += gains.max()
        left = left[covers[:, [int(gains.argmax())]].toarray().ravel() == 0]
    assert found.is_best
    assert greedy - 1e-6 <= found.added <= now.whole - now.met + 1e-6
    assert found.sites["added"].is_monotonic_decreasing


@pytest.mark.parametrize("kind", ["vacant", "*"])
def test_only_listed_sites_are_chosen_from_lists(sample_release, kind):
    found = plan.plan(ALMERE, kind, 4)
    assert set(found.sites["name"]) <= set(query.run("table_site")["name"])
    assert 0 < found.added <= plan.plan(ALMERE, plan.HEXAGON, 4).added


def test_what_a_pin_reaches_is_what_the_plan_says_of_that_spot(sample_release):
    first = plan.plan(ALMERE, plan.HEXAGON, 1).sites.iloc[[0]]
    gained = plan.gained(plan.situation(ALMERE).unmet, first, ALMERE.radius_m)
    assert gained.sum() == pytest.approx(first["added"].iloc[0])
    assert gained.is_monotonic_decreasing


def test_spots_by_name_are_points_that_a_pin_may_have(sample_release):
    spots = plan.spots(ALMERE)
    assert len(spots) == 238 + len(query.run("table_site"))
    for x, y in zip(spots["x"], spots["y"], strict=True):
        pins.parse(f"{round(x)},{round(y)}")


def test_another_year_has_its_own_places_and_demand(sample_release):
    before = plan.situation(Question("GM0034", 2016, 1000, "hub"))
    now = plan.situation(ALMERE)
    assert len(before.places) < len(now.places)
    assert before.whole < now.whole


def test_a_site_is_told_with_its_wijk_unless_its_name_says_so():
    names = pd.Series({"WK1": "Duin", "WK2": "Filmwijk"})
    sites = pd.DataFrame({"name": ["Duin Zuid", "Hof"], "area_code": ["WK1", "WK2"]})
    assert told.located(sites, names) == ["Duin Zuid", "Hof (Filmwijk)"]


@pytest.mark.parametrize(
    ("metres", "nl", "en"),
    [(500, "500 m", "500 m"), (1000, "1 km", "1 km"), (1500, "1,5 km", "1.5 km")],
)
def test_distances_are_told_in_the_notation_of_the_language(metres, nl, en):
    said = [reach.told(lang, metres).replace("\N{NO-BREAK SPACE}", " ") for lang in ("nl", "en")]
    assert said == [nl, en]
