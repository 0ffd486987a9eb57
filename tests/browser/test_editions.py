"""Signing in at a real provider, in a real browser: exact figures for who has the role."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import oidc_provider_mock
import pytest
from oidc_provider_mock import User
from playwright.sync_api import Browser, BrowserContext, expect

from tests import logins
from tests.browser.conftest import Server, Visit, context, forget, free_port
from wijkeconomie.view import editions, words

BANNER = words.translate("nl", editions.INTERNAL)
PEOPLE = [
    User(sub="insider", claims={"roles": [logins.ROLE]}),
    User(sub="outsider", claims={"roles": ["extern"]}),
    User(sub="nobody"),
]
CELLS = "/api/v1/tables/activity.csv?area=BU00341701&limit=3"


@pytest.fixture(scope="module")
def guarded(both_editions: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with both editions and sign-in at a provider of its own."""
    folder = tmp_path_factory.mktemp("guarded")
    for name in ("economy.duckdb", "internal.duckdb"):
        shutil.copyfile(both_editions / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with oidc_provider_mock.run_server_in_thread(user_claims=PEOPLE) as provider:
            running = Server(folder, free_port(), log=folder / "log")
            at = f"http://localhost:{provider.server_port}"
            (folder / "secrets.toml").write_text(logins.secrets(running.url, at))
            (folder / "secrets.toml").chmod(0o600)
            running.more = {
                "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
                "WIJKECONOMIE_INTERNAL_ROLE": logins.ROLE,
                "LC_ALL": "C",
            }
            running.start()
            yield running
            running.stop()


@dataclass
class Person:
    """Somebody with a browser of their own."""

    browser: BrowserContext
    server: Server

    def visit(self, path: str) -> Visit:
        visit = Visit(self.browser.new_page(), self.server)
        visit.open(path)
        return visit

    def ask(self, path: str) -> str:
        answer = self.browser.request.get(f"{self.server.url}{path}")
        assert answer.status == 200
        return answer.text()

    def sign_in(self, visit: Visit, name: str) -> None:
        visit.page.get_by_role("button", name="Inloggen").click()
        visit.page.get_by_role("button", name=name).click()
        visit.page.wait_for_url("**/overview")
        visit.settle()


@pytest.fixture
def person(browser: Browser, window: BrowserContext, guarded: Server) -> Iterator:
    """The first in the window that many share, whoever comes next in one of their own."""
    made, others = [], len(window.pages)

    def make() -> Person:
        opened = context(browser) if made else window
        made.append(opened)
        return Person(opened, guarded)

    yield make
    for page in window.pages[others:]:
        forget(page, guarded)
        page.close()
    for each in made[1:]:
        each.close()


def expect_edition(visit: Visit, edition: str) -> None:
    footer, banner = visit.page.locator(".st-key-footer"), visit.page.get_by_text(f"{BANNER}.")
    if edition == "internal":
        expect(footer).to_contain_text("-internal")
        expect(banner).to_have_count(2)
    else:
        expect(footer).not_to_contain_text("-internal")
        expect(banner).to_have_count(0)


def test_signing_in_and_out(person):
    """In one tab, while another stays open, and while somebody else looks on."""
    insider, anyone = person(), person()
    visit, other = insider.visit("method"), anyone.visit("method")
    public = insider.ask(CELLS)
    expect_edition(visit, "public")
    insider.sign_in(visit, "insider")
    expect_edition(visit, "internal")
    exact = insider.ask(CELLS)
    assert exact != public

    tab = insider.visit("activity?level=buurt")
    with tab.page.expect_response("**/*-internal/hexagon.json") as asked:
        tab.press("Zeshoek")
    expect_edition(tab, "internal")
    tab.settle_map()
    shapes = asked.value.url
    assert asked.value.status == 200

    other.open("activity?level=hexagon")
    expect_edition(other, "public")
    assert anyone.ask(CELLS) == public
    assert anyone.browser.request.get(shapes).status == 404

    stolen = insider.browser.cookies()
    visit.page.get_by_role("button", name="Uitloggen").click()
    visit.page.get_by_role("button", name="End session").wait_for()
    assert logins.COOKIE not in {cookie["name"] for cookie in insider.browser.cookies()}
    tab.press("Wijk")
    expect_edition(tab, "public")
    assert insider.ask(CELLS) == public
    insider.browser.add_cookies(stolen)
    assert insider.ask(CELLS) == public
    assert insider.browser.request.get(shapes).status == 404
    expect_edition(insider.visit("method"), "public")
    visit.page.go_back()
    visit.settle()
    expect_edition(visit, "public")


def test_files_are_exact_only_for_who_is_signed_in(person):
    insider = person()
    visit = insider.visit("method")
    insider.sign_in(visit, "insider")
    visit.open("downloads?table=activity&area=BU00341701&year=2025")
    saved = []
    for title in ("CSV", "Excel"):
        if title != "CSV":
            visit.choose("Formaat", title)
        link = visit.page.get_by_role("link", name=f"{title} downloaden", exact=True)
        link.wait_for()
        link.evaluate("link => link.removeAttribute('target')")
        with visit.page.expect_download() as file:
            link.click()
        saved.append(file.value)
    names = [file.suggested_filename for file in saved]
    assert [name.rpartition(".")[2] for name in names] == ["csv", "xlsx"]
    assert all(name.startswith("internal-activity-BU00341701-") for name in names), names
    text = saved[0].path().read_bytes().decode()
    assert text == insider.ask("/api/v1/tables/activity.csv?area=BU00341701&year=2025&lang=nl")
    assert BANNER in text
    address = link.get_attribute("href")
    assert (
        person()
        .browser.request.get(f"{visit.server.url}{address}")
        .headers.get("wijkeconomie-edition")
        is None
    )


@pytest.mark.parametrize("name", ["outsider", "nobody"])
def test_a_login_without_the_role_shows_public_figures_and_says_so(person, name):
    outsider = person()
    visit = outsider.visit("method")
    public = outsider.ask(CELLS)
    outsider.sign_in(visit, name)
    expect_edition(visit, "public")
    expect(visit.page.get_by_text("niet de rol")).to_be_visible()
    assert outsider.ask(CELLS) == public


COOKIES = {
    "good": ({}, logins.SECRET, "internal"),
    "expired": ({"exp": 1_600_000_000}, logins.SECRET, "public"),
    "another secret": ({}, "x" * 32, "public"),
}


@pytest.mark.parametrize("case", COOKIES)
def test_a_cookie_counts_while_it_is_ours_and_lasts(person, guarded, case):
    changed, secret, edition = COOKIES[case]
    visitor = person()
    made = logins.cookies(logins.claims(guarded.url, sub=case, **changed), secret)
    visitor.browser.add_cookies(
        [{"name": name, "value": value, "url": guarded.url} for name, value in made.items()]
    )
    expect_edition(visitor.visit("method"), edition)
    assert ("-internal" in visitor.ask(CELLS)) == (edition == "internal")


def test_the_log_says_in_one_line_who_sees_what(guarded):
    lines = [line for line in guarded.log.read_text().splitlines() if "edition" in line]
    assert len(lines) == 1
    assert f"have the role {logins.ROLE}" in lines[0]
    assert logins.SECRET not in guarded.log.read_text()
