"""A data steward brings in a municipality; others see nothing of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Browser, expect

from tests import cities
from tests.browser.conftest import Server, Visit, context, free_port
from tests.browser.test_pages import findings
from tests.conftest import SHARED, environment, make_secret
from wijkeconomie.register import importing, upkeep
from wijkeconomie.release import publish
from wijkeconomie.sources import areas
from wijkeconomie.work import jobs, uploads

LOCAL = {"WIJKECONOMIE_LOCAL_STEWARD": "yes", "LC_ALL": "C"}
WORK_MS = 45_000
BAARN = SHARED / "samples" / "pdok_buurten_2024_baarn.geojson"
HEADER = "Peildatum;Kenmerk;Bedrijfsnaam;Activiteit;Voltijders;Deeltijders;RD-x;RD-y;Gebruik"


def serve(folder: Path) -> Iterator[Server]:
    data = folder / "data"
    data.mkdir()
    secret = make_secret(folder)
    running = Server(
        data,
        free_port(),
        more=LOCAL | {"WIJKECONOMIE_SECRET_FILE": str(secret)},
        log=folder / "log",
    )
    running.start()
    with environment(WIJKECONOMIE_DATA=data, WIJKECONOMIE_SECRET_FILE=secret):
        yield running
        for job in jobs.every():
            jobs.cancel(job, 0.2)
    running.stop()


@pytest.fixture
def empty(tmp_path) -> Iterator[Server]:
    """A server without data, with the data folder of this process on the same."""
    yield from serve(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Iterator[Server]:
    """A server with a made city and a release of it."""
    folder = tmp_path_factory.mktemp("steward")
    for running in serve(folder):
        upkeep.use_areas(areas.read(cities.areas_file(folder), None, None))
        register = cities.register_file(folder, [cities.row(n) for n in range(30)])
        importing.import_file(register, "lisa")
        publish.publish("public", lambda _step: None)
        yield running


@pytest.fixture
def open_visit(browser: Browser) -> Iterator:
    """Makes visitors who must meet no error and no foreign host."""
    made = []

    def make(server: Server, width: int = 1280, **headers: str) -> Visit:
        opened = context(browser, width)
        opened.set_extra_http_headers(headers)
        made.append((opened, Visit(opened.new_page(), server)))
        return made[-1][1]

    yield make
    for opened, visit in made:
        opened.close()
        assert visit.troubles == []


# --- the whole way


def boundaries(folder: Path) -> Path:
    """Real boundaries where they are at hand, else made ones."""
    return BAARN if BAARN.exists() else cities.areas_file(folder)


def messy(folder: Path, file: Path, count: int) -> Path:
    """A register in a spelling of its own, in Windows-1252, with rows that cannot be taken."""
    shapes = gpd.read_file(file).to_crs(28992).geometry.representative_point()
    rows = []
    for n in range(1, count + 1):
        point = shapes.iloc[n % 3]
        at = f"{point.x:.0f};{point.y:.0f}"
        rows.append(f"2024-04-01;{n:012d};Café {n};4711;{n % 4 + 1};0;{at};woonfunctie")
    wrong = ["2024-04-01;000000000001;Twee keer;4711;1;0;" + at + ";woonfunctie"]
    wrong += [f"2024-04-01;{n:012d};Geen SBI;groente;1;0;{at};woonfunctie" for n in range(901, 904)]
    wrong += [f"2024-04-01;000000000950;Geen getal;4711;veel;0;{at};woonfunctie"]
    path = folder / "leverantie.csv"
    path.write_bytes("\r\n".join([HEADER, *rows, *wrong, ""]).encode("cp1252"))
    return path


MAPPING = {"Vestigingsnummer *": "Kenmerk", "SBI-code *": "Activiteit"}


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name, exact=True).click(timeout=WORK_MS)


def send(visit: Visit, file: Path) -> None:
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.page.get_by_text(f"{file.name} is verstuurd").wait_for()
    visit.page.get_by_role("radio", name=file.name).wait_for()
    visit.settle()


def told(visit: Visit, text: str) -> None:
    visit.page.get_by_text(text).first.wait_for(timeout=WORK_MS)


def go_to(visit: Visit, step: str) -> None:
    visit.page.get_by_role("radio", name=step).click()
    visit.settle()


def test_a_steward_brings_in_a_municipality_and_goes_back(empty, open_visit, tmp_path):
    visit, file = open_visit(empty), boundaries(tmp_path)
    visit.open("overview")
    visit.page.get_by_role("link", name="Gegevens beheren").click()
    told(visit, "Begin met de grenzen")
    press(visit, "Bestand toevoegen")
    visit.page.locator("[data-upload][data-ready]").wait_for()
    send(visit, file)
    press(visit, "Laden")
    told(visit, "buurten geladen")
    map_columns(visit, messy(tmp_path, file, 60))
    check(visit)
    assert not (empty.folder / "register.duckdb").exists()
    press(visit, "Verder met inlezen")
    press(visit, "Inlezen")
    press(visit, "Verder met de uitgave")
    assert (empty.folder / "register.duckdb").exists()
    assert not list(empty.folder.glob("uploads/*/file/leverantie.csv"))
    press(visit, "Concept maken")
    visit.page.get_by_role("button", name="In gebruik nemen").wait_for(timeout=WORK_MS)
    assert not (empty.folder / "economy.duckdb").exists()
    press(visit, "In gebruik nemen")
    told(visit, "is in gebruik")
    visit.open("activity?level=buurt")
    visit.settle_map()
    name = "Baarn" if file == BAARN else "Vierkantstad"
    expect(visit.page.locator(".st-key-header")).to_contain_text(name)
    replace_and_go_back(visit, file, tmp_path)


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


def check(visit: Visit) -> None:
    """Looks at the report, and takes the refused rows away."""
    press(visit, "Bestand controleren")
    told(visit, "geen SBI-code van vier of meer cijfers")
    figures = visit.page.locator(".st-key-figures")
    expect(figures).to_contain_text("60")
    expect(figures).to_contain_text("5")
    link = visit.page.get_by_role("link", name="Geweigerde rijen")
    link.evaluate("link => link.removeAttribute('target')")
    with visit.page.expect_download() as rejects:
        link.click()
    assert "groente" in rejects.value.path().read_text(encoding="utf-8-sig")


def replace_and_go_back(visit: Visit, file: Path, folder: Path) -> None:
    """Another register: what it changes is shown before it is in use; then the first again."""
    first = release_in_use(visit)
    shapes = gpd.read_file(file).to_crs(28992).geometry.representative_point()
    point = {"x": round(shapes.iloc[1].x), "y": round(shapes.iloc[1].y)}
    rows = [cities.row(n, municipality="", **point) for n in range(1, 45)]
    importing.import_file(cities.register_file(folder, rows), "lisa")
    visit.open("manage")
    told(visit, "nieuwer dan de laatste uitgave")
    go_to(visit, "6. Uitgave")
    press(visit, "Concept maken")
    told(visit, "Wat er in de tabellen verandert")
    told(visit, "Aantallen vestigingen die het meest veranderen")
    expect(visit.page.locator(".st-key-footer")).to_contain_text(first)
    press(visit, "In gebruik nemen")
    told(visit, "is in gebruik")
    assert release_in_use(visit) != first
    visit.page.get_by_text(first).first.click()
    press(visit, "Deze uitgave in gebruik nemen")
    told(visit, f"Uitgave {first} is in gebruik")
    visit.open("overview")
    expect(visit.page.locator(".st-key-footer")).to_contain_text(first)


def release_in_use(visit: Visit) -> str:
    answer = visit.page.context.request.get(f"{visit.server.url}/healthz")
    return str(answer.json()["release_id"])


# --- by keyboard

NAME = """
() => {
    const e = document.activeElement;
    if (!e.matches('a, button, input, [role=radio]')) return '';
    const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
    return (e.getAttribute('aria-label') || label || e.innerText || '').trim();
}
"""


def reach(visit: Visit, name: str, key: str = "Tab") -> None:
    """Moves the focus on until it is at what has this name."""
    visit.settle()
    for _step in range(120):
        visit.page.keyboard.press(key)
        if name in visit.page.evaluate(NAME):
            return
    raise AssertionError(f"{name} cannot be reached")


def test_the_main_path_by_keyboard(filled, open_visit, tmp_path):
    """Send, look, check, import: nothing but Tab, arrows and Enter."""
    visit, keys = open_visit(filled), None
    rows = [cities.row(n, date="2025-04-01") for n in range(40)]
    register = cities.register_file(tmp_path, [*rows, cities.row(50, date="2025-04-01", sbi="x")])
    visit.open("manage")
    keys = visit.page.keyboard
    reach(visit, "Bestand toevoegen")
    keys.press("Enter")
    visit.page.get_by_role("button", name="Bestand toevoegen").wait_for(state="detached")
    visit.page.locator("[data-upload][data-ready]").wait_for()
    reach(visit, "Bestand om te versturen")
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
    visit.page.get_by_role("button", name="Verder met de uitgave").wait_for(timeout=WORK_MS)
    visit.open("manage")
    told(visit, "1 april 2025")


# --- a job, while the server is restarted

STEPS = ["now", "file", "columns", "check", "import", "release", "releases"]


def test_a_job_goes_on_while_the_server_is_restarted_and_is_cancelled(filled, open_visit):
    out = filled.folder / "raw" / "long.csv"
    job = jobs.start("release", [["sample", "--scale", "150", "--out", str(out)]])
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
    assert not out.exists()


# --- how it looks


def test_every_step_fits_a_phone_and_is_accessible(filled, open_visit):
    visit = open_visit(filled, 390)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    for step in STEPS:
        visit.open(f"manage?step={step}")
        assert visit.page.evaluate(wide) <= 0, step
        assert findings(visit.page.main_frame) == [], step


# --- who may not


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
        ask.get(f"{url}/jobs/20240101-000000-00000000/rejects.csv", headers=given).status,
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
