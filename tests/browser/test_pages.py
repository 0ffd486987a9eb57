"""Every page in both languages, wide and narrow, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import tab
from wijkeconomie.view import http

MAPS = {"overview", "activity", "places"}
SERIOUS = {"serious", "critical"}
# Streamlit draws the small course in a figure, and gives its points no title.
NOT_OURS = ("svg-img-alt", "metric_chart")


@pytest.mark.parametrize(("lang", "width"), [("nl", 390), ("en", 1280)])
@pytest.mark.parametrize("page", http.pages())
def test_opens_fits_and_is_accessible(visit, page, lang, width):
    """Axe finds nothing serious, and headings in order, on the page and in its map. In Dutch and
    wide each page is opened by ``test_surface``."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(f"{page}?lang={lang}")
    expect(visit.page.locator("html")).to_have_attribute("lang", lang)
    expect(visit.page.locator("h1")).to_have_count(1)
    assert visit.page.locator('[data-testid="stException"]').count() == 0
    assert visit.page.locator('[data-testid="stAlertContentError"]').count() == 0
    if page in MAPS:
        visit.settle_map()
    overflow = visit.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0
    assert findings(visit.page.main_frame) == []
    if page in MAPS and width > 1000:
        assert findings(visit.page.frames[-1]) == []


def findings(frame) -> list[str]:
    found = Axe().run(frame).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        if rule["impact"] in SERIOUS or rule["id"] == "heading-order"
        for node in rule["nodes"]
        if not (rule["id"] == NOT_OURS[0] and NOT_OURS[1] in node["html"])
    ]


def test_the_front_door_leads_to_the_overview(visit):
    visit.open("")
    expect(visit.page).to_have_url(re.compile("/overview$"))


def test_language_is_switched_and_kept_on_the_next_page(visit):
    visit.open("overview")
    visit.press("EN")
    visit.page.get_by_role("link", name="Method").first.wait_for()
    visit.page.wait_for_url("**lang=en**")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    visit.page.get_by_role("link", name="Method").first.click()
    visit.page.get_by_role("heading", name="How these figures are made").wait_for()
    visit.page.wait_for_url("**lang=en**")


def test_year_is_kept_on_the_next_page(visit):
    visit.open("overview?year=2019")
    visit.page.get_by_role("link", name="Plekken").first.click()
    visit.page.get_by_role("heading", name="26 hubs").wait_for()
    visit.settle()
    expect(visit.page).to_have_url(re.compile("year=2019"))


def test_an_unknown_page_says_so(window, server):
    with tab(window, server) as visit:
        answer = visit.page.goto(f"{server.url}/nergens")
        assert answer.status == 404
        assert visit.page.get_by_role("heading", name="Deze pagina bestaat niet").is_visible()
        visit.page.get_by_role("link").click()
        visit.page.get_by_role("heading", name="In Almere").wait_for()


def test_an_unknown_area_is_told(visit):
    visit.open("district?area=WK999999")
    visit.page.get_by_text("dat hier niet bestaat").wait_for()
    expect(visit.page.get_by_role("heading", name="Almere", exact=True)).to_be_visible()


def test_without_a_release_it_says_what_to_do_until_there_is_one(other_visit, sample_folder):
    """The release that arrives is shown without a restart."""
    other_visit.open("overview?lang=en")
    other_visit.page.get_by_role("heading", name="Nothing to show yet").wait_for()
    other_visit.open("overview?lang=nl")
    other_visit.page.get_by_role("heading", name="Nog niets te tonen").wait_for()
    target = other_visit.server.folder / "economy.duckdb"
    target.write_bytes((sample_folder / "economy.duckdb").read_bytes())
    other_visit.open("overview")
    other_visit.page.get_by_role("heading", name="In Almere").wait_for()
    other_visit.settle_map()
