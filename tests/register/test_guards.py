"""What keeps the register whole: nothing kept is lost, added up, or readable by others."""

from datetime import date

import pytest

from tests import cities
from tests.register.test_importing import city, good, register
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, store, taking, upkeep
from wijkeconomie.sources import areas

__all__ = ["city"]


def test_a_date_is_forgotten(city):
    city(cities.row(1), cities.row(1, date="2023-04-01"))
    assert upkeep.forget(date(2023, 4, 1)) == 1
    assert {row["year"] for row in register()} == {2024}
    with pytest.raises(Refused, match="it holds 2024-04-01"):
        upkeep.forget(date(2023, 4, 1))


def test_refused_rows_are_never_written_over_the_delivery(city, tmp_path):
    path = cities.register_file(tmp_path, [*good(3), cities.row(1, sbi="nonsense")])
    before = path.read_bytes()
    with pytest.raises(Refused, match="another name"):
        importing.import_file(path, "lisa", rejects_file=path)
    assert path.read_bytes() == before


def test_nothing_refused_writes_nothing(city, tmp_path):
    city(cities.row(1), rejects_file=tmp_path / "rejects.csv")
    assert not (tmp_path / "rejects.csv").exists()


def test_areas_stay_while_another_import_is_at_work(city, tmp_path):
    city(cities.row(1))
    other = cities.collection(cities.feature("BU99990901", cities.square(0, 1)))
    new = areas.read(cities.write(tmp_path / "new.geojson", other), None, None)
    with store.locked(settings.data_dir()), pytest.raises(Refused, match="at work"):
        upkeep.use_areas(new)
    assert "BU99990101" in set(areas.load()["area_code"])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([cities.row(1, date="2024-07-01")], "take the place of 4 establishments of GM9999 on"),
        ([cities.row(1)], "and holds 1 of them on 2024-04-01"),
        ([cities.row(1, date="2023-04-01"), cities.row(2, date="2023-07-01")], "in 2023, and a"),
    ],
)
def test_what_is_kept_is_not_lost_or_added_up(city, rows, sentence):
    city(*good(4))
    before = register()
    with pytest.raises(Refused, match=sentence):
        city(*rows)
    assert register() == before


def test_files_of_the_register_are_never_for_others(city, monkeypatch):
    """Not even while an import is at work: also the copy and DuckDB's own file beside it."""
    city(cities.row(1))
    seen, take = [], taking.take

    def look(*arguments: object) -> object:
        seen.extend(settings.data_dir().glob("register*.duckdb*"))
        assert all(file.stat().st_mode & 0o077 == 0 for file in seen)
        return take(*arguments)

    monkeypatch.setattr(taking, "take", look)
    importing.import_file(cities.register_file(tmp := settings.data_dir(), [cities.row(1)]), "lisa")
    assert tmp / "register.new.duckdb" in seen
