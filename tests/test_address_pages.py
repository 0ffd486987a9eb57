"""Addresses of pages: the names of the API work there, and nothing is passed over in silence."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.test_pages import opened
from tests.test_taking_pages import ASKED, links
from tests.titles import titles
from wijkeconomie.view import filters, http, spelling, ui
from wijkeconomie.view.exports import selection
from wijkeconomie.view.taking import saved

PAGES = [page for page in http.pages() if page != "manage"]
NAMES = [
    "size_class=lt10",
    "search=haven",
    "level=wijk&level=buurt",
    "area=gm0034",
    "sort=-year,sector",
]


@pytest.fixture
def client(sample_release) -> TestClient:
    routes = http.routes(Path(file_util.get_static_dir()))
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def arrived(client, address: str):
    """The page that an address leads to, as a browser opens it."""
    answer = client.get(address)
    if answer.status_code == 307:
        assert answer.headers["cache-control"] == "no-store"
        address = answer.headers["location"]
        assert client.get(address).status_code == 200
    parts = urlsplit(address)
    asked = {k: v for k, v in parse_qsl(parts.query) if k != "embed"}
    return opened(parts.path.strip("/"), **asked)


def told(app) -> str:
    """What the page says of its address."""
    every = [each for kind in (app.info, app.warning) for each in kind]
    return "\n".join(each.value for each in every if each.icon == ":material/link_off:")


@pytest.mark.parametrize(
    "asked",
    [
        *NAMES,
        "size_class=lt10&search=haven&limit=7&offset=3",
        "size_class=one&size_class=lt10&columns=area_name,establishments&year=2024,2025",
        "size_class=lt10&area=gm0034,WK003426&sort=-year,sector",
    ],
)
def test_an_address_of_the_api_shows_its_rows_on_the_page(client, asked):
    app = arrived(client, f"/downloads?table=activity&{asked}")
    assert not app.exception
    assert told(app) == ""
    link = parse_qs(urlsplit(links(app)[0]).query)
    wanted = selection.parse("activity", parse_qs(asked) | {"lang": ["nl"]})
    found = selection.parse("activity", link)
    assert replace(found, given={}) == replace(wanted, given={})
    assert 0 < len(app.dataframe[0].value) == min(selection.count(wanted), 500)


@pytest.mark.parametrize("table", filters.tables())
def test_every_filter_of_every_table_is_known_on_the_page(sample_release, table):
    known = {spelling.key(name) for name in filters.names(table)} | set(spelling.OF_TABLE)
    assert known <= {*saved.PARAMETERS}
    asked = [(name, "x") for name in selection.names(table)]
    assert {name for name, _ in spelling.own("downloads", asked)} >= known - {"table"}


def test_a_part_of_the_rows_is_told_and_can_be_left(client):
    app = arrived(client, "/downloads?table=activity&limit=4&offset=2&year=2025")
    assert any("hoogstens 4 rijen na de eerste 2" in each.value for each in app.markdown)
    app.button(key="all-rows").click().run()
    assert "limit" not in app.query_params
    assert len(app.dataframe[0].value) == 500


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/downloads?table=activity&colour=red", ["colour", "premises"]),
        ("/downloads?table=series_break&size_class=lt10&year=2024", ["size", "table"]),
        ("/downloads?table=activity&size_class=huge", ["huge"]),
        ("/downloads?table=activity&limit=many", ["many", "limit"]),
        ("/downloads?table=activity&within=GM9999", ["GM9999"]),
        ("/downloads?table=activity&sort=-jobs,colour", ["colour"]),
        ("/downloads?table=activity&area=BU99990101", ["BU99990101"]),
        ("/downloads?table=nothing", ["nothing"]),
        ("/activity?colour=red&indicator=jobs", ["colour", "premises"]),
        ("/activity?indicator=jobs&indicator=home_based", ["jobs,home"]),
        ("/overview?sector=G", ["sector", "rule"]),
        ("/district?size_class=lt10", ["size", "area"]),
        ("/method?year=2024&premises=home", ["premises"]),
        ("/places?view=demand&place_category=library&colour=red", ["colour", "category"]),
    ],
)
def test_what_is_not_known_is_told_by_name(client, address, named):
    """And the rest is shown."""
    app = arrived(client, address)
    assert not app.exception
    assert len(titles(app)) == 1
    shown = told(app).replace("\\", "")
    for name in named:
        assert name in shown


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_told_of_what_a_page_knows(sample_release, page):
    """Whatever it lets a visitor choose, and what goes along from page to page."""
    along = {"lang": "nl", "year": "2024", "saved": "x"}
    app = opened(page, **along | {k: v for k, v in ASKED.get(page, {}).items() if v})
    assert told(app) == ""


def test_every_choice_that_is_saved_is_known_on_a_page():
    known = {*spelling.ALWAYS, *spelling.TRAVELS, *spelling.OF_TABLE}
    known |= {each for keys in spelling.KEYS.values() for each in keys}
    for table in filters.tables():
        known |= {spelling.key(name) for name in filters.names(table)}
    assert set(saved.PARAMETERS) <= known
    assert {*spelling.KEYS, "downloads"} == set(PAGES)


@pytest.mark.parametrize(
    "address",
    [
        "/activity?view=map&area=BU99990101",
        "/activity?view=map&indicator=nothing",
        "/district?view=chart&area=BU99990101",
        "/places?view=map&radius=7",
        "/downloads?view=table&table=area&size=lt10",
    ],
)
def test_a_frame_tells_it_too(client, monkeypatch, address):
    monkeypatch.setattr(ui, "is_embedded", lambda: True)
    assert told(arrived(client, f"{address}&embed=true"))


def test_another_table_leaves_what_it_does_not_have(sample_release):
    """When it is chosen; an address that says so is told."""
    app = opened("downloads", table="activity", size="lt10", year="2025", columns="jobs")
    app.selectbox(key="choose_table").select("dynamics").run()
    assert told(app) == ""
    assert app.query_params == {"table": "dynamics", "year": "2025"}
    assert "size" in told(opened("downloads", table="dynamics", size="lt10"))


@pytest.mark.parametrize("page", [*PAGES, "manage"])
def test_an_address_is_spelled_once(client, page):
    """What it leads to leads nowhere else; what it is shown with in a frame stays."""
    asked = [
        ("size_class", "lt10"),
        ("size", "one"),
        ("search", "a b"),
        ("search", "c"),
        ("lang", "nl"),
        ("lang", "en"),
        ("embed", "true"),
        ("embed_options", "a"),
        ("embed_options", "b"),
        ("area", "wk003426,BU00340101"),
        ("area", "89196bb1c8fffff"),
        ("x", ""),
    ]
    first = spelling.own(page, asked)
    assert spelling.own(page, first) == first
    assert dict(first)["size"] == "lt10,one"
    assert dict(first)["q"] == "a b c"
    assert dict(first)["lang"] == "en"
    assert dict(first)["area"] == "WK003426,BU00340101,89196bb1c8fffff"
    assert first[-2:] == [("embed_options", "a"), ("embed_options", "b")]
    leads = client.get(f"/{page}?{urlencode(asked)}").headers["location"]
    assert parse_qsl(urlsplit(leads).query, keep_blank_values=True) == first
    assert client.get(leads).status_code == 200
