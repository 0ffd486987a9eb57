"""Pages of a release that is kept: its own figures everywhere, and a way to the newest."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.test_edition_pages import said
from tests.test_pages import opened
from tests.test_taking_pages import links, taken
from tests.titles import titles
from tests.view.test_api_releases import DRAFT, FOREIGN, OLD, OLDEST, OUTDATED, USED, folder
from wijkeconomie.view import http, query, show, ui, words
from wijkeconomie.view.taking import arriving, saved

__all__ = ["folder"]
PAGES = [page for page in http.pages() if page != "manage"]
BANNER = "de nieuwste zijn van 1 maart 2026"
NORTH = "WK003426"


@pytest.fixture(autouse=True)
def in_use(folder, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(folder))


@pytest.fixture
def client() -> TestClient:
    routes = http.routes(Path(file_util.get_static_dir()))
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def is_earlier(app, release: str) -> bool:
    """Whether the page is of that release, and says so, or is of the newest."""
    assert not app.exception
    assert not app.error
    is_told = BANNER in said(app)
    assert app.session_state["release"] == (release if is_told else USED)
    assert release in app.caption[-1].value or not is_told
    return is_told


def moved(app, page: str):
    """The visitor goes to another page, whose address in the menu says nothing."""
    app.query_params.clear()
    return app.switch_page(f"{page}.py").run()


def html(app) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_release_asked_for(page):
    """And nothing of another that was shown before; links go on in it."""
    shown = opened(page, release=OLDEST)
    assert is_earlier(shown, OLDEST)
    other = opened(page)
    assert not is_earlier(other, OLDEST)
    assert said(opened(page, release=OLDEST)) == said(shown) != said(other)
    asked = [parse_qs(each.proto.query_string) for each in shown.get("page_link")]
    assert all(each["release"] == [OLDEST] for each in asked)
    assert not is_earlier(opened(page, release=USED), USED)


def test_the_figures_are_those_of_then():
    now, then = (opened("district", area=NORTH, **asked) for asked in ({}, {"release": OLDEST}))
    assert "Almere Noord" not in titles(now)[0]
    assert titles(then) == ["Almere Noord"]


def test_the_release_goes_along_from_page_to_page():
    app = opened("overview", release=OLD)
    app.selectbox(key="choose_year").select("2020").run()
    assert is_earlier(app, OLD)
    for page in ("district", "manage", "downloads"):
        app = moved(app, page)
        assert app.query_params.get("release") == (OLD if page != "manage" else None)
        assert is_earlier(app, OLD) == (page != "manage")
    app.button(key="newest").click().run()
    for page in ("downloads", "activity"):
        app = moved(app, page)
        assert "release" not in app.query_params
        assert not is_earlier(app, OLD)


def test_what_is_found_is_opened_in_the_release(monkeypatch):
    """Also on the page one is on already."""
    monkeypatch.setattr(show.atlas, "has_several", lambda: False)
    row = {"area_code": NORTH, "level": "wijk"}
    for page in PAGES:
        _page, asked = show.search.address(page, {"release": OLD, "lang": "en"}, row)
        assert asked["release"] == OLD


@pytest.mark.parametrize(
    ("release", "lang"),
    [
        (DRAFT, "nl"),
        (FOREIGN, "en"),
        (OUTDATED, "nl"),
        (OUTDATED, "en"),
        (f"{USED}-internal", "nl"),
        ("../economy", "en"),
    ],
)
def test_what_cannot_be_shown_is_told_calmly(release, lang):
    app = opened("activity", release=release, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == words.translate(lang, "These figures are not here")
    assert words.plain(release) in app.markdown[-1].value
    earlier = {"nl": "eerdere versie", "en": "earlier version"}[lang]
    assert (earlier in app.markdown[-1].value) == (release == OUTDATED)
    app.button(key="newest").click().run()
    assert not is_earlier(app, OLD)
    assert len(app.title) == 1


@pytest.mark.parametrize("release", [DRAFT, OUTDATED, "*a*"])
def test_in_a_frame_it_is_one_sentence_with_the_way_on(monkeypatch, release):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    app = opened("activity", release=release, level="wijk", view="map")
    assert not app.exception
    (line,) = app.markdown
    assert words.plain(release) in line.value
    (url,) = re.findall(r"\]\((.*?)\)", line.value)
    assert parse_qs(urlsplit(url).query) == {"level": ["wijk"], "lang": ["nl"]}
    assert not app.title
    assert not app.button
    assert "choose_lang" not in app.session_state


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_two_releases_of_a_day_are_told_apart(lang, sample_release):
    shown = query.release()
    other = replace(shown, release_id=OLD)
    before = replace(other, made_at=shown.made_at - timedelta(days=40))
    assert shown.release_id in arriving.told(lang, other, shown)
    assert OLD in arriving.told(lang, other, shown)
    assert shown.release_id not in arriving.told(lang, before, shown)


def test_a_release_that_is_taken_away_while_its_page_is_open(folder):
    file, app = folder / "releases" / f"{OLD}.duckdb", opened("overview", release=OLD)
    file.rename(file.with_suffix(".away"))
    try:
        app = moved(app, "district")
        assert app.title[0].value == "Deze cijfers zijn er niet"
    finally:
        file.with_suffix(".away").rename(file)
    assert is_earlier(app.run(), OLD)


@pytest.mark.parametrize(
    ("page", "release"),
    [("activity", OLD), ("downloads", OLD), ("district", ""), ("overview", ""), ("places", "")],
)
def test_links_keep_these_figures_when_that_is_asked(client, page, release):
    """The file, the saved view and the frame; an address with a release starts with it."""
    app = taken(page, **({"release": release} if release else {}))
    for is_fixed in (bool(release), not release):
        (toggle,) = (each for each in app.toggle if each.label == "Altijd deze cijfers")
        app = toggle.set_value(is_fixed).run()
        shown = release or USED
        told = html(app)
        (token,) = set(re.findall(r"/s/(\w[\w-]+)", told))
        (frame,) = re.findall(r"iframe src=&quot;(.*?)&quot;", told.replace("&amp;quot;", "&quot;"))
        assert saved.read(token, PAGES).asked.get("release") == (shown if is_fixed else None)
        assert (f"release={shown}" in frame) == is_fixed
        assert all((f"release={shown}" in link) == is_fixed for link in links(app))
        leads = client.get(f"{saved.PATH}{token}").headers["location"]
        assert parse_qs(urlsplit(leads).query).get("release") == ([shown] if is_fixed else None)


@pytest.mark.parametrize("view", ["map", "chart", "table", ""])
def test_a_frame_keeps_its_figures(monkeypatch, view):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    for page in ("activity", "district"):
        assert is_earlier(opened(page, view=view, release=OLD), OLD)


def test_shapes_are_of_the_release(client):
    names = {}
    for release in (USED, OLD, OLDEST):
        answer = client.get(f"/areas/{release}/wijk.json")
        features = answer.json()["features"]
        names[release] = next(
            each["properties"]["name"] for each in features if each["properties"]["code"] == NORTH
        )
        assert "immutable" in answer.headers["cache-control"]
        assert f"/areas/{release}/wijk.json" in client.get(f"/activity?release={release}").text
    assert names[USED] == names[OLD] != names[OLDEST] == "Almere Noord"
    for release in (DRAFT, FOREIGN, OUTDATED):
        assert client.get(f"/areas/{release}/wijk.json").status_code == 404
        assert "/areas/" not in client.get(f"/activity?release={release}").text
