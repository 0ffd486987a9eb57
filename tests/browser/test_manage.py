"""A data steward brings in a municipality; others see nothing of it."""

import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests import cities
from tests.browser.conftest import Server, Visit
from tests.browser.stewards import (
    WORK_MS,
    empty,
    filled,
    open_visit,
    outside,
    press,
    send,
    steward,
    told,
)
from tests.browser.test_pages import findings
from tests.register.test_candidates import crowd
from wijkeconomie.register import candidates, importing
from wijkeconomie.sources import buildings, kept
from wijkeconomie.work import jobs, snapshot, uploads

__all__ = ["empty", "filled", "open_visit", "outside", "steward"]

HEADER = "Peildatum;Kenmerk;Bedrijfsnaam;Activiteit;Voltijders;Deeltijders;RD-x;RD-y;Gebruik"


def messy(folder: Path, count: int) -> Path:
    """A register in a spelling of its own, in Windows-1252, with rows that cannot be taken."""
    at, rows = f"{cities.X + 500};{cities.Y + 1_500}", []
    for n in range(1, count + 1):
        x = cities.X + 500 + cities.SIDE * (n % 2)
        point = f"{x};{cities.Y + 1_500}"
        rows.append(f"2024-04-01;{n:012d};Café {n};4711;{n % 4 + 1};0;{point};woonfunctie")
    wrong = ["2024-04-01;000000000001;Twee keer;4711;1;0;" + at + ";woonfunctie"]
    wrong += [f"2024-04-01;{n:012d};Geen SBI;groente;1;0;{at};woonfunctie" for n in range(901, 911)]
    path = folder / "leverantie.csv"
    path.write_bytes("\r\n".join([HEADER, *rows, *wrong, ""]).encode("cp1252"))
    return path


MAPPING = {"Vestigingsnummer *": "Kenmerk", "SBI-code *": "Activiteit"}


def test_a_steward_brings_in_a_municipality_and_goes_back(empty, open_visit, tmp_path):
    """Boundaries are asked by name; refused rows are mended in a workbook and sent in again."""
    visit = open_visit(empty)
    visit.open("overview")
    visit.page.get_by_role("link", name="Gegevens beheren").click()
    told(visit, "Begin met de grenzen")
    press(visit, "Grenzen toevoegen")
    visit.page.get_by_role("radio", name="Opvragen").click()
    visit.page.get_by_label("Gemeente: naam of code").fill("vierkantstad")
    visit.page.get_by_role("combobox", name="Jaar").wait_for()
    visit.settle()
    visit.choose("Jaar", "2024")
    press(visit, "Opvragen")
    told(visit, "2 wijken en 4 buurten geladen")
    told(visit, "Voeg nu het vestigingenregister toe")
    visit.page.get_by_role("radio", name="Bestand sturen").click()
    map_columns(visit, messy(tmp_path, 60))
    rejects = check(visit, tmp_path)
    assert not (empty.folder / "register.duckdb").exists()
    press(visit, "Verder met inlezen")
    press(visit, "Inlezen")
    press(visit, "Naar de uitgave")
    assert (empty.folder / "register.duckdb").exists()
    assert not list(empty.folder.glob("uploads/*/file/leverantie.csv"))
    press(visit, "Concept maken")
    visit.page.get_by_role("button", name="In gebruik nemen").wait_for(timeout=WORK_MS)
    assert not (empty.folder / "economy.duckdb").exists()
    press(visit, "In gebruik nemen")
    told(visit, "is in gebruik")
    visit.open("activity?level=buurt")
    visit.settle_map()
    expect(visit.page.locator(".st-key-header")).to_contain_text("Vierkantstad")
    mend_and_go_back(visit, rejects)


def map_columns(visit: Visit, register: Path) -> None:
    """Sends a register whose columns are not recognised, and says what they hold."""
    send(visit, register)
    press(visit, "Kolommen bekijken")
    visit.page.get_by_text("Welke kolom bevat wat").wait_for(timeout=WORK_MS)
    visit.settle()
    visit.page.get_by_role("radio", name="Anders").click()
    visit.page.locator('[class*="-custom-establishment_id"]').wait_for()
    visit.settle()
    press(visit, "Bewaren en verder")
    told(visit, "Kies een kolom voor: Vestigingsnummer, SBI-code")
    for title, column in MAPPING.items():
        visit.choose(title, column)
    press(visit, "Bewaren en verder")


def check(visit: Visit, folder: Path) -> Path:
    """Looks at the report, and takes it and the refused rows away."""
    press(visit, "Bestand controleren")
    told(visit, "geen SBI-code van vier of meer cijfers")
    figures = visit.page.locator(".st-key-figures")
    expect(figures).to_contain_text("60")
    expect(figures).to_contain_text("11")
    for name in ("Verslag (CSV)", "Verslag (JSON)", "Verslag (Excel)", "Geweigerde rijen (Excel)"):
        link = visit.page.get_by_role("link", name=name)
        link.evaluate("link => link.removeAttribute('target')")
        with visit.page.expect_download() as taken:
            link.click()
        path = folder / taken.value.suggested_filename
        taken.value.save_as(path)
        assert path.stat().st_size
    return path


def mend_and_go_back(visit: Visit, rejects: Path) -> None:
    """Rows mended and added: what that changes is told before it is in use; then the first
    release again."""
    first = release_in_use(visit)
    book = openpyxl.load_workbook(rejects)
    sheet, titles = book.active, [cell.value for cell in book.active[1]]
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, titles.index("Activiteit") + 1).value = "0111"
    book.save(rejects)
    visit.open("manage?step=file")
    send(visit, rejects)
    press(visit, "Kolommen bekijken")
    told(visit, "dezelfde keuzes zijn ingevuld")
    press(visit, "Bewaren en verder")
    visit.page.get_by_role("button", name="Bestand controleren").wait_for()
    visit.page.get_by_role("radio", name="5. Inlezen").click()
    press(visit, "Inlezen")
    told(visit, "nieuwer dan de laatste uitgave")
    expect(visit.page.locator(".st-key-figures")).to_contain_text("10")
    press(visit, "Naar de uitgave")
    press(visit, "Concept maken")
    told(visit, "Het register van 2024 is gewijzigd")
    told(visit, "Wijken waarvan eerdere cijfers het meest veranderen")
    expect(visit.page.locator(".st-key-footer")).to_contain_text(first)
    press(visit, "In gebruik nemen")
    told(visit, "is in gebruik")
    assert release_in_use(visit) != first
    visit.page.get_by_text(first).first.click()
    press(visit, "Deze uitgave in gebruik nemen")
    told(visit, f"Uitgave {first} is in gebruik")
    told(visit, f": uitgave {first} (")
    visit.open("overview")
    expect(visit.page.locator(".st-key-footer")).to_contain_text(first)


def release_in_use(visit: Visit) -> str:
    answer = visit.page.context.request.get(f"{visit.server.url}/healthz")
    return str(answer.json()["release_id"])


NAME = """
() => {
    const e = document.activeElement;
    if (!e.matches('a, button, input, [role=radio]')) return '';
    const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
    return (e.getAttribute('aria-label') || label || e.innerText || '').trim();
}
"""


def reach(visit: Visit, name: str, key: str = "Tab") -> None:
    """Moves the focus on until it is at what has this name, and stays there."""
    visit.settle()
    for _step in range(120):
        visit.page.keyboard.press(key)
        if name in visit.page.evaluate(NAME):
            visit.settle()
            if name in visit.page.evaluate(NAME):
                return
    raise AssertionError(f"{name} cannot be reached")


def test_the_main_path_by_keyboard(filled, open_visit, tmp_path):
    """Send, look, check, import: nothing but Tab, arrows and Enter."""
    visit, keys = open_visit(filled), None
    rows = [cities.row(n, date="2025-04-01") for n in range(40)]
    register = cities.register_file(tmp_path, [*rows, cities.row(50, date="2025-04-01", sbi="x")])
    visit.open("manage?step=file")
    keys = visit.page.keyboard
    visit.page.locator("[data-upload][data-ready]").wait_for()
    reach(visit, "Kies een bestand")
    with visit.page.expect_file_chooser() as chooser:
        keys.press("Space")
    chooser.value.set_files(register)
    visit.page.get_by_role("radio", name="register.csv").wait_for()
    reach(visit, "Kolommen bekijken")
    keys.press("Enter")
    visit.page.get_by_text("Welke kolom bevat wat").wait_for(timeout=WORK_MS)
    reach(visit, "Bewaren en verder")
    keys.press("Enter")
    visit.page.get_by_role("button", name="Bestand controleren").wait_for()
    reach(visit, "Bestand controleren")
    keys.press("Enter")
    visit.page.get_by_role("button", name="Verder met inlezen").wait_for(timeout=WORK_MS)
    reach(visit, "Verder met inlezen")
    keys.press("Enter")
    visit.page.get_by_role("button", name="Inlezen", exact=True).wait_for()
    reach(visit, "Inlezen")
    keys.press("Enter")
    visit.page.get_by_role("button", name="Naar de uitgave").wait_for(timeout=WORK_MS)
    visit.open("manage")
    told(visit, "1 april 2025")


STEPS = ["now", "file", "columns", "check", "import", "places", "release", "releases"]


def test_a_job_goes_on_while_the_server_is_restarted_and_is_cancelled(
    filled, open_visit, outside, monkeypatch
):
    """The job waits for an answer that does not come."""
    monkeypatch.setattr(outside, "slow", 120.0)
    before = snapshot.marks()
    line = ["areas", "--pdok", "--municipality=GM9999", "--year=2023"]
    job = jobs.start("release", [line])
    visit = open_visit(filled)
    visit.open("manage?step=release")
    told(visit, "Er wordt een uitgave gemaakt")
    expect(visit.page.get_by_role("button", name="Concept maken")).to_be_disabled()
    visit.page.goto("about:blank")
    filled.stop()
    assert jobs.find(job.job_id).state == "running"
    filled.start()
    visit.open("manage?step=release")
    told(visit, "Er wordt een uitgave gemaakt")
    press(visit, "Stoppen")
    told(visit, "Gestopt: er is niets veranderd")
    assert jobs.find(job.job_id).state == "cancelled"
    assert snapshot.marks() == before


@pytest.fixture
def crowded(filled, tmp_path) -> Server:
    """The server with two buildings to decide over."""
    crowds = (crowd(100 + 300 * n, 100, date="2026-04-01") for n in range(2))
    rows = [row for rows in crowds for row in rows]
    importing.import_file(cities.register_file(tmp_path, rows, "crowds.csv"), "lisa")
    kept.file("buildings").unlink(missing_ok=True)
    assert len(candidates.look()) == 2
    return filled


def test_a_building_is_decided_over_by_keyboard(crowded, open_visit):
    visit = open_visit(crowded)
    visit.open("manage?step=places")
    visit.page.locator(".st-key-locator [role=graphics-document]").wait_for()
    reach(visit, "Het is een hub")
    visit.page.keyboard.press("Space")
    visit.page.get_by_label("Naam van gebouw 1").wait_for()
    reach(visit, "Naam van gebouw 1")
    visit.page.keyboard.type("De <b>Kaai</b>")
    reach(visit, "Besluiten bewaren")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("De <b>Kaai</b> is vanaf nu een hub").first.wait_for(timeout=WORK_MS)
    assert sorted(buildings.stored()["status"]) == ["hub", "open"]
    told(visit, "Eerder besloten (1)")


def test_every_step_fits_a_phone_and_is_accessible(crowded, open_visit):
    visit = open_visit(crowded, 390)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    for step in STEPS:
        visit.open(f"manage?step={step}")
        assert visit.page.evaluate(wide) <= 0, step
        assert findings(visit.page.main_frame) == [], step


def menu(visit: Visit) -> list[str]:
    return visit.page.get_by_role("link").all_inner_texts()


def ask_all(visit: Visit, **headers: str) -> list[int]:
    """What the routes of the steward answer to this visitor."""
    ask, url = visit.page.context.request, visit.server.url
    given = {"Origin": url, **headers}
    body = json.dumps({"name": "x.csv", "size": 3})
    address = f"{url}/uploads/{'0' * 16}"
    return [
        ask.post(f"{url}/uploads", data=body, headers=given).status,
        ask.put(f"{address}?offset=0", data="abc", headers=given).status,
        ask.get(address, headers=given).status,
        ask.get(f"{url}/jobs/20240101-000000-00000000/rejects.xlsx", headers=given).status,
    ]


def test_who_is_not_the_steward_sees_nothing_of_it(server, open_visit):
    visit = open_visit(server)
    visit.open("manage")
    told(visit, "op deze server kan niemand als zodanig inloggen")
    assert "Beheer" not in menu(visit)
    assert visit.page.locator("input[type=file]").count() == 0
    assert visit.page.get_by_role("button").filter(has_text="Bestand").count() == 0
    assert ask_all(visit) == [403] * 4
    assert not (server.folder / "uploads").exists()


def test_who_comes_through_a_proxy_is_not_at_the_computer(filled, open_visit):
    visit = open_visit(filled, **{"X-Forwarded-For": "127.0.0.1"})
    visit.open("manage")
    told(visit, "aan de computer zelf")
    assert "Beheer" not in menu(visit)
    assert ask_all(visit, **{"X-Forwarded-For": "127.0.0.1"}) == [403] * 4
    assert "Beheer" in menu(at_the_computer(open_visit, filled))


def at_the_computer(open_visit, server: Server) -> Visit:
    visit = open_visit(server)
    visit.open("manage")
    told(visit, "Wat er is")
    return visit


def test_sending_goes_on_after_the_connection_broke(filled, open_visit, tmp_path):
    """Two pieces, of which the second fails twice on its way."""
    large = tmp_path / "groot.csv"
    large.write_bytes(b"vestigingsnummer;sbi;banen\n" + b"1;4711;1\n" * 500_000)
    visit, broken = open_visit(filled), []

    def fail(route) -> None:
        if route.request.method == "PUT" and "offset=4194304" in route.request.url:
            broken.append(route.request.url)
            if len(broken) < 3:
                route.abort()
                return
        route.continue_()

    visit.page.route("**/uploads/**", fail)
    visit.open("manage?step=file")
    visit.page.locator("[data-upload][data-ready]").wait_for()
    send(visit, large)
    assert len(broken) == 3
    (upload,) = [u for u in uploads.every() if u.name == large.name]
    assert upload.file.read_bytes() == large.read_bytes()
    visit.troubles.clear()
