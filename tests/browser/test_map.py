"""The map with mouse and keyboard: it never moves or reloads, and agrees with its table."""

import re

import duckdb
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import tab
from wijkeconomie.view import query


@pytest.fixture
def shown(visit):
    return opened(visit)


@pytest.fixture(scope="module")
def looked_at(window, server):
    """One map for all tests that change nothing on it."""
    with tab(window, server) as visit:
        yield opened(visit)
    assert visit.troubles == []


# Twenty blinks long nothing moved: a page that is still laid out makes a map higher or lower.
STANDS = """() => {
    const now = [map.getZoom(), map.getCenter().lat, map.getSize().x, map.getSize().y].join();
    window.times = window.was === now ? window.times + 1 : 0;
    window.was = now;
    return window.times > 20;
}"""


def opened(visit):
    visit.open("activity?level=buurt")
    visit.mark = visit.settle_map()
    visit.frame = visit.page.frames[-1]
    visit.frame.evaluate("window.untouched = true")
    visit.frame.wait_for_function(STANDS)
    return visit


def view(visit) -> tuple:
    """Zoom and centre of the map, and that the map was never reloaded."""
    return visit.frame.evaluate(
        "[window.untouched, map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
    )


def middle_of(visit, code: str) -> tuple[float, float]:
    """Where the middle of an area is on the screen."""
    x, y = visit.frame.evaluate(
        """code => {
            let found = null;
            map.eachLayer(l => { if (l.feature && l.feature.properties.code === code) found = l; });
            const p = map.latLngToContainerPoint(found.getCenter());
            return [p.x, p.y];
        }""",
        code,
    )
    box = visit.page.locator("iframe").first.bounding_box()
    return box["x"] + x, box["y"] + y


def test_clicking_an_area_opens_its_card_and_leaves_the_map(shown):
    before = view(shown)
    shown.page.mouse.click(*middle_of(shown, "BU00343102"))
    shown.page.get_by_role("heading", name="Noorderplassen").first.wait_for()
    shown.page.get_by_role("link", name="Naar het profiel").wait_for()
    expect(shown.page).to_have_url(re.compile("area=BU00343102"))
    assert view(shown) == before
    shown.page.get_by_role("link", name="Naar het profiel").click()
    shown.page.get_by_role("heading", level=1, name="Noorderplassen").wait_for()
    expect(shown.page).to_have_url(re.compile("area=BU00343102"))
    expect(shown.page).to_have_url(re.compile("/district"))


def told_by_buttons(visit) -> list[str]:
    buttons = visit.map.locator(".leaflet-control-zoom a")
    shown = buttons.evaluate_all("all => all.map(a => [a.title, a.getAttribute('aria-label')])")
    return [" ".join(told) for told in zip(*shown, strict=True)]


def test_zoom_buttons_speak_the_language_of_the_page(visit, looked_at):
    assert told_by_buttons(looked_at) == ["Inzoomen Uitzoomen"] * 2
    visit.open("activity?level=wijk&lang=en")
    visit.settle_map()
    visit.map.get_by_role("button", name="Zoom in", exact=True).wait_for()
    assert told_by_buttons(visit) == ["Zoom in Zoom out"] * 2


def test_changing_indicator_and_year_recolours_in_place(shown):
    before = view(shown)
    paths = shown.map.locator("path.leaflet-interactive")
    expect(paths).to_have_count(238)
    shown.choose("Indicator", "Aandeel aan huis")
    mark = shown.settle_map(shown.mark)
    shown.page.get_by_role("heading", level=1, name="Werk aan huis weegt").wait_for()
    shown.choose("Jaar", "2018")
    shown.settle_map(mark)
    expect(shown.page).to_have_url(re.compile("year=2018"))
    assert view(shown) == before
    expect(paths).to_have_count(238)


def test_panning_does_not_rerun_and_survives_a_change(shown):
    shown.frame.evaluate("map.setView([52.38, 5.2], 13, {animate: false})")
    shown.page.wait_for_timeout(600)
    before = view(shown)
    shown.choose("Indicator", "Banen")
    shown.settle_map(shown.mark)
    assert view(shown) == before


def test_levels(shown):
    paths = shown.map.locator("path.leaflet-interactive")
    shown.press("Wijk")
    expect(paths).to_have_count(71)
    shown.press("Zeshoek")
    expect(paths.nth(300)).to_be_attached()
    assert shown.frame.evaluate("window.untouched")
    expect(shown.page).to_have_url(re.compile("level=hexagon"))


def test_legend_tells_classes_and_four_states(looked_at):
    legend = looked_at.map.locator(".legend").inner_text()
    for words in ("minder dan", "of meer", "Geen (0)", "Geheim", "Onbekend", "N.v.t."):
        assert words in legend


def test_protected_areas_are_hatched_not_only_coloured(shown):
    shown.choose("Sector", "Landbouw en visserij")
    shown.settle_map(shown.mark)
    fills = shown.map.locator("path.leaflet-interactive").evaluate_all(
        "paths => paths.map(p => p.getAttribute('fill'))"
    )
    assert "url(#protected)" in fills
    assert "#fff" in fills


def test_places_and_initiatives_are_toggled_without_a_rerun(shown):
    shown.points(51 + 12)
    hubs = shown.map.get_by_role("checkbox", name=re.compile("Hubs"))
    hubs.uncheck()
    shown.points(25 + 12)
    shown.choose("Indicator", "Banen")
    shown.settle_map(shown.mark)
    shown.points(25 + 12)
    shown.map.get_by_role("checkbox", name=re.compile("Initiatieven")).uncheck()
    shown.points(25)
    hubs.check()
    shown.points(51)


def test_places_are_those_of_the_year_shown(shown, sample_folder):
    with duckdb.connect(sample_folder / "economy.duckdb", read_only=True) as con:
        sql = "select kind, count(*) from place where opened_on <= '2016-04-01' group by kind"
        there = dict(con.execute(sql).fetchall())
    assert sum(there.values()) < 51
    shown.choose("Jaar", "2016")
    shown.points(sum(there.values()) + 12)
    shown.map.get_by_role("checkbox", name=f"Hubs ({there['hub']})").wait_for()


def test_the_key_names_symbols_and_sizes(looked_at):
    looked_at.map.get_by_text("Symbolen").click()
    told = looked_at.map.locator(".layers details").inner_text()
    for words in ("Bibliotheek", "Initiatief", "Werkplekken: onbekend", "Werkplekken: 100 of meer"):
        assert words in told


def test_a_click_on_a_marker_tells_what_it_is(looked_at):
    looked_at.map.locator(".leaflet-marker-pane .place").last.click(force=True)
    looked_at.map.locator(".leaflet-popup").get_by_text("Voorbeeld").wait_for()


def test_a_press_on_a_map_below_the_fold_does_not_miss(shown):
    """The map gets the focus when it is pressed, and a page that scrolls to it moves it away."""
    shown.page.set_viewport_size({"width": 1280, "height": 640})
    free = shown.frame.evaluate(
        """() => [...document.querySelectorAll(".leaflet-marker-pane .place")].findIndex((one) => {
            const { x, y, width, height } = one.getBoundingClientRect();
            const top = document.elementFromPoint(x + width / 2, y + height / 2);
            return one.getAttribute("aria-label").includes("Voorbeeld") && one.contains(top);
        })"""
    )
    box = shown.map.locator(".leaflet-marker-pane .place").nth(free).bounding_box()
    shown.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shown.map.locator(".leaflet-popup").get_by_text("Voorbeeld").wait_for()


def test_the_keyboard_passes_the_map_in_a_few_steps(shown):
    """The map itself (arrows and plus move it), its buttons, one for all places, layers and
    legend; no area, for which there are a picker, a table and a page."""
    shown.frame.evaluate("map.getContainer().focus()")
    seen = []
    for _step in range(15):
        shown.page.keyboard.press("Tab")
        seen.append(shown.frame.evaluate("document.hasFocus() && document.activeElement.tagName"))
        if not seen[-1]:
            break
    assert 4 <= len(seen) <= 11
    assert "path" not in seen
    assert seen.count("DIV") == 1
    before = shown.frame.evaluate("map.getZoom()")
    shown.frame.evaluate("map.getContainer().focus()")
    shown.page.keyboard.press("+")
    shown.page.wait_for_timeout(600)
    assert shown.frame.evaluate("map.getZoom()") > before


def test_area_picker_by_keyboard(shown):
    before = view(shown)
    shown.choose("Gebied", "Filmwijk Bouwrai Zuid")
    shown.page.get_by_role("heading", name="Filmwijk Bouwrai Zuid").wait_for()
    expect(shown.page).to_have_url(re.compile("area=BU00341803"))
    assert view(shown) == before


def test_hovering_tells_the_same_as_the_table(looked_at, sample_release):
    rows = query.run(
        "indicator_by_area",
        measure="establishments",
        denominator="none",
        factor=1,
        sector="*",
        size_class="*",
        premises="*",
        base_size_class="*",
        base_premises="*",
        level="buurt",
        area="BU00343102",
    ).set_index("year")
    expected = f"{rows.loc[2025, 'value']:,.0f}".replace(",", ".")
    x, y = middle_of(looked_at, "BU00343102")
    looked_at.page.mouse.move(x, y)
    looked_at.page.mouse.move(x + 2, y + 2)
    expect(looked_at.map.locator(".told")).to_have_text(re.compile(rf"\D{re.escape(expected)}$"))


def test_table_twin_has_every_area(looked_at):
    looked_at.page.get_by_text("Hetzelfde als tabel").click()
    expect(looked_at.table).to_have_attribute("aria-rowcount", "239")
    expect(looked_at.page.locator(".st-key-take")).to_have_count(1)


DEEP = (
    "activity?level=buurt&indicator=share_home&year=2019&area=BU00341803&lang=en",
    "activity?level=wijk&indicator=establishments&sector=G&size=2-9&year=2020&lang=en",
    "activity?level=hexagon&year=2017&lang=en",
    "district?area=WK003426&year=2021&lang=en",
    "places?category=library&place=voorbeeld-27&year=2022&lang=en",
    "downloads?table=dynamics&level=wijk&year=2022,2023&lang=en",
    "overview?concept=jobs_full_time&year=2018&lang=en",
)


def told(visit) -> list[str]:
    """The words and choices on the page, once they change no more."""
    visit.settle()
    if visit.page.locator("iframe").count():
        visit.settle_map()
    seen, now = None, []
    while seen != now:
        seen = now
        visit.page.wait_for_timeout(300)
        words = visit.page.locator('[data-testid="stMain"]').inner_text().splitlines()
        boxes = visit.page.get_by_role("combobox").evaluate_all("b => b.map(x => x.value)")
        now = [line for line in words if line.strip()] + boxes
    return now


@pytest.mark.parametrize("path", DEEP)
def test_deep_links_give_the_same_view_in_a_new_session(window, server, path):
    seen = []
    for _session in range(2):
        with tab(window, server) as visit:
            visit.open(path)
            seen.append(told(visit))
            assert f"/{path.split('?')[0]}" in visit.page.url
        assert visit.troubles == []
    assert seen[0] == seen[1]


def test_deep_links_survive_a_restart(other_visit, sample_folder):
    """The first request after a restart is a deep link: the frame must be there too."""
    server = other_visit.server
    (server.folder / "economy.duckdb").write_bytes((sample_folder / "economy.duckdb").read_bytes())
    server.stop()
    server.start()
    other_visit.open(DEEP[0])
    other_visit.page.get_by_role("heading", name="Filmwijk Bouwrai Zuid").wait_for()
    other_visit.page.get_by_role("link", name="Method").first.wait_for()
    year = other_visit.page.get_by_role("combobox", name="Year", exact=True)
    expect(year).to_have_value("2019")


def test_the_back_button_goes_back(shown):
    shown.choose("Indicator", "Banen")
    mark = shown.settle_map(shown.mark)
    shown.page.go_back()
    shown.settle_map(mark)
    title = shown.page.get_by_role("heading", level=1)
    expect(title).to_have_text(re.compile("^De meeste vestigingen"))


def test_in_a_frame_the_wheel_is_for_the_page(visit):
    """But with Ctrl; and the map stays where there is something to see."""
    visit.open("activity?lang=nl&embed=true&view=map")
    visit.settle_map()
    frame, box = visit.page.frames[-1], visit.map.locator(".leaflet-container").bounding_box()
    x, y = box["x"] + 200, box["y"] + 200
    before = frame.evaluate("map.getZoom()")
    visit.page.mouse.move(x, y)
    visit.page.mouse.wheel(0, -300)
    visit.map.locator(".hint.on").wait_for()
    assert frame.evaluate("map.getZoom()") == before
    visit.page.keyboard.down("Control")
    visit.page.mouse.wheel(0, -300)
    visit.page.keyboard.up("Control")
    frame.wait_for_function(f"map.getZoom() > {before}")
    for _push in range(3):
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x + 700, y + 250, steps=3)
        visit.page.mouse.up()
    middle = "!map._panAnim?._inProgress && map.options.maxBounds.contains(map.getBounds())"
    frame.wait_for_function(middle)
