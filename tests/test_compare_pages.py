"""The comparison page by Streamlit's own test harness, on the public edition of the sample."""

import re
from urllib.parse import unquote

import pytest

from tests.test_pages import opened
from tests.test_taking_pages import links, taken
from wijkeconomie.view import query
from wijkeconomie.view.compare import amounts, chosen, pairs

AREAS = "WK003431,BU00343102"


@pytest.fixture(autouse=True)
def released(sample_release):
    return sample_release


@pytest.mark.parametrize(
    ("view", "title"),
    [
        ("years", r"^Share home-based in .+ and .+"),
        ("scatter", r"^Share home-based against share one-person establishments"),
        ("mix", r"^Sectors of .+ and .+"),
        ("quadrant", r"^Specialise or diversify"),
        ("spread", r"^Share home-based: how far buurten lie apart$"),
        ("mkb", r"^The eight MKB neighbourhoods"),
    ],
)
def test_each_section_opens_from_its_address(view, title):
    app = opened("compare", view=view, area=AREAS, lang="en")
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert re.search(title, app.title[0].value.replace("\\", ""))


@pytest.mark.parametrize(
    ("view", "keys"),
    [
        ("side", {"choose_compared", "choose_year"}),
        ("years", {"choose_compared"}),
        ("spread", {"choose_year"}),
        ("mkb", {"choose_year"}),
    ],
)
def test_only_what_a_section_uses_can_be_chosen(view, keys):
    app = opened("compare", view=view, area=AREAS, year="2020")
    shown = {each.key for each in (*app.multiselect, *app.selectbox)}
    assert shown & {"choose_compared", "choose_year"} == keys
    assert app.query_params["area"] == AREAS
    assert app.query_params["year"] == "2020"


@pytest.mark.parametrize("view", ["scatter", "quadrant"])
def test_areas_of_another_level_are_told(view):
    areas = "WK003431,WK003422,SD0034-almere-haven"
    told = opened("compare", view=view, area=areas).caption[0].value
    assert "Van een ander niveau, dus niet hierbij: Almere Haven." in told
    of_one = opened("compare", view=view, area="WK003431,WK003422").caption[0].value
    assert "ander niveau" not in of_one


def test_themes_that_the_municipality_measured_are_not_asked_for():
    """As its profile tells them, though none of the eight is here."""
    app = opened("compare", view="mkb")
    shown = " ".join(each.proto.body for each in app.get("html"))
    assert "Leden van verenigingen, van alle vestigingen" in shown
    assert shown.count("Niet gemeten. Nodig") == 1


def test_what_is_chosen_goes_into_the_address_and_the_first_to_other_pages():
    app = opened("compare", area=AREAS)
    app.multiselect(key="choose_compared").set_value(["WK003401", "WK003431"]).run()
    assert app.query_params["area"] == "WK003401,WK003431"
    assert app.title[0].value.endswith("naast elkaar")
    del app.query_params["area"]
    app.switch_page("district.py").run()
    assert app.query_params["area"] == "WK003401"
    assert not app.warning


def test_too_many_areas_and_unknown_ones_are_told():
    codes = query.run("areas", level="wijk")["area_code"].tolist()
    app = opened("compare", area=",".join([*codes[:7], "WK999999"]))
    assert app.multiselect(key="choose_compared").value == codes[: chosen.MOST]
    unknown, more = (each.value for each in app.warning)
    assert "WK999999" in unknown
    assert "weggelaten" in unknown
    name = query.run("areas").set_index("area_code").at[codes[6], "name"]
    assert name in more.replace("\\", "")


def test_one_area_is_compared_with_those_like_it():
    alike = query.run("similar_areas", area="WK003431")
    first = alike.loc[alike["preset"] == "all", "area_code"].tolist()
    app = opened("compare", area="WK003431")
    assert app.multiselect(key="choose_compared").value == ["WK003431", *first][:4]
    assert len(first) >= 3


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, []), (1, []), (2, [2]), (6, [6]), (7, [4, 3]), (8, [4, 4]), (13, [4, 5, 4])],
)
def test_many_areas_are_compared_in_equal_parts(count, sizes):
    codes = [str(n) for n in range(count)]
    found = chosen.parts(codes)
    assert sorted(map(len, found)) == sorted(sizes)
    assert [code for part in found for code in part] == (codes if sizes else [])


def test_city_parts_stand_side_by_side():
    known = query.run("areas_and_parts")
    codes = known.loc[known["level"] == "city_part", "area_code"].tolist()[:2]
    app = opened("compare", area=",".join(codes), lang="en")
    assert not app.exception
    assert not app.warning
    assert app.multiselect(key="choose_compared").value == codes
    tables = [each.proto.body for each in app.get("html") if "compared" in each.proto.body]
    names = known.set_index("area_code")["name"]
    assert all(names[code] in tables[0] for code in codes)
    assert "at least" in tables[0] or "Protected" in tables[0]


def test_a_profile_leads_to_the_area_beside_those_like_it():
    alike = query.run("similar_areas", area="WK003431")
    first = alike.loc[alike["preset"] == "all", "area_code"].tolist()
    told = "".join(each.proto.body for each in opened("district", area="WK003431").get("html"))
    asked = re.findall(r'<p class="go"><a class="own" href="compare\?([^"]*)">', told)
    wanted = ",".join(["WK003431", *first][: chosen.MOST])
    assert len(asked) == 1
    assert f"area={wanted}" in unquote(asked[0])


def test_protected_areas_are_left_out_and_counted():
    """As many as the release protects, none of them with a value."""
    year = query.release().years[0]
    found = amounts.of_level("buurt", ["GM0034"], year)
    cells = query.run("profile_figures", level="buurt", within="GM0034", areas=[])
    now = cells[cells["year"] == year].set_index("area_code")
    hidden = now.index[(now["flag"] == "c") | (now["home_flag"] == "c")]
    rows, left_out = pairs.dots(found, "share_home", "share_home", {})
    assert len(hidden) > 0
    assert len(left_out["protected"]) == len(hidden)
    assert not set(hidden) & set(rows.index)
    assert len(rows) + sum(map(len, left_out.values())) == len(found)


def test_neighbourhoods_that_are_not_loaded_say_what_to_load():
    """And what is told can be taken."""
    app = taken("compare", view="mkb")
    (link,) = links(app)
    assert "/tables/area.csv?" in link
    assert len(app.selectbox(key="seen-table").options) == 2
    assert "areas --pdok --municipality GM0479" in app.code[0].value
    assert "release" in app.code[0].value
    assert not app.multiselect
