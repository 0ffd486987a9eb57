"""Every read query runs, answers what its first line says, and refuses what it does not know."""

import re
import shutil

import duckdb
import pytest

from wijkeconomie import __version__, settings
from wijkeconomie.errors import ReleaseMissing, ReleaseOutdated, UnknownName
from wijkeconomie.view import query

EXAMPLES = {
    "area": "WK003408",
    "areas": ["BU00342601"],
    "base_premises": "*",
    "base_size_class": "*",
    "denominator": "establishments",
    "dimension": "sector",
    "distance": "straight",
    "factor": 100,
    "kind": "*",
    "lat": 52.37,
    "level": "wijk",
    "lon": 5.22,
    "measure": "establishments",
    "municipality": "GM0034",
    "place_category": "coworking",
    "premises": "home",
    "radius_m": 1000,
    "reference_date": "2025-04-01",
    "rule": "area",
    "search": "voorbeeld",
    "sector": "*",
    "sectors": ["F", "G"],
    "text": "muziekwijk",
    "within": "GM0034",
    "who": "home",
    "size": "lt10",
    "size_class": "*",
    "concept": "jobs",
    "theme": "visibility",
    "within_m": 1500,
    "year": 2025,
}


def parameters(name: str) -> dict[str, object]:
    known = {p: EXAMPLES[p] for p in query.parameters(name) & EXAMPLES.keys()}
    if name == "table_practice":
        known["search"] = "slaapstad"
    if name.startswith("table_factor"):
        known["factor"] = "visibility"
    if name == "table_area_location":
        known["level"] = "buurt"
    if name in ("table_factor", "table_peer_group"):
        known["area"] = "GM0034"
    if name.startswith("table_"):
        return {p: [v] for p, v in known.items()}
    return known


@pytest.mark.parametrize("name", query.names())
def test_runs_and_has_rows(sample_release, name):
    rows = query.run(name, **parameters(name))
    assert len(rows) > 0
    sql = settings.query(f"read/{name}")
    if "One row:" in sql.splitlines()[0]:
        assert len(rows) == 1


@pytest.mark.parametrize("name", [n for n in query.names() if n.startswith("table_")])
def test_tables_without_filters_are_whole(sample_release, name):
    whole = query.run(name)
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        stored = con.table(name.removeprefix("table_")).aggregate("count(*)").fetchall()[0][0]
    assert len(whole) == stored


@pytest.mark.parametrize("name", query.names())
def test_uses_every_parameter_it_says(name):
    sql = settings.query(f"read/{name}")
    assert set(re.findall(r"\$(\w+)", sql)) == query.parameters(name)


def test_unknown_names_are_refused(sample_release):
    with pytest.raises(UnknownName, match="Query drop does not exist"):
        query.run("drop")
    with pytest.raises(UnknownName, match="Parameter nonsense does not exist: use one of area"):
        query.run("figures_by_year", nonsense=1)


def test_parameters_are_values_never_sql(sample_release):
    rows = query.run("figures_by_year", area="GM0034' or '1'='1")
    assert rows.empty


def test_no_release_yet(empty_folder):
    with pytest.raises(ReleaseMissing, match="There is no release yet"):
        query.release()


def changed(sample_folder, version: str, *changes: str) -> None:
    """The sample in use, as another version of the software made it."""
    shutil.copyfile(sample_folder / "economy.duckdb", settings.release_file())
    with duckdb.connect(settings.release_file()) as con:
        con.execute("update release_info set software_version = ?", [version])
        for change in changes:
            con.execute(change)


@pytest.mark.parametrize("version", ["0.0.9", "9.9.9"])
def test_a_release_of_another_version_is_read_when_all_is_there(
    sample_folder, empty_folder, version
):
    changed(sample_folder, version, "alter table place add column later varchar")
    assert query.release().software_version == version
    assert not query.run("areas").empty


def tables() -> list[str]:
    with duckdb.connect() as con:
        con.execute("attach $file as release (read_only)", {"file": str(query.FILES["public"]())})
        return [row[0] for row in con.execute("show tables from release").fetchall()]


def test_a_release_that_lacks_what_is_read_is_refused(sample_folder, empty_folder):
    """Every table that any query reads, and a column of one; of this very version too."""
    changed(sample_folder, __version__)
    texts = " ".join(query.text(name) for name in query.names())
    read = [table for table in tables() if re.search(rf"(from|join) {table}\b", texts)]
    assert len(read) > 15
    lost = [f"drop table {table}" for table in read]
    for change in [*lost, "alter table activity rename column jobs to banen"]:
        changed(sample_folder, __version__, change)
        with pytest.raises(ReleaseOutdated, match="make it again"):
            query.release()


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_a_release_that_cannot_be_read(empty_folder, content):
    settings.release_file().write_bytes(content)
    with pytest.raises(ReleaseOutdated, match="make it again"):
        query.release()


def test_the_connection_reads_nothing_but_the_release(sample_release):
    with query._current().connection.cursor() as cursor:
        for sql in (
            "select * from read_text('/etc/hostname')",
            "attach '/tmp/x.duckdb' as x",
            "create table release.x as select 1",
            "set enable_external_access = true",
            "copy (select 1) to '/tmp/x.csv'",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(sql)


def test_denominators(sample_release):
    """Indicators against the cells they are made of."""
    common = {"sector": "*", "size_class": "*", "premises": "*", "area": "WK003426"}
    base = {"base_size_class": "*", "base_premises": "*", "level": "wijk", "factor": 1}
    area = query.run("areas").set_index("area_code").loc["WK003426"]
    counts = query.run("figures_by_year", area="WK003426").set_index("year")

    def now(denominator: str, **more: object) -> float:
        asked = common | base | {"measure": "establishments", "denominator": denominator} | more
        rows = query.run("indicator_by_area", **asked).set_index("year")
        return rows.loc[2025, "value"]

    total = counts.loc[2025, "establishments"]
    assert now("none") == total
    assert now("none", measure="jobs") == counts.loc[2025, "jobs"]
    assert now("land_km2") == pytest.approx(total / area["land_ha"] * 100)
    assert now("population", factor=1000) == pytest.approx(total / area["population"] * 1000)
    assert now("establishments", premises="home") == counts.loc[2025, "home_based"] / total
    jobs = counts.loc[2025, "jobs"]
    assert now("jobs_and_dwellings", measure="jobs") == pytest.approx(
        jobs / (jobs + area["dwellings"])
    )
    earlier = counts.loc[2020, "establishments"]
    assert now("five_years_earlier") == pytest.approx(total / earlier - 1)


def test_four_states_of_a_cell(sample_release):
    asked = {"measure": "establishments", "sector": "A", "size_class": "*", "premises": "*"}
    base = {"base_size_class": "*", "base_premises": "*", "level": "buurt", "factor": 1000}
    count = query.run("indicator_by_area", denominator="none", **asked, **base)
    assert {"zero", "value", "protected"} <= set(count["state"])
    people = query.run("indicator_by_area", denominator="population", **asked, **base)
    assert set(people["state"]) == {"unknown", "protected"}
    homes = asked | {"sector": "*", "premises": "home"}
    share = query.run("indicator_by_area", denominator="establishments", **homes, **base)
    assert {"zero", "not_applicable"} <= set(share["state"])
    for rows in (count, people, share):
        assert (rows["value"].isna() == ~rows["state"].isin(["value", "zero"])).all()
