"""The profile on paper: its first call to a fresh server, calls after that, and a pack of all."""

import statistics
import sys
import time
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from urllib.request import urlopen
from zipfile import ZipFile

from tests.benchmarks.timing import timed
from tests.browser.conftest import Server, free_port
from wijkeconomie import settings

AREAS = ("WK003401", "WK003402", "WK003404", "WK003406", "WK003430", "GM0034")


def measure(server: Server) -> None:
    """Prints seconds of a profile as PDF from a server that is at work, areas not asked before."""
    _fetch(server, AREAS[0])
    times = [_fetch(server, area) for area in AREAS[1:]]
    print(f"profile as PDF: median {statistics.median(times):.2f} s, most {max(times):.2f} s")


def measure_first(folder: Path) -> None:
    """Prints seconds of the first PDF of a server: at once, and some seconds after its start."""
    for waited in (0, 10):
        server = Server(folder / "data", free_port())
        server.start()
        try:
            time.sleep(waited)
            print(f"first PDF, {waited} s after the start: {_fetch(server, AREAS[0]):.2f} s")
        finally:
            server.stop()


def measure_pack(folder: Path) -> None:
    """Prints seconds of a pack of all wijken by the command, and per profile."""
    measure_first(folder)
    with TemporaryDirectory() as made:
        file = Path(made) / "pack.zip"
        command = [sys.executable, "-m", "wijkeconomie", "profiles", "--out", str(file)]
        taken = timed(lambda: run(command, cwd=settings.PROJECT, check=True, capture_output=True))
        count = _count(file)
    print(f"pack of {count} profiles: {taken:.1f} s, {taken / count:.2f} s each")


def _count(file: Path) -> int:
    with ZipFile(file) as pack:
        return len(pack.namelist())


def _fetch(server: Server, area: str) -> float:
    return timed(lambda: urlopen(f"{server.url}/api/v1/profiles/{area}.pdf?lang=nl").read())
