"""Similar areas in words: why, of which group, what is usual among them, and municipal peers."""

import shutil

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.test_pages import opened
from wijkeconomie.view import area_groups, features, markup, peers, query, similar, words

OWN, OTHER, FAR = "WK003402", "WK003403", "WK003404"
# Value and how far from the middle, of each of the three.
FEATURES = {
    "share_home": [(45.2, 2.0), (43.0, 1.9), (20.0, -1.0)],
    "jobs_per_establishment": [(2.1, 0.1), (2.1, 0.1), (6.0, 2.5)],
    "density": [(410.0, 0.6), (120.0, -0.6), (420.0, 0.7)],
    "growth": [(12.4, -1.5), (11.0, -1.6), (-8.0, -3.0)],
    "per_1000": [(391.0, 3.0), (678.0, 3.0), (60.0, 0.0)],
    "share_trade": [(9.0, None), (9.0, None), (9.0, None)],
}


@pytest.fixture
def made(sample_folder, empty_folder):
    """The sample with features of three wijken made up; a function changes more."""
    shutil.copy(sample_folder / "economy.duckdb", empty_folder)
    rows = pd.DataFrame(
        [
            (code, 2025, name, *pairs[place])
            for name, pairs in FEATURES.items()
            for place, code in enumerate((OWN, OTHER, FAR))
        ],
        columns=["area_code", "year", "feature", "value", "scaled"],
    )

    def change(**tables: pd.DataFrame) -> None:
        with duckdb.connect(empty_folder / "economy.duckdb") as con:
            for table, content in tables.items():
                con.execute(f"delete from {table}")
                con.register("content", content)
                con.execute(f"insert into {table} by name from content")

    change(area_feature=rows)
    return change


WHY = {
    ("en", OTHER): "Alike in share home-based (45% here, 43% there), growth in five years (+12% "
    "here, +11% there) and jobs per establishment (both 2.1); most different in establishments per "
    "km² (410 here, 120 there).",
    ("nl", OTHER): "Lijken op elkaar in aandeel aan huis (hier 45 %, daar 43 %), groei in vijf "
    "jaar (hier +12 %, daar +11 %) en banen per vestiging (beide 2,1); verschillen het meest in "
    "vestigingen per km² (hier 410, daar 120).",
    ("nl", FAR): "Lijken op elkaar in vestigingen per km² (hier 410, daar 420); verschillen het "
    "meest in aandeel aan huis (hier 45 %, daar 20 %).",
    ("en", "WK003405"): "",
}


@pytest.mark.parametrize(("lang", "other"), WHY)
def test_why_areas_are_similar(made, lang, other):
    assert similar.why(lang, OWN, other).replace("\xa0", " ") == WHY[lang, other]


def test_values_that_differ_much_are_not_alike_though_both_are_extreme(made):
    assert "678" not in similar.why("en", OWN, OTHER)


def test_areas_that_hardly_differ_are_said_to(made):
    same = [(OWN, 2025, name, 10.0, 1.0) for name in ("share_home", "share_one")]
    rows = [row for code in (OWN, OTHER) for row in [(code, *own[1:]) for own in same]]
    made(
        area_feature=pd.DataFrame(rows, columns=["area_code", "year", "feature", "value", "scaled"])
    )
    assert similar.why("en", OWN, OTHER).endswith("and hardly different.")


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("WK003405", "Fewer than 25 establishments"),
        ("GM0034", "Fewer than 25 establishments"),
        (OWN, "fewer than six areas"),
    ],
)
def test_why_an_area_is_like_none(made, area, told):
    assert told in similar.missing("en", area)


def test_what_is_missing_is_named(made):
    poor = pd.DataFrame(
        [(OWN, 2025, name, 1.0, 1.0) for name in FEATURES]
        + [(OTHER, 2025, name, 1.0, 1.0) for name in ("share_home", "density")],
        columns=["area_code", "year", "feature", "value", "scaled"],
    )
    made(area_feature=poor)
    told = similar.missing("en", OTHER)
    assert told.startswith("Too much is protected or unknown here")
    assert all(
        features.name("en", name) in told for name in FEATURES.keys() - {"share_home", "density"}
    )
    assert "share home-based" not in told


def traits(*groups: dict[str, float]) -> pd.DataFrame:
    rows = [
        ("wijk", code, name, abs(scaled) * 10, scaled)
        for code, known in enumerate(groups, 1)
        for name, scaled in known.items()
    ]
    return pd.DataFrame(rows, columns=["level", "group_code", "feature", "mean", "scaled"])


def members(count: int) -> pd.DataFrame:
    codes = [(number % count) + 1 for number in range(3 * count)]
    return pd.DataFrame(
        {
            "level": "wijk",
            "group_code": codes,
            "area_code": [f"WK0034{i:02d}" for i in range(3 * count)],
        }
    )


HOME = {"share_home": 2.0, "share_one": 1.8, "density": 0.0, "function_mix": 1.0}
PARK = {"share_home": -2.0, "share_one": -1.8, "density": -1.0, "function_mix": 9.0}
SHOPS = {"share_home": -2.0, "share_one": -1.8, "density": 2.5, "function_mix": 5.0}


@pytest.mark.parametrize(
    ("groups", "names"),
    [
        (
            (HOME, PARK, SHOPS),
            [
                "Woonwijken met veel werk aan huis en veel eenpersoonsbedrijven",
                "Werkwijken met bedrijven ver uit elkaar en weinig werk aan huis",
                "Wijken met bedrijven dicht op elkaar en weinig werk aan huis",
            ],
        ),
        (
            (HOME, HOME | {"density": 0.9}, PARK),
            [
                "Woonwijken met veel werk aan huis en veel eenpersoonsbedrijven",
                "Woonwijken met veel werk aan huis, veel eenpersoonsbedrijven en bedrijven dicht op "
                "elkaar",
                "Werkwijken met weinig werk aan huis, weinig eenpersoonsbedrijven en bedrijven ver "
                "uit elkaar",
            ],
        ),
        ((HOME, HOME, PARK), ["(1)", "(2)", "(3)"]),
    ],
)
def test_groups_are_named_by_what_sets_them_apart(made, groups, names):
    made(area_group_trait=traits(*groups), area_group=members(len(groups)))
    found = area_groups.every("nl", "wijk")
    told = [found[code].name for code in sorted(found)]
    assert len(set(told)) == len(groups)
    assert all(own.endswith(name) for own, name in zip(told, names, strict=True))
    assert [found[code].areas for code in sorted(found)] == [3] * len(groups)
    assert found[2].description.startswith("3 wijken, gemiddeld: ")


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("level", ["wijk", "buurt"])
def test_no_two_groups_of_the_sample_have_the_same_name(sample_release, lang, level):
    found = area_groups.every(lang, level)
    assert 3 <= len(found) <= 7
    assert len({group.name for group in found.values()}) == len(found)
    assert not any("{" in group.name + group.description for group in found.values())


def test_an_area_of_the_sample_is_in_its_group(sample_release):
    rows = query.run("table_area_group", level=["wijk"])
    for row in rows.groupby("group_code").first().to_dict("records"):
        group = area_groups.of("nl", row["area_code"])
        assert group is not None
        assert group.areas == (rows["group_code"] == group.code).sum()
    assert area_groups.of("nl", "GM0034") is None


@pytest.mark.parametrize(
    ("values", "expected", "told"),
    [
        ([10, 20, 30, 40, 50], (30, 5, 0), "5 similar areas"),
        ([10, np.nan, 40], (25, 2, 1), "2 similar areas"),
        ([10, np.nan], (None, 1, 1), "Similar areas"),
    ],
)
def test_the_mean_of_similar_areas_is_of_published_values(values, expected, told):
    mean = similar.mean(values)
    assert (mean.value, mean.known, mean.left_out) == expected
    assert mean.title("en") == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("near_city", "GM0363", "Amsterdam", 17.4, None, None), "17 km from Amsterdam"),
        (("monocentric", None, None, None, 2, 0.75), "75% in the largest core"),
        (("polycentric", None, None, None, 3, 0.4), "in 3 cores of at least 5,000, of whom 40%"),
        (("polycentric", None, None, None, 0, None), "no core of at least 5,000"),
        (("small", None, None, None, None, None), "217,790 inhabitants."),
    ],
)
def test_why_a_municipality_is_of_its_kind(made, row, told):
    columns = ["municipality_code", "kind", "city_code", "city_name", "city_km", "cores"]
    made(peer_group=pd.DataFrame([("GM0034", *row)], columns=[*columns, "largest_core"]))
    found = peers.of("en", "GM0034")
    assert found.name == words.label("en", "peer_kind", row[0])
    assert told in found.why
    assert found.others.empty
    assert peers.of("en", "GM9999") is None


def shown(app):
    """What the page shows as HTML."""
    return "".join(each.proto.body for each in app.get("html"))


def test_the_profile_lists_similar_areas_with_why(sample_release):
    app = opened("district", lang="nl", area=OWN)
    assert not app.exception
    told = shown(app)
    for other in similar.of(OWN):
        assert markup.note(similar.why("nl", OWN, other["area_code"])) in told
    assert area_groups.of("nl", OWN).name in told


def test_villages_are_a_choice_where_there_are_some(made):
    rows = [(OWN, preset, 1, code, 0.4) for preset, code in (("all", OTHER), ("village", FAR))]
    columns = ["area_code", "preset", "position", "similar_code", "distance"]
    made(similar_area=pd.DataFrame(rows, columns=columns))
    for preset, near, hidden in ((None, OTHER, FAR), ("village", FAR, OTHER)):
        app = opened("district", lang="en", area=OWN, **({"preset": preset} if preset else {}))
        told = shown(app)
        assert markup.note(similar.why("en", OWN, near)) in told
        assert markup.note(similar.why("en", OWN, hidden)) not in told
        assert not app.warning


@pytest.mark.parametrize(("area", "told"), [("BU00341001", "minder dan 25"), ("GM0034", "zes")])
def test_the_profile_says_why_an_area_is_like_none(sample_release, area, told):
    app = opened("district", lang="nl", area=area)
    assert not app.exception
    assert told in shown(app)
