"""The places page: map and list, by mouse and keyboard."""


def test_choosing_a_kind_narrows_map_and_list(visit):
    visit.open("places?category=library,makerspace")
    visit.settle_map()
    visit.map.locator(".place").nth(6).wait_for()
    assert visit.map.locator(".place").count() == 7


def test_clicking_a_place_tells_whom_it_reaches(visit):
    visit.open("places")
    visit.settle_map()
    visit.map.locator(".place[title^='Voorbeeld bibliotheek Centrum Almere Buiten']").first.click()
    visit.page.get_by_role(
        "heading", name="Voorbeeld bibliotheek Centrum Almere Buiten Zuid"
    ).wait_for()
    card = visit.page.locator(".st-key-place-card")
    card.get_by_text("Vestigingen aan huis binnen 1 km, 2025").wait_for()
    assert "Werkplekken" in card.inner_text()
    assert "place=voorbeeld-27" in visit.page.url
    assert visit.map.locator(".place.chosen").count() == 1


def test_choosing_a_place_by_keyboard(visit):
    visit.open("places")
    visit.settle_map()
    visit.choose("Plek", "Voorbeeld maakplaats Stichtsekant")
    visit.page.get_by_role("heading", name="Voorbeeld maakplaats Stichtsekant").wait_for()
    visit.page.get_by_role("link", name="Profiel van Stichtsekant").click()
    visit.page.get_by_role("heading", level=1, name="Stichtsekant").wait_for()
