"""Columns listed in a refusal: names of columns, and never the first row of a register."""

import io

import pandas as pd
import pytest

from tests.test_jobs import sent, wait
from wijkeconomie import headings
from wijkeconomie.__main__ import cli
from wijkeconomie.errors import Refused
from wijkeconomie.work import jobs

ROWS = """Kapsalon Jansen;J. Jansen;Dorpsstraat 12;1315 HA;000012345678;9602;1
Bakker Pietersen;P. Pietersen;Kerkstraat 3;1315 HB;000012345679;4711;1
"""
TOLD = ("ansen", "orpsstraat", "1315", "12345678")
COMMANDS = {
    "no column": ["import", "--layout", "lisa", "--check", "--reference-date", "2024-04-01"],
    "columns twice": ["import", "--layout", "kvk", "--check"],
    "areas": ["locations", "--rule", "area"],
    "figures": ["figures", "--year", "2024"],
    "addresses": ["addresses"],
}

SHOWN = [
    ["SBI-code", "Naam bedrijf", "Veld 3"],
    ["vestigingsnummer", "column 2", "Unnamed: 3"],
    ["gwb_code_10", "a_inw", "buurt2025"],
]
HIDDEN = [
    ["naam", "sbi", "000012345678"],
    ["naam", "sbi", "1315HA"],
    ["naam", "sbi", "1315 ha"],
    ["naam", "sbi", "Postbus 12345"],
    ["naam", "sbi", "j@jansen.example"],
    ["naam", "sbi", "12-3-1970"],
    ["Kapsalon Jansen", "Dorpsstraat 12", "Almere"],
    [""],
]


@pytest.mark.parametrize("names", SHOWN)
def test_names_of_columns_are_listed(names):
    assert headings.shown(names, "f.csv", "sbi") == ", ".join(names)


@pytest.mark.parametrize("names", HIDDEN)
def test_what_looks_like_data_is_not_listed(names):
    with pytest.raises(Refused, match="put the names of the columns there, such as sbi") as told:
        headings.shown(names, "f.csv", "sbi")
    assert told.value.details == {"file": "f.csv", "known": "sbi"}


def test_a_long_list_is_cut_off():
    assert headings.shown(["sbi"] * 41, "f.csv", "sbi").endswith("sbi …")


def test_names_of_ones_own_are_known():
    assert headings.shown(["Soort zaak"], "f.csv", "sbi", known=["soort zaak"]) == "Soort zaak"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_first_row_of_a_register_is_not_told(empty_folder, name, ending):
    file = empty_folder / f"register.{ending}"
    rows = ROWS.replace("9602;1", "9602;Dorpsstraat 12") if name == "columns twice" else ROWS
    if ending == "csv" or name == "addresses":
        file.write_text(rows)
    else:
        read = pd.read_csv(io.StringIO(rows), sep=";", header=None, dtype="string")
        read.to_excel(file, header=False, index=False)
    command, *options = COMMANDS[name]
    with pytest.raises(Refused, match="does not look like column names") as told:
        cli.main([command, str(file), *options], standalone_mode=False)
    assert not [word for word in TOLD if word in str(told.value.details | {"file": ""})]


def test_the_first_row_of_a_register_is_in_no_log(empty_folder):
    file = empty_folder / "register.csv"
    file.write_text(ROWS)
    upload = sent(file)
    job = wait(jobs.start("locations", [["locations", str(upload.file), "--rule", "area"]]))
    log = (job.folder / "log.jsonl").read_text()
    assert "does not look like column names" in log
    assert not [word for word in TOLD if word in log]
