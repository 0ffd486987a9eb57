"""Publishing swaps a release in as a whole, keeps the last ten, and loses nothing."""

import os
import signal
import subprocess
import sys

import pytest

from tests import cities
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.release import build, publish
from wijkeconomie.sources import areas
from wijkeconomie.view import query


@pytest.fixture
def city(empty_folder, tmp_path):
    """Loads a number of establishments and publishes; returns the release id."""
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    return lambda count: release(tmp_path, count)


@pytest.fixture
def used(empty_folder, prepared) -> str:
    """Vierkantstad with a release of ten establishments in use; returns the release id."""
    prepared(release_ten)
    return publish.releases()[0].release_id


def release_ten(folder) -> None:
    areas.save(areas.read(cities.areas_file(folder), None, None))
    release(folder, 10)


def release(folder, count: int) -> str:
    rows = [cities.row(i) for i in range(count)]
    importing.import_file(cities.register_file(folder, rows), "lisa")
    return publish.publish("public", lambda _step: None)


def test_the_newest_is_in_use_and_older_ones_are_kept(used, tmp_path):
    first, second = used, release(tmp_path, 30)
    kept = publish.releases()
    assert {release.release_id for release in kept} == {first, second}
    assert [release.release_id for release in kept if release.is_used] == [second]
    publish.use(first)
    assert [release.release_id for release in publish.releases() if release.is_used] == [first]


def test_only_the_last_are_kept(city, monkeypatch):
    assert publish.KEEP == 10
    monkeypatch.setattr(publish, "KEEP", 2)
    made = [city(10 + 5 * i) for i in range(3)]
    kept = [release.release_id for release in publish.releases()]
    assert len(kept) == 2
    assert made[-1] in kept


def test_an_unknown_release_cannot_be_used(used):
    for name in ("20990101-abc", "../register", "making"):
        with pytest.raises(Refused, match="is not kept"):
            publish.use(name)
    assert query.release().release_id == used


def test_a_release_that_breaks_a_rule_is_not_put_to_use(city, monkeypatch):
    used = city(11)
    before = settings.release_file().read_bytes()
    monkeypatch.setattr(build, "MACROS", [*build.MACROS, "broken"])
    real = settings.query
    broken = "create or replace temp macro published_count(n, key_sum, threshold, is_turned) as n"
    monkeypatch.setattr(
        settings, "query", lambda name: broken if name.endswith("macro_broken") else real(name)
    )
    with pytest.raises(Refused, match=r"breaks \d rules and is not put to use"):
        publish.publish("public", lambda _step: None)
    assert settings.release_file().read_bytes() == before
    assert query.release().release_id == used
    assert not list(settings.releases_dir().glob("making*"))


def test_a_killed_release_leaves_the_one_in_use(used, tmp_path):
    program = (
        "import time\nfrom wijkeconomie.release import publish\n"
        "def step(name):\n    print(name, flush=True)\n    time.sleep(60 if name == 'location' else 0)\n"
        "publish.publish('public', step)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=os.environ, text=True
    )
    while process.stdout.readline() != "location\n":
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    assert query.release().release_id == used
    assert [release.release_id for release in publish.releases()] == [used]
    assert release(tmp_path, 30) != used


def test_a_release_can_be_written_elsewhere(used, tmp_path):
    publish.publish("public", lambda _step: None, tmp_path / "elsewhere.duckdb")
    assert (tmp_path / "elsewhere.duckdb").exists()
    assert query.release().release_id == used


def test_the_application_sees_a_new_release_without_restart(used, tmp_path):
    assert query.release().release_id == used
    second = release(tmp_path, 30)
    assert query.release().release_id == second
    rows = query.run("figures_by_year", area="GM9999")
    assert rows["establishments"].tolist() == [30]
