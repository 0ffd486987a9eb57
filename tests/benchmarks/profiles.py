"""A change of area on the profile against a bare Streamlit rerun in one run."""

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.benchmarks import pages
from tests.browser.conftest import Server, free_port, launch

RUNS = 5
AREAS = ("Filmwijk", "Muziekwijk Noord", "Stedenwijk")
SEEN = ("figures", "first screen", "everything")
# What is shown now; and whether it is all of another area, up to where one asks.
SHOWN = """() => ({
    cards: document.querySelector('ul.kpis')?.innerHTML,
    charts: [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
        .map(chart => chart.querySelector('svg')?.innerHTML),
    map: document.querySelector('iframe')?.contentDocument?.body?.dataset.painted,
})"""
DRAWN = f"""([name, seen, before]) => {{
    const now = ({SHOWN})();
    if (document.querySelector('h1')?.innerText !== name || now.cards === before.cards)
        return false;
    if (seen === 'figures') return true;
    const boxes = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
    const isDrawn = boxes.map((_box, n) => now.charts[n] && now.charts[n] !== before.charts[n]);
    if (seen === 'first screen')
        return boxes.every((box, n) => isDrawn[n] || box.getBoundingClientRect().top > innerHeight);
    return boxes.length && isDrawn.every(Boolean) && now.map && now.map !== before.map
        && document.querySelector('[data-test-script-state=notRunning]') !== null;
}}"""
NOTHING = {"cards": None, "charts": [], "map": None}


def measure(folder: Path) -> None:
    """Prints medians and ratios until name and figures of another area stand, until all that is
    on the first screen does, and until everything does; and what that takes of processors. Areas
    were looked at by somebody before."""
    server = Server(folder / "data", free_port())
    server.start()
    try:
        with pages.bare_page() as floor, sync_playwright() as playwright:
            browser = launch(playwright)
            _visit(browser, server)
            runs = [
                (pages.visit_bare(browser, floor), _visit(browser, server)) for _ in range(RUNS)
            ]
            browser.close()
    finally:
        server.stop()
    bare = statistics.median(run[0] for run in runs)
    for seen in SEEN:
        ours = statistics.median(run[1][seen] for run in runs)
        ratio = statistics.median(run[1][seen] / run[0] for run in runs)
        what = f"profile, {seen} of another area"
        print(f"{what}: bare {bare * 1000:.0f} ms, {ours * 1000:.0f} ms, {ratio:.2f} x")
    busy = [statistics.median(run[1][who] for run in runs) * 1000 for who in ("server", "browser")]
    print(f"profile, processor time of a change: server {busy[0]:.0f} ms, page {busy[1]:.0f} ms")


def _visit(browser: Browser, server: Server) -> dict[str, float]:
    """Seconds of a change of area, until what is seen and of which processor."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(f"{server.url}/district?area=GM0034&lang=nl")
    page.wait_for_function(DRAWN, arg=["Almere", SEEN[-1], NOTHING])
    changes = [_choose(page, name, server.process.pid, session) for name in AREAS]
    page.context.close()
    return {what: statistics.median(each[what] for each in changes) for what in changes[0]}


def _choose(page: Page, name: str, pid: int, session: CDPSession) -> dict[str, float]:
    time.sleep(1.5)
    before = page.evaluate(SHOWN)
    box = page.get_by_role("combobox", name="Gebied", exact=True)
    box.click()
    box.fill(f"{name} – wijk")
    page.get_by_role("option", name=f"{name} – wijk", exact=True).wait_for()
    busy = _busy(pid, session)
    started = time.perf_counter()
    page.keyboard.press("Enter")
    times = {}
    for seen in SEEN:
        page.wait_for_function(DRAWN, arg=[name, seen, before])
        times[seen] = time.perf_counter() - started
    time.sleep(0.5)
    return times | {who: now - busy[who] for who, now in _busy(pid, session).items()}


def _busy(pid: int, session: CDPSession) -> dict[str, float]:
    """Processor seconds that the server and the tab have taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    metrics = session.send("Performance.getMetrics")["metrics"]
    tab = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
    return {"server": (int(fields[11]) + int(fields[12])) / 100, "browser": tab}
