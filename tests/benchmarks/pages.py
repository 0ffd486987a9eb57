"""The map page against a bare Streamlit page in one run: first paint, change, bytes, memory."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import Server, free_port, launch
from wijkeconomie import settings
from wijkeconomie.view import http

RUNS = 7
INDICATORS = ("Banen", "Aandeel aan huis", "Vestigingen")
# Both are looked for at every frame the browser draws, so that waiting itself costs the same.
SAYS = "text => document.querySelector('[data-testid=stMain]')?.innerText.includes(text)"
SAYS_RED = f"() => ({SAYS})('done red')"
MARK = "() => document.querySelector('iframe')?.contentDocument?.body?.dataset.painted"
PAINTED = f"before => {{ const now = ({MARK})(); return now && now !== before; }}"
COLOURS = ("blue", "green", "red")


class Traffic:
    """Bytes a page received over its socket."""

    def __init__(self, page: Page) -> None:
        self.received = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: bytes | str) -> None:
        self.received += len(frame)


def measure(folder: Path) -> None:
    """Prints medians and ratios; the pages take turns, so that noise meets all of them."""
    server = Server(folder / "data", free_port())
    server.start()
    try:
        with bare_page() as floor, sync_playwright() as playwright:
            browser = launch(playwright)
            _visit_all(browser, server)
            runs = [_run(browser, floor, server.url) for _run_number in range(RUNS)]
            browser.close()
        _print(runs)
        print(f"server memory after all pages: {memory_mb(server.process.pid):.0f} MB")
    finally:
        server.stop()


def _run(browser: Browser, floor: str, url: str) -> dict[str, dict[str, float]]:
    return {
        "radio": _visit(browser, floor, SAYS_RED, [(_press_radio, c) for c in COLOURS]),
        "box": _visit(browser, f"{floor}/?as=box", SAYS_RED, [(_press_box, c) for c in COLOURS]),
        "map": _visit(
            browser,
            f"{url}/activity?level=buurt",
            PAINTED,
            [(press_indicator, i) for i in INDICATORS],
        ),
    }


@contextmanager
def bare_page() -> Iterator[str]:
    """A server with the bare page; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("bare.py"))]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=settings.PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(5)
    yield f"http://127.0.0.1:{port}"
    process.terminate()


def _visit(
    browser: Browser, url: str, is_shown: str, changes: list[tuple[Callable, str]]
) -> dict[str, float]:
    """Seconds until first shown and of a change, and bytes of a change."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    traffic = Traffic(page)
    started = time.perf_counter()
    page.goto(url)
    page.wait_for_function(is_shown, arg="")
    first = time.perf_counter() - started
    times, sizes = [], []
    for press, option in changes:
        time.sleep(1)
        before = traffic.received
        times.append(press(page, option))
        time.sleep(0.5)
        sizes.append(traffic.received - before)
    page.context.close()
    return {"first": first, "change": statistics.median(times), "bytes": statistics.median(sizes)}


def visit_bare(browser: Browser, floor: str) -> float:
    """Seconds of a change on the bare page with a select box."""
    presses = [(_press_box, colour) for colour in COLOURS]
    return _visit(browser, f"{floor}/?as=box", SAYS_RED, presses)["change"]


def _press_radio(page: Page, colour: str) -> float:
    started = time.perf_counter()
    page.locator("label", has_text=colour).last.click()
    page.wait_for_function(SAYS, arg=f"done {colour}")
    return time.perf_counter() - started


def _press_box(page: Page, colour: str) -> float:
    _type(page, "kleur", colour)
    started = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(SAYS, arg=f"done {colour}")
    return time.perf_counter() - started


def press_indicator(page: Page, indicator: str) -> float:
    """Seconds until the map shows another indicator."""
    mark = page.evaluate(MARK)
    _type(page, "Indicator", indicator)
    started = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(PAINTED, arg=mark)
    return time.perf_counter() - started


def _type(page: Page, title: str, option: str) -> None:
    box = page.get_by_role("combobox", name=title, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).wait_for()


def _print(runs: list[dict[str, dict[str, float]]]) -> None:
    for floor, what in (("radio", "first"), ("radio", "change"), ("box", "change")):
        bare = statistics.median(run[floor][what] for run in runs)
        ours = statistics.median(run["map"][what] for run in runs)
        ratio = statistics.median(run["map"][what] / run[floor][what] for run in runs)
        print(
            f"{what} against a bare page ({floor}): "
            f"{bare * 1000:.0f} ms, map {ours * 1000:.0f} ms, {ratio:.2f} x"
        )
    sizes = [
        statistics.median(run[page]["bytes"] for run in runs) / 1000 for page in ("radio", "map")
    ]
    print(f"bytes of a change: bare {sizes[0]:.1f} kB, map {sizes[1]:.1f} kB")


def _visit_all(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    for name in http.pages():
        page.goto(f"{server.url}/{name}")
        page.locator(".st-key-footer").wait_for()
        time.sleep(1)
    page.close()


def memory_mb(pid: int) -> float:
    """The most memory a process has had."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
