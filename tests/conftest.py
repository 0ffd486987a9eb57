"""A sample release, made once for all tests, and small files to make others from."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import services as servers
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import calls, sample

SHARED = settings.PROJECT.parent / "shared" / "data"
SECRET = bytes(range(32))


def make_secret(folder: Path) -> Path:
    secret = folder / "secret"
    secret.write_bytes(SECRET)
    secret.chmod(0o600)
    return secret


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Data folder with the sample register and a release made from it."""
    folder = tmp_path_factory.mktemp("sample")
    secret = make_secret(tmp_path_factory.mktemp("secret"))
    with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=secret):
        sample.write(settings.raw_dir() / "sample.csv")
        importing.import_file(settings.raw_dir() / "sample.csv", "lisa")
        publish.publish("public", lambda _step: None)
    return folder


@pytest.fixture(scope="session")
def both_editions(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with the sample in both editions, and no register; do not change it."""
    folder = tmp_path_factory.mktemp("both")
    shutil.copyfile(sample_folder / "economy.duckdb", folder / "economy.duckdb")
    secret = make_secret(tmp_path_factory.mktemp("secret"))
    with environment(WIJKECONOMIE_DATA=sample_folder, WIJKECONOMIE_SECRET_FILE=secret):
        publish.publish("internal", lambda _step: None, folder / "internal.duckdb")
    return folder


@pytest.fixture
def sample_release(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample release in use; do not change its folder."""
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(sample_folder))
    return sample_folder


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder in use, with a secret beside it."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(folder))
    monkeypatch.setenv("WIJKECONOMIE_SECRET_FILE", str(make_secret(tmp_path)))
    return folder


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """A real file from the shared folder; the test is skipped where that is missing."""

    def find(name: str) -> Path:
        if not SHARED.exists():
            pytest.skip("shared files are not on this machine")
        return SHARED / name

    return find


class environment:  # noqa: N801
    """Environment variables for the length of a block."""

    def __init__(self, **values: object) -> None:
        self.values = {key: str(value) for key, value in values.items()}
        self.before = {key: os.environ.get(key) for key in values}

    def __enter__(self) -> None:
        os.environ.update(self.values)

    def __exit__(self, *_error: object) -> None:
        for key, value in self.before.items():
            os.environ.pop(key) if value is None else os.environ.update({key: value})


@pytest.fixture
def services(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Services]:
    """The services of others, played by a local server; waits between attempts are noted, in
    ``waits``, and not waited."""
    with servers.serving() as served:
        for name, path in servers.VARIABLES.items():
            monkeypatch.setenv(f"WIJKECONOMIE_{name}_URL", f"{served.url}/{path}")
        monkeypatch.setattr(calls, "pause", served.waits.append)
        yield served
