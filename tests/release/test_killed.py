"""A release that is killed, or has no room, at any step leaves the last good one in use."""

import os
from collections.abc import Callable

import pytest

from tests import cities, killed
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import build, publish
from wijkeconomie.sources import areas


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


def watched_release(look: Callable[[str], None]) -> None:
    """A release that has a look at each of its steps, and before it is put to use."""
    replace = os.replace

    def look_before(*files: object) -> None:
        if str(files[1]).endswith("economy.duckdb"):
            look("replace")
        replace(*files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", look_before)
        publish.publish("public", look)


def dying_release(at: str) -> None:
    watched_release(lambda step: killed.die() if step == at else None)


def test_a_kill_at_any_step_leaves_the_release_in_use(published):
    """What stands on disk at a step is what a kill leaves; a few are killed indeed."""
    before = published.read_bytes()
    for at in (build.PROTECTED, "quality", "replace"):
        assert killed.run(lambda at=at: dying_release(at)) == -9, at
        assert published.read_bytes() == before, at
    seen: list[str] = []

    def look(step: str) -> None:
        seen.append(step)
        assert published.read_bytes() == before, step

    watched_release(look)
    assert {*build.PREPARED, *build.TABLES} < set(seen)
    assert seen[-1] == "replace"
    assert published.read_bytes() != before


@pytest.mark.parametrize("room", [0, 20_000, 600_000])
def test_a_full_disk_leaves_the_release_in_use(published, room):
    before = kept()
    work = killed.with_room(room, lambda: publish.publish("public", lambda _step: None))
    assert killed.run(work) == killed.REFUSED
    assert before.items() <= kept().items()
    assert published.read_bytes() == before[published.name]
    assert not list(settings.data_dir().glob("**/*.new*"))
