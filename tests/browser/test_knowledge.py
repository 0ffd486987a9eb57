"""The knowledge page: a claim by another definition, and a practice found and opened."""

import re

from playwright.sync_api import expect


def test_a_claim_is_read_by_another_definition(visit):
    visit.open("knowledge?lang=nl&year=2016")
    card = visit.page.locator(".st-key-ledger-residential_share")
    expect(card.locator(".outcome")).to_have_text("✓ Klopt")
    expect(card.locator(".beside")).to_contain_text(re.compile(r"43\s%.*42,9\s%", re.DOTALL))
    card.get_by_text("Hoe de claim is gelezen en getoetst").click()
    expect(card.get_by_text("hoogstens 2 procentpunt van 43")).to_be_visible()
    card.get_by_text("Volgens elke definitie").click()
    expect(card.locator("tbody tr")).to_have_count(9)
    visit.choose("Geteld als", "Vestigingen")
    expect(card.locator(".outcome")).to_have_text("✕ Klopt niet")
    expect(visit.page).to_have_url(re.compile("concept=establishments"))
    never = visit.page.locator(".st-key-ledger-work_elsewhere .outcome")
    expect(never).to_have_text("? Niet te toetsen met deze gegevens")


def test_a_practice_is_found_opened_and_left(visit):
    visit.open("knowledge?lang=en")
    visit.press("Practices")
    cards = visit.page.locator(".practices article")
    expect(cards).to_have_count(19)
    visit.choose("Theme", "Civic economy")
    expect(cards).to_have_count(1)
    visit.page.get_by_role("link", name="Civic economy: what residents").click()
    heading = visit.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Civic economy: what residents do for each other")
    visit.page.wait_for_url("**practice=civic_economy**")
    expect(visit.page).to_have_url(re.compile("theme=civic"))
    expect(visit.page.locator(".prose strong").first).to_have_text("neighbourhood services")
    visit.page.get_by_role("link", name="All practices").click()
    expect(heading).to_have_text("1 practice")
    visit.open("knowledge?lang=en&practice=nothing")
    expect(visit.page.get_by_text("Practice 'nothing' does not exist here.")).to_be_visible()
    expect(cards).to_have_count(19)
