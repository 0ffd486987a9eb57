"""The internal edition is exact, readable by its owner alone, and never taken for the public one."""

import shutil
import stat

import duckdb
import pytest

from tests import cities
from wijkeconomie import settings
from wijkeconomie.__main__ import main
from wijkeconomie.errors import Refused, WrongEdition
from wijkeconomie.register import importing
from wijkeconomie.release import build, checks, publish
from wijkeconomie.sources import areas
from wijkeconomie.view import query

QUIET = lambda _step: None  # noqa: E731


def rows(file, sql: str) -> list[tuple]:
    with duckdb.connect(file, read_only=True) as con:
        return con.execute(sql).fetchall()


def release_both(folder):
    areas.save(areas.read(cities.areas_file(folder), None, None))
    delivered = [cities.row(i) for i in range(3)]
    importing.import_file(cities.register_file(folder, delivered), "lisa")
    publish.publish("public", QUIET)
    publish.publish("internal", QUIET)


@pytest.fixture
def city(empty_folder, prepared):
    """Vierkantstad with three establishments in one buurt, in both editions."""
    return prepared(release_both)


def test_every_macro_that_protects_has_a_twin_that_does_not():
    public, exact = build.macros("public"), build.macros("internal")
    assert len(public) == len(exact)
    for name, twin in zip(public, exact, strict=True):
        text = settings.query(f"release/macro_{twin}")
        assert f"temp macro {name}(" in text
    assert {"published_count", "published_jobs", "noise", "jobs_flag"} <= set(public) - set(exact)


@pytest.mark.parametrize(
    ("cells", "establishments"),
    [
        ("area_code = 'GM0034'", "true"),
        ("area_code = 'WK003417'", "wijk_code = 'WK003417'"),
        ("area_code = 'BU00341701'", "buurt_code = 'BU00341701'"),
    ],
)
def test_cells_are_what_the_register_holds(both_editions, sample_folder, cells, establishments):
    shown = rows(
        both_editions / "internal.duckdb",
        "select year, establishments, jobs, jobs_full_time, flag from activity"
        f" where {cells} and sector = '*' and size_class = '*' and premises = '*' order by year",
    )
    counted = rows(
        sample_folder / "register.duckdb",
        "select year, count(*), sum(jobs), sum(jobs_full_time), null from establishment"
        f" where {establishments} group by year order by year",
    )
    assert shown == counted


def test_hexagons_places_and_flows_are_exact(both_editions, sample_folder):
    file, register = both_editions / "internal.duckdb", sample_folder / "register.duckdb"
    homes = "select year, count(*) from establishment where x is not null and premises = 'home'"
    assert rows(
        file, "select year, sum(establishments) from hexagon group by year order by year"
    ) == rows(register, f"{homes} group by year order by year")
    assert rows(file, "select count(*) from place_reach where establishments between 1 and 4")[0][0]
    whole = "select {} from dynamics where area_code = 'GM0034' and premises = '*' and year > 2016"
    sums = (
        "sum(openings) filter (where sector {0} '*'), sum(closures) filter (where sector {0} '*')"
    )
    assert rows(file, whole.format(sums.format("="))) == rows(file, whole.format(sums.format("<>")))


def test_nothing_is_protected_and_the_schema_is_the_same(both_editions):
    public, internal = both_editions / "economy.duckdb", both_editions / "internal.duckdb"
    columns = (
        "select table_name, column_name, data_type from information_schema.columns order by 1, 2"
    )
    assert rows(internal, columns) == rows(public, columns)
    for table in (
        "activity",
        "location",
        "dynamics",
        "survival",
        "hexagon",
        "place_reach",
        "reach",
    ):
        assert set(rows(internal, f"select distinct flag from {table}")) <= {
            (None,),
            ("u",),
            ("x",),
        }
    assert rows(internal, "select edition, protection from release_info") == [
        ("internal", build.EXACT)
    ]


def test_it_has_a_private_file_and_an_id_of_its_own(city):
    used, kept = settings.release_file().read_bytes(), publish.releases()
    for leftover in (settings.internal_file(), city / "economy.duckdb"):
        assert leftover.exists()
    release_id = publish.publish("internal", QUIET)
    assert release_id.endswith("-internal")
    assert release_id.removesuffix("-internal") not in {release.release_id for release in kept}
    assert stat.S_IMODE(settings.internal_file().stat().st_mode) == 0o600
    assert settings.release_file().read_bytes() == used
    assert publish.releases() == kept
    assert not list(city.glob("making*"))


def test_one_edition_is_never_written_in_the_place_of_the_other(city):
    before = {file: file.read_bytes() for file in city.rglob("*.duckdb")}
    places = [settings.release_file(), settings.releases_dir() / "20240401-x.duckdb"]
    for edition, out in [*(("internal", p) for p in places), ("public", settings.internal_file())]:
        with pytest.raises(Refused, match="is not the place of"):
            publish.publish(edition, QUIET, out)
    assert {file: file.read_bytes() for file in city.rglob("*.duckdb")} == before


@pytest.mark.parametrize("name", ["own", "20990101-abc"])
def test_an_internal_release_among_the_kept_ones_cannot_be_used(city, name):
    """Neither under its own id nor under that of a public one."""
    used = query.release().release_id
    (internal_id,) = rows(settings.internal_file(), "select release_id from release_info")[0]
    stem = internal_id if name == "own" else name
    planted = settings.releases_dir() / f"{stem}.duckdb"
    shutil.copyfile(settings.internal_file(), planted)
    other = settings.releases_dir() / "other-file.duckdb"
    shutil.copyfile(settings.release_file(), other)
    with duckdb.connect(other) as con:
        con.execute("update release_info set release_id = '20990101-abc'")
    if name == "own":
        with pytest.raises(Refused, match="is not kept"):
            publish.use(stem)
    else:
        publish.use(stem)
        used = "20990101-abc"
    assert query.release().release_id == used
    assert query.release().edition == "public"


DISGUISES = {
    "as it is": "select 1",
    "called public": "update release_info set edition = 'public'",
    "with a public id": "update release_info set release_id = '20250401-abc'",
    "called public with a public id": "update release_info set edition = 'public', "
    "release_id = '20250401-abc'",
    "called nothing": "update release_info set edition = null",
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_exact_figures_in_the_place_of_the_public_release_are_not_shown(
    both_editions, empty_folder, disguise
):
    shutil.copyfile(both_editions / "internal.duckdb", settings.release_file())
    with duckdb.connect(settings.release_file()) as con:
        con.execute(DISGUISES[disguise])
    with pytest.raises(WrongEdition, match="does not hold a public release"):
        query.release()


@pytest.mark.parametrize("disguise", DISGUISES)
def test_exact_figures_never_pass_as_public(both_editions, tmp_path, disguise, monkeypatch):
    file = tmp_path / "disguised.duckdb"
    shutil.copyfile(both_editions / "internal.duckdb", file)
    with duckdb.connect(file) as con:
        con.execute(DISGUISES[disguise])
    monkeypatch.setattr("sys.argv", ["wijkeconomie", "check", str(file)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1


def test_public_figures_are_not_taken_for_internal_ones(both_editions, empty_folder):
    shutil.copyfile(both_editions / "economy.duckdb", settings.internal_file())
    with query.reading("internal"), pytest.raises(WrongEdition, match="the internal edition"):
        query.release()


def test_check_says_what_it_is_and_what_it_leaves_out(both_editions, monkeypatch, capsys):
    file = both_editions / "internal.duckdb"
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("sys.argv", ["wijkeconomie", "check", str(file), "--edition", "internal"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "is the internal edition: exact figures, not for publication" in told
    assert set(checks.names("public")) >= checks.PROTECTING
    for name in checks.PROTECTING:
        assert name in told
    assert checks.names("internal") == [n for n in checks.names() if n not in checks.PROTECTING]
    assert f"passes {len(checks.names('internal'))} checks" in told


def test_a_broken_internal_release_is_not_put_in_place(city, monkeypatch):
    before = settings.internal_file().read_bytes()
    monkeypatch.setattr(build, "SUFFIXES", {"public": "", "internal": ""})
    with pytest.raises(Refused, match="edition_not_told"):
        publish.publish("internal", QUIET)
    assert settings.internal_file().read_bytes() == before
