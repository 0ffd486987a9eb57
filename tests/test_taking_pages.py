"""What can be taken from every page: the rows it shows, by a link that gives exactly them."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util
from streamlit.testing.v1 import AppTest

from tests.test_edition_pages import visitor
from tests.test_pages import FRAME, opened
from tests.titles import titles
from wijkeconomie.view import http, method, query, ui, words
from wijkeconomie.view.exports import formats, selection
from wijkeconomie.view.taking import copying, embedding, sharing, sizes

__all__ = ["visitor"]
WITHOUT = ("manage",)
LONG = ("demand", "next", "claims", "practices")
PIN = "142000,488000"
ASKED = {
    "activity": {"level": "buurt", "indicator": "share_home", "sector": "", "year": "2024"},
    "district": {"area": "WK003426", "year": "2024"},
    "overview": {"rule": "sites"},
    "compare": {"area": "WK003426,WK003428", "year": "2024"},
    "knowledge": {"rule": "sites", "year": "2024"},
    "places": {"q": "bibliotheek", "category": "library", "radius": "500"},
    "downloads": {
        "table": "dynamics",
        "area": "GM0034",
        "year": "2024,2025",
        "columns": "area_name,sector_name,openings",
        "sort": "-openings",
        "q": "almere",
    },
    "method": {},
}
# Every section of the places page is a page of its own to who takes something from it.
OF_PLACES = [name for name, parts in embedding.SECTIONS.items() if parts]
ASKED |= {f"places/{name}": {"view": name, "year": "2024"} for name in OF_PLACES}
ASKED["places/try"] |= {"pin": PIN}
PAGES = [page for page in http.pages() if page not in WITHOUT]
PAGES += [f"places/{name}" for name in OF_PLACES]


def taken(page: str, *unfolded: str, **asked: str):
    """A page with everything that can be taken from it unfolded, and more."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    for key in ("take", *unfolded):
        app.session_state[key] = True
    for key, value in asked.items():
        app.query_params[key] = value
    app.switch_page(f"{page.partition('/')[0]}.py")
    return app.run()


def links(app) -> list[str]:
    return [each.proto.url for each in app.get("link_button") if "/tables/" in each.proto.url]


@pytest.fixture
def client(sample_release) -> TestClient:
    routes = http.routes(Path(file_util.get_static_dir()))
    return TestClient(Starlette(routes=routes), follow_redirects=False)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_link_and_parameters_give_the_same_file(client, monkeypatch, page, lang):
    """Byte for byte: what the address says, what the button says, and what the API gives. What is
    offered to stand alone in a frame has a height there."""
    views, show = [], sharing.show

    def heard(title, offered, release):
        views.extend(offered)
        show(title, offered, release)

    monkeypatch.setattr(sharing, "show", heard)
    app = taken(page, lang=lang, **{k: v for k, v in ASKED[page].items() if v})
    assert not app.exception
    heights = embedding.HEIGHTS.get(page.partition("/")[0], {})
    assert {view for view in views if view not in LONG} <= set(heights)
    (link,) = links(app)
    parts = urlsplit(link)
    table, _dot, ending = parts.path.rpartition("/")[2].partition(".")
    asked = selection.parse(table, parse_qs(parts.query))
    assert asked.lang == lang
    body = client.get(link).content
    assert body == b"".join(formats.make(ending, asked))
    count = selection.count(asked)
    assert body.count(b"\r\n") == count + 1
    told = words.counted(lang, "1 row", "{count} rows", count)
    assert any(each.value.startswith(f"{told}, ") for each in app.markdown)


def test_the_downloads_page_asks_what_its_address_asks(sample_release):
    (link,) = links(taken("downloads", **ASKED["downloads"]))
    given = {k: v[0] for k, v in parse_qs(urlsplit(link).query).items()}
    wanted = {"search" if k == "q" else k: v for k, v in ASKED["downloads"].items()}
    assert given == {k: v for k, v in wanted.items() if k != "table"} | {"lang": "nl"}


@pytest.mark.parametrize("scope", ["view", "whole"])
def test_every_format_is_offered_for_view_and_table(client, scope):
    app = taken("places")
    app.button_group(key="take-scope").set_value(scope).run()
    box = app.selectbox(key="take-as")
    for ending, dialect in sizes.possible("place"):
        box = app.selectbox(key="take-as").select((ending, dialect)).run().selectbox(key="take-as")
        (link,) = links(app)
        assert urlsplit(link).path.endswith(f"/place.{ending}")
        assert ("dialect" in link) == bool(dialect)
        assert client.get(link).status_code == 200
    assert len(box.options) == len(sizes.possible("place"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", ["map", "chart", "table", ""])
def test_in_a_frame_stands_a_title_and_a_source(sample_release, monkeypatch, page, view):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    name, _slash, section = page.partition("/")
    whole = {"view": "-".join(filter(None, [section, view]))}
    app = opened(name, **{k: v for k, v in (ASKED[page] | whole).items() if v and k != "q"})
    assert not app.exception
    told = [method.SAMPLE] if page == "method" else []
    assert [one.value for one in app.warning] == [words.translate("nl", text) for text in told]
    assert len(titles(app)) == 1
    assert query.release().release_id in app.caption[-1].value
    assert f"/{name}?" in app.caption[-1].value
    assert not section or f"view={section})" in app.caption[-1].value.replace("&", ")")
    assert not links(app)
    assert not app.get("page_link")
    assert "choose_lang" not in app.session_state


YEAR = "2019"
# What has no date of its own, and what is of the newest figures whatever the address asks.
UNDATED = [("knowledge", view) for view in embedding.LEARNT if view != "claims"] + [("method", "")]
NEWEST = ("next", "try")
VIEWS = [(page, view) for page, heights in embedding.HEIGHTS.items() for view in heights]
VIEWS += [("knowledge", view) for view in embedding.LEARNT]
VIEWS += [(page, "") for page in http.pages() if page not in (*WITHOUT, *dict(VIEWS))]


@pytest.mark.parametrize(("page", "view"), VIEWS)
def test_in_a_frame_stands_the_date_of_its_figures(sample_release, monkeypatch, page, view):
    """Above them and beside their source: the one asked for, alone or among those of a course."""
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    app = opened(page, year=YEAR, view=view, **({"pin": PIN} if view.startswith("try") else {}))
    assert not app.exception
    *captions, source = [each.value for each in app.caption]
    dates = re.findall(r"\d+ [a-z]+ \d{4}", source)
    if (page, view) in UNDATED:
        assert "Laatste peildatum" in source
        return
    assert "Laatste peildatum" not in source
    told = [*(each.value for each in app.markdown), *(e.proto.body for e in app.get("html"))]
    above = " ".join([*captions, *told])
    assert all(day in above for day in dates)
    first, last = (int(day[-4:]) for day in (dates[0], dates[-1]))
    asked = query.release().years[0] if view.partition("-")[0] in NEWEST else int(YEAR)
    assert first <= asked <= last
    assert first == last or {first, last} == {
        min(query.release().years),
        *query.release().years[:1],
    }


@pytest.mark.parametrize(
    ("page", "view", "known"),
    [
        ("downloads", "map", "table"),
        ("activity", "chart", "map, table"),
        ("district", "<b>x", "chart"),
        ("compare", "map", "side, years"),
        ("method", "map", ""),
    ],
)
def test_a_frame_tells_which_views_there_are(sample_release, monkeypatch, page, view, known):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    (told,) = [each.value for each in opened(page, view=view).info]
    assert words.plain(view) in told
    assert f"gebruik {known}" in told if known else "view=" in told


def test_a_frame_with_a_view_there_is_tells_nothing(sample_release, monkeypatch):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    assert set(embedding.OFFERED) <= set(http.pages())
    for page, views in embedding.OFFERED.items():
        monkeypatch.setattr(embedding.choices, "asked", lambda _key, view=views[-1]: view)
        assert not embedding.unknown(page)


def test_no_frame_shows_exact_figures(visitor, monkeypatch):
    """Whoever is signed in."""
    visitor()
    assert "-internal" in opened("overview").session_state["release"]
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    app = opened("overview")
    assert "-internal" not in app.session_state["release"]
    assert not any("-internal" in each.value for each in app.caption)


def test_the_data_steward_is_in_no_frame(sample_release, monkeypatch):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    assert "WIJKECONOMIE_STEWARD_ROLE" not in str(opened("manage").main)
    assert opened("manage").title[0].value == "Deze pagina bestaat niet"


def test_a_frame_without_a_release_says_so_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(tmp_path))
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    app = opened("activity", view="map")
    assert not app.exception
    (line,) = app.markdown
    assert line.value.startswith(words.translate("nl", "There are no figures to show here yet."))
    assert not app.title
    assert not app.get("code")


@pytest.mark.parametrize("name", ["Werk in Haven", "**x** [a](https://example.org) <b>"])
def test_the_name_of_a_saved_view_is_told_until_it_changes(sample_release, name):
    app = opened("activity", saved=name, indicator="jobs")
    assert words.plain(name) in app.header[0].value
    assert "](https" not in app.header[0].value
    app.selectbox(key="choose_indicator").select("density").run()
    assert "saved" not in app.query_params


def test_no_rows_left_says_what_to_do(sample_release):
    app = opened("downloads", table="activity", q="zzzz")
    assert any("Er blijven geen rijen over" in each.value for each in app.info)
    assert len(links(app)) == 1
    next(each for each in app.button if each.label == "Alle filters weghalen").click().run()
    assert len(app.dataframe) == 1
    assert "q" not in app.query_params


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"area": "GM0034,WK003426", "level": "wijk"}, "Almere valt niet onder wat bij Niveau"),
        ({"sector": "C", "size": "lt10"}, "bij Sector en Grootte samen is gekozen"),
        ({"sector": "C", "size": "lt10,*"}, None),
        ({"q": "zzzz"}, None),
    ],
)
def test_filters_without_rows_together_are_named(sample_release, asked, told):
    app = opened("downloads", table="activity", **asked)
    assert not app.exception
    text = " ".join(each.value for each in app.info)
    assert (told or "") in text
    assert ("gekozen" in text) is bool(told)
    assert ("lt10,*" in asked.values()) is bool(len(app.dataframe))


def test_empty_figures_are_told_in_words(sample_release):
    grid = opened("downloads", level="buurt", sector="A", year="2025").dataframe[0]
    told = set(zip(grid.value["flag"].isin(["c"]), grid.value["why"], strict=True))
    assert told == {(True, "Geheim"), (False, "")}
    assert grid.proto.placeholder == "Geheim"
    columns = list(grid.proto.column_order)
    assert columns.index("why") == columns.index("jobs_full_time") + 1


def test_views_are_those_that_can_be_framed():
    parts = {f"{section}-{part}" for section, own in embedding.SECTIONS.items() for part in own}
    assert set(embedding.HEIGHTS["compare"]) == set(embedding.COMPARED)
    assert parts <= set(embedding.HEIGHTS["places"])
    assert set(embedding.VIEWS) == {"map", "chart", "table", "", *embedding.SECTIONS, *parts}


@pytest.mark.parametrize("section", ["claims", "practices"])
def test_the_frame_of_a_section_of_knowledge_shows_that_section(
    sample_release, monkeypatch, section
):
    shown = []
    monkeypatch.setattr(copying, "show", lambda _title, text, *_more: shown.append(text))
    assert not taken("knowledge", view=section).exception
    (frame,) = (text for text in shown if text.startswith("<iframe"))
    assert f"view={section}&" in unescape(frame).replace('"', "&")


@pytest.mark.parametrize("page", PAGES)
def test_a_frame_keeps_what_is_shown(sample_release, monkeypatch, page):
    """Also what the address left to the page; a title tells figures of a year that is kept."""
    shown = []
    monkeypatch.setattr(copying, "show", lambda _title, text, *_more: shown.append(text))
    app = taken(page, **{k: v for k, v in ASKED[page].items() if k in ("view", "pin")})
    assert not app.exception
    frame = unescape(next(text for text in shown if text.startswith("<iframe")))
    src, title = re.findall(r'(?:src|title)="([^"]*)"', frame)
    given = parse_qs(urlsplit(src).query)
    boxes = {box.key.removeprefix("choose_"): box.value for box in app.selectbox if box.key}
    begun = {key: value for key, value in boxes.items() if f"choose_{key}" in app.session_state}
    kept = {key: given.get(key, [""])[0] for key in begun}
    assert kept == {key: str(value) for key, value in begun.items()}
    if "choose_compared" in app.session_state:
        assert given["area"] == [",".join(app.session_state["choose_compared"])]
    assert "year" in given or not sharing.has_figures(title)
    if "year" in given:
        app.toggle(key="take-newest").set_value(True).run()
        newest = unescape([text for text in shown if text.startswith("<iframe")][-1])
        src, title = re.findall(r'(?:src|title)="([^"]*)"', newest)
        assert "year" not in parse_qs(urlsplit(src).query)
        assert not sharing.has_figures(title)


@pytest.mark.parametrize("section", OF_PLACES)
def test_a_part_of_a_section_stands_alone(sample_release, monkeypatch, section):
    """With the title that the whole section has, and nothing else beside it."""
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    whole, *parts = (
        opened("places", **ASKED[f"places/{section}"] | {"view": view})
        for view in reversed(embedding.of_section(section))
    )
    for app, view in zip(parts, reversed(embedding.of_section(section)[:-1]), strict=True):
        assert app.title[0].value == whole.title[0].value
        maps, told = len(app.get("component_instance")), [e.proto.body for e in app.get("html")]
        charts = "".join(told).count('<figure class="chart"')
        found = {"map": maps, "chart": charts, "table": len(app.dataframe)}
        assert found == {kind: int(view.endswith(kind)) for kind in found}
        assert not app.metric
