"""The register survives whatever happens while it is changed."""

import os
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from tests import cities
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, store
from wijkeconomie.sources import areas


@pytest.fixture
def register(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    importing.import_file(cities.register_file(tmp_path, [cities.row(1)]), "lisa")
    return settings.register_file()


def test_a_failure_leaves_the_register_as_it_was(register):
    before = register.read_bytes()
    with pytest.raises(RuntimeError), store.changed() as con:  # noqa: PT012
        con.execute("delete from delivered")
        raise RuntimeError
    assert register.read_bytes() == before
    assert not list(register.parent.glob("register.new*"))


def test_a_killed_import_leaves_the_register_as_it_was(register):
    before = register.read_bytes()
    program = (
        "import time\nfrom wijkeconomie.register import store\n"
        "with store.changed() as con:\n"
        "    con.execute('delete from delivered')\n"
        "    print('changed', flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=os.environ, text=True
    )
    assert process.stdout.readline() == "changed\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    assert register.read_bytes() == before
    with store.changed() as con:
        assert store.count(con, "delivered") == 1


def test_two_changes_at_once_are_refused(register):
    with (
        store.changed(),
        pytest.raises(Refused, match="wait until it has finished"),
        store.changed(),
    ):
        pass


def test_what_is_delivered_is_not_left_in_the_file(register, tmp_path):
    """Columns we do not need, such as names, are not even in freed pages."""
    path = tmp_path / "named.csv"
    columns, rest = ";naam;postcode;huisnummer", ";Pietersen en Zonen;9876ZX;54321"
    lines = [cities.HEADER + columns, cities.row(5) + rest, cities.row(6, x="", y="") + rest]
    path.write_text("\n".join(lines) + "\n")
    importing.import_file(path, "lisa")
    assert not [w for w in (b"Pietersen", b"9876ZX", b"54321") if w in register.read_bytes()]
    with duckdb.connect(register, read_only=True) as con:
        tables = {row[0] for row in con.execute("show tables").fetchall()}
    made = {
        "delivered",
        "placement",
        "boundary_set",
        "smallest_area",
        "import_log",
        "establishment",
    }
    made |= {"placed_in"}
    assert tables == made


def test_reading_goes_on_while_it_is_changed(register):
    started = time.monotonic()
    with store.changed(), duckdb.connect(register, read_only=True) as con:
        assert con.execute("select count(*) from establishment").fetchall() == [(1,)]
    assert time.monotonic() - started < 30
