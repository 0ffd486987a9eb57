"""Columns are recognised by every spelling in ``data/layouts.csv``."""

import pytest

from wijkeconomie import shipped
from wijkeconomie.errors import Refused
from wijkeconomie.register import layouts

SPELLINGS = [
    (row["layout"], row["field"], spelling)
    for row in shipped.rows("layouts")
    for spelling in row["spellings"].split()
]
NEEDED = {"establishment_id": "vestnr", "sbi_code": "sbi", "jobs": "banen", "x": "x", "y": "y"}


@pytest.mark.parametrize(("layout", "field", "spelling"), SPELLINGS)
def test_every_spelling(layout, field, spelling):
    columns = [v for k, v in NEEDED.items() if k != field] + [spelling]
    assert layouts.recognise(columns, layout, "f.csv")[field] == spelling
    assert len(layouts.guess([spelling], layout)) == 1


@pytest.mark.parametrize("column", ["SBI Code", " sbi-code ", "SBI_CODE", "Sbi.Code"])
def test_case_spaces_and_marks_do_not_matter(column):
    columns = ["vestnr", column, "banen", "gemeentecode"]
    assert layouts.recognise(columns, "lisa", "f.csv")["sbi_code"] == column


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("vestnr", "vestigingsnummer"),
        ("sbi", "no column sbi"),
        ("banen", "no column banen"),
        ("x", "gemeentecode"),
    ],
)
def test_a_missing_column_is_named_with_what_would_do(left_out, named):
    columns = [column for column in NEEDED.values() if column != left_out]
    with pytest.raises(Refused) as refused:
        layouts.recognise(columns, "lisa", "f.csv")
    assert named in str(refused.value)
    assert "f.csv" in str(refused.value)
