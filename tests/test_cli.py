"""The command line: what it says, its exit status, and the whole way from file to release."""

import os
import subprocess
import sys
from datetime import date

import duckdb
import pytest
from click.testing import CliRunner

from tests import cities
from tests import services as servers
from wijkeconomie import __main__ as cli
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.sources import areas


def run(*arguments: object, lang: str = "C") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wijkeconomie", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | {"LC_ALL": lang},
        cwd=settings.PROJECT,
        check=False,
    )


@pytest.fixture
def ended(monkeypatch, capsys):
    """Runs a command line in this process, to its end: exit status and what it says on stderr."""

    def run_here(*arguments: object) -> tuple[int, str]:
        monkeypatch.setenv("LC_ALL", "C")
        monkeypatch.setattr(sys, "argv", ["wijkeconomie", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return end.value.code or 0, capsys.readouterr().err

    return run_here


def invoke(*arguments: object) -> str:
    result = CliRunner().invoke(cli.cli, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_from_files_to_release(empty_folder, tmp_path):
    invoke("areas", cities.areas_file(tmp_path), "--municipality", "GM9999")
    register = cities.register_file(tmp_path, [cities.row(i) for i in range(12)])
    invoke("import", register, "--layout", "lisa", "--reference-date", "2024-04-01")
    invoke("release")
    invoke("check", settings.release_file())
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        row = con.execute("select municipality_codes, reference_dates from release_info").fetchall()
        kinds = con.execute("select distinct boundary_kind from area").fetchall()
    assert row == [("GM9999", "2024-04-01")]
    assert kinds == [("official",)]
    (kept,) = settings.releases_dir().glob("*.duckdb")
    invoke("releases", "use", kept.stem)
    assert kept.stem in invoke("releases", "list")
    assert "passes" not in invoke("doctor")


def test_a_release_is_advised_when_there_is_a_register(empty_folder, tmp_path):
    file, advice = cities.areas_file(tmp_path), "make a release to publish"
    assert advice not in invoke("areas", file)
    invoke("import", cities.register_file(tmp_path, [cities.row(1)]), "--layout", "lisa")
    assert advice in invoke("areas", file)
    invoke("forget", "--reference-date", "2024-04-01")
    assert advice not in invoke("areas", file)


def test_real_boundaries_replace_the_schematic_ones(sample_folder, empty_folder, shared):
    """The sample's register is placed anew by point in polygon, and released."""
    importing.import_file(sample_folder / "raw" / "sample.csv", "lisa", date(2025, 4, 1))
    invoke("areas", shared("geo/almere_buurten_2025.geojson"))
    invoke("release")
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        assert con.execute("select distinct boundary_kind from area").fetchall() == [("official",)]
        placed = con.execute(
            "select sum(t.establishments) from activity as t inner join area using (area_code)"
            " where level = 'buurt' and year = 2025 and sector = '*' and size_class = '*'"
            " and premises = '*'"
        ).fetchall()[0][0]
    assert placed > 24_000


def test_sample_is_reproducible(tmp_path, empty_folder):
    for name in ("a.csv", "b.csv"):
        invoke("sample", "--seed", 5, "--scale", 0.01, "--out", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_refused_rows_are_reported_with_the_file_they_are_in(empty_folder, tmp_path):
    invoke("areas", cities.areas_file(tmp_path))
    register = cities.register_file(
        tmp_path, [cities.row(1), cities.row(2), cities.row(2, sbi="x")]
    )
    told = invoke("import", register, "--layout", "lisa").replace("\n", "")
    assert "2024-04-01: 2" in told
    assert "rejects-register.csv" in told
    assert (settings.raw_dir() / "rejects-register.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["import", "nowhere.csv", "--layout", "lisa"], 1, "File nowhere.csv does not exist"),
        (["areas", "nowhere.gpkg"], 1, "File nowhere.gpkg does not exist"),
        (["release"], 1, "There is no register in"),
        (["check", "nowhere.duckdb"], 1, "does not exist"),
        (["releases", "use", "x"], 1, "Release x is not kept"),
        (["import", "x.csv"], 2, "Missing option '--layout'"),
        (["import", "x.csv", "--layout", "telex"], 2, "Invalid value"),
        (["sample"], 2, "Missing option '--out'"),
        (["frobnicate"], 2, "No such command"),
        (["sample", "--out", "/proc/nowhere/x.csv"], 1, "Cannot read or write /proc/nowhere"),
    ],
)
def test_exit_status_and_one_clear_sentence(empty_folder, ended, arguments, status, told):
    found, said = ended(*arguments)
    assert found == status
    assert told in said
    if status == 1:
        assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["areas", "nowhere.gpkg"], 1, "File nowhere.gpkg does not exist"),
        (["sample"], 2, "Missing option '--out'"),
    ],
)
def test_a_process_ends_as_its_command_does(empty_folder, arguments, status, told):
    done = run(*arguments)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_folder_for_refused_rows_is_made(empty_folder, tmp_path):
    invoke("areas", cities.areas_file(tmp_path), "--municipality", "GM9999")
    rows = [cities.row(i) for i in range(12)]
    register = cities.register_file(tmp_path, [*rows, rows[0]])
    dated = ["--layout", "lisa", "--reference-date", "2024-04-01"]
    invoke("import", register, *dated, "--rejects", tmp_path / "new" / "rejects.csv")
    assert (tmp_path / "new" / "rejects.csv").exists()


def test_a_register_of_a_municipality_without_areas_makes_no_release(empty_folder, tmp_path, ended):
    invoke("areas", cities.areas_file(tmp_path), "--municipality", "9999")
    register = cities.register_file(tmp_path, [cities.row(i) for i in range(12)])
    invoke("import", register, "--layout", "lisa", "--reference-date", "2024-04-01")
    (settings.raw_dir() / "areas.parquet").unlink()
    status, told = ended("release")
    assert status == 1
    assert "establishments of GM9999, of which no areas are loaded" in told


@pytest.mark.parametrize("command", ["import", "release", "doctor"])
def test_a_broken_register_is_refused_in_one_sentence(empty_folder, tmp_path, command):
    settings.register_file().write_bytes(b"no register" * 900)
    register = cities.register_file(tmp_path, [cities.row(i) for i in range(12)])
    file = [register, "--layout", "lisa", "--reference-date", "2024-04-01"]
    done = run(command, *(file if command == "import" else []))
    assert "cannot be read" in " ".join((done.stderr + done.stdout).replace("│", "").split())
    assert "Traceback" not in done.stderr
    assert settings.register_file().read_bytes() == b"no register" * 900


def test_a_broken_release_is_no_reason_to_fail(empty_folder):
    settings.release_file().write_bytes(b"no release" * 900)
    invoke("releases", "list")
    invoke("doctor")


def test_a_command_starts_without_what_only_attacks_need():
    """Half a second of every start."""
    told = "import sys, wijkeconomie.__main__; print('scipy.optimize' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_speaks_dutch_on_a_dutch_terminal(empty_folder):
    assert "bestaat niet: controleer" in run("areas", "weg.gpkg", lang="nl_NL.UTF-8").stderr


def test_check_names_what_is_broken(sample_folder, tmp_path):
    file = tmp_path / "broken.duckdb"
    file.write_bytes((sample_folder / "economy.duckdb").read_bytes())
    with duckdb.connect(file) as con:
        con.execute("update activity set establishments = 3 where establishments = 5")
    result = CliRunner().invoke(cli.cli, ["check", str(file)])
    assert isinstance(result.exception, Refused)
    assert "counts_under_threshold" in result.output


def test_a_municipality_from_services_alone(services, tmp_path):
    """Boundaries, figures, address objects and points, none of them from a file."""
    point, address = (cities.X + 500, cities.Y + 500), {"postcode": "1234AB", "huisnummer": 12}
    services.addresses = [servers.address("1234AB", 12, point)]
    services.objects = [servers.building("9999010000000001", point, "woonfunctie", **address)]
    assert "2 wijken and 4 buurten" in invoke(
        "areas", "--pdok", "--municipality", "9999", "--year", 2024
    )
    assert "7 of the 7 areas" in invoke("figures", "--cbs")
    assert "1 address object with" in invoke("addresses", "--bag", "--municipality", "GM9999")
    (settings.raw_dir() / "addresses_objects.parquet").rename(tmp_path / "aside")
    file = tmp_path / "register.csv"
    lines = [f"{cities.row(i, x='', y='', use='')};1234AB;12" for i in range(12)]
    file.write_text("\n".join([f"{cities.HEADER};postcode;huisnummer", *lines]))
    dated = ["import", file, "--layout", "lisa"]
    assert "Placed: 100.0% not placed." in invoke(*dated)
    told = invoke(*dated, "--locatieserver")
    assert "1 of 1 addresses asked." in told
    assert "Placed: 100.0% by the Locatieserver." in told
    assert "Use of the buildings: 100.0% not known." in told
    (tmp_path / "aside").rename(settings.raw_dir() / "addresses_objects.parquet")
    told = invoke(*dated)
    assert "Placed: 100.0% by your address files." in told
    assert "Use of the buildings: 100.0% by address." in told
    invoke("release")
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        area = con.execute("select dwellings, population from area where area_code = 'BU99990201'")
        assert area.fetchall() == [(405, 1_025)]
        home = con.execute(
            "select area_code from activity where premises = 'home' and sector = '*'"
            " and size_class = '*' and establishments in (10, 15)"
        ).fetchall()
    assert ("BU99990201",) in home


def test_figures_say_what_they_did_not_match(empty_folder, tmp_path):
    invoke("areas", cities.areas_file(tmp_path))
    file = tmp_path / "kwb-2024.csv"
    file.write_text("gwb_code;a_inw\nGM9999;4100\nBU99990101;10\n")
    told = invoke("figures", file)
    assert "Figures of 2 areas of 2024 are loaded." in told
    assert "2 of the 7 areas" in told
    assert "Without: BU99990102, BU99990201, BU99990202, WK999901, WK999902." in told


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["areas"], 2, "Give either FILE or --pdok"),
        (["areas", "x.gpkg", "--pdok"], 2, "Give either FILE or --pdok"),
        (["areas", "--pdok"], 2, "Add --municipality"),
        (["areas", "--pdok", "--all"], 2, "--all goes with neither"),
        (["areas", "x.gpkg", "--all", "--municipality", "1"], 2, "--all goes with neither"),
        (["areas", "--pdok", "--municipality", "1", "--year", "2024"], 1, "GM0001 in 2024"),
        (["figures"], 2, "Give either FILE or --cbs"),
        (["figures", "--cbs", "--municipality", "34"], 1, "GM0034 are not loaded"),
        (["addresses", "--bag"], 2, "Add --municipality"),
        (["addresses", "weg.csv"], 1, "File weg.csv does not exist"),
    ],
)
def test_what_cannot_be_loaded_is_told(services, tmp_path, arguments, status, told):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    result = CliRunner().invoke(cli.cli, arguments)
    assert told in result.output + str(result.exception)
    assert (result.exit_code, isinstance(result.exception, Refused)) == (status, status == 1)


def test_a_register_without_any_point_makes_a_release(empty_folder, tmp_path):
    """Placed by the yearly file: figures by buurt, and no hexagons."""
    invoke("areas", cities.areas_file(tmp_path))
    numbers = tmp_path / "addresses.csv"
    numbers.write_text("PC6;Huisnummer;Buurt2024\n1234AB;12;BU99990101\n1234AB;14;BU99990202\n")
    assert "The buurt of 2 addresses is loaded." in invoke("addresses", numbers)
    rows = [f"{cities.row(i, x='', y='')};1234AB;{12 + 2 * (i % 2)}" for i in range(40)]
    file = tmp_path / "register.csv"
    file.write_text("\n".join([f"{cities.HEADER};postcode;huisnummer", *rows]))
    assert "100.0% by your address files" in invoke("import", file, "--layout", "lisa")
    invoke("release")
    invoke("check", settings.release_file())
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        placed = con.execute(
            "select area_code, establishments from activity join area using (area_code)"
            " where level = 'buurt' and sector = '*' and size_class = '*' and premises = '*'"
            " and establishments > 0 order by 1"
        ).fetchall()
        hexagons = con.execute("select count(*) from hexagon").fetchone()
    assert placed == [("BU99990101", 20), ("BU99990202", 20)]
    assert hexagons == (0,)
