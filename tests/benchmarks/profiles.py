"""A change of area on the profile against a bare Streamlit rerun, in turn, and the profile on paper.

A change starts with the key that chooses. ``figures``: name and figures are of the new area; ``first
screen``: nothing in view changes any more; ``everything``: nothing on the page does. Each is a moment
at which the browser has painted, told by the browser itself.
"""

import statistics
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.benchmarks import pages, papers
from tests.browser.conftest import Server, free_port, launch

COLOURS = ("blue", "green", "red")
AREAS = (
    *("Filmwijk", "Muziekwijk Noord", "Stedenwijk", "Waterwijk", "Literatuurwijk", "Kruidenwijk"),
    *("Tussen de Vaarten Zuid", "Bouwmeesterbuurt", "Molenbuurt", "Bloemenbuurt", "Faunabuurt"),
    "Verzetswijk",
)
FIRST, AGAIN = range(len(AREAS)), range(len(AREAS), 2 * len(AREAS))
SEEN = ("figures", "first screen", "everything")
QUIET_MS = 800
# What a visitor sees change, on the page and in the map within it; the rest is for machines.
WATCH = """quiet => new Promise(done => {
    const main = document.querySelector('[data-testid=stMain]');
    const told = {}, drawn = 'd transform x y width height fill src'.split(' ');
    const seen = { childList: true, characterData: true, subtree: true, attributeFilter: drawn };
    let started, waits;
    const cards = () => document.querySelector('ul.kpis')?.innerHTML;
    const before = { title: document.querySelector('h1')?.innerText, cards: cards() };
    const inView = node => {
        const element = node.nodeType === 1 ? node : node.parentElement;
        const box = element?.getBoundingClientRect();
        return box && (box.width || box.height) && box.top < innerHeight && box.bottom > 0;
    };
    function note(isInView) {
        if (!started) return;
        const isNew = before.cards === undefined || cards() !== before.cards;
        const isNamed = document.querySelector('h1')?.innerText !== before.title;
        requestAnimationFrame(() => setTimeout(() => {
            const now = performance.now() - started;
            if (isNew && (isNamed || !before.title)) told['figures'] ??= now;
            if (isInView) told['first screen'] = now;
            told['everything'] = now;
            again();
        }));
    }
    function again() {
        clearTimeout(waits);
        waits = setTimeout(() => {
            const isIdle = document.querySelector('[data-test-script-state=notRunning]');
            if (!isIdle || !told['figures']) return again();
            watcher.disconnect();
            done(told);
        }, quiet);
    }
    const watcher = new MutationObserver(changes => {
        const shown = changes.filter(each => !each.target.closest?.('[data-testid=stSelectbox]'));
        if (shown.length) note(shown.some(each => inView(each.target)));
    });
    watcher.observe(main, seen);
    const frame = document.querySelector('iframe');
    const painted = { attributeFilter: ['data-painted'] };
    if (frame?.contentDocument?.body)
        new MutationObserver(() => note(inView(frame))).observe(frame.contentDocument.body, painted);
    addEventListener('keydown', () => { started = performance.now(); again(); },
        { capture: true, once: true });
    window.watching = true;
})"""


def measure(folder: Path) -> None:
    """Prints medians and ratios of changes, and what they take of processors; first of areas that
    nobody looked at since the server started, then of ones that were."""
    server = Server(folder / "data", free_port())
    server.start()
    try:
        with pages.bare_page() as floor, sync_playwright() as playwright:
            browser = launch(playwright)
            bare = _opened(browser, f"{floor}/?as=box")
            ours = _opened(browser, f"{server.url}/district?area=GM0034&lang=nl")
            ours.locator(".st-key-footer").wait_for()
            for what, turns in (("not seen before", FIRST), ("seen before", AGAIN)):
                _print(what, [_pair(bare, ours, server, turn) for turn in turns])
            browser.close()
        papers.measure(server)
    finally:
        server.stop()
    papers.measure_pack(folder)


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(url)
    page.get_by_role("combobox").first.wait_for()
    return page


def _pair(bare: Page, ours: Page, server: Server, number: int) -> dict[str, float]:
    """Seconds of a bare change and, right after it, of a change of area."""
    colour, area = (each[number % len(each)] for each in (COLOURS, AREAS))
    floor = _change(bare, "kleur", colour)["everything"]
    session = ours.context.new_cdp_session(ours)
    session.send("Performance.enable")
    before = _busy(server.process.pid, session)
    told = _change(ours, "Gemeente, stadsdeel of wijk", f"{area} – wijk")
    busy = {who: now - before[who] for who, now in _busy(server.process.pid, session).items()}
    return {"bare": floor, **told, **busy}


def _change(page: Page, title: str, option: str) -> dict[str, float]:
    """Seconds from the key that chooses until what is seen."""
    box = page.get_by_role("combobox", name=title, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).wait_for()
    page.wait_for_timeout(QUIET_MS)
    page.evaluate(f"window.told = ({WATCH})({QUIET_MS}); undefined")
    page.keyboard.press("Enter")
    return {what: told / 1000 for what, told in page.evaluate("window.told").items()}


def _print(what: str, runs: list[dict[str, float]]) -> None:
    bare = statistics.median(run["bare"] for run in runs)
    print(f"profile, {len(runs)} changes to an area {what}: bare {bare * 1000:.0f} ms")
    for seen in SEEN:
        ours = statistics.median(run[seen] for run in runs)
        ratio = statistics.median(run[seen] / run["bare"] for run in runs)
        print(f"  {seen}: {ours * 1000:.0f} ms, {ratio:.2f} x")
    busy = [statistics.median(run[who] for run in runs) * 1000 for who in ("server", "browser")]
    print(f"  processor time: server {busy[0]:.0f} ms, page {busy[1]:.0f} ms")


def _busy(pid: int, session: CDPSession) -> dict[str, float]:
    """Processor seconds that the server and the tab have taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    metrics = session.send("Performance.getMetrics")["metrics"]
    tab = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
    return {"server": (int(fields[11]) + int(fields[12])) / 100, "browser": tab}
