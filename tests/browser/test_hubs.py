"""Supply, the next place and a spot to try: with the mouse, and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect


def settle_marks(visit, before: str | None = None) -> str:
    """Waits until sites or pin are drawn anew; returns the mark of what is drawn."""
    other = f':not([data-marked="{before}"])' if before else ""
    body = visit.map.locator(f"body[data-marked]{other}")
    body.wait_for(state="attached")
    return body.get_attribute("data-marked")


def test_a_click_on_the_map_drops_a_pin_that_can_be_shared(visit):
    visit.open("places?view=try&lang=en")
    visit.settle_map()
    before = settle_marks(visit)
    box = visit.map.locator(".leaflet-container").bounding_box()
    visit.page.mouse.click(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.45)
    after = settle_marks(visit, before)
    expect(visit.map.locator(".mark.pin")).to_have_count(1)
    title = visit.page.get_by_role("heading", level=1)
    expect(title).to_have_text(re.compile("^A hub here reaches"))
    expect(visit.page).to_have_url(re.compile(r"pin=\d+(,|%2C)\d+"))
    told = title.inner_text()
    visit.open(visit.page.url.removeprefix(f"{visit.server.url}/"))
    expect(title).to_have_text(told)
    assert settle_marks(visit) == after


def test_more_sites_are_drawn_as_they_are_asked_for(visit):
    visit.open("places?view=next&lang=en")
    visit.settle_map()
    before = settle_marks(visit)
    sites = visit.map.locator(".mark.site")
    expect(sites).to_have_text(["1"])
    expect(visit.map.locator("path.reach")).to_have_count(1)
    visit.choose("How many", "3")
    settle_marks(visit, before)
    expect(sites).to_have_text(["1", "2", "3"])
    listed = visit.page.locator(".facts tbody th")
    for n in range(3):
        expect(listed.nth(n)).to_have_text(re.compile(rf"^{n + 1}\."))
    sites.first.hover()
    visit.map.locator(".told").get_by_text(re.compile(r"\+\d+")).wait_for()


def press(visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def tab_to(visit, words: str) -> None:
    """Presses Tab until what has the focus is called so."""
    name = """() => { const one = document.activeElement;
        return ['BODY', 'MAIN'].includes(one.tagName) ? '' : [one.getAttribute('aria-label'), one.labels && [...one.labels]
            .map((label) => label.innerText).join(' '), one.innerText].join(' ').slice(0, 200); }"""
    for _turn in range(60):
        press(visit, "Tab")
        if words in visit.page.evaluate(name):
            return
    raise AssertionError(f"{words} cannot be reached with Tab")


def test_a_spot_is_tried_with_the_keyboard_alone(visit):
    visit.open("places?view=try&lang=en")
    visit.settle_map()
    tab_to(visit, "Coordinates")
    visit.page.keyboard.type("142000, 488000")
    press(visit, "Enter")
    visit.page.get_by_role("heading", level=1, name=re.compile("^A hub here reaches")).wait_for()
    visit.settle()
    before = settle_marks(visit)
    tab_to(visit, "Or a spot by name")
    visit.page.keyboard.type("Literatuurwijk Zuid")
    visit.page.get_by_role("option").first.wait_for()
    press(visit, "Enter")
    settle_marks(visit, before)
    expect(visit.page).not_to_have_url(re.compile("pin=142000"))


def test_a_next_place_is_asked_for_with_the_keyboard_alone(visit):
    visit.open("places?view=demand&lang=en")
    tab_to(visit, "NL")
    press(visit, "Tab", "ArrowRight", "ArrowRight")
    focused = visit.page.locator("*:focus")
    expect(focused).to_have_text("The next place")
    press(visit, "Space")
    visit.page.get_by_role("heading", level=1, name=re.compile("^A next hub helps")).wait_for()
    visit.settle()
    tab_to(visit, "Sites to choose from")
    visit.page.keyboard.type("Vacant")
    visit.page.get_by_role("option").first.wait_for()
    press(visit, "Enter")
    visit.page.get_by_text("Voorbeeld leegstaand pand").first.wait_for()
    expect(visit.page).to_have_url(re.compile("from=vacant"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("view", ["demand", "next", "try"])
def test_sections_fit_the_screen(visit, view, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(f"places?view={view}&pin=142000,488000&lang=nl")
    wide = "document.documentElement.scrollWidth"
    assert visit.page.evaluate(wide) <= width
    visit.page.get_by_text("Wat dit niet weet").or_(
        visit.page.get_by_text("Hoe dit is geteld")
    ).first.wait_for()
