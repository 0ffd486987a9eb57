"""Similar areas: from published figures alone, the same for the same figures, as worked out here."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from wijkeconomie.release import features, similar

YEAR = 2025
EVEN = dict.fromkeys(features.GROUPS, 10)
TOWN = {"*": 120, "home": 60, "one": 80, "lt10": 100, **EVEN}


def frames(counts: dict[str, dict], facts: dict[str, dict] | None = None, jobs: int = 240):
    """What the two queries give of wijken with counts by kind, in this year and five years back."""
    known = {"level": "wijk", "year": YEAR, "year_before": YEAR - 5, "population": 2000.0,
             "dwellings": 760.0, "land_ha": 50.0, "urbanity": 2.0, "whole_dwellings": None,
             "whole_land_ha": None}  # fmt: skip
    areas = [{"area_code": code, **known, **(facts or {}).get(code, {})} for code in counts]
    cells = [
        {"area_code": code, "year": year, "kind": kind, "establishments": count, "jobs": jobs}
        for code, kinds in counts.items()
        for kind, count in kinds.items()
        for year, count in ((YEAR, count), (YEAR - 5, 96 if kind == "*" else count))
    ]
    return pd.DataFrame(areas), pd.DataFrame(cells)


def of_one(counts: dict, **facts) -> dict:
    found = features.values(*frames({"WK1": counts}, {"WK1": facts}))
    return found.loc["WK1"].dropna().to_dict()


def test_features_are_worked_out_from_counts():
    assert of_one(TOWN) == {
        "share_home": 50,
        "share_one": 66.6667,
        "share_small": 83.3333,
        "jobs_per_establishment": 2,
        "per_1000": 60,
        "function_mix": 24,
        "diversity": 1,
        "density": 240,
        "growth": 25,
        "urbanity": 2,
        **dict.fromkeys(features.SECTORS, 8.3333),
    }


@pytest.mark.parametrize(
    ("changed", "facts", "missing"),
    [
        ({"home": None}, {}, {"share_home"}),
        ({"A": None}, {}, {"diversity"}),
        ({"G": None}, {}, {"diversity", "share_trade"}),
        ({}, {"population": 99.0}, {"per_1000"}),
        ({}, {"population": None}, {"per_1000"}),
        ({}, {"dwellings": None}, {"function_mix"}),
        ({}, {"year_before": None}, {"growth"}),
        ({}, {"urbanity": None}, {"urbanity"}),
        ({"*": None}, {}, {*of_one(TOWN)}),
        ({"*": 20}, {}, {*of_one(TOWN)}),
    ],
)
def test_what_is_protected_or_unknown_is_missing(changed, facts, missing):
    assert of_one(TOWN).keys() - of_one(TOWN | changed, **facts).keys() == missing


def test_evenness_of_unequal_sectors_is_that_of_shannon():
    counts = TOWN | dict.fromkeys(features.GROUPS, 0) | {"G": 90, "Q": 30}
    expected = -(0.75 * np.log(0.75) + 0.25 * np.log(0.25)) / np.log(12)
    assert of_one(counts)["diversity"] == round(expected, 4)


def drawn(count: int, seed: int = 1) -> dict[str, dict]:
    """Wijken with counts by chance, some of them protected."""
    draw = np.random.default_rng(seed)
    kinds = ["home", "one", "lt10", *features.GROUPS]
    return {
        f"WK{i:06d}": {"*": int(100 + 5 * draw.integers(0, 40))}
        | {kind: int(5 * draw.integers(1, 20)) if draw.random() > 0.1 else None for kind in kinds}
        for i in range(count)
    }


def near(tables: dict[str, pd.DataFrame]) -> dict[str, list[str]]:
    return tables["similar_area"].groupby("area_code")["similar_code"].agg(list).to_dict()


def test_nearest_are_those_that_differ_least_over_what_both_have():
    found = features.scaled(features.values(*frames(drawn(40))))
    known = similar.enough(found)
    told = similar.nearest(known).set_index(["area_code", "position"])
    assert 25 < len(known) <= 40
    assert known.isna().to_numpy().any()
    for code, own in known.iterrows():
        gaps = np.sqrt(((known - own) ** 2).mean(axis=1)).drop(code)
        expected = sorted((round(gap, 3), other) for other, gap in gaps.items())[:5]
        shown = told.loc[code]
        assert [*zip(shown["distance"], shown["similar_code"], strict=True)] == expected


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> bool:
    return all(
        sorted(map(repr, one[name].to_dict("records")))
        == sorted(map(repr, other[name].to_dict("records")))
        for name in similar.TABLES
    )


def test_the_order_of_rows_changes_nothing():
    areas, cells = frames(drawn(60))
    known = similar.tables(areas, cells)
    assert all(len(known[name]) for name in similar.TABLES)
    for seed in (1, 2):
        mixed = (table.sample(frac=1, random_state=seed) for table in (areas, cells))
        assert same(similar.tables(*mixed), known)


def test_areas_equally_alike_stand_in_order_of_code_whatever_changes_elsewhere():
    counts = drawn(30)
    twins = [f"WK9{i:05d}" for i in range(8)]
    changed = {"*": 500, "home": 5}
    for last in ({}, changed):
        every = counts | dict.fromkeys(twins, TOWN) | {"WK000003": counts["WK000003"] | last}
        found = near(similar.tables(*frames(every)))
        assert found[twins[0]] == twins[1:6]
        assert found[twins[7]] == twins[:5]


LIVING = TOWN | {"home": 100, "one": 110, "lt10": 120}
SHOPS = TOWN | {"home": 10, "one": 20, "lt10": 60, "G": 90, "I": 30}
PARK = TOWN | {"home": 5, "one": 15, "lt10": 30, "B-E": 80, "G": 20, "Q": 5}


def test_groups_are_those_that_lie_apart_the_largest_first():
    kinds = {"a": (LIVING, 9), "b": (SHOPS, 6), "c": (PARK, 5)}
    counts = {
        f"WK{kind}{i}": known | {"one": known["one"] + 5 * (i % 2), "F": 10 + 5 * (i % 3)}
        for kind, (known, count) in kinds.items()
        for i in range(count)
    }
    areas, cells = frames(counts)
    found = similar.tables(areas, cells)
    group = found["area_group"].set_index("area_code")["group_code"]
    assert {code: kind for kind, code in zip(group.index.str[2], group, strict=True)} == {
        1: "a",
        2: "b",
        3: "c",
    }
    assert group.value_counts().to_dict() == {1: 9, 2: 6, 3: 5}
    values, traits = features.values(areas, cells), found["area_group_trait"]
    for trait in traits.to_dict("records"):
        own = values.loc[group.index[group == trait["group_code"]], trait["feature"]]
        assert trait["mean"] == pytest.approx(own.mean(), abs=1e-3)
        assert -3 <= trait["scaled"] <= 3


@pytest.mark.parametrize(
    ("count", "has_similar", "has_groups"),
    [(1, 0, 0), (5, 0, 0), (6, 1, 0), (11, 1, 0), (12, 1, 1)],
)
def test_few_areas_are_not_compared(count, has_similar, has_groups):
    whole = {code: TOWN | {"home": 5 * i} for i, code in enumerate(drawn(count))}
    found = similar.tables(*frames(whole))
    assert [bool(len(found[name])) for name in ("similar_area", "area_group")] == [
        has_similar,
        has_groups,
    ]


def test_areas_of_which_little_is_known_are_like_none():
    counts = {code: TOWN | {"home": 5 * i, "one": 5 * i} for i, code in enumerate(drawn(14))}
    poor = {**dict.fromkeys(["home", "one"]), "*": 100, "lt10": 90}
    found = similar.tables(*frames(counts | {"WK9": poor}))
    assert "WK9" in set(found["area_feature"]["area_code"])
    for name, column in (("similar_area", "area_code"), ("similar_area", "similar_code"),
                         ("area_group", "area_code")):  # fmt: skip
        assert "WK9" not in set(found[name][column])


@pytest.mark.parametrize(
    ("facts", "is_village"),
    [
        ({"urbanity": 4.0}, True),
        ({"urbanity": 3.0}, False),
        ({"urbanity": 5.0, "population": 99.0}, False),
        ({"urbanity": None, "dwellings": 240.0}, True),
        ({"urbanity": None, "dwellings": 260.0}, False),
        ({"urbanity": None, "dwellings": None}, False),
        ({"urbanity": None, "dwellings": 240.0, "level": "buurt", "whole_dwellings": 400,
          "whole_land_ha": 100}, True),
        ({"urbanity": None, "dwellings": 240.0, "level": "buurt", "whole_dwellings": 600,
          "whole_land_ha": 100}, False),
    ],
)  # fmt: skip
def test_villages(facts, is_village):
    areas, _cells = frames({"WK1": TOWN}, {"WK1": facts})
    assert features.villages(areas)["WK1"] == is_village


def test_villages_are_compared_with_villages_too():
    counts = {code: TOWN | {"home": 5 * i} for i, code in enumerate(drawn(20))}
    rural = [*counts][::3]
    found = similar.tables(*frames(counts, {code: {"urbanity": 5.0} for code in rural}))
    rows = found["similar_area"]
    own = rows[rows["preset"] == "village"]
    assert set(own["area_code"]) == set(rural)
    assert set(own["similar_code"]) <= set(rural)
    assert set(rows[rows["preset"] == "all"]["area_code"]) == set(counts)


def test_the_tables_of_a_release_are_made_of_its_published_cells_alone(sample_folder):
    """Made again from areas and activity as published, with nothing else at hand."""
    with duckdb.connect() as con:
        con.execute(f"attach '{sample_folder / 'economy.duckdb'}' as made (read_only)")
        con.execute("attach ':memory:' as release")
        for table in ("area", "activity"):
            con.execute(f"create table release.{table} as from made.{table}")
        similar.add(con, lambda _step: None)
        for table in similar.TABLES:
            differing = (
                f"(from made.{table} except all from release.{table}) union all "
                f"(from release.{table} except all from made.{table})"
            )
            assert con.execute(differing).fetchall() == []
            assert con.execute(f"select count(*) > 20 from made.{table}").fetchall() == [(True,)]
