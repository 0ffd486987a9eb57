"""Every page in both languages through Streamlit's own test harness: no exception, right words."""

import re
import shutil

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.titles import titles
from wijkeconomie import settings
from wijkeconomie.view import charts, http, query, words

FRAME = str(settings.PROJECT / "pages" / "_frame.py")


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(FRAME, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(f"{page}.py")
    return app.run()


@pytest.mark.parametrize("page", http.pages())
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_opens_without_exception(sample_release, page, lang):
    app = opened(page, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(titles(app)) == 1


@pytest.mark.parametrize(
    ("asked", "liked", "spoken"),
    [
        ({}, "en-GB,en;q=0.9", "en"),
        ({"lang": "nl"}, "en", "nl"),
        ({}, "de", "nl"),
        ({}, None, "nl"),
    ],
)
def test_speaks_what_the_address_asks_or_the_browser_likes(
    sample_release, monkeypatch, asked, liked, spoken
):
    headers = {"accept-language": liked} if liked else {}
    monkeypatch.setattr(type(st.context), "headers", headers)
    app = opened("knowledge", **asked)
    assert not app.exception
    assert app.button_group(key="choose_lang").value == spoken
    assert app.query_params.get("lang") == ("en" if spoken == "en" else asked.get("lang"))


@pytest.mark.parametrize("page", http.pages())
def test_says_it_is_a_sample(sample_release, page):
    app = opened(page)
    assert any("voorbeeldgegevens (synthetisch)" in each.value for each in app.markdown)


def test_choices_come_from_the_address(sample_release):
    app = opened("activity", year="2020", level="buurt", indicator="jobs", lang="en")
    chosen = {box.label: box.value for box in app.selectbox}
    assert chosen["Year"] == "2020"
    assert chosen["Indicator"] == "jobs"
    assert app.title[0].value.startswith("Most jobs are in")


@pytest.mark.parametrize(
    ("level", "area", "kept"),
    [
        ("wijk", "GM0034", None),
        ("wijk", "BU00343102", "WK003431"),
        ("buurt", "WK003431", None),
        ("hexagon", "WK003431", None),
        ("buurt", "BU00343102", "BU00343102"),
    ],
)
def test_an_area_of_another_level_becomes_the_one_around_it(sample_release, level, area, kept):
    app = opened("activity", level=level, area=area)
    assert not app.warning
    assert app.query_params.get("area") == kept


def test_a_hexagon_is_known_on_the_map_only(sample_release):
    code = query.run("hexagons")["h3"].iloc[0]
    app = opened("activity", level="hexagon", area=code)
    assert not app.warning
    assert app.selectbox(key="choose_area").value == code
    app.button_group(key="choose_level").set_value("wijk").run()
    assert not app.warning
    assert "area" not in app.query_params


def test_a_choice_goes_into_the_address(sample_release):
    app = opened("activity")
    next(box for box in app.selectbox if box.label == "Indicator").select("jobs").run()
    assert app.query_params["indicator"] == "jobs"
    assert app.title[0].value.startswith("De meeste banen zijn in")


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("district", {"area": "WK999999"}),
        ("activity", {"area": "XX1"}),
        ("activity", {"year": "1066"}),
        ("activity", {"level": "street"}),
        ("activity", {"indicator": "![x](https://example.org/x.png)"}),
        ("places", {"category": "disco"}),
        ("downloads", {"table": "secrets"}),
        ("downloads", {"year": "2025,1066"}),
    ],
)
def test_what_does_not_exist_is_told_and_the_page_goes_on(sample_release, page, query):
    app = opened(page, **query)
    assert not app.exception
    assert len(app.warning) == 1
    assert "bestaat niet" in app.warning[0].value or "niet bestaat" in app.warning[0].value
    assert ("weggelaten" in app.warning[0].value) == ("," in "".join(query.values()))
    assert "](https" not in app.warning[0].value
    assert len(titles(app)) == 1


KEYS = (
    "area year level indicator sector size premises table category place definition concept "
    "q sort radius view"
)


@pytest.mark.parametrize("page", http.pages())
@pytest.mark.parametrize("value", ["' or 1=1 --", "../../app.py", "{0}\0\U0001f600<b>", "x" * 9000])
def test_a_nasty_address_is_told_and_runs_nothing(sample_release, page, value):
    app = opened(page, **dict.fromkeys(KEYS.split(), value))
    assert not app.exception
    assert not app.error
    assert len(titles(app)) == 1


@pytest.mark.parametrize("page", http.pages())
def test_an_area_that_is_nowhere_is_told_on_every_page(sample_release, page):
    app = opened(page, area="BU99999999")
    assert not app.exception
    assert len(app.warning) - (page == "method") == 1
    assert any("BU99999999" in each.value for each in app.warning)


def test_the_title_of_the_map_names_its_filters(sample_release):
    app = opened("activity", sector="A", premises="home", lang="en")
    assert app.title[0].value.endswith(r"\– Agriculture and fishing, At home") or app.title[
        0
    ].value.endswith("– Agriculture and fishing, At home")


@pytest.mark.parametrize(
    ("query", "label", "shown"),
    [
        ({"level": "buurt", "sector": "G", "size": "1"}, "Grootte", "*"),
        ({"level": "hexagon", "indicator": "jobs"}, "Indicator", "home_density"),
        ({"indicator": "share_home", "premises": "home"}, "Huisvesting", "*"),
    ],
)
def test_what_does_not_go_together_gives_way_without_blame(sample_release, query, label, shown):
    app = opened("activity", **query)
    assert not app.warning
    assert next(box for box in app.selectbox if box.label == label).value == shown


def test_the_map_leaves_no_empty_area_in_the_address(sample_release):
    app = opened("activity")
    assert "area" not in app.query_params
    app.switch_page("district.py").run()
    assert not app.warning


def test_a_page_follows_a_release_put_to_use(sample_folder, empty_folder):
    """What an open page shows next is never of one release under the name of another."""
    shutil.copyfile(sample_folder / "economy.duckdb", settings.release_file())
    app = opened("overview")
    before = app.session_state["release"]
    other = settings.release_file().with_suffix(".other")
    shutil.copyfile(settings.release_file(), other)
    with duckdb.connect(other) as con:
        con.execute("update release_info set release_id = '20990101-other'")
        con.execute("update area set name = 'Elders' where level = 'municipality'")
    other.replace(settings.release_file())
    assert before != "20990101-other"
    app.selectbox(key="choose_year").select("2020").run()
    assert app.session_state["release"] == "20990101-other"
    assert "Elders" in app.title[0].value


def test_without_a_release_the_page_says_what_to_do(empty_folder):
    app = opened("overview")
    assert not app.exception
    assert app.title[0].value == "Nog niets te tonen"
    assert any("python -m wijkeconomie release" in each.value for each in app.markdown)


def test_a_release_of_another_version_says_what_to_do(sample_folder, empty_folder):
    shutil.copyfile(sample_folder / "economy.duckdb", settings.release_file())
    with duckdb.connect(settings.release_file()) as con:
        con.execute("update release_info set software_version = '9.9.9'")
        con.execute("drop table quality")
    app = opened("overview", lang="en")
    assert not app.exception
    assert any("made by version 9" in each.value for each in app.markdown)


def test_a_profile_that_was_seen_is_not_worked_out_again(sample_release, monkeypatch):
    """Its charts, tables and cards are kept, for a language and a year each."""
    asked = {"area": "WK003428", "lang": "en", "year": "2024"}
    first = opened("district", **asked)
    monkeypatch.delattr(charts, "html")
    again = opened("district", **asked)
    assert not again.exception
    told = [[each.proto.body for each in app.get("html")] for app in (first, again)]
    assert told[0] == told[1]
    assert "".join(told[0]).count('<figure class="chart"') > 5
    assert opened("district", **asked | {"lang": "nl", "year": "2023"}).exception


def test_every_area_has_a_profile(sample_release):
    for area in ("GM0034", "WK003432", "BU00340101", "BU00349615"):
        app = opened("district", area=area)
        assert not app.exception
        assert not app.error


@pytest.mark.parametrize("rule", ["area", "sites", "land_use"])
def test_the_claim_by_each_rule(sample_release, rule):
    """The share in the title is that of the published table, by the rule in the address."""
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        share = con.execute(
            "select sum(jobs) filter (where location_type = 'residential')"
            " / (select jobs from activity where area_code = 'GM0034' and year = 2025"
            " and sector = '*' and size_class = '*' and premises = '*')"
            " from location where area_code = 'GM0034' and year = 2025 and size_class = '*'"
            " and premises = '*' and rule = ?",
            [rule],
        ).fetchall()[0][0]
    app = opened("overview", rule=rule, year="2025", lang="en")
    assert f"{share * 100:.1f}%" in app.title[0].value
    assert {box.label: box.value for box in app.selectbox}["Neighbourhood by"] == rule


@pytest.mark.parametrize(
    ("asked", "title", "lists"),
    [
        ({}, "26 hubs en 25 ontmoetingsplekken", 2),
        ({"q": "REPAIRCAFE"}, "Hubs en ontmoetingsplekken", 1),
        ({"q": "bibliotheek  stad", "radius": "500"}, "2 ontmoetingsplekken", 1),
        ({"q": "nergens"}, "Hubs en ontmoetingsplekken", 0),
    ],
)
def test_places_that_are_searched(sample_release, asked, title, lists):
    app = opened("places", **asked)
    assert not app.exception
    assert app.title[0].value == title
    assert len(app.dataframe) == lists
    assert len(app.info) == 2 - lists


def test_the_profile_tells_places_with_reach_and_initiatives(sample_release):
    app = opened("district", area="WK003428")
    shown = [each.proto.body for each in app.get("html")]
    (places,) = (text for text in shown if "Voorbeeld werkcafé Muziekwijk Noordwest" in text)
    reached = re.findall(r'title="Aan huis binnen 1\N{NO-BREAK SPACE}km">([^<]*)<', places)
    first, _initiatives = places.split("</table>", 1)
    assert len(reached) == first.count("<tr>") - 1 > 0
    assert all(re.fullmatch(r"[1-9][\d.]*", text) for text in reached)
    assert any("<td" in text and "Repareren" in text for text in shown)


OLDER = {
    "reading": "The source speaks of business activity; we read that as jobs at establishments in "
    "areas of the residential type.",
    "definition": "Home-based establishments as a percentage of all establishments with the same "
    "filters.",
}


@pytest.mark.parametrize(("page", "asked"), [("knowledge", "reading"), ("method", "definition")])
def test_a_release_of_before_texts_were_worded_anew_speaks_dutch(
    sample_folder, empty_folder, page, asked
):
    """It holds English as it was then, which is found in what tables said before."""
    file = shutil.copy(sample_folder / "economy.duckdb", empty_folder)
    with duckdb.connect(file) as con:
        con.execute("update release_info set release_id = '20000101-0123456789'")
        con.execute("update claim set reading = $reading", {"reading": OLDER["reading"]})
        con.execute(
            "update indicator set definition = $text where indicator = 'share_home'",
            {"text": OLDER["definition"]},
        )
    older = OLDER[asked]
    for lang in ("nl", "en"):
        app = opened(page, lang=lang, view="claims")
        assert not app.exception
        shown = [*(e.proto.body for e in app.get("html")), *(e.value for e in app.markdown)]
        told = " ".join([*shown, *(e.value for e in app.caption)]).replace("\\", "")
        assert words.translate(lang, older) in told
        assert (older in told) == (lang == "en")
