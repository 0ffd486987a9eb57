"""Comparing areas by keyboard, on a phone and in a frame, in a real browser."""

import re

from playwright.sync_api import expect

from tests import test_mkb_pages as mkb
from tests.browser.conftest import Visit
from tests.browser.test_pages import findings
from tests.conftest import environment, make_secret

ASKED = "compare?lang=en&area=WK003431,WK003401"
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"


def test_areas_are_compared_by_keyboard(visit):
    """A figure says what it means, a ready set changes what is compared, a link holds it all."""
    visit.open(ASKED)
    table = visit.page.locator(".compared table")
    expect(table.locator("thead th")).to_have_count(4)
    meaning = table.get_by_text("Function-mix index", exact=True)
    meaning.focus()
    meaning.press("Enter")
    expect(table.get_by_text("0 is only living, 100 is only working")).to_be_visible()
    visit.page.get_by_role("button", name="Ready sets").press("Enter")
    visit.page.get_by_role("link", name=re.compile("^Largest wijken of Almere")).press("Enter")
    expect(table.locator("thead th")).to_have_count(8)
    visit.page.wait_for_url(re.compile(r"area=WK\w+(%2C|,)WK"))
    assert findings(visit.page.main_frame) == []


def test_the_field_of_areas_speaks_dutch(visit):
    """What Streamlit says by itself, in names of buttons and with numbers in it, too."""
    visit.open("compare?lang=nl&area=WK003431,WK003401")
    field = visit.page.get_by_role("combobox", name="Gebieden, twee tot zes")
    listed = visit.page.get_by_test_id("stMultiSelectDropdown")
    expect(visit.page.get_by_role("button", name=re.compile("^Haal .+ weg$"))).to_have_count(2)
    expect(visit.page.get_by_role("button", name="Alles wissen")).to_be_visible()
    field.click()
    field.press_sequentially("muziekwijk z.-")
    expect(listed).to_contain_text(re.compile(r"^Kies alle 3 die passen"))
    field.press_sequentially("o")
    expect(listed).to_contain_text(re.compile(r"^Kies alle 2 die passen"))
    codes = ",".join(f"WK00340{n}" for n in range(1, 7))
    visit.open(f"compare?lang=nl&area={codes}")
    field.click()
    expect(listed).to_have_text("U kunt er hoogstens 6 kiezen. Haal er eerst een weg.")


def test_all_that_match_can_be_chosen_where_they_fit(visit):
    """Six is the most: where more match than can still be chosen, none is chosen by that button."""
    visit.open("compare?lang=nl&area=WK003431,WK003401")
    field = visit.page.get_by_role("combobox", name="Gebieden, twee tot zes; nog te kiezen: 4")
    options = visit.page.get_by_test_id("stMultiSelectDropdown").get_by_role("option")
    every = options.filter(has_text=re.compile("^(Kies alle|Alles kiezen)"))
    field.click()
    expect(options.nth(9)).to_be_visible()
    expect(every).to_have_count(0)
    field.press_sequentially("al")
    expect(options.nth(9)).to_be_visible()
    expect(every).to_have_count(0)
    field.fill("muziekwijk z.-")
    expect(every).to_have_text("Kies alle 3 die passen")
    every.click()
    expect(visit.page.locator(".compared table thead th")).to_have_count(7)
    expect(visit.page.get_by_role("combobox", name="nog te kiezen: 1")).to_be_visible()


def test_charts_fit_a_phone_and_tell_what_they_show(visit):
    visit.page.set_viewport_size({"width": 390, "height": 900})
    for view, count in (("years", 2), ("quadrant", 1)):
        visit.open(f"{ASKED}&view={view}")
        drawn = visit.page.locator("figure.chart:has(svg)")
        expect(drawn).to_have_count(count)
        for chart in drawn.all():
            expect(chart).to_have_attribute("aria-description", re.compile(r"\d"))
            expect(chart).to_have_attribute("tabindex", "0")
        assert visit.page.evaluate(SIDEWAYS) <= 0
        assert findings(visit.page.main_frame) == []


def test_a_frame_shows_the_section_alone(visit):
    visit.open(f"{ASKED}&view=spread&embed=true")
    expect(visit.page.locator("figure.chart svg")).to_be_visible()
    expect(visit.page.get_by_label("Areas, two to six")).to_be_hidden()
    expect(visit.page.get_by_role("link", name="Open on Wijkeconomie")).to_have_attribute(
        "href", re.compile("view=spread")
    )


def test_the_eight_neighbourhoods_fit_the_page(other_server, browser, tmp_path):
    """With all of them loaded: names are told whole, and nine columns scroll by themselves."""
    secret = make_secret(tmp_path)
    with environment(WIJKECONOMIE_DATA=other_server.folder, WIJKECONOMIE_SECRET_FILE=secret):
        mkb.make(tmp_path, mkb.ROWS)
    visit = Visit(browser.new_page(), other_server)
    for width in (1280, 800, 390):
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.open("compare?lang=en&view=mkb")
        links = visit.page.get_by_role("link", name="side by side")
        expect(links).to_have_count(2)
        expect(links.first).to_have_text(re.compile("Poelenburg, Presikhaaf and Zuilen-Oost"))
        for text in links.locator("p").all():
            assert text.evaluate("told => told.scrollWidth <= told.clientWidth")
        assert visit.page.evaluate(SIDEWAYS) <= 0, width
        assert findings(visit.page.main_frame) == []
    links.last.click()
    expect(visit.page.locator(".compared table thead th")).to_have_count(1 + 5)
    visit.page.close()
