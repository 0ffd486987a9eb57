"""An import that is killed, or has no room, at any step leaves the last good register."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import cities, killed
from tests.register.test_importing import city, good, register
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, rejects, store, taking

__all__ = ["city"]


@pytest.fixture
def ready(city, tmp_path):
    """A register of one date, and a delivery of another with a row to refuse."""
    city(*good(3, date="2023-04-01"))
    return cities.register_file(tmp_path, [*good(4), cities.row(1, sbi="x")])


def watched_import(path: Path, look: Callable[[str], None]) -> None:
    """An import that has a look after each of its steps, and before a file is replaced."""
    run, replace = store.run, os.replace

    def look_after(con: object, name: str, **parameters: object) -> None:
        run(con, name, **parameters)
        look(name)

    def look_before(*files: object) -> None:
        look(f"replace {Path(files[1]).name}")
        replace(*files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "run", look_after)
        patch.setattr(os, "replace", look_before)
        importing.import_file(path, "lisa", rejects_file=path.with_name("rejects.csv"))


def dying_import(path: Path, at: str) -> None:
    watched_import(path, lambda step: killed.die() if step == at else None)


def test_a_kill_at_any_step_leaves_the_register_as_it_was(ready):
    """What stands on disk at a step is what a kill leaves; a few are killed indeed."""
    before, rows = settings.register_file().read_bytes(), register()
    for at in ("typed", "delivered", "replace register.duckdb", "replace rejects.csv"):
        assert killed.run(lambda at=at: dying_import(ready, at)) == -9, at
        assert settings.register_file().read_bytes() == before, at
    assert register() == rows
    seen: list[str] = []

    def look(step: str) -> None:
        seen.append(step)
        if "replace register.duckdb" not in seen[:-1]:
            assert settings.register_file().read_bytes() == before, step

    watched_import(ready, look)
    assert {"typed", "problem", "placement", "clear_dates", "delivered", "log"} <= set(seen)
    assert {"replace register.duckdb", "replace rejects.csv"} <= set(seen)
    assert len(register()) == 7
    assert not list(settings.data_dir().glob("*.new*"))


@pytest.mark.parametrize("room", [0, 4_096, 60_000, 300_000])
def test_a_full_disk_leaves_the_register_as_it_was(ready, room):
    before = settings.register_file().read_bytes()
    target = ready.with_name("rejects.csv")
    work = killed.with_room(room, lambda: importing.import_file(ready, "lisa", None, target))
    assert killed.run(work) == killed.REFUSED
    assert settings.register_file().read_bytes() == before
    assert not list(settings.data_dir().glob("*.new*"))
    assert not list(target.parent.glob("*.new"))


@pytest.mark.parametrize("failing", ["rejects", "take"])
def test_a_failure_while_writing_leaves_no_half_files(ready, monkeypatch, failing):
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    module, name = {"rejects": (rejects, "neutral_frame"), "take": (taking, "take")}[failing]
    monkeypatch.setattr(module, name, fail)
    before = settings.register_file().read_bytes()
    with pytest.raises((OSError, Refused)):
        importing.import_file(ready, "lisa", None, ready.with_name("rejects.csv"))
    assert settings.register_file().read_bytes() == before
    assert not list(ready.parent.glob("*.new"))
