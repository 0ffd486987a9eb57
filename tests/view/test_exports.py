"""Files hold exactly the rows, in notations their programs read without repair."""

import io

import openpyxl
import pandas as pd
import pytest

from wijkeconomie.view import exports, filters, query


@pytest.fixture
def rows(sample_release) -> pd.DataFrame:
    asked = {"area": ["WK003426"], "year": [2025], "size_class": ["*"], "premises": ["*"]}
    return exports.table("activity", asked, "nl")


def made(rows: pd.DataFrame, dialect: str) -> bytes:
    return b"".join(exports.csv([rows], dialect))


def test_parts_are_the_whole_table_in_order(sample_release):
    """Files are made in parts; parts and whole agree row by row, with one header."""
    asked = {"level": ["buurt"], "sector": ["*"]}
    sizes = [len(part) for part in exports.parts("activity", asked, "en")]
    assert len(sizes) > 1
    whole = query.run("table_activity", **asked)
    assert sum(sizes) == len(whole) == query.count("table_activity", **asked)
    file = b"".join(exports.csv(exports.parts("activity", asked, "en"), "standard"))
    read = pd.read_csv(io.BytesIO(file), dtype={"size_class": str})
    assert read["area_code"].tolist() == whole["area_code"].tolist()
    assert read["size_class"].tolist() == whole["size_class"].tolist()


def test_excel_would_not_take_a_size_for_a_date(rows):
    sizes = query.run("table_activity", area=["WK003426"], year=[2025], sector=["*"])
    body = made(sizes, "nl").decode("utf-8-sig")
    assert "2–9" in body
    assert ";2-9;" not in body


@pytest.mark.parametrize("table", filters.tables())
def test_every_table_in_every_format(sample_release, table):
    rows = exports.table(table, {"limit": 50}, "nl")
    standard = pd.read_csv(io.BytesIO(made(rows, "standard")), dtype=str)
    dutch = pd.read_csv(io.BytesIO(made(rows, "nl")), sep=";", dtype=str, encoding="utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx([rows], "nl")))
    sheet = book.worksheets[0]
    assert standard.columns.tolist() == dutch.columns.tolist() == rows.columns.tolist()
    assert len(standard) == len(dutch) == len(rows) == sheet.max_row - 1
    assert sheet.freeze_panes == "A2"


def test_standard_csv_exactly(rows):
    text = made(rows.head(2), "standard").decode()
    release = query.release().release_id
    lines = text.split("\r\n")
    assert lines[0] == (
        "area_code,area_name,level,year,sector,size_class,premises,establishments,jobs,"
        "jobs_full_time,flag,citation"
    )
    first = rows.iloc[0]
    assert lines[1] == (
        f"WK003426,Kruidenwijk,wijk,2025,*,*,*,{first['establishments']},{first['jobs']},"
        f'{first["jobs_full_time"]},{first["flag"]},"Wijkeconomie {release}, '
        'voorbeeldgegevens (synthetisch)"'
    )
    assert lines[-1] == ""


def test_dutch_csv_has_mark_semicolons_and_commas(sample_release):
    body = made(exports.table("area", {"limit": 3}, "nl"), "nl")
    assert body.startswith(b"\xef\xbb\xbf")
    header, first = body.decode("utf-8-sig").split("\r\n")[:2]
    assert ";" in header
    assert "," not in header
    assert "7,7" in first.split(";")


def test_whole_numbers_stay_whole_and_protected_cells_empty(sample_release):
    protected = exports.table(
        "activity", {"sector": ["A"], "level": ["buurt"], "year": [2025]}, "nl"
    )
    text = made(protected, "standard").decode()
    assert ".0," not in text
    empty = protected[protected["flag"] == "c"]
    assert len(empty) > 0
    assert empty[["establishments", "jobs", "jobs_full_time"]].isna().all(axis=None)
    assert ",,,,c," in text


def test_excel_is_typed_and_explains_itself(rows):
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx([rows], "nl")))
    table, notes = book.worksheets
    values = {cell.value: table.cell(2, cell.column).value for cell in table[1]}
    assert isinstance(values["establishments"], int)
    assert values["area_code"] == "WK003426"
    told = " ".join(str(cell.value) for row in notes for cell in row)
    assert "voorbeeldgegevens (synthetisch)" in told
    assert query.release().release_id in told
    assert "Geheim" in told


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "=cmd|'/c calc'!A0"])
def test_formulas_are_neutralised(monkeypatch, sample_release, text):
    rows = pd.DataFrame({"name": [text, "plain"]})
    monkeypatch.setattr(query, "batches", lambda *_a, **_k: [rows])
    rows = exports.table("area", {}, "nl")
    assert rows["name"].tolist() == ["'" + text, "plain"]


def test_every_file_says_it_is_a_sample(sample_release):
    assert exports.source_line("nl").endswith("voorbeeldgegevens (synthetisch)")
    assert exports.source_line("en").endswith("sample data (synthetic)")
