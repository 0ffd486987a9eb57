"""Supply beside demand, counted by hand in a town of two wijken and two hubs."""

import numpy as np
import pandas as pd
import pytest

from wijkeconomie.view.hubs import supply

# West: 60 at 0 m and 30 at 800 m; east: 10 at 1000 m and 100 at 5000 m.
PIECES = pd.DataFrame(
    {
        "area_code": ["WEST", "WEST", "EAST", "EAST"],
        "x": [0.0, 800, 1000, 5000],
        "y": 0.0,
        "establishments": [60.0, 30, 10, 100],
    }
)
# Within 500 m the first reaches the 60, the second 30 + 10 = 40; the third nobody.
PLACES = pd.DataFrame({"x": [100.0, 900, 9000], "y": 0.0, "capacity": [12.0, 20, 99]})
WIJKEN = pd.DataFrame(
    {
        "area_code": ["EAST", "WEST", "NONE", "HIDDEN"],
        "name": ["East", "West", "None", "Hidden"],
        "home_based": [110.0, 90, 0, np.nan],
        "flag": [None, None, None, "c"],
        "reached": [10.0, 90, 0, np.nan],
    }
)


def balanced(wijken=WIJKEN, places=PLACES) -> pd.DataFrame:
    rows = supply.balance(wijken, supply.shared(PIECES, places, 500))
    return rows.set_index("area_code")


def test_places_and_desks_are_divided_over_all_they_reach():
    shares = supply.shared(PIECES, PLACES, 500)
    assert shares["places"].to_dict() == pytest.approx({"WEST": 1 + 30 / 40, "EAST": 10 / 40})
    assert shares["desks"].to_dict() == pytest.approx({"WEST": 12 + 15, "EAST": 5})
    assert shares["desks"].sum() == pytest.approx(12 + 20)


def test_a_place_of_unknown_size_is_a_place_without_desks():
    unknown = PLACES.assign(capacity=[np.nan, 20, 99])
    shares = supply.shared(PIECES, unknown, 500)
    assert shares["places"]["WEST"] == pytest.approx(1.75)
    assert shares["desks"]["WEST"] == pytest.approx(15)


def test_shortage_per_place_and_per_desk():
    rows = balanced()
    assert rows["not_reached"].to_dict() == pytest.approx(
        {"EAST": 100, "WEST": 0, "NONE": 0, "HIDDEN": np.nan}, nan_ok=True
    )
    assert rows["per_place"]["WEST"] == pytest.approx(90 / 1.75)
    assert rows["per_desk"]["WEST"] == pytest.approx(90 / 27)
    assert rows["per_place"]["EAST"] == pytest.approx(10 / 0.25)
    assert rows["per_desk"]["EAST"] == pytest.approx(10 / 5)
    assert rows["desks_per_100"]["EAST"] == pytest.approx(100 * 5 / 110)


def test_the_largest_shortage_comes_first_and_what_is_protected_last():
    assert balanced().index.tolist() == ["EAST", "WEST", "NONE", "HIDDEN"]


@pytest.mark.parametrize("column", ["home_based", "reached"])
def test_what_is_protected_is_never_guessed(column):
    hidden = WIJKEN.assign(**{column: WIJKEN[column].where(WIJKEN["area_code"] != "EAST")})
    rows = balanced(hidden)
    assert np.isnan(rows["not_reached"]["EAST"])
    assert np.isnan(rows["per_desk"]["EAST"]) == (column == "home_based")
    assert "EAST" not in supply.quadrants(rows.reset_index())[0]["area_code"].tolist()


def test_without_places_nobody_has_any():
    rows = balanced(places=PLACES.iloc[:0])
    assert rows["desks_per_100"][["EAST", "WEST"]].tolist() == [0, 0]
    assert rows["per_place"].isna().all()


def test_rounding_never_makes_less_than_no_shortage():
    assert balanced(WIJKEN.assign(reached=115.0))["not_reached"]["EAST"] == 0


def test_quadrants_are_about_what_is_usual():
    rows = pd.DataFrame(
        {
            "area_code": list("ABCD"),
            "home_based": [300.0, 300, 100, 100],
            "not_reached": [1.0, 1, 1, 1],
            "desks_per_100": [1.0, 9, 1, 9],
        }
    )
    known, usual = supply.quadrants(rows)
    assert usual == {"demand": 200, "supply": 5}
    assert known["quadrant"].tolist() == ["shortage", "served", "quiet", "ample"]


def test_without_demand_there_are_no_quadrants():
    known, usual = supply.quadrants(balanced(WIJKEN.assign(home_based=0.0)).reset_index())
    assert known.empty
    assert usual == {"demand": 0, "supply": 0}
