"""An address with a release, in a real browser: its figures and shapes, from page to page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, Visit, free_port, tab
from tests.view.test_api_releases import OLDEST, USED, folder

__all__ = ["folder"]
TOLD = "Dit zijn de cijfers van uitgave"


@pytest.fixture(scope="module")
def kept(folder) -> Iterator[Server]:
    running = Server(folder, free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def visit(window, kept) -> Iterator[Visit]:
    with tab(window, kept) as visitor:
        yield visitor
    assert visitor.troubles == []


def test_a_release_goes_along_until_the_newest_is_asked_for(visit):
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open(f"activity?release={OLDEST}&size_class=one&level=wijk&level=")
    expect(visit.page).to_have_url(re.compile(rf"\?release={OLDEST}&size=one&level=wijk$"))
    visit.settle_map()
    shapes = [url for url in asked if "/areas/" in url]
    assert shapes
    assert all(f"/areas/{OLDEST}/" in url for url in shapes)
    visit.choose("Gebied", "Almere Noord")
    menu = visit.page.get_by_role("link", name="Profiel", exact=True).first
    menu.hover()
    expect(menu).to_have_attribute(
        "href", re.compile(rf"/district\?area=WK003426&release={OLDEST}$")
    )
    visit.page.get_by_role("link", name="Profiel", exact=True).first.click()
    expect(visit.page.locator("h1")).to_have_text("Almere Noord")
    expect(visit.page.get_by_text(TOLD)).to_be_visible()
    visit.settle()
    expect(visit.page).to_have_url(re.compile(f"release={OLDEST}"))
    visit.choose("Jaar", "2020")
    expect(visit.page.get_by_text(TOLD)).to_be_visible()
    visit.page.go_back()
    visit.page.go_back()
    visit.page.go_back()
    expect(visit.page).to_have_url(re.compile(rf"/activity\?.*release={OLDEST}"))
    visit.settle_map()
    with visit.page.expect_request(f"**/areas/{USED}/wijk.json"):
        visit.press("Nieuwste cijfers tonen")
    expect(visit.page.get_by_text(TOLD)).to_have_count(0)
    expect(visit.page).not_to_have_url(re.compile("release="))
    visit.page.get_by_role("link", name="Profiel", exact=True).first.click()
    expect(visit.page.locator("h1")).not_to_have_text("Almere Noord")
    expect(visit.page.get_by_text(TOLD)).to_have_count(0)


def test_a_frame_shows_what_it_was_asked_and_says_what_is_gone(visit):
    visit.open(f"district?embed=true&view=chart&release={OLDEST}&area=BU99990101")
    expect(visit.page.get_by_text(TOLD)).to_be_visible()
    expect(visit.page.get_by_text("'BU99990101'")).to_be_visible()
    expect(visit.page.get_by_role("combobox")).to_have_count(0)
    expect(visit.page.locator(".st-key-footer")).to_contain_text(OLDEST)
