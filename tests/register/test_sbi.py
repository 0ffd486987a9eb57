"""Both versions of SBI: per row, per file or by the name of the column."""

import pytest

from tests import cities
from tests.register.test_importing import city, register
from wijkeconomie.register import importing
from wijkeconomie.register.taking import Options

__all__ = ["city"]


def take(folder, codes: list[str], column: str = "sbi", version: str | None = None):
    rows = [cities.row(i, sbi=code) for i, code in enumerate(codes, start=1)]
    path = cities.register_file(folder, rows)
    path.write_text(path.read_text().replace(";sbi;", f";{column};", 1))
    report = importing.import_file(path, "lisa", options=Options(sbi_version=version))
    return report, register()


@pytest.mark.parametrize(
    ("column", "version", "expected"),
    [
        ("sbi", None, "2008"),
        ("SBI_2008", None, "2008"),
        ("SBI08", None, "2008"),
        ("SBI 2025", None, "2025"),
        ("SBI25", None, "2025"),
        ("sbi", "2025", "2025"),
        ("SBI_2008", "2025", "2025"),
    ],
)
def test_a_file_has_a_version(city, tmp_path, column, version, expected):
    _report, rows = take(tmp_path, ["47110"], column, version)
    assert rows[0]["sbi_version"] == expected


def test_rows_have_their_own_version(city, tmp_path):
    path = cities.register_file(tmp_path, [cities.row(1) + ";2008", cities.row(2) + ";SBI 2025"])
    path.write_text(path.read_text().replace("afgeschermd\n", "afgeschermd;SBI-versie\n"))
    importing.import_file(path, "lisa")
    assert [row["sbi_version"] for row in register()] == ["2008", "2025"]


@pytest.mark.parametrize(
    ("codes", "version", "sectors", "restored"),
    [
        (["1110"] + ["47110"] * 12, "2025", {"A", "G"}, 1),
        (["1110"] + ["47110"] * 12, "2008", {"B-E", "G"}, 0),
        (["1110"] + ["4711"] * 12, "2025", {"B-E", "G"}, 0),
        (["6210"] + ["4711"] * 12, "2025", {"G", "J"}, 0),
        (["111"] + ["4711"] * 12, "2008", {"A", "G"}, 1),
    ],
)
def test_zeros_are_restored_where_they_can_be(  # noqa: PLR0917
    city, tmp_path, codes, version, sectors, restored
):
    report, rows = take(tmp_path, codes, version=version)
    assert {row["sector_code"] for row in rows} == sectors
    assert report.reasons.get("sbi_zero_restored", 0) == restored
