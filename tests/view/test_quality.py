"""The quality report: what it says of the sample, and of small tables by hand."""

import pandas as pd
import pytest

from wijkeconomie.view import quality, query

ROWS = pd.DataFrame(
    [
        ("protected", "activity", "wijk", 0.25),
        ("protected", "place_reach", "place", 0.5),
        ("median_count_error", "activity", "wijk", 1.0),
        ("largest_count_error", "activity", "wijk", 4.0),
        ("median_jobs_error", "activity", "wijk", 0.0123),
        ("largest_jobs_error", "activity", "wijk", 0.375),
        ("count_error_0", "activity", "wijk", 0.2),
        ("count_error_4", "activity", "wijk", 0.07),
        ("within_hexagon_2016", "hexagon", "hexagon", 0.804),
        ("within_hexagon_2025", "hexagon", "hexagon", 0.853),
        ("attack_exact", "*", "*", 0.0),
        ("attack_fewest", "*", "*", 3.0),
        ("attack_within_seven_percent", "*", "*", 0.16),
    ],
    columns=["measure", "table_name", "level", "value"],
)


def test_closeness_by_hand():
    told = quality.closeness("en", ROWS)
    assert told.index.tolist() == ["Wijk"]
    assert told.iloc[0].tolist() == ["1", "4", "1.2%", "37.5%"]


def test_spread_by_hand():
    assert quality.spread("nl", ROWS).iloc[0].tolist()[::4] == [
        "20\N{NO-BREAK SPACE}%",
        "7\N{NO-BREAK SPACE}%",
    ]


def test_protected_by_hand():
    told = quality.protected("en", ROWS)
    assert told.loc["Establishments and jobs"].tolist() == ["25%", "."]
    assert told.loc["Reach of places"].tolist() == [".", "50%"]


def test_attacks_by_hand():
    told = quality.attacks("en", ROWS)
    assert told["Result"].tolist() == ["0", "3", "16%"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (ROWS, ["in 2025 85%", "In 2016 it was 80%."]),
        (ROWS[ROWS["measure"] != "within_hexagon_2016"], ["in 2025 85%"]),
        (ROWS[ROWS["table_name"] != "hexagon"], []),
    ],
)
def test_hexagons_by_hand(rows, told):
    said = quality.within_hexagons("en", rows)
    assert all(part in said for part in told)
    assert said.count("%") == len(told)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_sample_is_as_good_as_promised(sample_release, lang):
    rows = query.run("quality")
    known = rows.set_index(["measure", "level"])["value"]
    assert known["median_count_error", "buurt"] <= 2
    assert known["largest_count_error", "municipality"] <= 5
    assert known["largest_jobs_error", "municipality"] <= 0.005
    assert known["attack_exact", "*"] == 0
    assert known["attack_fewest", "*"] >= 3
    assert 0.6 < known["within_hexagon_2025", "hexagon"] < 0.98
    assert quality.within_hexagons(lang, rows).count("20") >= 2
    for told in (quality.closeness, quality.spread, quality.protected, quality.attacks):
        table = told(lang, rows)
        assert len(table)
        assert "–" not in table.to_string()
