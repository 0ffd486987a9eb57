"""Files that break off, are separated wrongly or come in other encodings."""

import csv

import pytest

from tests import cities
from tests.register.test_importing import city, good, register
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing

__all__ = ["city"]

BROKEN = {
    "cut in a row": "000000000009;47",
    "cut in quotes": '2024-04-01;"00000000',
    "too few at the end": "2024-04-01;000000000009;4711;1;0;9999;1405",
}


@pytest.mark.parametrize("tail", BROKEN.values(), ids=BROKEN)
def test_a_truncated_file_is_refused_whole(city, tmp_path, tail):
    city(cities.row(1))
    path = cities.register_file(tmp_path, good(4))
    path.write_text(path.read_text() + tail)
    with pytest.raises(Refused) as refused:
        importing.import_file(path, "lisa")
    assert "breaks off in row 6" in str(refused.value)
    assert [row["establishment_id"] for row in register()] == ["000000000001"]


def test_a_broken_row_in_the_middle_is_refused_alone(city, tmp_path):
    rejects = tmp_path / "rejects.csv"
    report, rows = city(
        *good(2),
        "2024-04-01;000000000009;47;11;1;0;9999;140500;481500;woonfunctie;Nee",
        cities.row(5),
        rejects_file=rejects,
    )
    assert (report.refused, report.reasons) == (1, {"columns_wrong": 1})
    assert len(rows) == 3
    assert "000000000009;47;11" in rejects.read_text(encoding="utf-8-sig").replace('"', "")


def test_row_numbers_after_a_broken_row_are_those_of_the_file(city, tmp_path):
    rejects = tmp_path / "rejects.csv"
    city(*good(2), "1;2;3", cities.row(5, sbi="x"), *good(1, number="77"), rejects_file=rejects)
    with rejects.open(encoding="utf-8-sig") as stream:
        written = {row["row_number"]: row["sbi"] for row in csv.DictReader(stream, delimiter=";")}
    assert written["5"] == "x"
    assert set(written) == {"4", "5"}


def test_wrongly_separated_rows_refuse_the_file(city, tmp_path):
    city(cities.row(1))
    path = cities.register_file(tmp_path, [row.replace(";", ",") for row in good(5)])
    with pytest.raises(Refused, match=r"5 rows are refused.*first is row 2.*separators") as refused:
        importing.import_file(path, "lisa")
    assert str(path) in str(refused.value)
    assert len(register()) == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_encodings_give_the_same_register(city, tmp_path, encoding):
    _report, plain = city(*good(4))
    path = tmp_path / "other.csv"
    text = cities.register_file(tmp_path, good(4)).read_text()
    path.write_bytes(text.replace("woonfunctie", "woonfunctie,één").encode(encoding))
    importing.import_file(path, "lisa")
    assert register() == plain


def test_a_last_empty_column_does_no_harm(city, tmp_path):
    path = cities.register_file(tmp_path, [cities.row(1)])
    path.write_text("".join(line + ";\n" for line in path.read_text().splitlines()))
    assert importing.import_file(path, "lisa").accepted == {"2024-04-01": 1}
