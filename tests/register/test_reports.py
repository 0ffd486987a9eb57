"""The report: what each rule found, what surprises, and refused rows mended in rounds."""

import csv
import json
import shutil
import subprocess
from datetime import date

import openpyxl
import pandas as pd
import pytest

from tests import cities
from tests.register.test_importing import city, good, register
from tests.test_cli import invoke
from wijkeconomie import settings
from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.files import sheets
from wijkeconomie.register import importing, upkeep
from wijkeconomie.register.taking import Options
from wijkeconomie.sources import areas

__all__ = ["city"]
FORMULAS = ["=1+1", "+31612345678", "-cmd|' /C calc'!A0", "@SUM(1)", "'=x", "''=x", "\t=1"]


def read(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def mended(path, **changes: str):
    rows = [row | changes for row in read(path)]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        out.writeheader()
        out.writerows(rows)
    return path


def test_each_rule_tells_its_rows_and_values(city):
    """A remark is about rows that are taken: row 11 is refused, and stands there alone."""
    bad = [cities.row(1, sbi="x"), cities.row(2, sbi="y", use="")]
    report, _rows = city(*good(8), *bad, cities.row(3, use=""))
    found = {rule.rule: rule for rule in report.rules}
    assert found["sbi_wrong"].severity == "error"
    assert found["sbi_wrong"].examples == [(10, "x"), (11, "y")]
    assert (found["use_missing"].severity, found["use_missing"].examples) == ("warning", [(12, "")])


def test_rows_without_columns_show_nothing_of_themselves(city):
    report, _rows = city(*good(3), "Jan Jansen;Kerkstraat 1", cities.row(5))
    assert "Jansen" not in str(report)


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_reports_are_files(city, tmp_path, ending):
    path = cities.register_file(tmp_path, [*good(3), cities.row(1, sbi="=1+1")])
    target = tmp_path / "new" / f"report.{ending}"
    second = tmp_path / "second.json"
    invoke("import", path, "--layout", "lisa", "--report", target, "--report", second)
    assert second.exists()
    assert target.stat().st_mode & 0o777 == 0o600
    if ending == "json":
        told = json.loads(target.read_text())
        assert told["accepted"] == {"2024-04-01": 3}
        (rule,) = told["rules"]
        assert (rule["rule"], rule["severity"], rule["rows"]) == ("sbi_wrong", "error", 1)
        assert rule["examples"] == [{"row": 5, "value": "=1+1"}]
        assert "'=1+1' is no SBI code" in rule["sentence"]
        return
    table = pd.read_csv(target, sep=";") if ending == "csv" else pd.read_excel(target)
    assert table.iloc[1].tolist()[:4] == ["refused", 1, 5, "'=1+1"] or table.iloc[1, 3] == "'=1+1"


def test_a_delivery_refused_whole_is_reported_too(city, tmp_path):
    """Why, most often first with an example, and where the report and the rows are."""
    bad = [cities.row(1, sbi="x"), *(cities.row(n, full="veel") for n in (2, 3))]
    path = cities.register_file(tmp_path, [cities.row(9, use=""), *bad])
    target, rejects = tmp_path / "report.json", tmp_path / "rejects.csv"
    told = []
    terminal.listeners.append(told.append)
    try:
        with pytest.raises(Refused, match=r"3 rows are refused.*in 2 rows .*row 4: .*'veel") as why:
            invoke("import", path, "--layout", "lisa", "--report", target, "--rejects", rejects)
    finally:
        terminal.listeners.remove(told.append)
    assert [line["details"]["file"] for line in told] == [target, rejects]
    assert why.value.details["count"] == len(read(rejects)) == 3
    found = json.loads(target.read_text())
    assert (found["accepted"], found["refused"]) == ({}, 3)
    assert [rule["rule"] for rule in found["rules"]] == ["jobs_wrong", "sbi_wrong"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_surprises_stands_in_the_report_too(city, tmp_path, ending):
    city(*good(30))
    path = cities.register_file(tmp_path, [cities.row(n, date="2025-04-01") for n in range(90)])
    target = tmp_path / f"report.{ending}"
    invoke("import", path, "--layout", "lisa", "--report", target)
    table = pd.read_csv(target, sep=";") if ending == "csv" else pd.read_excel(target)
    assert table.loc[table["what"] == "look again", "sentence"].str.contains("from 30 to 90").any()


def test_a_report_in_an_unknown_format_is_refused_before_anything(city, tmp_path):
    path = cities.register_file(tmp_path, good(3))
    with pytest.raises(Refused, match="no format that is known"):
        invoke("import", path, "--layout", "lisa", "--report", tmp_path / "report.pdf")
    assert not settings.register_file().exists()


def test_a_check_changes_nothing(city, tmp_path):
    city(*good(3))
    before = settings.register_file().read_bytes()
    path = cities.register_file(tmp_path, [*good(4), cities.row(1, sbi="x")])
    told = invoke("import", path, "--layout", "lisa", "--check")
    assert "2024-04-01: 4 establishments can be imported; nothing is changed." in told
    assert "its 3 rows are replaced by 4" in told
    assert settings.register_file().read_bytes() == before


def test_what_is_replaced_is_said_before_it_is(city, tmp_path):
    city(*good(3))
    said = []
    path = cities.register_file(tmp_path, good(4))
    announce = lambda told: said.append((told, len(register())))  # noqa: E731
    report = importing.import_file(path, "lisa", options=Options(announce=announce))
    assert said == [({"2024-04-01": (3, 4)}, 3)]
    assert report.replaced == {"2024-04-01": 3}


def spread(west: int, east: int, day: str, sector: str = "4711") -> list[str]:
    """Shops in the north (wijk 01) and the south (wijk 02)."""
    north = [cities.row(1000 + i, date=day, sbi=sector) for i in range(west)]
    south = [cities.row(5000 + i, date=day, y=cities.Y + 500, sbi=sector) for i in range(east)]
    return north + south


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((50, 50), (50, 50), []),
        ((50, 50), (31, 60), []),
        ((50, 50), (30, 60), [("wijk", "WK999901", 50, 30)]),
        ((50, 50), (52, 4), [("municipality", "GM9999", 100, 55), ("sector", "G", 100, 55), ("wijk", "WK999902", 50, None)]),
        ((24, 200), (0, 205), []),
        ((25, 100), (0, 110), [("wijk", "WK999901", 25, None)]),
        ((4, 100), (25, 100), [("municipality", "GM9999", 105, 125), ("wijk", "WK999901", None, 25)]),
    ],
)  # fmt: skip
def test_surprises_beside_the_date_before(city, before, now, expected):
    city(*spread(*before, "2021-04-01"))
    city(*spread(*before, "2023-04-01"))
    report, _rows = city(*spread(*now, "2024-04-01"))
    told = [(s.kind, s.code, s.before, s.now) for s in report.surprises]
    assert told == expected
    assert {s.date_before for s in report.surprises} <= {"2023-04-01"}


def test_refused_rows_are_mended_in_rounds(city, tmp_path):
    rejects = tmp_path / "rejects.csv"
    bad = [cities.row(1, sbi="x"), cities.row(2, sbi="y"), cities.row(3, number="900")]
    city(*good(5), *bad, rejects_file=rejects)
    assert [row["refused_from"] for row in read(rejects)] == ["wijkeconomie"] * 3
    assert [row["reason"][:3] for row in read(rejects)] == ["'x'", "'y'", "Est"]
    rows = read(rejects)
    rows[0]["sbi"] = "5610"
    again = tmp_path / "again.csv"
    with again.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        out.writeheader()
        out.writerows(rows)
    second = tmp_path / "second.csv"
    report = importing.import_file(again, "lisa", rejects_file=second)
    assert (report.is_addition, report.accepted, report.refused) == (True, {"2024-04-01": 1}, 2)
    assert len(register()) == 6
    rows = read(second)
    assert [row["row_number"] for row in rows] == ["3", "4"]
    assert list(rows[0])[:4] == ["row_number", "reason", "refused_from", "peildatum"]
    third = tmp_path / "third.csv"
    report = importing.import_file(mended(second, sbi="5610"), "lisa", rejects_file=third)
    assert report.reasons == {"id_twice": 1}
    assert len(register()) == 7
    with pytest.raises(Refused, match="in the register already"):
        importing.import_file(third, "lisa")
    assert len(register()) == 7


def test_mended_rows_go_to_the_date_they_came_from(city, tmp_path):
    rejects = tmp_path / "rejects.csv"
    path = cities.register_file(tmp_path, [*good(4), cities.row(1, sbi="x")])
    lines = [line.split(";", 1)[1] for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines) + "\n")
    importing.import_file(path, "lisa", date(2024, 4, 1), rejects)
    report = importing.import_file(mended(rejects, sbi="5610"), "lisa")
    assert report.accepted == {"2024-04-01": 1}
    upkeep.forget(date(2024, 4, 1))
    with pytest.raises(Refused, match="import the delivery they came from first"):
        importing.import_file(rejects, "lisa")


def in_a_spreadsheet(file, ending: str):
    """The file opened and saved by a real spreadsheet program."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not on this machine")
    folder, own = file.parent / "saved", f"-env:UserInstallation=file://{file.parent}/profile"
    kind = {"xlsx": "xlsx", "csv": "csv:Text - txt - csv (StarCalc):59,34,76"}[ending]
    line = [office, own, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(line, check=True, capture_output=True, timeout=120)
    return folder / f"{file.stem}.{ending}"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_refused_rows_keep_their_codes_in_a_spreadsheet(city, tmp_path, ending):
    """Mended in a workbook, saved there, sent in again: numbers keep the zeros they begin with."""
    rejects = tmp_path / "rejects.xlsx"
    bad = [cities.row(n, sbi="0x11") for n in (1, 2)]
    city(*good(5), *bad, rejects_file=rejects, options=Options(say=lambda why: why.code))
    assert rejects.stat().st_mode & 0o777 == 0o600
    book = openpyxl.load_workbook(rejects)
    rows = list(book.active.values)
    assert rows[1][:3] == ("7", "sbi_wrong", "wijkeconomie")
    sbi = rows[0].index("sbi") + 1
    for line in (2, 3):
        assert book.active.cell(line, sbi).number_format == "@"
        book.active.cell(line, sbi).value = "0111"
    book.save(rejects)
    report = importing.import_file(in_a_spreadsheet(rejects, ending), "lisa")
    assert (report.is_addition, report.accepted, report.refused) == (True, {"2024-04-01": 2}, 0)
    kept = {row["establishment_id"]: row["sector_code"] for row in register()}
    assert [kept[f"00000000000{n}"] for n in (1, 2)] == ["A", "A"]


def test_more_refused_rows_than_a_sheet_holds_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    with pytest.raises(Refused, match=r"end with \.csv"):
        sheets.write(pd.DataFrame({"a": ["1", "2"]}), tmp_path / "x.xlsx")


@pytest.mark.parametrize("said", ["", "mine", "wijkeconomie gisteren"])
def test_a_changed_mark_is_refused(city, tmp_path, said):
    rejects = tmp_path / "rejects.csv"
    city(*good(4), cities.row(1, sbi="x"), rejects_file=rejects)
    with pytest.raises(Refused, match="refused_from"):
        importing.import_file(mended(rejects, sbi="5610", refused_from=said), "lisa")


def test_formulas_are_harmless_in_refused_rows_and_come_back_unchanged(city, tmp_path):
    rejects, second = tmp_path / "rejects.csv", tmp_path / "second.csv"
    quoted = ['"' + formula.replace('"', '""') + '"' for formula in FORMULAS]
    bad = [cities.row(i, sbi=formula) for i, formula in enumerate(quoted, start=1)]
    city(*good(20), *bad, rejects_file=rejects)
    harmless = ["'" + formula for formula in FORMULAS]
    assert [row["sbi"] for row in read(rejects)] == harmless
    with pytest.raises(Refused, match="no SBI code"):
        importing.import_file(rejects, "lisa", rejects_file=second)
    assert [row["sbi"] for row in read(second)] == harmless


def test_columns_tell_what_they_hold_and_no_row(city, tmp_path):
    lines = [
        f"{cities.row(i, sbi='4711' if i % 2 else '5610')};Jan Jansen {i % 3};06-1234567{i % 3}"
        for i in range(1, 40)
    ]
    path = tmp_path / "register.csv"
    path.write_text("\n".join([cities.HEADER + ";contactnaam;bereikbaar", *lines]) + "\n")
    target = tmp_path / "columns.json"
    invoke("columns", path, "--json", target)
    told = json.loads(target.read_text())
    columns = {column["name"]: column for column in told["columns"]}
    assert (told["file"], told["rows"]) == ("register.csv", 39)
    assert columns["sbi"]["examples"] == ["4711", "5610"]
    assert columns["sbi"]["guess"] == {"lisa": "sbi_code", "kvk": "sbi_code", "custom": "sbi_code"}
    for name in ("contactnaam", "bereikbaar", "vestigingsnummer", "x", "y"):
        assert columns[name]["examples"] == []
    assert {"field": "sbi_code", "required": True} in told["fields"]["lisa"]
    assert "sbi_code" in invoke("columns", path, "--layout", "lisa")


def test_another_municipality_is_added_to_a_date(city, tmp_path):
    """Rows of the first stay; alone the second would take their place, which is refused."""
    city(*good(6))
    outside = cities.collection(cities.feature("BU88880000", cities.square(2, 0)))
    beside = cities.write(tmp_path / "zijdorp.geojson", outside)
    upkeep.use_areas(areas.read(beside, None, None))
    there = {"x": cities.X + 2_500, "y": cities.Y + 500, "municipality": ""}
    rows = [cities.row(n, **there) for n in range(100, 104)]
    with pytest.raises(Refused, match="add --add"):
        city(*rows)
    invoke("import", cities.register_file(tmp_path, rows), "--layout", "lisa", "--add")
    held = sorted(row["municipality_code"] for row in register())
    assert held == ["GM8888"] * 4 + ["GM9999"] * 6
    with pytest.raises(Refused, match="in the register already"):
        city(*rows, options=Options(is_added=True))
    city(*[cities.row(n, date="2025-04-01") for n in range(3)], options=Options(is_added=True))
    assert len(register()) == 13
