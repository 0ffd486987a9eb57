"""An import that is killed, or has no room, at any step leaves the last good register."""

import os
from pathlib import Path

import pytest

from tests import cities, killed
from tests.register.test_importing import city, good, register
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, rejects, store, taking
from wijkeconomie.register.taking import Options

__all__ = ["city"]


@pytest.fixture
def ready(city, tmp_path):
    """A register of one date, and a delivery of another with a row to refuse."""
    city(*good(3, date="2023-04-01"))
    return cities.register_file(tmp_path, [*good(4), cities.row(1, sbi="x")])


def names_of_steps(path: Path) -> list[str]:
    seen, run = [], store.run

    def note(con: object, name: str, **parameters: object) -> None:
        seen.append(name)
        run(con, name, **parameters)

    store.run = note
    try:
        importing.import_file(path, "lisa", options=Options(is_check=True))
    finally:
        store.run = run
    return list(dict.fromkeys(seen))


def dying_import(path: Path, step: str) -> None:
    run, replace = store.run, os.replace

    def die_at(con: object, name: str, **parameters: object) -> None:
        run(con, name, **parameters)
        if name == step:
            killed.die()

    def die_before(*files: object) -> None:
        if step == f"replace {Path(files[1]).name}":
            killed.die()
        replace(*files)

    store.run, os.replace = die_at, die_before
    importing.import_file(path, "lisa", rejects_file=path.with_name("rejects.csv"))


def test_a_kill_at_any_step_leaves_the_register_as_it_was(ready):
    before, rows = settings.register_file().read_bytes(), register()
    steps = names_of_steps(ready)
    assert {"typed", "problem", "placement", "clear_dates", "delivered", "log"} <= set(steps)
    for step in [*steps, "replace register.duckdb", "replace rejects.csv"]:
        assert killed.run(lambda step=step: dying_import(ready, step)) == -9, step
        assert settings.register_file().read_bytes() == before, step
    assert register() == rows
    importing.import_file(ready, "lisa")
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
