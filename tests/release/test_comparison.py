"""Drafts, and what differs between two releases."""

import json
import shutil

import duckdb
import pytest
from click.testing import CliRunner

from tests import cities
from wijkeconomie import __main__ as cli
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, upkeep
from wijkeconomie.release import changes, comparison, publish, rotation
from wijkeconomie.sources import areas
from wijkeconomie.view.manage import differences

# What says how figures are made, and lists that are published as they were given.
ABOUT = {
    "address",
    "area_location",
    "indicator",
    "programme",
    "quality",
    "release_info",
    "source",
}
SOUTH = {"x": cities.X + 500, "y": cities.Y + 500}


def made(folder, rows: list[str], *, is_draft: bool) -> str:
    importing.import_file(cities.register_file(folder, rows), "lisa")
    return publish.publish("public", lambda _step: None, is_draft=is_draft)


def two_releases(folder) -> None:
    upkeep.use_areas(areas.read(cities.areas_file(folder), None, None))
    north = [cities.row(n) for n in range(40)]
    south = [cities.row(n, **SOUTH) for n in range(50, 70)]
    went = [cities.row(n, sbi="0111") for n in range(80, 90)]
    made(folder, [*north, *went], is_draft=False)
    made(folder, [*north, *south], is_draft=True)


@pytest.fixture
def two(empty_folder, prepared) -> tuple[str, str]:
    """A release in use, and a draft in which twenty establishments came in the south and a sector
    went."""
    prepared(two_releases)
    used, draft = sorted(publish.releases(), key=lambda kept: kept.is_draft)
    return used.release_id, draft.release_id


def invoke(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(cli.cli, [str(a) for a in arguments])
    assert result.exit_code == status, result.output
    return result.output


def test_a_draft_is_kept_and_not_in_use(two):
    used, draft = two
    kept = {release.release_id: release for release in publish.releases()}
    assert (kept[used].is_used, kept[used].is_draft) == (True, False)
    assert (kept[draft].is_used, kept[draft].is_draft) == (False, True)
    publish.use(draft)
    kept = {release.release_id: release for release in publish.releases()}
    assert (kept[draft].is_used, kept[draft].is_draft) == (True, False)
    assert (kept[used].is_used, kept[used].is_draft) == (False, False)
    assert not list(settings.releases_dir().glob("*.draft"))


def test_a_comparison_tells_what_changed(two):
    used, draft = two
    found = comparison.compare()
    assert (found.before, found.after) == (used, draft)
    tables = {change.table: change for change in found.tables}
    assert tables["activity"].changed > 0
    assert tables["activity"].rows_before + tables["activity"].new - tables["activity"].gone == (
        tables["activity"].rows_after
    )
    assert (tables["area"].new, tables["area"].gone, tables["area"].changed) == (0, 0, 0)
    south = next(row for row in found.moved if row["area_code"] == "WK999902")
    assert (south["before"], south["after"]) == (0, 20)
    assert south["name"] == "Wijk 02"
    assert found.moved[0]["area_code"] == "WK999902"
    assert [(r["area_code"], r["before"], r["after"]) for r in found.totals] == [("GM9999", 50, 60)]
    assert found.reasons == [{"message": changes.WHY["register"], "details": {"year": 2024}}]
    assert found.since == []


def test_every_table_of_the_release_is_compared(two):
    """But those named above: a new table is in either."""
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        kept = {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}
    assert kept - set(comparison.TABLES) == ABOUT
    assert {change.table for change in comparison.compare().tables} == set(comparison.TABLES)
    assert differences.TABLES.keys() == set(comparison.TABLES)


def test_lists_that_changed_are_told_and_nothing_else(two):
    """A claim that is judged otherwise, a practice that is gone, and a vacant space that came."""
    used, draft = two
    files = {kept.release_id: kept.file for kept in publish.releases()}
    shutil.copy(files[used], files[draft])
    with duckdb.connect(files[draft]) as con:
        con.execute("update release_info set release_id = $draft", {"draft": draft})
        con.execute("update claim set statement = 'other' where position = 1")
        con.execute("delete from practice where position = 1")
        con.execute("insert into site (site_id, name) values ('1', 'Leeg')")
        practices = len(con.table("practice").df())
    found = comparison.compare(used, draft)
    differing = {change.table: change for change in found.tables if change.differs}
    assert differing == {
        "site": comparison.Change("site", 0, 1, 1, 0, 0),
        "claim": comparison.Change("claim", 14, 14, 0, 0, 1),
        "practice": comparison.Change("practice", practices + 1, practices, 0, 1, 0),
    }
    told = [reason["message"] for reason in found.reasons]
    assert told == [changes.WHY["places"], changes.WHY["lists"]]


def test_a_release_does_not_differ_from_itself(two):
    used, _draft = two
    found = comparison.compare(used, used)
    assert {(t.new, t.gone, t.changed) for t in found.tables} == {(0, 0, 0)}
    assert found.moved == []
    assert found.is_same
    assert found.reasons == []
    assert "Nothing differs" in invoke("releases", "compare", used, used)


def test_reasons_are_told(two, empty_folder, tmp_path):
    """A new date beside the date before it, boundaries of another year, another secret."""
    publish.use(two[1])
    sectors = ["4711", "0111", "6201", "8621"]
    later = [
        cities.row(n, date="2025-04-01", full=7 + n % 40, sbi=sectors[n % 4]) for n in range(45)
    ]
    third = made(tmp_path, later, is_draft=True)
    found = comparison.compare(two[1], third)
    assert [r["message"] for r in found.reasons] == [changes.WHY["date"]]
    assert found.reasons[0]["details"] == {"date": "2025-04-01"}
    told = {
        row["area_code"]: (row["year_before"], row["before"], row["after"]) for row in found.since
    }
    assert told == {"WK999902": (2024, 20, 0), "WK999901": (2024, 40, 45)}
    back = comparison.compare(third, two[1])
    assert [r["message"] for r in back.reasons] == [changes.WHY["date_gone"]]
    assert back.since == back.moved == []
    upkeep.use_areas(areas.read(cities.areas_file(tmp_path), None, 2025))
    fourth = publish.publish("public", lambda _step: None, is_draft=True)
    found = comparison.compare(third, fourth)
    assert changes.WHY["boundaries"] in [r["message"] for r in found.reasons]
    rotation.rotate()
    fifth = publish.publish("public", lambda _step: None, is_draft=True)
    found = comparison.compare(fourth, fifth)
    assert [r["message"] for r in found.reasons] == [changes.WHY["secret"]]


def test_backwards_is_the_other_way_round(two):
    there, back = comparison.compare(*two), comparison.compare(*reversed(two))
    assert [(t.new, t.gone) for t in there.tables] == [(t.gone, t.new) for t in back.tables]


def test_what_is_not_there_is_refused(two, empty_folder):
    with pytest.raises(Refused, match="not kept"):
        comparison.compare("x", two[1])
    publish.use(two[1])
    for file in settings.releases_dir().glob(f"{two[0]}*"):
        file.unlink()
    with pytest.raises(Refused, match="nothing to compare"):
        comparison.compare()


def test_the_command_line_says_the_same(two, tmp_path):
    used, draft = two
    told = invoke("releases", "compare")
    assert used in told
    assert "WK999902" in told
    invoke("releases", "compare", used, draft, "--json", tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text()) == comparison.compare().as_dict()
    assert json.loads(invoke("releases", "compare", "--json", "-"))["after"] == draft
    assert "draft" in invoke("releases", "list")
    assert draft in invoke("status")
    status = json.loads(invoke("status", "--json"))
    assert [r["is_draft"] for r in status["releases"]] == [True, False]
    assert status["register"]["dates"] == [{"date": "2024-04-01", "rows": 60, "is_sample": False}]
    assert status["areas"][0]["buurten"] == 4


def test_a_draft_goes_with_nothing_else(two):
    invoke("release", "--draft", "--edition", "internal", status=2)
    invoke("release", "--draft", "--out", "x.duckdb", status=2)
