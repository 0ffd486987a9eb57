"""Files hold exactly the rows, in notations their programs read without repair."""

import csv
import io
import unicodedata
from dataclasses import replace

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from wijkeconomie import formulas
from wijkeconomie.view import filters, query
from wijkeconomie.view.exports import about, card, columns, formats, reader, rows, selection
from wijkeconomie.view.exports.selection import Selection

UNSEEN = (
    "",
    " ",
    "\t",
    "\u200b",
    "\ufeff",
    "\u00a0",
    "\u2003",
    "\u00ad",
    "\x00\x1f",
    "\u202e \u2060",
)
RUN = ("=1+1", "+1", "-1", "@x", "\tx", "=cmd|'/c calc'!A0", "'=1", "＝1", "\ufe63" + "1")
FORMULAS = [before + text for before in UNSEEN for text in RUN]
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
    assert max(sizes) <= reader.BATCH
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


@pytest.mark.parametrize("dialect", ["", "nl"])
def test_formulas_are_neutralised(monkeypatch, sample_release, dialect):
    """Whatever nobody sees before them; a number below zero stays a number."""
    asked = taken("place", columns="name,lon", **({"dialect": dialect} if dialect else {}))
    harmless = ["plain", "a=1", "\N{ZERO WIDTH SPACE}plain", " 1+1", "'t Hof", "–1"]
    texts = [*FORMULAS, *harmless]
    found = pa.RecordBatch.from_pydict({"name": texts, "lon": [-1.5] * len(texts)})
    monkeypatch.setattr(reader, "batches", lambda *_given: iter([found]))
    body = made(asked).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(body, ""), delimiter=";" if dialect else ","))
    assert [line["name"] for line in lines] == [*("'" + text for text in FORMULAS), *harmless]
    assert {line["lon"] for line in lines} == {"-1,5" if dialect else "-1.5"}


def test_formulas_are_neutralised_in_a_workbook(monkeypatch, sample_release):
    found = pa.RecordBatch.from_pydict({"name": FORMULAS, "lon": [-1.5] * len(FORMULAS)})
    monkeypatch.setattr(reader, "batches", lambda *_given: iter([found]))
    book = openpyxl.load_workbook(io.BytesIO(made(taken("place", columns="name,lon"), "xlsx")))
    told = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert all(str(name)[0] == "'" for name, _lon in told)
    assert {lon for _name, lon in told} == {-1.5}


def test_whatever_nobody_sees_hides_no_formula():
    """Every space, control and format character there is."""
    kinds = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    unseen = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in kinds]
    assert len(unseen) > 200
    safe = formulas.neutral_batch(pa.RecordBatch.from_pydict({"a": [f"{c}=1" for c in unseen]}))
    assert safe["a"].to_pylist() == [f"'{c}=1" for c in unseen]
    assert [formulas.neutral_text(f"{c}=1") for c in unseen] == safe["a"].to_pylist()


def test_every_file_says_it_is_a_sample(sample_release):
    assert rows.source_line("nl").endswith("voorbeeldgegevens (synthetisch)")
    assert rows.source_line("en").endswith("sample data (synthetic)")


@pytest.mark.parametrize("table", columns.tables())
def test_what_an_empty_cell_means_is_told_as_it_is(sample_release, table):
    """Flags are told of where there are any, and of no other table."""
    told = about.of(selection.parse(table, {"lang": ["en"]}))
    has_flags = any(column.role == "flag" for column in told.columns)
    assert ("with a flag" in card.text(told, "x.csv")) is has_flags
