"""Files taken in the browser hold exactly what the screen shows."""

import io
import re

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Error, expect

from wijkeconomie.view import assets, words
from wijkeconomie.view.exports import columns

ASKED = (
    "downloads?table=activity&area=WK003426,WK003427&year=2024,2025&sector=*,G&size=*&premises=*"
)


def headings() -> dict[str, str]:
    """Names of columns by what stands above them."""
    told = {}
    for column in columns.of("activity"):
        title = words.translate("nl", column.title)
        told[f"{title}: code" if column.has_names else title] = column.name
    return told


@pytest.fixture
def rows(visit, sample_release) -> pd.DataFrame:
    """The preview as the page shows it, read from the table the grid offers to screen readers."""
    visit.open(ASKED)
    visit.page.get_by_text("8 rijen", exact=True).wait_for()
    visit.page.set_viewport_size({"width": 3000, "height": 900})
    expect(visit.table.locator("th")).to_have_count(len(headings()))
    cells = visit.table.evaluate(
        "t => [...t.querySelectorAll('tr')].map(r => [...r.children].map(c => c.innerText))"
    )
    return pd.DataFrame(cells[1:], columns=cells[0]).rename(columns=headings())


def downloaded(visit, words: str) -> bytes:
    """The format with these words, taken by its button."""
    if words != "CSV":
        visit.choose("Formaat", words)
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name=f"{words} downloaden").click()
    return waiting.value.path().read_bytes()


def table(content: bytes, ending: str) -> pd.DataFrame:
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        values = [
            ["" if v is None else str(v) for v in line]
            for line in sheet.iter_rows(values_only=True)
        ]
        return pd.DataFrame(values[1:], columns=values[0])
    separator, encoding = {"csv": (",", "utf-8"), "nl": (";", "utf-8-sig")}[ending]
    return pd.read_csv(
        io.BytesIO(content), sep=separator, dtype=str, keep_default_na=False, encoding=encoding
    )


FORMATS = {"CSV": "csv", "CSV voor Nederlandse Excel": "nl", "Excel": "xlsx"}


def test_files_are_what_the_screen_shows(visit, rows):
    counts = ["establishments", "jobs", "jobs_full_time"]
    rows[counts] = rows[counts].replace(r"\.", "", regex=True)
    common = [name for name in rows.columns if name != "flag"]
    assert len(common) == len(headings()) - 1
    for title, ending in FORMATS.items():
        found = table(downloaded(visit, title), ending)
        assert len(found) == 8, title
        pd.testing.assert_frame_equal(found[common], rows[common], obj=title)


def test_a_broken_link_is_a_problem_not_a_page(visit):
    try:
        answer = visit.page.request.get(f"{visit.server.url}/api/v1/tables/activity.csv?x=1")
    except Error as error:
        raise AssertionError from error
    assert answer.status == 400
    assert "x" in answer.json()["detail"]


def test_rows_are_found_ordered_and_told_by_the_address(visit):
    visit.open("downloads?table=activity&level=wijk&year=2025&sector=*&size=*&premises=*&lang=en")
    visit.choose("Order", "Jobs, highest first")
    visit.page.get_by_role("searchbox", name="Search", exact=True).fill("centrum")
    visit.page.wait_for_url("**q=centrum**")
    visit.settle()
    assert "sort=-jobs" in visit.page.url
    link = visit.page.get_by_role("link", name="Download CSV").get_attribute("href")
    assert "search=centrum" in link
    assert "sort=-jobs" in link
    above_the_grid_all_is_told_in_the_language_of_the_page(visit)


def above_the_grid_all_is_told_in_the_language_of_the_page(visit):
    """Also what Streamlit says there by itself; Dutch comes and goes with the page."""
    grid = visit.page.get_by_test_id("stDataFrame").first
    for lang in ("nl", "en"):
        visit.page.get_by_role("radio", name=lang.upper(), exact=True).click()
        visit.settle()
        grid.hover()
        for english in ("Show/hide columns", "Search", "Fullscreen"):
            name = words.translate(lang, english)
            visit.page.get_by_role("button", name=name, exact=True).first.wait_for()


SPOKEN = """([english, filled]) => ![...document.querySelectorAll('[aria-label]')]
    .filter(each => !each.closest('figure'))
    .map(each => each.getAttribute('aria-label'))
    .some(name => english.includes(name) || filled.some(start => name.startsWith(start)))"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_name_is_left_in_the_language_of_the_library(visit, width):
    """What only who hears a page is told of its logo, menu, help and little charts."""
    visit.page.set_viewport_size({"width": width, "height": 844})
    english = [text for text in assets.STREAMLIT if words.translate("nl", text) != text]
    filled = [text.partition("{")[0] for text in english if "{" in text]
    for page in ("overview", "activity"):
        visit.open(f"{page}?lang=nl")
        visit.page.get_by_role("navigation", name="Pagina's").first.wait_for(state="attached")
        visit.page.wait_for_function(SPOKEN, arg=[english, filled])
        expect(visit.page.get_by_role("button", name="Naar het begin").first).to_be_attached()


def test_on_a_phone_the_button_is_on_the_first_screen(visit):
    """Filters are folded, which tells how many are in use; on a wide screen they stand open."""
    filtered = visit.page.get_by_role("combobox", name="Niveau")
    button = visit.page.get_by_role("link", name="CSV downloaden")
    visit.open("downloads?table=activity&year=2025&sector=*")
    expect(filtered).to_be_in_viewport()
    visit.page.set_viewport_size({"width": 390, "height": 844})
    expect(filtered).to_be_hidden()
    expect(button).to_be_in_viewport()
    visit.page.get_by_text("Filters, kolommen en volgorde (2 in gebruik)", exact=True).click()
    expect(filtered).to_be_visible()


def test_a_narrow_frame_shows_names_and_figures_and_scrolls_by_keyboard(visit):
    visit.page.set_viewport_size({"width": 390, "height": 700})
    visit.open("places?embed=true&view=table&sort=reached")
    table = visit.page.get_by_role("region", name="De tabel")
    expect(table.locator("tbody th").first).to_be_in_viewport()
    expect(table.locator("tbody td.number").first).to_be_in_viewport(ratio=1)
    expect(table.locator("tbody td.number").first).to_have_text(re.compile(r"^[1-9][\d.]*$"))
    table.focus()
    table.press("ArrowRight")
    visit.page.wait_for_function("() => document.querySelector('.compared').scrollLeft > 0")
    visit.open("activity?embed=true&view=table")
    expect(visit.page.get_by_text("Schuif de tabel opzij voor meer kolommen.")).to_be_visible()
    visit.page.set_viewport_size({"width": 1000, "height": 700})
    expect(visit.page.get_by_text("Schuif de tabel opzij voor meer kolommen.")).to_be_hidden()
