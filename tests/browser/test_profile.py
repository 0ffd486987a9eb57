"""The profile of an area: charts that stay, the page on paper, and a pack of all areas."""

import re
import zipfile

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests import cities
from tests.browser.conftest import WAIT_MS, Server, free_port, tab
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas

AREA = "Gemeente, stadsdeel of wijk"
CHARTS = "figure.chart"
# Each is drawn once it comes near what is seen.
DRAWN = f"""before => {{
    const charts = [...document.querySelectorAll('{CHARTS}')];
    const waiting = charts.find((chart, n) => !chart.querySelector('svg')
        || chart.querySelector('svg').innerHTML === before[n]);
    waiting?.scrollIntoView();
    return charts.length > 5 && !waiting;
}}"""
TOLD = f"""() => [...document.querySelectorAll('{CHARTS}')].map(chart => ({{
    isOld: Boolean(chart.querySelector('svg').isOld),
    drawn: chart.querySelector('svg').innerHTML,
    title: chart.getAttribute('aria-label'),
    words: chart.getAttribute('aria-description'),
    folded: chart.nextElementSibling.querySelector('p').textContent,
    isReached: chart.tabIndex === 0,
}}))"""
MARK = f"() => document.querySelectorAll('{CHARTS} svg').forEach(svg => svg.isOld = true)"

# What is pressed, typed or opened, in the page and in its map, that is to be seen.
PRESSED = """() => [...document.querySelectorAll('button, input, select, textarea, nav, summary,'
    + '[role=button], [role=combobox], [role=radio], .leaflet-bar a')].filter(each =>
    each.getClientRects().length && each.checkVisibility()
    && !(each.matches('summary') && each.closest('.legend'))).map(each => each.outerHTML)"""
SECTIONS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3)')]
    .map(each => each.textContent)"""
TEXTS = f"""() => [...document.querySelectorAll('{CHARTS} svg')].map(chart =>
    [...chart.querySelectorAll('text')].map(each => each.textContent))"""
WORDS = ["Profiel op papier", "Meer om mee te nemen", "Neem mee", "Naar de hele kaart", "Betekenis"]

# All that a bar tells, however short.
PROGRESS = """() => {
    window.progress = [];
    new MutationObserver(() => {
        const told = document.querySelector('[data-testid=stProgress]')?.innerText.trim();
        if (told) window.progress.push(told);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture
def small_city(empty_folder, tmp_path):
    """A server with a release of two wijken."""
    areas.save(areas.read(cities.areas_file(tmp_path), "GM9999", None))
    rows = [cities.row(i, x=cities.X + 500 + i % 2 * 1000, y=cities.Y + 500) for i in range(60)]
    importing.import_file(cities.register_file(tmp_path, rows), "lisa")
    publish.publish("public", lambda _step: None)
    running = Server(settings.data_dir(), free_port())
    running.start()
    yield running
    running.stop()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_charts_stay_and_show_another_area(visit):
    """The browser gives a chart that stands other rows, which takes it a tenth of building it."""
    visit.open("district?area=WK003430&lang=nl")
    visit.page.wait_for_function(DRAWN, arg=[])
    before = visit.page.evaluate(TOLD)
    visit.page.evaluate(MARK)
    visit.choose(AREA, "Muziekwijk Noord – wijk")
    visit.page.wait_for_function(DRAWN, arg=[each["drawn"] for each in before])
    after = visit.page.evaluate(TOLD)
    assert [each["title"] for each in after] == [each["title"] for each in before]
    for each, was in zip(after, before, strict=True):
        assert each["isOld"]
        assert each["isReached"]
        assert each["drawn"] != was["drawn"]
        assert each["words"] == each["folded"]


def test_a_mark_tells_its_series_year_and_figure(visit):
    visit.open("district?area=WK003430&lang=nl")
    visit.page.locator(f"{CHARTS} svg .mark-symbol path").nth(2).hover()
    told = visit.page.locator("#vg-tooltip-element.visible")
    expect(told).to_contain_text("Aan huis")
    expect(told).to_contain_text(re.compile(r"Jaar\s*2018"))
    expect(told).to_contain_text(re.compile(r"Cijfer\s*\d+"))


def test_what_cannot_be_drawn_is_told_and_tried_again(window, server):
    """The table stands in its place, on paper too."""
    with tab(window, server) as visit:
        visit.page.route("**/loadVegaEmbed.*", lambda route: route.abort())
        visit.open("district?area=WK003430&lang=nl")
        first = visit.page.locator(CHARTS).first
        expect(first).to_contain_text("De grafiek kon niet worden getekend")
        expect(first.locator("+ details table")).to_be_visible()
        paper = pypdfium2.PdfDocument(visit.page.pdf(format="A4"))
        printed = "".join(squeezed(page.get_textpage().get_text_range()) for page in paper)
        tables = visit.page.locator(f"{CHARTS} + details td").all_text_contents()
        assert len(tables) > 50
        assert all(squeezed(cell) in printed for cell in tables)
        visit.page.unroute("**/loadVegaEmbed.*")
        visit.choose(AREA, "Muziekwijk Noord – wijk")
        visit.page.wait_for_function(DRAWN, arg=[""] * 12)


def test_back_leads_to_where_one_was(visit):
    visit.open("district?area=WK003430&lang=nl")
    link = visit.page.locator(".alike a").last
    link.scroll_into_view_if_needed()
    top = visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    assert top > 1000
    name = link.inner_text()
    link.press("Enter")
    title = visit.page.get_by_role("heading", level=1)
    expect(title).to_have_text(name)
    expect(title).to_be_focused()
    expect(visit.page).to_have_title(f"{name} – Profiel – Wijkeconomie")
    visit.page.go_back()
    expect(title).to_have_text("Literatuurwijk")
    visit.page.wait_for_function(
        "top => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - top) < 40",
        arg=top,
    )


def test_a_link_to_a_section_shows_its_heading(visit):
    visit.open("district?area=WK003430&lang=nl")
    visit.page.locator(".contents a").nth(1).click()
    heading = visit.page.locator("#sectors")
    bar = visit.page.locator("[data-testid=stHeader]").bounding_box()
    visit.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 500")
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"]


def test_a_buurt_is_chosen_within_its_wijk(visit):
    """Buurten have a list of their own, which goes with the wijk; by keyboard."""
    visit.open("district?area=GM0034&lang=nl")
    buurt = visit.page.get_by_role("combobox", name="Buurt", exact=True)
    expect(buurt).to_have_count(0)
    visit.choose(AREA, "Filmwijk – wijk")
    expect(buurt).to_have_value("De hele wijk")
    visit.choose("Buurt", "Filmwijk Bouwrai Zuid")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Filmwijk Bouwrai Zuid")
    expect(visit.page).to_have_url(re.compile("area=BU00341803"))
    area = visit.page.get_by_role("combobox", name=AREA, exact=True)
    expect(area).to_have_value("Filmwijk – wijk")
    visit.choose("Buurt", "De hele wijk")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Filmwijk")
    visit.open("district?area=BU00343001&lang=nl")
    expect(area).to_have_value("Literatuurwijk – wijk")
    expect(buurt).to_have_value("Literatuurwijk Noordwest")


# Maps that lie over text, and charts that are shrunk so that their words become small.
OVER = """() => {
    const boxes = [...document.querySelectorAll('[data-testid=stMain] iframe')].map(
        each => each.getBoundingClientRect())
    return [...document.querySelectorAll('[data-testid=stMain] :is(td, th, h2, p)')].filter(each => {
        const box = each.getBoundingClientRect()
        return box.width && boxes.some(map => map.left < box.right && box.left < map.right
            && map.top < box.bottom && box.top < map.bottom)
    }).map(each => each.textContent)
}"""
SHRUNK = """() => [...document.querySelectorAll('figure.chart svg')]
    .map(each => each.getBoundingClientRect().width / each.viewBox.baseVal.width)
    .filter(scale => scale < 0.95)"""


def test_the_page_prints_whole(visit):
    """On paper: every section and no button, and each chart on one page, seen before or not."""
    visit.open("district?area=WK003430&lang=nl")
    visit.page.locator(f"{CHARTS} svg").first.wait_for()
    assert visit.page.locator(f"{CHARTS}:not(:has(svg))").count() > 3
    visit.map.locator("path.leaflet-interactive").first.wait_for(state="attached")
    sections = visit.page.evaluate(SECTIONS)
    printed = pypdfium2.PdfDocument(visit.page.pdf(format="A4"))
    pages = [squeezed(page.get_textpage().get_text_range()) for page in printed]
    assert 4 < len(pages) < 9
    whole = "".join(pages)
    assert len(sections) > 15
    assert [title for title in sections if squeezed(title) not in whole] == []
    assert [text for text in WORDS if squeezed(text) in whole] == []
    assert "Voorbeeldbuurthuis" in whole, "places are printed as text"
    drawn = visit.page.evaluate(TEXTS)
    assert len(drawn) == visit.page.locator(CHARTS).count()
    for texts in drawn:
        told = [squeezed(text) for text in texts]
        assert any(all(text in page for text in told) for page in pages), texts
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": 703, "height": 900})
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.evaluate(OVER) == [], "nothing lies on something else"
    assert visit.page.evaluate(SHRUNK) == []
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert [each for frame in visit.page.frames for each in frame.evaluate(PRESSED)] == []


def test_a_pack_of_all_areas_is_made_on_the_page(window, small_city):
    with tab(window, small_city) as visit:
        visit.open("district?area=WK999901&lang=nl")
        visit.page.get_by_text("Meer om mee te nemen").click()
        make = visit.page.get_by_role("button", name="Maak het pakket")
        make.wait_for()
        visit.settle()
        visit.page.evaluate(PROGRESS)
        make.click()
        bar = visit.page.locator('[data-testid="stProgress"]')
        with visit.page.expect_download() as taken:
            visit.page.get_by_role("button", name="Download het pakket (zip)").click()
        expect(bar).to_have_text("2 van 2 profielen")
        assert "1 van 2 profielen" in visit.page.evaluate("window.progress")
        assert visit.troubles == []
        with zipfile.ZipFile(taken.value.path()) as pack:
            assert pack.testzip() is None
            assert [name[:8] for name in pack.namelist()] == ["WK999901", "WK999902"]
            assert all(pack.read(name).startswith(b"%PDF-1.7") for name in pack.namelist())


def test_who_stops_a_pack_waits_no_longer(visit):
    """What is being made is left, long before all of it is there."""
    visit.open("district?area=WK003430&lang=nl")
    visit.page.get_by_text("Meer om mee te nemen").click()
    make = visit.page.get_by_role("button", name="Maak het pakket")
    make.wait_for()
    visit.settle()
    visit.page.evaluate(PROGRESS)
    make.click()
    bar = visit.page.locator('[data-testid="stProgress"]')
    expect(bar).to_contain_text("van 71 profielen", timeout=WAIT_MS)
    visit.page.get_by_role("button", name="Stop", exact=True).press("Enter")
    expect(bar).to_have_count(0, timeout=WAIT_MS)
    expect(make).to_be_focused()
    assert "71 van 71 profielen" not in visit.page.evaluate("window.progress")
    expect(visit.page.get_by_role("button", name="Download het pakket")).to_have_count(0)


def test_a_link_to_an_area_like_it_leaves_the_page_standing(visit):
    """It is opened as Streamlit opens its own, and the way back leads where one was."""
    visit.open("district?area=WK003430&lang=nl")
    visit.page.evaluate("window.stood = true")
    was = visit.page.get_by_role("heading", level=1)
    expect(was).to_have_text("Literatuurwijk")
    link = visit.page.locator(".alike a").first
    name = link.inner_text()
    link.click()
    expect(was).to_have_text(name)
    expect(was).to_be_in_viewport()
    visit.page.go_back()
    expect(was).to_have_text("Literatuurwijk")
    visit.settle()
    visit.page.get_by_role("link", name="Zet ze naast elkaar").press("Enter")
    visit.page.wait_for_url("**/compare?**")
    expect(was).to_contain_text(f"Literatuurwijk, {name}, ")
    assert visit.page.evaluate("window.stood")
