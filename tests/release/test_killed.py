"""A release that is killed, or has no room, at any step leaves the last good one in use."""

import os

import pytest

from tests import cities, killed
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas

EVERY = 5


def release_and_import(folder):
    areas.save(areas.read(cities.areas_file(folder), None, None))
    for year in ("2023", "2024"):
        rows = [cities.row(i, date=f"{year}-04-01") for i in range(12)]
        importing.import_file(cities.register_file(folder, rows), "lisa")
        if year == "2023":
            publish.publish("public", lambda _step: None)


@pytest.fixture
def published(empty_folder, prepared):
    """Data folder with a release in use, and a register that has changed since."""
    prepared(release_and_import)
    return settings.release_file()


def kept() -> dict[str, bytes]:
    folder = settings.data_dir()
    files = [*folder.glob("*.duckdb"), *folder.glob("releases/*.duckdb")]
    return {file.name: file.read_bytes() for file in files if ".new" not in file.name}


def dying_release(at: str) -> None:
    replace = os.replace

    def step(name: str) -> None:
        if name == at:
            killed.die()

    def die_before(*files: object) -> None:
        if at == "replace" and str(files[1]).endswith("economy.duckdb"):
            killed.die()
        replace(*files)

    os.replace = die_before
    publish.publish("public", step)


def test_a_kill_at_any_step_leaves_the_release_in_use(published):
    before = published.read_bytes()
    steps: list[str] = []
    publish.publish("public", steps.append, published.with_name("elsewhere.duckdb"))
    for at in [*steps[::EVERY], steps[-1], "replace"]:
        assert killed.run(lambda at=at: dying_release(at)) == -9, at
        assert published.read_bytes() == before, at
    publish.publish("public", lambda _step: None)
    assert published.read_bytes() != before


@pytest.mark.parametrize("room", [0, 20_000, 600_000])
def test_a_full_disk_leaves_the_release_in_use(published, room):
    before = kept()
    work = killed.with_room(room, lambda: publish.publish("public", lambda _step: None))
    assert killed.run(work) == killed.REFUSED
    assert before.items() <= kept().items()
    assert published.read_bytes() == before[published.name]
    assert not list(settings.data_dir().glob("**/*.new*"))
