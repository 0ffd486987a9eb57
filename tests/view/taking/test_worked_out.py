"""Worked-out figures are data: whole counts, unrounded shares, codes with their names."""

import pandas as pd

from wijkeconomie.view import indicators, query
from wijkeconomie.view.hubs import worked_out
from wijkeconomie.view.hubs.plan import Question
from wijkeconomie.view.taking import figures


def test_a_share_is_that_of_its_published_rows(sample_release):
    """To all its decimals, with a code as unit that is the same in each language."""
    found = pd.DataFrame(
        {
            "area_code": ["WK003401", "WK003402"],
            "name": ["One", "Other"],
            "year": 2025,
            "value": [55 / 130 * 100, None],
            "state": ["value", "protected"],
            "establishments": [130.0, None],
        }
    )
    known = indicators.from_rows(query.run("indicators"))
    told = {lang: figures.of(lang, known["share_home"], found) for lang in ("nl", "en")}
    assert told["nl"]["value"].tolist()[0] == round(55 / 130 * 100, 9)
    assert told["nl"].to_csv().count("130.0") == 0
    assert set(told["nl"]["unit"]) == set(told["en"]["unit"]) == {"percent"}
    assert set(told["nl"]["unit_name"]) == {"procent"}


def test_counts_are_whole_numbers():
    told = figures.whole(pd.Series([2640.0, 0.0, None]))
    assert told.to_csv(index=False, header=False).split() == ["2640", "0", '""']
    assert figures.whole(pd.Series([42.5])).tolist() == [42.5]


def test_every_empty_share_of_demand_has_its_own_state(sample_release):
    year = query.release().years[-1]
    rows = pd.DataFrame(
        {
            "area_code": ["WK003401", "WK003402", "WK003403"],
            "name": ["a", "b", "c"],
            "home_based": [2640.0, 100.0, None],
            "not_reached": [100.0, 100.0, None],
            "per_place": [12.0, None, None],
            "per_desk": [None, None, None],
            "desks_per_100": [0.0, 0.0, None],
            "flag": [None, None, "c"],
        }
    ).astype({"per_desk": float})
    asked = Question("GM0034", year, 500, "*", "straight")
    told = worked_out.listed("en", asked, rows)
    assert told["per_place_state"].tolist() == ["value", "not_applicable", "protected"]
    assert told["per_desk_state"].tolist() == ["not_applicable", "not_applicable", "protected"]
    assert told["desks_per_100_state"].tolist() == ["zero", "zero", "protected"]
    assert told["reference_date"].notna().all()
    assert set(told["unit"]) == {"establishments"}
    assert told["home_based"].dropna().astype(str).tolist() == ["2640", "100"]
