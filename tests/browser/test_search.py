"""Searching an area by typing, in a real browser."""

import re

from playwright.sync_api import expect


def test_typing_finds_an_area_and_a_key_opens_it(visit):
    visit.open("activity?lang=nl&year=2020")
    visit.page.get_by_role("textbox", name="Zoek een gemeente").or_(
        visit.page.get_by_role("searchbox", name="Zoek een gemeente")
    ).click()
    visit.page.keyboard.type("muziekwik")
    told = visit.page.locator(".st-key-answers [data-asked=muziekwik]")
    expect(told).to_contain_text("gevonden")
    visit.settle()
    answer = visit.page.locator(".st-key-answers a").first
    expect(answer).to_contain_text("Muziekwijk")
    answer.press("Enter")
    visit.page.wait_for_url(re.compile("area=WK"), wait_until="commit")
    visit.settle()
    visit.page.locator(".st-key-card").get_by_text("Muziekwijk").first.wait_for()
    expect(visit.page).to_have_url(re.compile("year=2020"))
    expect(visit.page.locator(".st-key-answers a")).to_have_count(0)


def test_enter_opens_the_first_answer_to_all_that_was_typed(visit):
    """Also when it is pressed before the answers are there."""
    visit.open("overview?lang=en")
    visit.page.locator(".st-key-search input").click()
    visit.page.keyboard.type("muziek")
    visit.page.locator(".st-key-answers a").first.wait_for()
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.type("kruidenwijk")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("/district.*area=WK"), wait_until="commit")
    visit.settle()
    visit.page.get_by_role("heading", name="Kruidenwijk").first.wait_for()
    visit.page.locator(".st-key-search input").fill("zzzzz")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("Nothing found").wait_for()
    assert "/district" in visit.page.url


def test_nothing_found_is_told_and_a_phone_does_not_scroll_sideways(visit):
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.open("overview?lang=en")
    visit.page.locator(".st-key-search input").fill("zzzzzz")
    visit.page.get_by_text("Nothing found").wait_for()
    wide = visit.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 390
