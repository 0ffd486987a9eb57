"""Every check passes on the sample and catches a release broken in just that way."""

import shutil

import duckdb
import pytest

from wijkeconomie.errors import Refused
from wijkeconomie.release import checks

TOTAL = (
    "area_code = 'GM0034' and year = 2025 and sector = '*' and size_class = '*' and premises = '*'"
)
BROKEN = {
    "areas_without_parent": "update area set parent_code = 'WK000000' where area_code = 'BU00340101'",
    "areas_without_shape": "delete from area_shape where area_code = 'WK003426'",
    "cells_of_unknown_areas": f"delete from activity where {TOTAL}",
    "cells_twice": f"insert into activity from activity where {TOTAL}",
    "counts_under_threshold": f"update activity set establishments = 3 where {TOTAL}",
    "edition_not_told": "update release_info set edition = 'exact'",
    "flags_unknown": f"update activity set flag = 'n9' where {TOTAL}",
    "columns_not_published": "create table person (id integer)",
    "not_rounded_to_five": f"update activity set jobs = 12_347 where {TOTAL}",
    "openings_told_twice": "update survival set establishments = 0 where years_after = 0",
    "parts_do_not_add_up": f"update activity set establishments = 5 where {TOTAL}",
    "protected_not_empty": "update hexagon set flag = 'c' where establishments > 50",
    "release_info_missing": "delete from release_info",
    "zero_with_jobs": "update activity set jobs = 5 where establishments = 0",
}


def test_every_check_has_a_case():
    assert set(BROKEN) == set(checks.names())


def test_the_sample_passes(sample_folder):
    assert checks.breaches(sample_folder / "economy.duckdb") == []


@pytest.mark.parametrize("name", checks.names())
def test_a_broken_release_is_caught(sample_folder, tmp_path, name):
    file = tmp_path / "broken.duckdb"
    shutil.copyfile(sample_folder / "economy.duckdb", file)
    with duckdb.connect(file) as con:
        con.execute(BROKEN[name])
    assert name in {breach.check for breach in checks.breaches(file)}


@pytest.mark.parametrize("content", [None, b"no database", b""])
def test_what_is_no_release_is_refused(tmp_path, content):
    file = tmp_path / "x.duckdb"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refused, match=r"does not exist|no complete release"):
        checks.breaches(file)
