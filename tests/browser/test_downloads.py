"""Files downloaded in the browser hold exactly what the screen shows."""

import io

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Error

ASKED = (
    "downloads?table=activity&area=WK003426,WK003427&year=2024,2025&sector=*,G&size=*&premises=*"
)


def shown(visit) -> pd.DataFrame:
    """The preview as the page shows it, read from the table the grid offers to screen readers."""
    grid = visit.page.locator('[data-testid="stDataFrame"] table').first
    grid.wait_for(state="attached")
    cells = grid.evaluate(
        "t => [...t.querySelectorAll('tr')].map(r => [...r.children].map(c => c.innerText))"
    )
    return pd.DataFrame(cells[1:], columns=cells[0])


def downloaded(visit, words: str) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=words, exact=True).click()
    return waiting.value.path().read_bytes()


@pytest.fixture
def rows(visit) -> pd.DataFrame:
    visit.open(ASKED)
    visit.page.get_by_text("8 rijen, 12 kolommen").wait_for()
    return shown(visit)


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


@pytest.mark.parametrize(
    ("words", "ending"), [("CSV", "csv"), ("CSV voor Nederlandse Excel", "nl"), ("Excel", "xlsx")]
)
def test_the_file_is_what_the_screen_shows(visit, rows, words, ending):
    found = table(downloaded(visit, words), ending)
    assert len(found) == 8
    common = [c for c in rows.columns if c in found.columns]
    assert {"area_code", "year", "sector", "establishments"} <= set(common)
    pd.testing.assert_frame_equal(found[common], rows[common])


def test_downloading_does_not_rerun_the_page(visit):
    """Streamlit would mark its application as running, however shortly."""
    visit.open(ASKED)
    visit.page.evaluate(
        """() => {
            window.states = [];
            const app = document.querySelector('[data-testid="stApp"]');
            const note = () => states.push(app.dataset.testScriptState);
            new MutationObserver(note).observe(app, {attributes: true});
        }"""
    )
    downloaded(visit, "CSV")
    visit.page.wait_for_timeout(500)
    assert "running" not in visit.page.evaluate("window.states")


def test_the_link_returns_the_same_file(visit, rows):
    link = visit.page.locator("code", has_text="/api/v1/tables/").inner_text()
    answer = visit.page.request.get(link)
    assert answer.status == 200
    assert answer.body() == downloaded(visit, "CSV")


def test_a_broken_link_is_a_problem_not_a_page(visit, rows):
    try:
        answer = visit.page.request.get(f"{visit.server.url}/api/v1/tables/activity.csv?x=1")
    except Error as error:
        raise AssertionError from error
    assert answer.status == 400
    assert "x" in answer.json()["detail"]
