"""A sample release, made once for all tests, and small files to make others from."""

import fcntl
import functools
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as limits

from tests import services as servers
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import calls, sample

# Nothing passes or fails on time.
limits.register_profile("untimed", deadline=None)
limits.load_profile("untimed")

SHARED = settings.PROJECT.parent / "shared" / "data"
SECRET = bytes(range(32))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the longest file, of which most does not wait for the sample to be made."""
    items.sort(key=lambda item: item.path.name != "test_manage.py")


def pytest_collection_finish() -> None:
    """Streamlit looks through all installed packages for components each time a test opens a page,
    which takes as long as the page: here once."""
    if "streamlit.testing.v1" in sys.modules:
        scanner = importlib.import_module("streamlit.components.v2.manifest_scanner")
        scanner.scan_component_manifests = functools.cache(scanner.scan_component_manifests)


def make_secret(folder: Path) -> Path:
    secret = folder / "secret"
    secret.write_bytes(SECRET)
    secret.chmod(0o600)
    return secret


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process of a run fills, and all of them read."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    with (folder / ".made").open("a+") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        if not os.fstat(mark.fileno()).st_size:
            make(folder)
            mark.write("made")
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with the sample register and a release made from it; do not change it."""
    secret = make_secret(tmp_path_factory.mktemp("secret"))

    def make(folder: Path) -> None:
        with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=secret):
            sample.write(settings.raw_dir() / "sample.csv")
            importing.import_file(settings.raw_dir() / "sample.csv", "lisa")
            publish.publish("public", lambda _step: None)

    return made_once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def both_editions(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with the sample in both editions, and no register; do not change it."""
    secret = make_secret(tmp_path_factory.mktemp("secret"))

    def make(folder: Path) -> None:
        shutil.copyfile(sample_folder / "economy.duckdb", folder / "economy.duckdb")
        with environment(WIJKECONOMIE_DATA=sample_folder, WIJKECONOMIE_SECRET_FILE=secret):
            publish.publish("internal", lambda _step: None, folder / "internal.duckdb")

    return made_once(tmp_path_factory, "both", make)


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


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable], Path]:
    """Lays a copy of a data folder in the one in use, that ``make`` fills in one of its own the
    first time; ``make`` gets a folder for its files."""
    made: dict[Callable[[Path], object], Path] = {}

    def lay(make: Callable[[Path], object]) -> Path:
        if make not in made:
            folder, files = (tmp_path_factory.mktemp(name) for name in ("prepared", "files"))
            secret = make_secret(files)
            with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=secret):
                make(files)
            made[make] = folder
        return shutil.copytree(made[make], settings.data_dir(), dirs_exist_ok=True, symlinks=True)

    return lay


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
