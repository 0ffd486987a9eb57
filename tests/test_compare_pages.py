"""The comparison page by Streamlit's own test harness, on the public edition of the sample."""

import re

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
        ("spread", r"^Share home-based: buurten .+ 2016$"),
        ("mkb", r"^The eight MKB neighbourhoods"),
    ],
)
def test_each_section_opens_from_its_address(view, title):
    app = opened("compare", view=view, area=AREAS, lang="en")
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert re.search(title, app.title[0].value.replace("\\", ""))


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
    name = query.run("areas").set_index("area_code").at[codes[6], "name"]
    assert name in more.replace("\\", "")


def test_one_area_is_compared_with_those_like_it():
    alike = query.run("similar_areas", area="WK003431")
    first = alike.loc[alike["preset"] == "all", "area_code"].tolist()
    app = opened("compare", area="WK003431")
    assert app.multiselect(key="choose_compared").value == ["WK003431", *first][:4]
    assert len(first) >= 3


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
