"""A real server with the sample release and a real Chromium that forbids foreign hosts."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from wijkeconomie import settings

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
    # No name is looked up elsewhere: what asks for a foreign host fails at once.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # A visit is too short to earn back what it costs to optimise its scripts.
    "--js-flags=--no-opt --no-maglev --no-flush-bytecode --single-threaded",
]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WAIT_MS = 30_000
# Streamlit tells that it runs only once the server answers: what was asked until then is marked.
# Messages are protocol buffers: RERUN is the tag of a BackMsg that asks for a run; a ForwardMsg has
# the tag of its kind after a hash and metadata, and NEW is that of a run that begins. A fragment
# that is gone is not run: of it nothing is heard. A fold asks in a task after the click that opens
# it, so what was just touched is not at rest either.
MARKED = """(() => {
    const RERUN = 0x5a, NEW = 0x22, BEFORE = [0x0a, 0x12], MOST_MS = 5000
    const marks = () => document.documentElement.dataset
    let asked = 0, touched = 0
    const clear = then => then === asked && delete marks().asked
    function kind(bytes) {
        let at = 0
        while (BEFORE.includes(bytes[at])) {
            let size = 0, shift = 0
            do size |= (bytes[++at] & 127) << 7 * shift++
            while (bytes[at] & 128)
            at += size + 1
        }
        return bytes[at]
    }
    function touch() {
        marks().touched = ''
        clearTimeout(touched)
        touched = setTimeout(() => delete marks().touched, 50)
    }
    for (const doing of ['click', 'change', 'keydown', 'popstate'])
        addEventListener(doing, touch, true)
    window.WebSocket = class extends WebSocket {
        constructor(...given) {
            super(...given)
            this.addEventListener('message', event => {
                if (kind(new Uint8Array(event.data)) !== NEW) return
                setTimeout(clear, 50, asked)
            })
        }
        send(message) {
            if (message[0] === RERUN) setTimeout(clear, MOST_MS, marks().asked = ++asked)
            super.send(message)
        }
    }
})()"""
AT_REST = "html:not([data-asked]):not([data-touched])"
IDLE = f'{AT_REST} [data-testid="stApp"][data-test-script-state="notRunning"]'
POINTS = """() => [...document.querySelectorAll('.leaflet-marker-pane [role=button]')]
    .reduce((sum, each) => sum + (parseInt(each.textContent) || 1), 0)"""


@dataclass
class Server:
    """The application on a port of its own."""

    folder: Path
    port: int
    process: subprocess.Popen | None = None
    project: Path = settings.PROJECT
    more: dict[str, str] = field(default_factory=dict)
    log: Path = Path(os.devnull)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        given = {
            "WIJKECONOMIE_DATA": str(self.folder),
            "WIJKECONOMIE_BASEMAP": "none",
            "WIJKECONOMIE_API_REQUESTS": "1000000",
        }
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, "--server.port", str(self.port)],
                cwd=self.project,
                env=os.environ | given | self.more,
                stdout=output,
                stderr=output,
            )
        for _attempt in range(240):
            try:
                urlopen(f"{self.url}/assets/start.js").close()
            except (URLError, ConnectionError):
                time.sleep(0.25)
            else:
                return
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def server(sample_folder: Path) -> Iterator[Server]:
    running = Server(sample_folder, free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def other_server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty data folder, to fill as the test wants."""
    running = Server(tmp_path / "data", free_port())
    running.folder.mkdir()
    running.start()
    yield running
    running.stop()


def launch(playwright: Playwright) -> Browser:
    """The Chromium that is wanted, or the one of the machine: without windows it does with less."""
    known = (os.environ.get("CHROMIUM"), *(shutil.which(name) for name in BROWSERS))
    return playwright.chromium.launch(
        executable_path=next(filter(None, known), None), args=ARGUMENTS
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


@dataclass
class Visit:
    """One visitor: a page that notes every error and every request elsewhere."""

    page: Page
    server: Server
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(WAIT_MS)
        self.page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._see)

    def _hear(self, message) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text}")

    def _see(self, request) -> None:
        if not request.url.startswith((self.server.url, "data:", "blob:", "about:")):
            self.troubles.append(f"foreign host: {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server.url}/{path}")
        self.settle()

    def settle(self) -> None:
        """Waits until the page is drawn and Streamlit has nothing left to do."""
        self.page.locator("h1").first.wait_for()
        self.page.locator(".st-key-footer").wait_for()
        self.page.locator(IDLE).wait_for()

    def settle_map(self, painted: str | None = None) -> str:
        """Waits until the map is painted anew; returns the mark of what is painted."""
        mark = (
            "body[data-painted]"
            if painted is None
            else f'body[data-painted]:not([data-painted="{painted}"])'
        )
        body = self.map.locator(mark)
        body.wait_for(state="attached")
        return body.get_attribute("data-painted")

    @property
    def map(self):
        return self.page.frame_locator("iframe").first

    @property
    def table(self):
        """What the first grid of the page tells who hears it; each grid is drawn in its own time."""
        return self.page.get_by_test_id("stDataFrame").first.locator("table")

    def points(self, wanted: int) -> None:
        """Waits until so many places and initiatives are on the map, alone or together."""
        self.page.frames[-1].wait_for_function(f"({POINTS})() === {wanted}")

    def choose(self, title: str, option: str) -> None:
        """Picks an option of a select box by its words, with the keyboard."""
        box = self.page.get_by_role("combobox", name=title, exact=True)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).first.wait_for()
        box.press("Enter")
        self.settle()

    def press(self, words: str) -> None:
        self.page.get_by_role("radio", name=words, exact=True).or_(
            self.page.get_by_role("button", name=words, exact=True)
        ).first.click()
        self.settle()


def context(browser: Browser, width: int = 1280) -> BrowserContext:
    screen = {"width": width, "height": 900}
    opened = browser.new_context(viewport=screen, accept_downloads=True, locale="nl-NL")
    opened.add_init_script(MARKED)
    return opened


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for many visitors: a page that stays open keeps the scripts that the browser has
    read and compiled, more than half of what a visit costs."""
    opened = context(browser)
    kept = opened.new_page()
    kept.route("**/*", lambda route: route.fulfill(body=""))
    kept.goto("http://127.0.0.1/")
    yield opened
    opened.close()


@contextmanager
def tab(window: BrowserContext, server: Server) -> Iterator[Visit]:
    """A visitor in a tab of their own, who leaves nothing behind."""
    visitor = Visit(window.new_page(), server)
    yield visitor
    forget(visitor.page, server)
    visitor.page.close()


def forget(page: Page, server: Server) -> None:
    """Clears what the browser keeps of a visit."""
    everything = {"origin": server.url, "storageTypes": "all"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.context.clear_cookies()


@pytest.fixture
def visit(window: BrowserContext, server: Server) -> Iterator[Visit]:
    """A visitor who must meet no error and no foreign host."""
    with tab(window, server) as visitor:
        yield visitor
    assert visitor.troubles == []


@pytest.fixture
def other_visit(window: BrowserContext, other_server: Server) -> Iterator[Visit]:
    with tab(window, other_server) as visitor:
        yield visitor
    assert visitor.troubles == []
