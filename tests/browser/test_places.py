"""The places page: map and lists, by mouse and by keyboard alone, whatever places are called."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

LIBRARY = "Voorbeeld bibliotheek Centrum Almere Buiten Zuid"
# Of twenty languages, two of them from right to left, and what a browser or Markdown would obey.
NAMES = (
    "Ruimte & Co. <b>vet</b>",
    "<img src=x onerror=\"document.title='boos'\">",
    "<script>document.title='boos'</script>",
    "</script><script>document.title='boos'</script>",
    "**vet** _schuin_ [klik](javascript:document.title='boos')",
    "![beeld](https://example.org/x.png) `code` $x^2$ :red[rood]",
    '=HYPERLINK("https://example.org")',
    "مساحة العمل المشتركة",
    "חלל עבודה משותף",
    "共享办公空间",
    "コワーキングスペース",
    "공유 오피스",
    "พื้นที่ทำงานร่วม",
    "साझा कार्यस्थल",
    "Κοινόχρηστος χώρος",
    "Коворкинг «Полёт»",
    "Ofis paylaşımı İĞŞ",
    "Không gian làm việc",
    "Przestrzeń współdzielona",
    "Spațiu de lucru",
    "Společná dílna",
    "Közösségi tér",
    "Samenwerkplek ’t Ĳ",
    "Espace partagé – été",
    "Größe & Maß",
    "Vinnurými Þórshöfn",
)


@pytest.fixture
def shown(visit):
    visit.open("places")
    visit.settle_map()
    visit.map.locator(".place").first.wait_for()
    visit.frame = visit.page.frames[-1]
    return visit


def named(visit) -> str:
    """What the map tells of the element that has the focus, or its tag; nothing outside the map."""
    return visit.frame.evaluate(
        """() => {
            const now = document.activeElement;
            return document.hasFocus() ? now.getAttribute('aria-label') || now.tagName : '';
        }"""
    )


def step_to(visit, wanted: str, key: str = "ArrowLeft") -> None:
    """Presses an arrow key until the place with these words has the focus."""
    for _step in range(80):
        if wanted in named(visit):
            return
        visit.page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not to be reached with {key}")


def test_choosing_a_kind_narrows_map_and_list(visit):
    visit.open("places?category=library,makerspace")
    visit.settle_map()
    visit.frame = visit.page.frames[-1]
    visit.map.get_by_role("checkbox", name=re.compile("Initiatieven")).uncheck()
    visit.points(7)
    expect(visit.table).to_have_attribute("aria-rowcount", "8")


def test_what_is_typed_filters_map_list_and_files(shown):
    shown.points(51 + 12)
    expect(shown.table).to_have_attribute("aria-rowcount", "52")
    field = shown.page.get_by_role("searchbox", name="Zoek plekken")
    field.fill("  BIBLIOTHEEK  stad")
    shown.page.get_by_role("heading", level=1, name="2 ontmoetingsplekken", exact=True).wait_for()
    shown.settle()
    expect(shown.page).to_have_url(re.compile("q="))
    expect(shown.table).to_have_attribute("aria-rowcount", "3")
    shown.points(2)
    shown.page.get_by_text("Neem mee: bestand").click()
    link = shown.page.get_by_role("link", name="CSV downloaden")
    link.wait_for()
    with shown.page.expect_download() as sent:
        link.click()
    assert sent.value.path().read_bytes().count(b"\r\n") == 1 + 2
    field.fill("zulk een plek is er niet")
    shown.page.get_by_text("Geen plek gevonden").wait_for()
    field.fill("")
    shown.page.get_by_role("heading", level=1, name="26 hubs en 25 ontmoetingsplekken").wait_for()


def test_the_order_is_chosen_by_keyboard_and_kept(shown):
    shown.choose("Volgorde", "Werkplekken, meeste eerst")
    shown.page.wait_for_url("**sort=capacity**")
    first = shown.table.locator("tbody tr").first
    first.get_by_text("Markerkant Zuid").wait_for(state="attached")


def test_together_until_clicked(shown):
    before = shown.frame.evaluate("map.getZoom()")
    count = int(shown.map.locator(".cluster").first.inner_text())
    assert count > 1
    shown.map.locator(".cluster").first.click()
    shown.frame.wait_for_function(f"map.getZoom() > {before}")


def home_based_near(folder: Path) -> str:
    with duckdb.connect(folder / "economy.duckdb", read_only=True) as con:
        rows = con.execute(
            "select establishments from place_reach where place_id = 'voorbeeld-27' and year = 2025"
            " and radius_m = 1000 and distance = 'straight' and who = 'home' and sector_set = '*'"
        ).fetchall()
    return str(rows[0][0])


def test_clicking_a_place_tells_whom_it_reaches(visit, sample_folder):
    visit.open("places?category=library")
    visit.settle_map()
    marker = visit.map.locator(f".place[aria-label^='{LIBRARY}']")
    marker.hover()
    told = visit.map.locator(".leaflet-tooltip").inner_text()
    assert told.splitlines()[:3] == [LIBRARY, "Bibliotheek", "Werkplekken: 50"]
    assert told.replace(".", "").endswith(f": {home_based_near(sample_folder)}")
    expect(visit.map.locator("path.reach")).to_have_count(1)
    marker.click()
    visit.page.get_by_role("heading", name=LIBRARY).wait_for()
    card = visit.page.locator(".st-key-place-card")
    card.get_by_text("Vestigingen aan huis binnen 1 km, 2025").wait_for()
    expect(card).to_contain_text("Werkplekken")
    expect(visit.page).to_have_url(re.compile("place=voorbeeld-27"))
    visit.map.locator(".place.chosen").wait_for()
    visit.page.get_by_role("button", name="Sluiten").click()
    card.wait_for(state="detached")
    expect(visit.page).not_to_have_url(re.compile("place="))


def test_the_map_by_keyboard_alone(shown):
    """One stop of Tab for all places; arrows, Enter and Escape for the rest."""
    shown.page.emulate_media(reduced_motion="reduce")
    shown.map.locator(".place[aria-label*='aan huis']").first.wait_for()
    shown.frame.evaluate("map.getContainer().focus()")
    shown.page.keyboard.press("Tab")
    start = named(shown)
    shown.page.keyboard.press("Tab")
    expect(shown.map.locator(".leaflet-marker-pane [tabindex='0']")).to_have_count(1)
    shown.page.keyboard.press("Shift+Tab")
    assert named(shown) == start
    step_to(shown, "bij elkaar: zoom in")
    before = shown.frame.evaluate("map.getZoom()")
    shown.page.keyboard.press("Enter")
    shown.frame.wait_for_function(f"map.getZoom() > {before}")
    shown.frame.wait_for_function("document.activeElement.dataset.key")
    step_to(shown, "Werkplekken", "ArrowRight")
    name = named(shown).split(",")[0]
    expect(shown.map.locator("path.reach")).to_have_count(1)
    other = shown.map.locator(".place[tabindex='-1'][aria-label*='Werkplekken']").first
    for passing in ("mouseenter", "mouseleave"):
        other.dispatch_event(passing)
        expect(shown.map.locator("path.reach")).to_have_count(1)
    shown.page.keyboard.press("Enter")
    shown.page.get_by_role("heading", name=name).wait_for()
    shown.page.keyboard.press("Escape")
    assert named(shown) == "Kaart"


def test_choosing_a_place_by_keyboard(visit):
    visit.open("places")
    visit.settle_map()
    visit.choose("Plek", "Voorbeeld maakplaats Stichtsekant")
    visit.page.get_by_role("heading", name="Voorbeeld maakplaats Stichtsekant").wait_for()
    visit.page.get_by_role("link", name="Profiel van Stichtsekant").click()
    visit.page.get_by_role("heading", level=1, name="Stichtsekant").wait_for()


def nasty(folder, target) -> None:
    """The sample release, in which places have nasty names and stand on two spots."""
    shutil.copyfile(folder / "economy.duckdb", target)
    with duckdb.connect(target) as con:
        ids = [row[0] for row in con.execute("select place_id from place order by 1").fetchall()]
        for place_id, name in zip(ids, NAMES, strict=False):
            con.execute(
                "update place set name = $1, operator = $1, lon = 5.2 + $2, lat = 52.37 "
                "where place_id = $3",
                [name, 0.0 if name in NAMES[:13] else 0.05, place_id],
            )
        con.execute("update initiative set name = $1, theme = $1", [NAMES[1]])
        con.execute("delete from place where lat <> 52.37")


def test_nasty_names_are_text_everywhere(other_visit, sample_folder):
    """In list, choice, card, tooltip, popup and profile; the foreign picture is not asked for."""
    nasty(sample_folder, other_visit.server.folder / "economy.duckdb")
    visit = other_visit
    visit.open("places")
    visit.settle_map()
    visit.frame = visit.page.frames[-1]
    visit.map.get_by_role("checkbox", name=re.compile("Initiatieven")).uncheck()
    visit.map.locator(".cluster").first.click()
    popup = visit.map.locator(".leaflet-popup .names")
    popup.wait_for()
    assert NAMES[1] in popup.inner_text() or NAMES[14] in popup.inner_text()
    for name in NAMES[1:5]:
        cell = visit.table.get_by_role("gridcell", name=name, exact=True, include_hidden=True)
        expect(cell.first).to_be_attached()
    for name in (NAMES[1], NAMES[4], NAMES[5], NAMES[8]):
        visit.open(f"places?place=voorbeeld-{NAMES.index(name) + 1:02}")
        told = re.compile("^" + "\u2060*".join(map(re.escape, name)) + "\u2060*$")
        expect(visit.page.locator(".st-key-place-card h2")).to_have_text(told)
    marker = visit.map.locator(".place.chosen")
    marker.hover()
    expect(visit.map.locator(".leaflet-tooltip strong")).to_have_text(NAMES[8])
    for page in ("activity", "district?area=GM0034"):
        visit.open(page)
    assert visit.page.title() != "boos"
    assert visit.page.locator(".stApp img[src*='example.org']").count() == 0
