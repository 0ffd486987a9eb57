"""Files hold exactly the rows, in notations their programs read without repair."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import formats, reader, rows, selection
from wijkeconomie.view.exports.selection import Selection

WIJK = {"area": "WK003426", "year": "2025", "size_class": "*", "premises": "*"}


def taken(table: str, **given: str) -> Selection:
    return selection.parse(table, {name: [value] for name, value in given.items()})


def made(asked: Selection, ending: str = "csv") -> bytes:
    return b"".join(formats.make(ending, asked))


def test_parts_are_the_whole_table_in_order(sample_release):
    """Files are made in parts; parts and whole agree row by row, with one header."""
    asked = taken("activity", level="buurt", sector="*")
    sizes = [len(part) for part in rows.batches(asked)]
    assert len(sizes) > 2
    whole = query.run("table_activity", level=["buurt"], sector=["*"])
    assert sum(sizes) == len(whole) == selection.count(asked)
    read = pd.read_csv(io.BytesIO(made(asked)), dtype={"size_class": str})
    assert read["area_code"].tolist() == whole["area_code"].tolist()
    assert read["size_class"].tolist() == whole["size_class"].tolist()


def test_excel_would_not_take_a_size_for_a_date(sample_release):
    asked = taken("activity", area="WK003426", year="2025", sector="*", dialect="nl")
    body = made(asked).decode("utf-8-sig")
    assert '"2–9"' in body
    assert "2-9" not in body


@pytest.mark.parametrize("table", filters.tables())
def test_every_table_in_every_format(sample_release, table):
    asked = taken(table, limit="50")
    shown = rows.frame(asked)
    standard = pd.read_csv(io.BytesIO(made(asked)), dtype=str)
    dutch = pd.read_csv(
        io.BytesIO(made(replace(asked, dialect="nl"))), sep=";", dtype=str, encoding="utf-8-sig"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(made(asked, "xlsx"))).worksheets[0]
    assert standard.columns.tolist() == dutch.columns.tolist() == [*shown.columns, "citation"]
    assert len(standard) == len(dutch) == len(shown) == sheet.max_row - 1
    assert sheet.freeze_panes == "A2"


def test_standard_csv_exactly(sample_release):
    asked = taken("activity", **WIJK, limit="2")
    lines = made(asked).decode().split("\r\n")
    assert lines[0] == (
        '"area_code","area_name","level","level_name","year","sector","sector_name","size_class",'
        '"size_class_name","premises","premises_name","establishments","jobs","jobs_full_time",'
        '"flag","citation"'
    )
    first = rows.frame(asked).iloc[0]
    assert lines[1] == (
        '"WK003426","Kruidenwijk","wijk","Wijk",2025,"*","Alle sectoren","*","Alle groottes","*",'
        f'"Alle huisvesting",{first["establishments"]},{first["jobs"]},{first["jobs_full_time"]},'
        f'"{first["flag"]}","Wijkeconomie {query.release().release_id}, '
        'voorbeeldgegevens (synthetisch)"'
    )
    assert lines[-1] == ""


def test_dutch_csv_has_mark_semicolons_and_commas(sample_release):
    body = made(taken("area", limit="3", dialect="nl"))
    assert body.startswith(b"\xef\xbb\xbf")
    header, first = body.decode("utf-8-sig").split("\r\n")[:2]
    assert ";" in header
    assert "," not in header
    assert "7,7" in [value.strip('"') for value in first.split(";")]


def test_whole_numbers_stay_whole_and_protected_cells_empty(sample_release):
    asked = taken("activity", sector="A", level="buurt", year="2025")
    text, protected = made(asked).decode(), rows.frame(asked)
    assert ".0," not in text
    empty = protected[protected["flag"] == "c"]
    assert len(empty) > 0
    assert empty[["establishments", "jobs", "jobs_full_time"]].isna().all(axis=None)
    assert ',,,,"c",' in text


def test_excel_is_typed_and_explains_itself(sample_release):
    book = openpyxl.load_workbook(io.BytesIO(made(taken("activity", **WIJK), "xlsx")))
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
    asked = taken("place", columns="name")
    found = pa.RecordBatch.from_pydict({"name": [text, "plain"]})
    monkeypatch.setattr(reader, "batches", lambda *_given: iter([found]))
    read = pd.read_csv(io.BytesIO(made(asked)))
    assert read["name"].tolist() == ["'" + text, "plain"]
    sheet = openpyxl.load_workbook(io.BytesIO(made(asked, "xlsx"))).worksheets[0]
    assert sheet["A2"].value == "'" + text


def test_every_file_says_it_is_a_sample(sample_release):
    assert rows.source_line("nl").endswith("voorbeeldgegevens (synthetisch)")
    assert rows.source_line("en").endswith("sample data (synthetic)")
