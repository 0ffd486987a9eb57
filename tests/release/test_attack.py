"""The attack suite: what it finds in a release, and in one with a rule switched off."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.conftest import environment, make_secret
from tests.release import kinds
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, upkeep
from wijkeconomie.release import attack, build, checks, protect, publish, repair, truth
from wijkeconomie.release.report import LABELS, Report


def report(folder: Path) -> Report:
    return attack.attack(folder / "economy.duckdb", folder / "register.duckdb")


@pytest.fixture(scope="module")
def found(sample_folder) -> Report:
    return report(sample_folder)


def test_nothing_is_recovered_from_the_sample(found):
    assert found.failures == []
    assert found.exact == 0
    assert found.fewest is not None
    assert found.fewest >= 3
    assert found.protected > 50_000
    assert found.shown_twice == 0


def test_every_hierarchy_is_tried(found):
    assert found.sums.keys() == set(kinds.all_kinds())
    assert all(count > 500 for count in found.sums.values())
    assert found.sharpened == attack.SHARPENED


def test_employers_are_found_no_more_often_than_by_chance(found):
    assert found.employers is not None
    assert found.employers > 50
    assert found.within_seven_percent is not None
    assert found.within_seven_percent < 0.5


def test_no_flag_tells_the_jobs_of_an_employer(found):
    assert found.told_by_flag == 0


def test_every_figure_has_a_name(found):
    assert found.figures.keys() == LABELS.keys()
    assert len(found.lines) == len(found.sums) + len(LABELS)


def test_bounds_hold_what_is_true(sample_folder):
    """No count of the register lies outside what a stranger concludes: no false certainty."""
    reading = attack.published.read(sample_folder / "economy.duckdb")
    low, high = attack.concluded(reading)
    exact = exact_counts(sample_folder, reading)
    assert len(exact) > 40_000
    place, n = exact["place"].to_numpy(), exact["n"].to_numpy()
    assert ((low[place] <= n) & (n <= high[place])).all()


def exact_counts(folder: Path, reading: attack.Reading):
    """Counts of activity by place among the cells of a reading: columns place, n."""
    with duckdb.connect() as con:
        con.execute(f"attach '{folder}/register.duckdb' as register (read_only)")
        con.execute(f"attach '{folder}/economy.duckdb' as release (read_only)")
        cells = con.execute(
            """
            with placed as (
                select municipality_code as area_code, * from register.establishment
                union all select wijk_code, * from register.establishment
                union all select buurt_code, * from register.establishment
            ),
            counted as (
                select area_code, year, coalesce(sector_code, '*') as sector,
                    coalesce(premises, '*') as premises, count(*) as n
                from placed group by area_code, year, grouping sets ((), (sector_code), (premises))
            )
            select a.area_code, a.year, a.sector, a.premises, coalesce(c.n, 0) as n
            from release.activity as a
            left join counted as c using (area_code, year, sector, premises)
            where a.size_class = '*' and (a.sector = '*' or a.premises = '*')
                and a.sector in (select sector_code from register.establishment union all select '*')
            """
        ).df()
    grid = reading.grid
    number = {
        (sector, premises): grid.number(measure="establishments", sector=sector, premises=premises)
        for sector, premises in cells[["sector", "premises"]].drop_duplicates().to_numpy()
    }
    area = {code: i for i, code in enumerate(grid.areas["area_code"])}
    year = {value: i for i, value in enumerate(grid.years)}
    places = [
        grid.ids[area[a], year[y], number[s, p]]
        for a, y, s, p in zip(
            cells["area_code"], cells["year"], cells["sector"], cells["premises"], strict=True
        )
    ]
    return cells.assign(place=np.searchsorted(reading.known, places))


MACRO_COUNT = "create or replace temp macro published_count(n, key_sum, threshold, is_turned) as "
BROKEN: dict[str, dict[str, str]] = {
    "no rounding": {
        "macro_published_count": MACRO_COUNT
        + "case when coalesce(n, 0) = 0 then 0 when n >= threshold then n end;"
    },
    "no threshold": {
        "macro_published_count": MACRO_COUNT
        + "case when coalesce(n, 0) = 0 then 0 else n - n % 5 + 5 end;"
    },
    "small counts shown": {"macro_published_count": MACRO_COUNT + "coalesce(n, 0);"},
    "rounding by chance, not by key": {
        "macro_published_count": MACRO_COUNT
        + "case when coalesce(n, 0) = 0 then 0 when n >= threshold then "
        "n - n % 5 + case when random() * 5 < n % 5 then 5 else 0 end end;"
    },
    "no noise": {
        "macro_noise": "create or replace temp macro noise(sign, draw) as 1000000::bigint;"
    },
    "noise of 1 percent": {
        "macro_noise": "create or replace temp macro noise(sign, draw) as "
        "cast(1000000 + sign * 10000 as bigint);"
    },
    "flags that tell nothing": {
        "macro_jobs_flag": "create or replace temp macro jobs_flag(n, larger_distortion, is_estimated) as "
        "case when coalesce(n, 0) = 0 then null when n < 5 then 'c' else 'n1' end;"
    },
    "flags that tell of an employer": {
        "macro_distortion": "create or replace temp macro distortion(jobs, noisy, top) as "
        "case when jobs = 0 then 0 else abs(noisy / 1000000.0 - jobs) / jobs end;"
    },
    "hexagons of five": {
        "macro_reaches": "create or replace temp macro reaches(n, threshold) as n >= 5;",
        "hexagon": settings.query("release/hexagon").replace(", 10", ", 5"),
    },
}


@pytest.fixture(scope="module")
def two_years(sample_folder, tmp_path_factory) -> Path:
    """Data folder with the last two years of the sample register."""
    folder = tmp_path_factory.mktemp("two_years")
    with environment(WIJKECONOMIE_DATA=folder):
        for day in (date(2024, 4, 1), date(2025, 4, 1)):
            importing.import_file(sample_folder / "raw" / "sample.csv", "lisa", day)
    return folder


@pytest.fixture(scope="module")
def last_year(two_years, tmp_path_factory) -> Path:
    """Data folder with the last of them alone."""
    folder = tmp_path_factory.mktemp("last_year")
    shutil.copyfile(two_years / "register.duckdb", folder / "register.duckdb")
    with environment(WIJKECONOMIE_DATA=folder):
        upkeep.forget(date(2024, 4, 1))
    return folder


@pytest.fixture
def two_years_in_use(two_years, tmp_path, monkeypatch) -> Path:
    """Data folder with two years and whatever release a test made of them last."""
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(two_years))
    monkeypatch.setenv("WIJKECONOMIE_SECRET_FILE", str(make_secret(tmp_path)))
    return two_years


@pytest.fixture
def rebuilt(two_years_in_use, monkeypatch) -> Callable[..., Path]:
    """Makes a release of the years in use with other queries; returns its folder. As the attack comes
    after, nothing is widened that programming alone narrows."""
    monkeypatch.setattr(repair, "TRIES", 0)

    def make(queries: dict[str, str]) -> Path:
        real = settings.query
        file = settings.release_file()
        file.unlink(missing_ok=True)
        monkeypatch.setattr(
            settings, "query", lambda name: queries.get(name.removeprefix("release/")) or real(name)
        )
        build.build(file, "public", lambda _step: None)
        monkeypatch.setattr(settings, "query", real)
        return settings.data_dir()

    return make


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_switched_off_is_caught(rule, rebuilt, last_year, monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(last_year))
    folder = rebuilt(BROKEN[rule])
    broken = [breach.check for breach in checks.breaches(folder / "economy.duckdb")]
    assert broken or report(folder).failures


def test_repair_switched_off_is_caught(rebuilt, monkeypatch):
    monkeypatch.setattr(protect, "decide", lambda *_: protect.nothing())
    tried = report(rebuilt({}))
    assert tried.exact > 0
    assert tried.narrow > tried.exact
    assert {"exact", "narrow"} <= set(tried.failures)


def test_shielded_addresses_in_their_buurt_are_caught(rebuilt):
    located = settings.query("release/located").replace(
        "where buurt_code is not null",
        "",
    )
    in_buurt = located.replace(
        "    'buurt' as level,\n    buurt_code as area_code,",
        "    'buurt' as level,\n    coalesce(buurt_code, 'BU' || substr(wijk_code, 3) || '01') as area_code,",
    )
    assert in_buurt != located
    assert "not_as_promised" in report(rebuilt({"located": in_buurt})).failures


def test_what_the_repair_tries_is_what_is_published(rebuilt, monkeypatch):
    """Else it could widen what nobody attacks, and leave what the attack on the file finds."""
    tried = []

    def note(reading):
        tried.append(reading)
        return np.zeros(len(reading.known), bool)

    monkeypatch.setattr(attack, "narrowed", note)
    monkeypatch.setattr(repair, "TRIES", 1)
    read = attack.published.read(rebuilt({}) / "economy.duckdb")
    for name in ("known", "hiding", "closed"):
        np.testing.assert_array_equal(getattr(tried[-1], name), getattr(read, name))
    for part in ("shown", "sums"):
        ours, theirs = vars(getattr(tried[-1], part)), vars(getattr(read, part))
        for name in getattr(read, part).__dataclass_fields__:
            np.testing.assert_array_equal(ours[name], theirs[name], f"{part}.{name}")


def test_a_release_that_leaks_is_not_put_to_use(sample_folder, two_years_in_use, monkeypatch):
    used = settings.release_file()
    shutil.copyfile(sample_folder / "economy.duckdb", used)
    before = used.read_bytes()
    monkeypatch.setattr(publish.fingerprints, "confirm", lambda *_, **__: None)
    monkeypatch.setattr(protect, "decide", lambda *_: protect.nothing())
    with pytest.raises(Refused, match=r"can be attacked \(exact, narrow\) and is not put to use"):
        publish.publish("public", lambda _step: None)
    assert used.read_bytes() == before


SHOWN = {
    "hexagon": "select h3, year, establishments from hexagon where flag is null",
    "place_reach": "select (place_id, radius_m, who, sector_set), year, establishments from place_reach"
    " where flag is null and establishments > 0",
}


def all_turned(rows):
    """Turns every set of establishments in a hexagon, and every set within reach of a place."""
    queries = [settings.query(f"release/{name}_figures") for name in ("hexagon", "circle")]
    found = [rows(query)[["n", "key_sum"]] for query in queries]
    return protect.nothing() | {"turned": pd.concat(found).drop_duplicates().astype("int64")}


def test_a_set_that_is_turned_is_turned_wherever_it_stands(rebuilt, monkeypatch):
    def figures(decided) -> dict[str, dict[tuple, int]]:
        monkeypatch.setattr(protect, "decide", decided)
        file = rebuilt({}) / "economy.duckdb"
        with duckdb.connect(file, read_only=True) as con:
            found = {name: con.execute(sql).fetchall() for name, sql in SHOWN.items()}
        return {name: {row[:-1]: row[-1] for row in rows} for name, rows in found.items()}

    before, after = figures(lambda *_: protect.nothing()), figures(all_turned)
    for table, cells in before.items():
        differs = [abs(after[table][key] - shown) for key, shown in cells.items()]
        assert len(differs) > 200
        assert set(differs) == {0, 5}, table
        assert 0.7 < np.mean(differs) / 5 < 0.9, table


def test_the_register_of_another_release_is_not_taken(sample_folder, tmp_path):
    assert truth.is_made_from(sample_folder / "economy.duckdb", sample_folder / "register.duckdb")
    assert not truth.is_made_from(sample_folder / "economy.duckdb", tmp_path / "register.duckdb")
