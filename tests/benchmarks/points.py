"""First paint of the map with ten thousand places against the same map without any."""

import shutil
import statistics
import time
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import Server, free_port, launch

COUNT = 10_000
RUNS = 7
PATHS = ("activity?level=wijk", "places")
EMPTY = ("delete from place", "delete from initiative", "delete from place_reach")
MANY = (
    "create temp table one as from place order by place_id limit 1",
    "create temp table told as from place_reach where place_id = (select place_id from one) "
    "and year = (select max(year) from place_reach)",
    *EMPTY,
    "insert into place by name select one.* replace ('p' || i as place_id, 'Plek ' || i as name, "
    "5.12 + random() * 0.2 as lon, 52.32 + random() * 0.1 as lat, "
    f"cast(random() * 120 as integer) as capacity) from one cross join range({COUNT}) as r(i)",
    "insert into place_reach by name select told.* replace ('p' || i as place_id) "
    f"from told cross join range({COUNT}) as r(i)",
)
# Areas alone are painted once the mark is there; places once markers are in their pane.
PAINTED = "() => document.querySelector('iframe')?.contentDocument?.body?.dataset.painted"
MARKED = (
    f"() => ({PAINTED})() && document.querySelector('iframe').contentDocument"
    ".querySelector('.leaflet-marker-pane [role=button]')"
)


def measure(folder: Path) -> None:
    """Prints medians and ratios; both maps take turns. ``folder`` holds a data folder."""
    servers = {
        name: _server(folder, name, changes) for name, changes in (("none", EMPTY), ("many", MANY))
    }
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for path in PATHS:
                _compare(browser, servers, path)
            browser.close()
    finally:
        for server in servers.values():
            server.stop()


def _compare(browser: Browser, servers: dict[str, Server], path: str) -> None:
    waits = {"none": PAINTED, "many": MARKED}
    # Without places their own page has no map: the floor is the other map then.
    floor = PATHS[0] if path == "places" else path
    seconds: dict[str, list[float]] = {"none": [], "many": []}
    for run in range(RUNS + 1):
        for name, server in servers.items():
            asked = floor if name == "none" else path
            taken = _first_paint(browser, f"{server.url}/{asked}", waits[name])
            if run:
                seconds[name].append(taken)
    bare, ours = (statistics.median(seconds[name]) for name in ("none", "many"))
    print(
        f"first paint of {path} with {COUNT:,} places: {ours * 1000:.0f} ms, "
        f"map without: {bare * 1000:.0f} ms, {ours / bare:.2f} x"
    )


def _first_paint(browser: Browser, url: str, wanted: str) -> float:
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(url)
    page.wait_for_function(wanted)
    taken = time.perf_counter() - started
    page.close()
    return taken


def _server(folder: Path, name: str, changes: tuple[str, ...]) -> Server:
    own = folder / name
    own.mkdir()
    shutil.copyfile(folder / "data" / "economy.duckdb", own / "economy.duckdb")
    with duckdb.connect(own / "economy.duckdb") as con:
        for change in changes:
            con.execute(change)
    server = Server(own, free_port())
    server.start()
    return server
