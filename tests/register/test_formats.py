"""Workbooks, Parquet and JSON of the KVK give the register that the same CSV gives."""

import json
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from tests import cities
from tests.register.test_importing import city, good, register
from wijkeconomie.errors import Refused
from wijkeconomie.files import workbook as workbook_reader
from wijkeconomie.register import importing, layouts
from wijkeconomie.register.delivery import opened

__all__ = ["city"]
NUMBERS = ("sbi", "voltijd", "deeltijd", "x", "y", "vestigingsnummer")


def frame(rows: list[str]) -> pd.DataFrame:
    return pd.DataFrame([row.split(";") for row in rows], columns=cities.HEADER.split(";"))


def workbook(path, rows: list[str], above: int = 0, typed: bool = False):
    """A workbook with an empty sheet, a sheet of notes, and the register under a title."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Leeg")
        book.add_worksheet("Toelichting").write_column(0, 0, ["Toelichting", "Stand 1 april"])
        sheet = book.add_worksheet("Vestigingen")
        if above:
            sheet.write(0, 0, "Vestigingenregister")
        sheet.write_row(above, 0, cities.HEADER.split(";"))
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for number, row in enumerate(rows, start=above + 1):
            for column, (name, text) in enumerate(
                zip(cities.HEADER.split(";"), row.split(";"), strict=True)
            ):
                if typed and name == "peildatum":
                    sheet.write_datetime(number, column, datetime.fromisoformat(text), day)
                elif typed and name in NUMBERS and text.isdigit():
                    sheet.write_number(number, column, float(text))
                else:
                    sheet.write_string(number, column, text)
    return path


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("above", [0, 4])
def test_a_workbook_gives_what_the_csv_gives(city, tmp_path, above, typed):
    rows = [*good(3), cities.row(7, sbi="111", full=12, part=3)]
    told, plain = city(*rows)
    path = workbook(tmp_path / "register.xlsx", rows, above, typed)
    report = importing.import_file(path, "lisa")
    assert register() == plain
    assert report.reasons == told.reasons == {"sbi_zero_restored": 1}


def test_refused_rows_have_the_numbers_of_the_sheet(city, tmp_path):
    rows = [*good(3), cities.row(5, sbi="x")]
    path = workbook(tmp_path / "register.xlsx", rows, above=3)
    rejects = tmp_path / "rejects.csv"
    importing.import_file(path, "lisa", rejects_file=rejects)
    written = pd.read_csv(rejects, sep=None, engine="python", dtype=str, encoding="utf-8-sig")
    assert written["row_number"].tolist() == ["8"]
    assert written["sbi"].tolist() == ["x"]


@pytest.mark.parametrize("typed", [False, True])
def test_parquet_gives_what_the_csv_gives(city, tmp_path, typed):
    rows = [*good(3), cities.row(7, full=12, part=3), cities.row(8, sbi="x")]
    _report, plain = city(*rows)
    table = frame(rows)
    if typed:
        table["peildatum"] = pd.to_datetime(table["peildatum"])
        table[["voltijd", "x"]] = table[["voltijd", "x"]].astype(float)
        table["deeltijd"] = table["deeltijd"].astype(int)
        table["afgeschermd"] = False
    table.to_parquet(tmp_path / "register.parquet")
    rejects = tmp_path / "rejects.csv"
    importing.import_file(tmp_path / "register.parquet", "lisa", rejects_file=rejects)
    assert register() == plain
    assert pd.read_csv(rejects, sep=";", encoding="utf-8-sig")["row_number"].tolist() == [5]


def profile(serial: int, **changes: object) -> dict:
    """A vestigingsprofiel of a shop in Noordwest, whose post goes elsewhere."""
    visited = {
        "type": "bezoekadres",
        "indAfgeschermd": "Nee",
        "postcode": "1234AB",
        "huisnummer": 1,
        "geoData": {"rijksdriehoekX": cities.X + 500.0, "rijksdriehoekY": cities.Y + 1_500.0},
    }
    post = visited | {"type": "correspondentieadres"}
    post["geoData"] = {"rijksdriehoekX": cities.X + 1_500.0, "rijksdriehoekY": cities.Y + 500.0}
    return {
        "vestigingsnummer": f"{serial:012d}",
        "voltijdWerkzamePersonen": 2,
        "deeltijdWerkzamePersonen": 1,
        "totaalWerkzamePersonen": 3,
        "materieleRegistratie": {"datumAanvang": "20200101"},
        "sbiActiviteiten": [
            {"sbiCode": "62010", "indHoofdactiviteit": "Nee"},
            {"sbiCode": "0111", "indHoofdactiviteit": "Ja"},
        ],
        "adressen": [post, visited],
    } | changes


def basis(serial: int) -> dict:
    inner = profile(serial)
    activities = inner.pop("sbiActiviteiten")
    return {"sbiActiviteiten": activities, "_embedded": {"hoofdvestiging": inner}}


SHAPES = {
    "list": json.dumps,
    "object": lambda rows: json.dumps({"vestigingsprofielen": rows}),
    "lines": lambda rows: "\n".join(map(json.dumps, rows)),
    "basis": lambda rows: json.dumps([basis(int(row["vestigingsnummer"])) for row in rows]),
    "marked": lambda rows: "\ufeff" + json.dumps(rows, indent=2),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_profiles_of_the_kvk(city, tmp_path, shape):
    path = tmp_path / "kvk.json"
    path.write_text(shape([profile(1), profile(2)]), encoding="utf-8")
    report = importing.import_file(path, "kvk", date(2024, 4, 1))
    assert report.accepted == {"2024-04-01": 2}
    assert {row["buurt_code"] for row in register()} == {"BU99990101"}
    assert {(row["sector_code"], row["jobs"], row["jobs_full_time"]) for row in register()} == {
        ("A", 3, 2)
    }


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [
        ({"materieleRegistratie": {"datumEinde": "20240331"}}, "ended"),
        ({"materieleRegistratie": {"datumEinde": "20240401"}}, None),
        ({"materieleRegistratie": {"datumAanvang": "20240402"}}, "not_begun"),
        ({"materieleRegistratie": {}}, None),
    ],
)
def test_who_is_not_there_on_the_date_is_left_out_and_told(city, tmp_path, changes, left_out):
    path = tmp_path / "kvk.json"
    path.write_text(json.dumps([profile(1), profile(2, **changes)]))
    report = importing.import_file(path, "kvk", date(2024, 4, 1))
    assert report.accepted == {"2024-04-01": 1 if left_out else 2}
    assert report.left_out == ({left_out: 1} if left_out else {})
    assert report.refused == 0


@pytest.mark.parametrize("layout", ["lisa", "kvk"])
def test_dates_leave_rows_out_in_every_layout(city, tmp_path, layout):
    path = tmp_path / "dates.csv"
    dates = [("2024-04-01", ""), ("2024-04-02", ""), ("", "2024-03-31"), ("", "")]
    rows = [f"{cities.row(n)};{begun};{ended}" for n, (begun, ended) in enumerate(dates)]
    path.write_text("\n".join([f"{cities.HEADER};begindatum;einddatum", *rows]) + "\n")
    report = importing.import_file(path, layout)
    assert report.left_out == {"ended": 1, "not_begun": 1}
    assert report.accepted == {"2024-04-01": 2}


def test_a_shielded_address_to_visit_is_shielded(city, tmp_path):
    hidden = profile(1)
    hidden["adressen"][1]["indAfgeschermd"] = "Ja"
    path = tmp_path / "kvk.json"
    path.write_text(json.dumps([hidden]))
    importing.import_file(path, "kvk", date(2024, 4, 1))
    assert register()[0]["buurt_code"] is None


def test_an_address_for_post_is_no_place(city, tmp_path):
    posted = profile(1)
    posted["adressen"] = posted["adressen"][:1]
    path = tmp_path / "kvk.json"
    path.write_text(json.dumps([posted, profile(2)]))
    report = importing.import_file(path, "kvk", date(2024, 4, 1))
    assert report.reasons["no_place"] == report.refused == 1


@pytest.mark.parametrize("name", ["vestigingsprofielen", "basisprofiel"])
def test_real_profiles_are_flattened(shared, name):
    with opened(shared(f"kvk/minbzk_test_input_{name}.json")) as delivery:
        found = layouts.recognise(delivery.columns, "kvk", "f.json")
        row = pd.read_csv(delivery.path, header=None, dtype=str, skiprows=1).iloc[0]
        values = dict(zip(["row", *delivery.columns], row, strict=True))
    assert values[found["sbi_code"]] == "62010"
    assert values[found["jobs"]] == "10"


def rezipped(source, target, change):
    """A copy of a zip file with its parts changed: ``change(name, content)`` or None to drop."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        if change("xl/extra", b"") != b"":
            new.writestr("xl/vbaProject.bin", b"x")
    return target


def far_away(name: str, content: bytes) -> bytes:
    return content.replace(b'r="A2"', b'r="XFD1048576"') if "sheet3" in name else content


HOSTILE = {
    "macros": (lambda n, c: b"m" if n == "xl/extra" else c, "holds macros"),
    "macro type": (
        lambda _n, c: c.replace(b"sheet.main", b"sheet.macroEnabled.main"),
        "holds macros",
    ),
    "far away": (far_away, "too much memory"),
    "no workbook": (None, "no Excel workbook"),
    "broken part": (lambda n, c: c[: len(c) // 2] if "sheet3" in n else c, "no readable Excel"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_workbooks_are_refused(tmp_path, kind):
    change, sentence = HOSTILE[kind]
    path = workbook(tmp_path / "good.xlsx", good(2))
    if kind == "no workbook":
        bad = tmp_path / "bad.zip"
        with zipfile.ZipFile(bad, "w") as archive:
            archive.writestr("register.csv", "a;b\n1;2\n")
    else:
        bad = rezipped(path, tmp_path / "bad.xlsx", change)
    with pytest.raises(Refused, match=sentence), opened(bad, layouts.known_names()):
        pass


def test_formulas_without_outcome_are_told(tmp_path):
    """A program that is no spreadsheet wrote them: whoever reads the file sees empty cells."""
    book = openpyxl.Workbook()
    book.create_sheet("Register")
    for name, extra in (("Sheet", "=1+1"), ("Register", "note")):
        sheet = book[name]
        sheet.append(["Overzicht"] if name == "Sheet" else [])
        if name == "Register":
            sheet.append(cities.HEADER.split(";"))
            sheet.append([*cities.row(1).split(";"), "=1+1"])
            sheet.append([*cities.row(2, sbi="=A1").split(";"), extra])
    path = tmp_path / "formulas.xlsx"
    book.save(path)
    known = layouts.known_names()
    with (
        pytest.raises(Refused, match="formula without its outcome in cell C4"),
        opened(path, known),
    ):
        pass
    book["Register"]["C4"] = "4711"
    book.save(path)
    with opened(path, known) as delivery:
        assert len(delivery.columns) == len(cities.HEADER.split(";"))


@pytest.mark.parametrize("declared", [None, 99])
def test_bombs_are_refused_by_the_size_they_declare_and_the_size_they_have(
    tmp_path, monkeypatch, declared
):
    monkeypatch.setattr(workbook_reader, "MOST_BYTES", 1 << 20)
    path = rezipped(
        workbook(tmp_path / "good.xlsx", good(2)),
        tmp_path / "bomb.xlsx",
        lambda name, content: b"0" * 3_333_333 if "sheet3" in name else content,
    )
    if declared:
        size, other = (3_333_333).to_bytes(4, "little"), declared.to_bytes(4, "little")
        path.write_bytes(path.read_bytes().replace(size, other))
    assert path.stat().st_size < 20_000
    with pytest.raises(workbook_reader.NotTaken, match="too_large"):
        workbook_reader.convert(path, tmp_path / "out.csv", set())
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 3_000_000


@pytest.mark.parametrize(
    ("streams", "sentence"),
    [("Workbook", "before 2007"), ("EncryptedPackage", "locked with a password")],
)
def test_old_and_locked_workbooks_are_told_apart(tmp_path, streams, sentence):
    path = tmp_path / "old.xls"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + streams.encode("utf-16-le")
    )
    with pytest.raises(Refused, match=sentence), opened(path):
        pass


def test_a_told_separator_is_believed(city, tmp_path):
    _report, plain = city(*good(3))
    path = cities.register_file(tmp_path, good(3))
    path.write_text("sep=;\n" + path.read_text())
    importing.import_file(path, "lisa")
    assert register() == plain
    path.write_text("sep=;\n" + cities.HEADER + "\n" + "\n".join([*good(2), "1;2"]) + "\n")
    with pytest.raises(Refused, match="breaks off in row 5"):
        importing.import_file(path, "lisa")


@pytest.mark.parametrize(
    ("number", "reason"), [('"000000000005"x', "quotes_wrong"), ("5;6", "columns_wrong")]
)
def test_stray_quotes_are_told(city, number, reason):
    report, rows = city(*good(3), cities.row(1, number=number), *good(1, number="7"))
    assert report.reasons == {reason: 1}
    assert len(rows) == 4


def test_a_quote_that_never_closes_is_told_with_its_row(city):
    with pytest.raises(Refused, match=r"a quote \(\"\) that opens in row 5 never closes"):
        city(*good(3), cities.row(1, number='"000000000005'), *good(2, number="7"))
