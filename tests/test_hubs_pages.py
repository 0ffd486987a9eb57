"""Sections of the places page on supply, the next place and a spot to try: titles, and refusals."""

import re
import shutil
from itertools import product
from pathlib import Path

import duckdb
import pytest

from tests.test_pages import opened
from wijkeconomie.view import query
from wijkeconomie.view.hubs import covering, plan

SECTIONS = {
    "demand": {
        "nl": "In Muziekwijk Noord is het tekort het grootst: ",
        "en": "In Muziekwijk Noord the shortage is largest: ",
    },
    "next": {
        "nl": "Een volgende hub helpt het meest in ",
        "en": "A next hub helps most in ",
    },
    "try": {"nl": "Wie zou een plek hier bereiken?", "en": "What would a place here reach?"},
}
PIN = "142000,488000"


def walked(sample: Path, folder: Path) -> Path:
    """The sample as if streets were loaded: on foot places reach what half as far in a straight
    line has."""
    file = Path(shutil.copy(sample / "economy.duckdb", folder))
    with duckdb.connect(file) as con:
        for table in ("place_reach", "reach"):
            con.execute(
                f"insert into {table} select * replace (1000 as radius_m, 'walking' as distance)"
                f" from {table} where radius_m = 500"
            )
    return file


@pytest.fixture
def walked_release(sample_folder, tmp_path, monkeypatch):
    file = walked(sample_folder, tmp_path)
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(tmp_path))
    return file


def titled(app) -> str:
    """The title as it is read, without the marks that keep it from being layout."""
    assert len(app.title) == 1
    return app.title[0].value.replace("\\", "")


def test_the_legend_counts_what_the_title_counts(walked_release):
    with duckdb.connect(walked_release) as con:
        con.execute(
            "update place set closed_on = date '2018-01-01' where place_id in"
            " (select place_id from place order by place_id limit 2)"
        )
        con.execute("update release_info set release_id = release_id || '-closed'")
        places = con.execute("select count(*) from place").fetchone()[0]
    app = opened("places", lang="en")
    told = [each.proto.body for each in app.get("html") if 'class="symbols"' in each.proto.body]
    counted = sum(int(n) for each in told for n in re.findall(r"\((\d+)\)</li>", each))
    titles = sum(int(n) for n in re.findall(r"\d+", titled(app))[:2])
    assert counted == places - 2
    assert titles == counted


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("view", SECTIONS)
def test_titles_say_what_is_seen(sample_release, view, lang):
    app = opened("places", view=view, lang=lang)
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert titled(app).startswith(SECTIONS[view][lang])


def test_a_question_comes_from_the_address(sample_release):
    asked = {"view": "next", "number": "3", "radius": "500", "counted": "*", "from": "vacant"}
    app = opened("places", lang="en", **asked)
    assert not app.warning
    assert titled(app).startswith("Of the sites that are listed, these 3 help most: ")
    assert "within 500" in titled(app)
    assert {box.label: box.value for box in app.selectbox} | {"Within": "500"} == {
        "How many": "3",
        "Within": "500",
        "Reached by": "*",
        "Sites to choose from": "vacant",
    }


@pytest.mark.parametrize("choice", [{"number": "11"}, {"radius": "700"}, {"from": "castle"}])
def test_what_cannot_be_asked_is_told(sample_release, choice):
    app = opened("places", view="next", lang="en", **choice)
    assert [next(iter(choice.values())) in each.value for each in app.warning] == [True]


def test_today_the_best_one_and_all_together_are_compared(sample_release):
    app = opened("places", view="next", number="2", lang="en")
    labels = [metric.label for metric in app.metric]
    shares = [int(metric.value.rstrip("%")) for metric in app.metric]
    assert labels == ["Reached today", "With the best site", "With these 2 sites"]
    assert shares == sorted(shares)


def test_a_solver_that_fails_says_so(sample_release, monkeypatch):
    def fails(*_given):
        raise covering.NotSolved(
            "The best sites could not be worked out within {seconds} seconds: ask for fewer "
            "places, or choose other candidates.",
            seconds=10,
        )

    monkeypatch.setattr("wijkeconomie.view.hubs.plan.plan", fails)
    app = opened("places", view="next", lang="nl")
    assert not app.exception
    assert "niet binnen 10 seconden gevonden" in app.error[0].value


def test_an_answer_that_is_not_proven_says_so(sample_release, monkeypatch):
    monkeypatch.setattr(covering.Answer, "is_best", False)
    app = opened("places", view="next", number="2", lang="en", radius="1500")
    assert "Time ran out" in app.warning[0].value


def test_a_pin_in_the_address_is_read(sample_release):
    app = opened("places", view="try", pin=PIN, lang="en")
    assert titled(app).startswith("A hub here reaches ")
    assert app.text_input(key="pin-typed").value == "142000, 488000"
    within, missed = (int(metric.value.replace(",", "")) for metric in app.metric)
    assert within >= missed > 0


def test_typed_degrees_become_a_pin_in_the_address(sample_release):
    app = opened("places", view="try", lang="en")
    app.text_input(key="pin-typed").input("52.38, 5.2").run()
    x, y = map(int, app.query_params["pin"].split(","))
    assert abs(x - 142000) < 500
    assert abs(y - 488000) < 1000
    app.text_input(key="pin-typed").input("").run()
    assert "pin" not in app.query_params


@pytest.mark.parametrize("typed", ["Stationsplein 1, Almere", "<script>alert(1)</script>", "0,0"])
def test_text_that_is_no_point_is_refused(sample_release, typed):
    app = opened("places", view="try", pin=PIN, lang="nl")
    app.text_input(key="pin-typed").input(typed).run()
    is_worded = typed[-1] not in "0123456789"
    assert ("deze uitgave bevat geen adressen" in app.error[0].value) == is_worded
    assert ("geen punt in Nederland" in app.error[0].value) != is_worded
    assert "pin" not in app.query_params
    assert titled(app) == SECTIONS["try"]["nl"]
    assert not app.metric
    assert app.text_input(key="pin-typed").value == typed
    assert not app.exception


def test_a_typed_address_stays_in_the_field_and_out_of_the_link(walked_release):
    with duckdb.connect(walked_release) as con:
        con.execute("insert into address values ('1315AB', 12, 5.2, 52.38)")
        con.execute("update release_info set release_id = release_id || '-a'")
    app = opened("places", view="try", lang="en")
    assert app.text_input(key="pin-typed").label == "Address or coordinates"
    app.text_input(key="pin-typed").input("Weg 12-b, 1315 ab Almere").run()
    assert titled(app).startswith("A hub here reaches ")
    assert app.text_input(key="pin-typed").value == "Weg 12-b, 1315 ab Almere"
    assert app.query_params["pin"].replace(",", "").isdigit()
    assert "Taken as 1315 AB 12." in {each.value for each in app.caption}
    assert "1315" not in str(app.query_params)
    app.text_input(key="pin-typed").input("1315 AB 13").run()
    assert app.error[0].value.startswith("House number 13 is not known")
    linked = opened("places", view="try", pin="1315AB12", lang="en")
    assert titled(linked).startswith("A hub here reaches ")


def test_a_pin_that_is_no_point_is_told(sample_release):
    app = opened("places", view="try", pin="0,1", lang="en")
    assert "is no point in the Netherlands" in app.error[0].value
    assert titled(app) == "What would a place here reach?"


def test_a_spot_by_name_becomes_a_pin(sample_release):
    app = opened("places", view="try", lang="en")
    spots = plan.spots(plan.Question("GM0034", 2025, 1000, "hub"))
    spot = spots[spots["name"].str.startswith("Muziekwijk")].iloc[0]
    code = f"{round(spot['x'])},{round(spot['y'])}"
    app.selectbox(key="pin-named").select(code).run()
    assert app.query_params["pin"] == code
    assert app.selectbox(key="pin-named").value == code
    assert titled(app).startswith("A hub here reaches ")


def test_far_from_everybody_nobody_is_reached(sample_release):
    app = opened("places", view="try", pin="200000,500000", lang="en")
    assert titled(app).startswith("A hub here reaches 0 ")


def test_a_wijk_is_looked_at(sample_release):
    app = opened("places", view="demand", wijk="WK003428", lang="en")
    missed = next(metric.value for metric in app.metric if metric.label == "Not reached")
    assert f": {missed} of " in titled(app)


def test_protected_wijken_are_told_and_not_guessed(sample_release):
    app = opened("places", view="demand", lang="en")
    rows = app.dataframe[-1].value
    hidden = rows[rows["State"] == "Protected"]
    assert len(hidden) >= 3
    assert hidden["Not reached"].isna().all()
    assert any(f": {len(hidden)}." in each.value for each in app.caption)


def test_places_tell_whom_they_reach_by_each_way_and_kind(walked_release):
    told = {}
    for distance, who in product(("straight", "walking"), ("home", "one_person", "all")):
        app = opened("places", place="voorbeeld-27", distance=distance, who=who, lang="en")
        assert not app.warning
        assert not app.exception
        radius = 500 if distance == "walking" else 1000
        rows = query.run("table_place_reach", year=[2025], radius=[radius], sector_set=["*"])
        is_it = rows[["place_id", "distance", "who"]] == ["voorbeeld-27", "straight", who]
        known = rows.loc[is_it.all(axis=1), "establishments"].item()
        shown = app.metric[0]
        assert shown.value.replace(",", "") == str(int(known))
        assert ("on foot" in shown.label) == (distance == "walking")
        column = next(name for name in app.dataframe[0].value if "within 1" in name)
        told[distance, who] = shown.label, column, shown.value
    assert len(set(told.values())) == len(told)


def test_supply_and_demand_reach_on_foot(walked_release):
    rows = {}
    for distance in ("straight", "walking"):
        app = opened("places", view="demand", distance=distance, lang="en")
        assert not app.warning
        rows[distance] = app.dataframe[-1].value.set_index("Wijk")["Not reached"].dropna()
        assert ("on foot" in titled(app)) == (distance == "walking")
        said = " ".join(each.value for each in app.markdown)
        assert ("shortest way along streets" in said) == (distance == "walking")
    both = rows["straight"].index.intersection(rows["walking"].index)
    more = rows["walking"][both] - rows["straight"][both]
    assert (more >= 0).all()
    assert more.sum() > 0


@pytest.mark.parametrize("view", ["places", "demand"])
def test_without_streets_there_is_no_choice_of_distance(sample_release, view):
    app = opened("places", view=view, distance="walking", lang="en")
    assert "Distance" not in {box.label for box in app.selectbox}
    assert "no streets are loaded" in app.info[0].value


def test_a_next_place_stays_by_straight_line(walked_release):
    for view in ("next", "try"):
        app = opened("places", view=view, distance="walking", pin=PIN, lang="en")
        assert not app.warning
        assert "Distance" not in {box.label for box in app.selectbox}
        assert "on foot" not in titled(app)
        assert any("straight line" in each.value for each in app.info)
        plain = opened("places", view=view, lang="en")
        assert any(each.value.startswith("Distance is a straight") for each in plain.caption)


@pytest.mark.parametrize(("number", "is_told"), [(1, False), (10, True)])
def test_fewer_listed_sites_than_asked_for_are_told(sample_release, number, is_told):
    app = opened("places", view="next", number=str(number), lang="en", **{"from": "vacant"})
    assert titled(app).startswith("Of the sites that are listed, ")
    asked = f"{number} places were asked for; "
    assert any(each.value.startswith(asked) for each in app.info) == is_told


def test_a_reach_that_is_not_known_is_no_reach_of_all(walked_release):
    with duckdb.connect(walked_release) as con:
        con.execute(
            "update reach set radius_m = 1500, establishments = null, flag = 'u'"
            " where distance = 'walking'"
        )
    app = opened("places", view="demand", distance="walking", radius="1500", lang="en")
    assert titled(app) == "No wijk is known to have a shortage"
    reached = next(metric for metric in app.metric if metric.label == "Reached")
    assert reached.value == "–"
    rows = app.dataframe[-1].value
    assert set(rows.loc[rows["Home-based establishments"] > 0, "State"]) == {"Unknown"}
