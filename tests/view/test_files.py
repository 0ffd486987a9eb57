"""Every table in every format that can hold it: the same rows, cell by cell."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyogrio
import pytest
from openpyxl.utils.escape import unescape

from wijkeconomie import formulas
from wijkeconomie.errors import UnknownName
from wijkeconomie.view import query
from wijkeconomie.view.exports import columns, excel, formats, parquet, reader, rows, selection
from wijkeconomie.view.exports.selection import Selection

CASES = [(t, *case) for t in columns.tables() for case in formats.fitting(t)]
WHOLE = [case for case in CASES if case[1] != "gpx" and case[2] != "stat"]


def taken(table: str, **given: str) -> Selection:
    return selection.parse(table, {name: [value] for name, value in given.items() if value})


def made(asked: Selection, ending: str) -> bytes:
    return b"".join(formats.make(ending, asked))


def plain(value: object) -> str | None:
    """A cell as text, the same whatever a library makes of it; None for an empty one."""
    if value is None or value is pd.NA or value is pd.NaT or (value != value):  # noqa: PLR0124
        return None
    if isinstance(value, datetime | date):
        return str(value)[:10]
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def expected(asked: Selection) -> list[dict[str, str | None]]:
    found = pa.Table.from_batches(rows.batches(asked)).to_pylist()
    return [{key: plain(value) for key, value in row.items()} for row in found]


def of_csv(body: bytes, tmp_path) -> list[dict]:
    (tmp_path / "x.csv").write_bytes(body)
    with duckdb.connect() as con:
        return con.read_csv(str(tmp_path / "x.csv"), all_varchar=True).df().to_dict("records")


def of_dutch_csv(body: bytes, _tmp_path) -> list[dict]:
    options = {"sep": ";", "encoding": "utf-8-sig", "dtype": str, "keep_default_na": False}
    read = pd.read_csv(io.BytesIO(body), **options).replace("", None)
    numbers = {c for c in read if read[c].dropna().str.fullmatch(r"-?\d+,\d+").any()}
    for column in numbers:
        read[column] = read[column].str.replace(",", ".")
    if "size_class" in read:
        read["size_class"] = read["size_class"].str.replace("–", "-")
    return read.apply(formulas.unkept).to_dict("records")


def of_xlsx(body: bytes, _tmp_path) -> list[dict]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    header, *found = sheet.iter_rows(values_only=True)
    texts = ([unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in found)
    return [dict(zip(header, row, strict=True)) for row in texts]


def of_json(body: bytes, _tmp_path) -> list[dict]:
    return json.loads(body)["rows"]


def of_parquet(body: bytes, tmp_path) -> list[dict]:
    (tmp_path / "x.parquet").write_bytes(body)
    with duckdb.connect() as con:
        return con.read_parquet(str(tmp_path / "x.parquet")).to_arrow_table().to_pylist()


def of_geojson(body: bytes, _tmp_path) -> list[dict]:
    return [feature["properties"] for feature in json.loads(body)["features"]]


def of_gpkg(body: bytes, tmp_path) -> list[dict]:
    (tmp_path / "x.gpkg").write_bytes(body)
    _meta, table = pyogrio.read_arrow(tmp_path / "x.gpkg")
    return table.drop_columns("geom").to_pylist()


def of_zip(body: bytes, tmp_path) -> list[dict]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        first = next(name for name in archive.namelist() if name.endswith(".csv"))
        return of_csv(archive.read(first), tmp_path)


READERS: dict[tuple[str, str], Callable] = {
    ("csv", "standard"): of_csv,
    ("csv", "nl"): of_dutch_csv,
    ("xlsx", ""): of_xlsx,
    ("json", "standard"): of_json,
    ("parquet", ""): of_parquet,
    ("geojson", ""): of_geojson,
    ("gpkg", ""): of_gpkg,
    ("zip", ""): of_zip,
}


@pytest.mark.parametrize(("table", "ending", "dialect"), WHOLE)
def test_every_cell_is_that_of_the_rows(sample_release, tmp_path, table, ending, dialect):
    asked = taken(table, dialect=dialect, limit="300")
    read = READERS[ending, dialect](made(asked, ending), tmp_path)
    hidden = {"citation"} | ({"lon", "lat"} if ending in ("geojson", "gpkg") else set())
    apart = [{k: plain(v) for k, v in row.items() if k not in hidden} for row in read]
    wanted = expected(asked)
    if hidden >= {"lon", "lat"} and columns.table(table).shape == "point":
        wanted = [{k: v for k, v in row.items() if k not in hidden} for row in wanted]
    if ending == "xlsx" or dialect == "nl" or ending in ("csv", "zip"):
        # What is a whole number in one notation is written with a fraction in another.
        apart, wanted = ([_rounded(row) for row in some] for some in (apart, wanted))
    assert apart == wanted
    assert apart


def _rounded(row: dict) -> dict:
    return {k: v.removesuffix(".0") if v else v for k, v in row.items()}


@pytest.mark.parametrize(("table", "ending", "dialect"), CASES)
def test_files_of_nothing_are_whole_too(sample_release, tmp_path, table, ending, dialect):
    body = made(taken(table, dialect=dialect, limit="0"), ending)
    if (ending, dialect) in READERS:
        assert READERS[ending, dialect](body, tmp_path) == []
    elif dialect == "stat":
        assert json.loads(body)["value"] == {}
    else:
        assert b"<wpt" not in body


@pytest.mark.parametrize(("table", "ending", "dialect"), CASES)
def test_every_file_names_its_release(sample_release, tmp_path, table, ending, dialect):
    body = made(taken(table, dialect=dialect, limit="1"), ending)
    if ending in ("xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    assert query.release().release_id.encode() in body
    assert b"voorbeeldgegevens (synthetisch)" in body


@pytest.mark.parametrize(
    ("table", "ending", "dialect", "sentence"),
    [
        ("series_break", "geojson", "", "Table series_break is not on a map"),
        ("series_break", "gpkg", "", "use one of activity, location"),
        ("activity", "gpx", "", "has no points"),
        ("place", "json", "stat", "is a list, not a cube"),
        ("place", "xlsx", "stat", "one way only: leave out dialect"),
        ("place", "csv", "german", "Parameter dialect is 'german': use one of standard, nl.$"),
        ("activity", "json", "nl", "Parameter dialect is 'nl': use one of standard, stat.$"),
    ],
)
def test_what_a_format_cannot_hold_is_refused(sample_release, table, ending, dialect, sentence):
    assert (ending, dialect) not in formats.fitting(table)
    with pytest.raises(UnknownName, match=sentence):
        formats.make(ending, taken(table, **({"dialect": dialect} if dialect else {})))


def test_a_cube_needs_the_columns_that_tell_its_rows_apart(sample_release):
    asked = taken("hexagon", dialect="stat", columns="h3,establishments")
    with pytest.raises(UnknownName, match="JSON-stat needs column year"):
        formats.make("json", asked)


@pytest.mark.parametrize("table", columns.tables())
def test_cubes_are_tables_with_figures(sample_release, table):
    has_figures = any(column.role == "measure" for column in columns.of(table))
    assert (
        columns.table(table).is_cube == has_figures == (("json", "stat") in formats.fitting(table))
    )


@pytest.mark.parametrize("table", columns.tables())
def test_no_two_rows_have_the_same_key(sample_release, table):
    keys = rows.frame(taken(table))[columns.key(table)]
    assert not keys.duplicated().any()
    assert keys.notna().all(axis=None)


def test_parts_of_json_follow_each_other(sample_release):
    found, asked = [], taken("site", limit="5", sort="-name", lang="en")
    while asked:
        part = json.loads(made(asked, "json"))
        assert part["total"] == 12
        found += part["rows"]
        link = part["next"]
        query_of = (
            dict(pair.split("=") for pair in link.partition("?")[2].split("&")) if link else {}
        )
        asked = taken("site", **query_of) if link else None
    whole = json.loads(made(taken("site", sort="-name", lang="en"), "json"))
    assert whole["next"] is None
    assert found == whole["rows"]


def test_json_describes_itself(sample_release):
    asked = taken("activity", area="WK003426", columns="area_code,sector,jobs,flag", lang="en")
    told = json.loads(made(asked, "json"))
    assert told["release"]["id"] == query.release().release_id
    assert told["filters"] == {"area": ["WK003426"], "columns": [*asked.columns]}
    described = {column["name"]: column for column in told["columns"]}
    assert list(described) == [*asked.columns]
    assert described["jobs"]["unit"] == "jobs"
    assert described["flag"]["codes"]["c"] == "Protected"
    assert described["sector"]["codes"]["*"] == "All sectors"


def test_parquet_explains_itself(sample_release, tmp_path):
    (tmp_path / "x.parquet").write_bytes(made(taken("activity", lang="en"), "parquet"))
    file = pa.parquet.ParquetFile(tmp_path / "x.parquet")
    said = {key.decode(): value.decode() for key, value in file.schema_arrow.metadata.items()}
    assert query.release().release_id in said["citation"]
    assert json.loads(said["release"])["edition"] == "public"
    assert file.schema_arrow.field("jobs").metadata[b"unit"] == b"jobs"
    assert file.metadata.num_row_groups > 1
    assert file.metadata.row_group(0).num_rows >= parquet.GROUP
    assert "RLE_DICTIONARY" in file.metadata.row_group(0).column(0).encodings


def test_workbooks_go_on_beyond_the_rows_of_a_sheet(sample_release, monkeypatch):
    monkeypatch.setattr(excel, "MOST", 401)
    asked = taken("activity", limit="1000")
    book = openpyxl.load_workbook(io.BytesIO(made(asked, "xlsx")))
    assert book.sheetnames == ["Tabel", "Tabel 2", "Tabel 3", "Toelichting"]
    tables = book.worksheets[:3]
    assert [sheet.max_row for sheet in tables] == [401, 401, 201]
    assert {sheet.freeze_panes for sheet in tables} == {"A2"}
    assert [sheet.auto_filter.ref for sheet in tables] == ["A1:O401", "A1:O401", "A1:O201"]
    found = [row[0] for sheet in tables for row in sheet.iter_rows(2, values_only=True)]
    assert found == rows.frame(asked)["area_code"].tolist()


NASTY = ["=1+1", "+1", "-1", "@x", "\tx", " \x0b<&>_x0041_ ", "é 共享", '"; drop', "'=1", "''@"]


@pytest.mark.parametrize(("ending", "dialect"), READERS)
def test_text_that_a_spreadsheet_would_run_is_harmless(
    monkeypatch, sample_release, tmp_path, ending, dialect
):
    """In files for spreadsheets and nowhere else: others hold the text as it stands."""
    asked = taken("place", columns="name", dialect=dialect)
    found = pa.RecordBatch.from_pydict({"name": NASTY, "lon": [5.0] * 10, "lat": [52.0] * 10})
    monkeypatch.setattr(reader, "batches", lambda *_given: iter([found.slice(0, 0), found]))
    monkeypatch.setattr(reader, "count", lambda *_given: len(NASTY))
    read = [row["name"] for row in READERS[ending, dialect](made(asked, ending), tmp_path)]
    is_sheet = ending in ("csv", "xlsx", "zip")
    runs = ("=", "+", "-", "@", "\t", "'=", "''@")
    assert read == ["'" + text if is_sheet and text.startswith(runs) else text for text in NASTY]


READ_AS = ["2-9", "007", "1e5", "1.5", "3/4", "12:30", "5%", "€ 3", "1 mrt", "mei 12", "1-jan-24"]
AS_TEXT = ["2-9 uur", "A1", "3D-lab", "12", "Marktplein 5", "maart", "e5", "1e verdieping", ""]


@pytest.mark.parametrize("dialect", ["nl", "standard"])
def test_text_that_a_spreadsheet_would_read_as_something_else_stays_text(
    monkeypatch, sample_release, tmp_path, dialect
):
    """In CSV for spreadsheets; what was taken away so comes back as it was."""
    names = [*READ_AS, "WAAR", *AS_TEXT]
    found = pa.RecordBatch.from_pydict({"name": names})
    monkeypatch.setattr(reader, "batches", lambda *_given: iter([found.slice(0, 0), found]))
    asked = taken("place", columns="name", dialect=dialect)
    body = made(asked, "csv").decode("utf-8-sig")
    told = [line[0] for line in csv.reader(io.StringIO(body), delimiter=";,"[dialect != "nl"])][1:]
    guarded = [f"'{name}" for name in names[: len(READ_AS) + 1]]
    assert told == ([*guarded, *AS_TEXT] if dialect == "nl" else names)
    assert formulas.restored(pd.Series(told)).tolist() == names


@pytest.mark.parametrize("table", columns.tables())
def test_stretches_are_the_rows_in_their_order(sample_release, monkeypatch, table):
    asked = taken(table)
    monkeypatch.setattr(reader, "STRETCH", 2**40)
    whole = rows.frame(asked)
    monkeypatch.setattr(reader, "STRETCH", max(1, len(whole) // 7))
    assert rows.frame(asked).equals(whole)


@pytest.mark.parametrize("table", columns.tables())
def test_rows_are_put_in_order_once_and_only_to_be_read(sample_release, table):
    with query.connection().cursor() as cursor:
        plans = [
            query.relation(cursor, f"table_{table}", {}, is_ordered=is_ordered).explain()
            for is_ordered in (True, False)
        ]
    assert ["Order By" in plan for plan in plans] == [True, False]
