"""Saved views: links that hold all, and lead nowhere else."""

import ast
import zlib
from base64 import urlsafe_b64encode
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from wijkeconomie import settings
from wijkeconomie.errors import UnknownName
from wijkeconomie.view import filters, http
from wijkeconomie.view.taking import saved
from wijkeconomie.view.taking.saved import View

PAGES = http.pages()
CHOOSERS = ("choose", "choose_many", "asked", "keep", "change")
ASKED = {"level": "buurt", "indicator": "share_home", "year": "2025", "area": "GM0034"}


def token(view: View) -> str:
    return saved.link(view).removeprefix(saved.PATH)


def packed(text: str, check: bytes | None = None) -> str:
    raw = text.encode()
    packer = zlib.compressobj(level=9, wbits=-15, zdict=saved.WORDS.encode())
    body = packer.compress(raw) + packer.flush()
    mark = saved._check(raw) if check is None else check
    return saved.VERSION + urlsafe_b64encode(mark + body).decode().rstrip("=")


@given(
    page=st.sampled_from(PAGES),
    name=st.text(max_size=100),
    asked=st.dictionaries(st.sampled_from(saved.PARAMETERS), st.text(min_size=1, max_size=60)),
)
def test_a_link_holds_the_whole_view(page, name, asked):
    try:
        link = saved.link(View(page, name, asked))
    except UnknownName:
        assert sum(map(len, asked.values())) > 300
        return
    assert saved.read(link.removeprefix(saved.PATH), PAGES) == View(
        page, saved.shortened(name), asked
    )


def test_a_link_is_short_and_leaves_out_what_is_no_choice():
    view = View("activity", "Thuiswerk in Haven", ASKED | {"embed": "true", "secret": "x"})
    assert len(saved.link(view)) < 80
    assert saved.read(token(view), PAGES).asked == ASKED


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "1",
        "2" + packed("activity\n\nlevel=wijk")[1:],
        packed("activity\n\nlevel=wijk")[:-3],
        packed("activity\n\nlevel=wijk") + "AAAA",
        packed("activity\n\nlevel=wijk", b"abc"),
        packed("secrets\n\nlevel=wijk"),
        packed("../auth/logout\n\nlevel=wijk"),
        packed("/example.org\n\n"),
        packed("activity\n\nembed=true"),
        packed("activity\n\nnext=https://example.org"),
        packed("activity"),
        packed("activity\n\nq=" + "x" * 100_000),
        packed("\ud7ff") + "é",
        "1" + "A" * 5_000,
        "1" + urlsafe_b64encode(b"abc\xff\xff\xff").decode(),
    ],
)
def test_what_holds_no_view_is_refused(wrong):
    with pytest.raises(UnknownName, match="broken"):
        saved.read(wrong, PAGES)


def test_too_much_for_a_link_is_refused():
    codes = ",".join(f"BU{number * 7919 % 100000000:08}" for number in range(900))
    with pytest.raises(UnknownName, match="choose fewer"):
        saved.link(View("downloads", "", {"area": codes}))


def test_names_stand_on_one_line():
    assert saved.shortened("  Werk\n\n\u202ein\0 Haven  ") == "Werk in Haven"
    assert len(saved.shortened("é" * 500)) == saved.NAME


@pytest.fixture
def client(sample_release):
    routes = http.routes(settings.Path(file_util.get_static_dir()))
    return TestClient(Starlette(routes=routes), follow_redirects=False)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "manage"])
def test_a_link_leads_to_its_page(client, page):
    answer = client.get(saved.link(View(page, "A & b", ASKED)))
    assert answer.status_code == 307
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["location"].startswith(f"/{page}?")
    assert answer.headers["location"].endswith("&saved=A+%26+b")


@pytest.mark.parametrize("asked", [ASKED, {}])
def test_a_link_without_a_name_names_nothing(asked):
    parts = urlsplit(View("activity", "", asked).address)
    assert parts.path == "/activity"
    assert dict(parse_qsl(parts.query, keep_blank_values=True)) == asked


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_broken_link_gets_a_page_that_helps(client, lang):
    answer = client.get(f"/s/1broken?lang={lang}")
    assert answer.status_code == 404
    assert {"nl": "kapot", "en": "broken"}[lang] in answer.text
    assert 'href="/overview' in answer.text


def test_every_choice_of_a_page_can_be_saved():
    """Found in the code: whatever a page keeps in its address, the page of the steward apart."""
    found = {f"{name}" for table in filters.tables() for name in filters.names(table)}
    found = {{"size_class": "size", "search": "q"}.get(name, name) for name in found}
    for path in [
        *settings.PROJECT.glob("pages/*.py"),
        *settings.PROJECT.glob("wijkeconomie/view/**/*.py"),
    ]:
        if "manage" in str(path):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in CHOOSERS:
                found |= {each.value for each in node.args[:1] if isinstance(each, ast.Constant)}
    assert len(found) > 20
    assert found <= {*saved.PARAMETERS, "lang", saved.KEY}
