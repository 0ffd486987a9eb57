"""Files of a million rows from a real server: beside DuckDB's own COPY and Datasette, memory of the
server, and a page that is changed while twenty are made."""

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import duckdb
from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.pages import INDICATORS, PAINTED, memory_mb, press_indicator
from tests.benchmarks.timing import timed
from tests.browser.conftest import Server, free_port, launch
from wijkeconomie import settings
from wijkeconomie.view.exports import formats

ROWS = 1_000_000
AT_ONCE = 20
RUNS = 3
DATASETTE = "datasette==0.65.5"
BLOWN_UP = (
    "insert into activity select activity.* replace (year + 10 * i as year) "
    "from activity cross join range(1, 20) as r(i) "
    f"limit greatest(0, {ROWS} - (select count(*) from activity))"
)
OTHERS = [ending for ending in formats.FORMATS if ending not in ("csv", "gpx")]


def measure(folder: Path) -> None:
    """Prints medians and ratios. ``folder`` holds a data folder with a release."""
    own = folder / "million"
    own.mkdir()
    shutil.copyfile(folder / "data" / "economy.duckdb", own / "economy.duckdb")
    with duckdb.connect(own / "economy.duckdb") as con:
        con.execute(BLOWN_UP)
    csv = own / "activity.csv"
    with _serving(own) as server:
        _speed(server, own, csv)
        _pages(server)
    with _serving(own) as server:
        _formats(server, own)
    _datasette(folder, csv)


@contextmanager
def _serving(own: Path) -> Iterator[Server]:
    server = Server(own, free_port())
    server.start()
    _fetch(f"{server.url}/api/v1/tables/activity.csv?limit=10", own / "first")
    try:
        yield server
    finally:
        server.stop()


def _speed(server: Server, own: Path, csv: Path) -> None:
    """The file over HTTP, and COPY of the same query and of the very same file; they take turns.
    Processor time, without that of curl, tells the same on a machine that does other work too."""
    sql = settings.query("read/table_activity").rstrip().rstrip(";")
    nothing = dict.fromkeys(duckdb.extract_statements(sql)[0].named_parameters)
    before = memory_mb(server.process.pid)
    _fetch(f"{server.url}/api/v1/tables/activity.csv", csv)
    with duckdb.connect(own / "economy.duckdb", read_only=True, config={"threads": 2}) as con:
        con.execute(f"create temp table same as from read_csv('{csv}')")
        works = {
            "http": (
                server.process.pid,
                lambda: _fetch(f"{server.url}/api/v1/tables/activity.csv", csv),
            ),
            "query": (
                os.getpid(),
                lambda: con.execute(f"copy ({sql}) to '{own / 'query.csv'}' (header)", nothing),
            ),
            "same": (
                os.getpid(),
                lambda: con.execute(f"copy same to '{own / 'same.csv'}' (header)"),
            ),
        }
        runs = [{name: _cost(*work) for name, work in works.items()} for _run in range(RUNS)]
    print(f"CSV of {ROWS:,} rows ({csv.stat().st_size / 1e6:.0f} MB) over HTTP:")
    for position, kind in enumerate(("", " of processor time")):
        taken = {name: statistics.median(run[name][position] for run in runs) for name in works}
        print(
            f"  {taken['http']:.2f} s{kind}, {taken['http'] / taken['query']:.2f} x COPY of the "
            f"query, {taken['http'] / taken['same']:.2f} x COPY of the same file"
        )
    print(f"server memory: {memory_mb(server.process.pid) - before:+.0f} MB by these files")


def _cost(process_id: int, work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that work takes, and seconds of processor time of the process that does it."""
    before = _processor_s(process_id)
    taken = timed(work)
    return taken, _processor_s(process_id) - before


def _processor_s(process_id: int) -> float:
    told = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _pages(server: Server) -> None:
    """A change of indicator alone, and with twenty files under way."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{server.url}/activity?level=buurt")
        page.wait_for_function(PAINTED, arg="")
        _changes(page)
        alone = _changes(page)
        before = memory_mb(server.process.pid)
        files = [_start(f"{server.url}/api/v1/tables/activity.csv") for _file in range(AT_ONCE)]
        time.sleep(1)
        busy = _changes(page)
        going = sum(file.poll() is None for file in files)
        failed = sum(file.wait() != 0 for file in files)
        browser.close()
    print(
        f"change of a page: {alone * 1000:.0f} ms, with {AT_ONCE} files under way "
        f"{busy * 1000:.0f} ms, {busy / alone:.2f} x ({going} still going, {failed} failed)"
    )
    print(f"server memory: {memory_mb(server.process.pid) - before:+.0f} MB by {AT_ONCE} at once")


def _changes(page: Page) -> float:
    times = []
    for indicator in INDICATORS * 2:
        time.sleep(0.5)
        times.append(press_indicator(page, indicator))
    return statistics.median(times)


def _formats(server: Server, own: Path) -> None:
    """Every other format of the same rows, with how far memory rose by then."""
    before = memory_mb(server.process.pid)
    for ending in OTHERS:
        target = own / f"activity.{ending}"
        url = f"{server.url}/api/v1/tables/activity.{ending}"
        taken = timed(lambda url=url, target=target: _fetch(url, target))
        rise = memory_mb(server.process.pid) - before
        size = target.stat().st_size / 1e6
        print(f"{ending} of {ROWS:,} rows: {taken:.1f} s, {size:.0f} MB, memory {rise:+.0f} MB")
        target.unlink()


def _datasette(folder: Path, csv: Path) -> None:
    """The same rows as CSV from Datasette, in an environment of its own."""
    environment, database, port = folder / "datasette", folder / "million.db", free_port()
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin" / "pip", "install", "-q", DATASETTE], check=True)
    rows = duckdb.read_csv(str(csv), all_varchar=True)
    with sqlite3.connect(database) as con:
        con.execute(f"create table activity ({', '.join(rows.columns)})")
        marks = ", ".join("?" * len(rows.columns))
        con.executemany(f"insert into activity values ({marks})", rows.fetchall())
    command = [environment / "bin" / "datasette", "serve", database, "--port", str(port)]
    more = ["--setting", "max_csv_mb", "0", "--setting", "sql_time_limit_ms", "60000"]
    process = subprocess.Popen([*command, *more], stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/million"
        _wait(f"{url}.json")
        target = folder / "datasette.csv"
        taken = timed(lambda: _fetch(f"{url}/activity.csv?_stream=on&_size=max", target))
        lines = sum(1 for _line in target.open("rb")) - 1
        print(f"Datasette: the same table as CSV in {taken:.1f} s ({lines:,} rows)")
    finally:
        process.terminate()


def _wait(url: str) -> None:
    for _attempt in range(240):
        try:
            urlopen(url).close()
        except (URLError, ConnectionError):
            time.sleep(0.25)
        else:
            return


def _fetch(url: str, target: Path) -> None:
    subprocess.run(["curl", "-sSf", "-o", target, url], check=True)


def _start(url: str) -> subprocess.Popen:
    """A file, asked again when there was no turn for it in time, as the answer then says."""
    return subprocess.Popen(["curl", "-sSf", "--retry", "9", "-o", os.devnull, url])
