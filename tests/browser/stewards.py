"""A server for a data steward, and what one does there in a browser."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests import cities, services
from tests.browser.conftest import Server, Visit, free_port, tab
from tests.conftest import environment, make_secret
from wijkeconomie.register import importing, upkeep
from wijkeconomie.release import publish
from wijkeconomie.sources import areas
from wijkeconomie.work import jobs

LOCAL = {"WIJKECONOMIE_LOCAL_STEWARD": "yes", "LC_ALL": "C"}


WORK_MS = 45_000


@pytest.fixture(scope="module")
def outside() -> Iterator[services.Services]:
    """Services of others that stand in."""
    with services.serving() as served:
        served.page = 100
        yield served


@pytest.fixture(scope="module")
def steward(outside, tmp_path_factory) -> Iterator[Server]:
    """One server for all tests, beside the services, with the data folder of this process on the
    same."""
    folder = tmp_path_factory.mktemp("steward")
    data, secret = folder / "data", make_secret(folder)
    data.mkdir()
    own = {f"WIJKECONOMIE_{n}_URL": f"{outside.url}/{p}" for n, p in services.VARIABLES.items()}
    own |= {"WIJKECONOMIE_SECRET_FILE": str(secret)}
    with environment(WIJKECONOMIE_DATA=data, **own):
        running = Server(data, free_port(), more=own | LOCAL, log=folder / "log")
        running.start()
        yield running
        for job in jobs.every():
            jobs.cancel(job, 0.2)
        running.stop()


@pytest.fixture
def empty(steward) -> Server:
    """The server without data."""
    for part in steward.folder.iterdir():
        shutil.rmtree(part) if part.is_dir() else part.unlink()
    return steward


@pytest.fixture
def filled(steward, tmp_path) -> Server:
    """The server with a made city and a release of it, from an earlier test or made here."""
    if not publish.releases():
        upkeep.use_areas(areas.read(cities.areas_file(tmp_path), None, None))
        register = cities.register_file(tmp_path, [cities.row(n) for n in range(30)])
        importing.import_file(register, "lisa")
        publish.publish("public", lambda _step: None)
    return steward


@pytest.fixture
def open_visit(window: BrowserContext) -> Iterator:
    """Makes visitors who must meet no error and no foreign host."""
    made = []

    def make(server: Server, width: int = 1280, **headers: str) -> Visit:
        visit = tabs.enter_context(tab(window, server))
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.set_extra_http_headers(headers)
        made.append(visit)
        return visit

    with ExitStack() as tabs:
        yield make
    for visit in made:
        assert visit.troubles == []


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name, exact=True).click(timeout=WORK_MS)


def send(visit: Visit, file: Path) -> None:
    visit.page.locator("[data-upload][data-ready]").wait_for()
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.page.get_by_text(f"{file.name} is verstuurd").wait_for()
    visit.page.get_by_role("radio", name=file.name).wait_for()
    visit.settle()


def told(visit: Visit, text: str) -> None:
    visit.page.get_by_text(text).first.wait_for(timeout=WORK_MS)
