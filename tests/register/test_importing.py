"""Import: every row is taken, remarked on or refused with its reason; nothing good is lost."""

import csv
from collections import Counter
from datetime import date

import duckdb
import pytest

from tests import cities
from tests.conftest import environment
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing, upkeep, validation
from wijkeconomie.sources import areas, sample


@pytest.fixture
def city(empty_folder, tmp_path):
    """Vierkantstad loaded; returns a function that imports rows and reads the register."""
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))

    def take(*rows: str, **more: object):
        path = cities.register_file(tmp_path, list(rows))
        report = importing.import_file(path, "lisa", **more)
        return report, register()

    return take


def register() -> list[dict]:
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        found = con.execute("from establishment order by all").df()
    return found.astype(object).where(found.notna(), None).to_dict("records")


def good(count: int, **changes: object) -> list[str]:
    return [cities.row(900 + i, **changes) for i in range(count)]


def test_a_row_is_classified_and_placed(city):
    report, rows = city(cities.row(1))
    assert report.accepted == {"2024-04-01": 1}
    assert report.reasons == {}
    assert {k: rows[0][k] for k in ("establishment_id", "year", "sector_code", "premises")} == {
        "establishment_id": "000000000001",
        "year": 2024,
        "sector_code": "G",
        "premises": "home",
    }
    assert (rows[0]["buurt_code"], rows[0]["wijk_code"], rows[0]["municipality_code"]) == (
        "BU99990101",
        "WK999901",
        "GM9999",
    )
    assert rows[0]["location_type"] == "residential"


HOME, MIXED = "woonfunctie", "woonfunctie,kantoorfunctie"


PREMISES = [
    (HOME, 3, "home"),
    ("Woonfunctie", 1, "home"),
    (MIXED, 1, "home"),
    (MIXED, 2, "business"),
    ("winkelfunctie", 1, "business"),
    ("overige gebruiksfunctie", 1, "business"),
    ("industriefunctie,kantoorfunctie", 9, "business"),
    ("", 1, "unknown"),
]


SIZES = [
    (0, 3, "0"),
    (1, 0, "1"),
    (2, 0, "2-9"),
    (9, 0, "2-9"),
    (10, 0, "10-49"),
    (49, 9, "10-49"),
    (50, 0, "50-99"),
    (99, 0, "50-99"),
    (100, 0, "100+"),
]


SMALL = [
    ({"full": 1}, (True, True, True)),
    ({"full": 0, "part": 1}, (True, True, True)),
    ({"full": 9}, (True, False, True)),
    ({"full": 15}, (False, False, True)),
    ({"full": 20}, (False, False, False)),
    ({"full": 1, "y": cities.Y + 500}, (True, True, False)),
]


SECTORS = [
    ("0111", "A", "A"),
    ("1071", "B-E", "C"),
    ("3514", "B-E", "D"),
    ("45.20", "G", "G"),
    ("5610", "I", "I"),
    ("62010", "J", "J"),
    ("6820", "K-N", "L"),
    ("9602", "R-U", "S"),
]


SHIELDED = ["Ja", "J", "Y", "X", "1", "true", "afgeschermd", "onbekend"]


OPEN = ["Nee", "n", "NEE ", "0", "false", "", "no"]


NOTATIONS = [
    ({"number": "901"}, {"establishment_id": "000000000901"}),
    ({"date": "20240401"}, {"year": 2024}),
    ({"date": "01-04-2024"}, {"year": 2024}),
    ({"x": "140500,4"}, {"x": 140500.4}),
    ({"x": "140.500", "y": "481.500,5"}, {"x": 140500.0, "y": 481500.5}),
    ({"x": "140,500"}, {"x": 140500.0}),
    ({"part": ""}, {"jobs": 1}),
    ({"municipality": "GM9999", "x": ""}, {"municipality_code": "GM9999"}),
    ({"shielded": ""}, {"buurt_code": "BU99990101"}),
]


RULES = ("is_lt10", "is_one", "is_wijkeconomie")


TAKEN: list[tuple[dict, dict]] = [
    *(({"use": use, "full": full}, {"premises": found}) for use, full, found in PREMISES),
    *(
        ({"full": full, "part": part}, {"size_class": size, "jobs": full + part})
        for full, part, size in SIZES
    ),
    *((changes, dict(zip(RULES, small, strict=True))) for changes, small in SMALL),
    *(
        ({"sbi": sbi}, {"sector_code": sector, "section_code": section})
        for sbi, sector, section in SECTORS
    ),
    *(({"shielded": said}, {"buurt_code": None}) for said in SHIELDED),
    *(({"shielded": said}, {"buurt_code": "BU99990101"}) for said in OPEN),
    *NOTATIONS,
]


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> dict[str, dict]:
    """What one file with a row per case becomes, by number."""
    folder = tmp_path_factory.mktemp("taken")
    with environment(WIJKECONOMIE_DATA=folder):
        areas.save(areas.read(cities.areas_file(folder), None, None))
        rows = [cities.row(serial, **changes) for serial, (changes, _) in enumerate(TAKEN, 1)]
        importing.import_file(cities.register_file(folder, rows), "lisa")
        return {row["establishment_id"]: row for row in register()}


@pytest.mark.parametrize("case", range(len(TAKEN)), ids=lambda case: str(TAKEN[case]))
def test_what_a_row_becomes(taken, case):
    expected = TAKEN[case][1]
    row = taken[expected.get("establishment_id", f"{case + 1:012d}")]
    assert {key: row[key] for key in expected} == expected


@pytest.mark.parametrize(("full", "part"), [(1, 0), (0, 2)])
def test_a_file_of_one_row_is_taken(city, full, part):
    _report, rows = city(cities.row(1, full=full, part=part))
    assert rows[0]["jobs"] == full + part


def test_shielded_addresses_keep_their_wijk_only(city):
    _report, rows = city(cities.row(1, shielded="Ja"))
    assert rows[0]["wijk_code"] == "WK999901"
    assert [rows[0][k] for k in ("buurt_code", "x", "y")] == [None] * 3
    assert rows[0]["premises"] == "unknown"


REFUSED = [
    ({"number": "12-34"}, "id_wrong"),
    ({"number": "1234567890123"}, "id_wrong"),
    ({"number": "000000000900"}, "id_twice"),
    ({"number": "900"}, "id_twice"),
    ({"number": "900.0"}, "id_twice"),
    ({"number": "000000000900", "sbi": "5610", "full": 7}, "id_twice"),
    ({"date": "gisteren"}, "date_wrong"),
    ({"date": "1900-04-01"}, "date_wrong"),
    ({"date": "2099-04-01"}, "date_wrong"),
    ({"sbi": ""}, "sbi_wrong"),
    ({"sbi": "winkel"}, "sbi_wrong"),
    ({"sbi": "561"}, "sbi_wrong"),
    ({"sbi": "4000"}, "sbi_wrong"),
    ({"full": "veel"}, "jobs_wrong"),
    ({"full": "-3"}, "jobs_wrong"),
    ({"full": "0"}, "jobs_none"),
    ({"full": "", "part": "0"}, "jobs_none"),
    ({"full": "-0"}, "jobs_wrong"),
    ({"full": "-1", "part": "1"}, "jobs_wrong"),
    ({"full": "-1", "part": "3"}, "full_time_wrong"),
    ({"full": "5", "part": "-2"}, "full_time_wrong"),
    ({"full": "nan"}, "jobs_wrong"),
    ({"full": "inf"}, "jobs_wrong"),
    ({"full": "1e3"}, "jobs_wrong"),
    ({"full": "1_000"}, "jobs_wrong"),
    ({"full": "30000", "part": "30000"}, "jobs_wrong"),
    ({"full": "９"}, "jobs_wrong"),
    ({"full": "1.5"}, "jobs_wrong"),
    ({"full": "1.000"}, "jobs_wrong"),
    ({"full": "50001"}, "jobs_wrong"),
    ({"full": "", "part": ""}, "jobs_wrong"),
    ({"municipality": "0363", "x": "", "y": ""}, "elsewhere"),
    ({"municipality": "", "x": "", "y": ""}, "no_place"),
    ({"municipality": "", "x": 10_000, "y": 400_000}, "elsewhere"),
]


GOOD = 100


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """What one file with a bad row per case gives beside good rows: a report, the register, and
    what is written of each refused row by its row number."""
    folder = tmp_path_factory.mktemp("refused")
    rejects = folder / "rejects.csv"
    with environment(WIJKECONOMIE_DATA=folder):
        areas.save(areas.read(cities.areas_file(folder), None, None))
        rows = good(GOOD) + [cities.row(1 + i, **each) for i, (each, _) in enumerate(REFUSED)]
        file = cities.register_file(folder, rows)
        report = importing.import_file(file, "lisa", rejects_file=rejects)
        kept = register()
    assert rejects.stat().st_mode & 0o777 == 0o600
    with rejects.open(encoding="utf-8-sig") as stream:
        written = {int(row["row_number"]): row for row in csv.DictReader(stream, delimiter=";")}
    return report, kept, written


def test_only_bad_rows_are_refused(refused):
    report, kept, written = refused
    assert report.refused == len(written) == len(REFUSED)
    assert Counter(reason for _, reason in REFUSED) <= Counter(report.reasons)
    assert len(kept) == GOOD


@pytest.mark.parametrize("case", range(len(REFUSED)), ids=lambda case: str(REFUSED[case]))
def test_bad_rows_are_written_out_with_their_reason(refused, case):
    changes, reason = REFUSED[case]
    row = refused[2][2 + GOOD + case]
    assert validation.ERRORS[reason].split("{value}")[0][:20] in row["reason"]
    assert cities.row(1 + case, **changes).split(";")[2] == row["sbi"]


@pytest.mark.parametrize(
    ("men", "women", "jobs"), [("-3", "8", None), ("8", "-3", None), ("3", "", 3), ("0", "2", 2)]
)
def test_a_number_below_zero_does_not_hide_in_a_sum(city, tmp_path, men, women, jobs):
    rows = [line.replace(";1;0;9999;", ";1;0;0;0;9999;") for line in good(3)]
    rows.append(cities.row(1).replace(";1;0;9999;", f";{men};{women};0;0;9999;"))
    parts = "mannen_voltijd;vrouwen_voltijd;mannen_deeltijd;vrouwen_deeltijd"
    path = cities.register_file(tmp_path, rows)
    path.write_text(path.read_text().replace("voltijd;deeltijd", parts, 1))
    report = importing.import_file(path, "lisa", rejects_file=tmp_path / "rejects.csv")
    assert report.reasons == ({} if jobs else {"jobs_wrong": 1})
    assert sum(row["jobs"] for row in register()) == 3 + (jobs or 0)


@pytest.mark.parametrize(
    ("changes", "reason", "kept"),
    [
        ({"sbi": "111"}, "sbi_zero_restored", {"sector_code": "A"}),
        ({"use": ""}, "use_missing", {"premises": "unknown"}),
        ({"use": "wonen"}, "use_unknown", {"premises": "unknown"}),
        ({"x": "", "y": ""}, "no_coordinates", {"wijk_code": None, "municipality_code": "GM9999"}),
        ({"x": 10_000}, "off_the_map", {"buurt_code": None, "location_type": "unknown"}),
    ],
)
def test_remarks_keep_the_row(city, changes, reason, kept):
    report, rows = city(cities.row(1, **changes))
    assert report.reasons == {reason: 1}
    assert {key: rows[0][key] for key in kept} == kept


def test_points_just_outside_belong_to_the_nearest_area(city):
    _report, rows = city(cities.row(1, x=cities.X - 60), cities.row(2, x=cities.X - 160))
    assert [row["buurt_code"] for row in rows] == ["BU99990101", None]


def test_a_date_delivered_again_replaces_itself_only(city):
    city(cities.row(1), cities.row(2))
    city(cities.row(1, date="2025-04-01"))
    _report, rows = city(cities.row(3))
    found = {(str(row["reference_date"])[:10], row["establishment_id"]) for row in rows}
    assert found == {("2024-04-01", "000000000003"), ("2025-04-01", "000000000001")}


def test_one_date_is_picked_from_a_file_with_several(city):
    report, _rows = city(
        cities.row(1), cities.row(1, date="2025-04-01"), reference_date=date(2025, 4, 1)
    )
    assert report.accepted == {"2025-04-01": 1}
    with pytest.raises(Refused, match="no rows of reference date 2019-04-01"):
        city(cities.row(1), reference_date=date(2019, 4, 1))


def test_a_file_without_dates_needs_one(city, tmp_path):
    path = tmp_path / "undated.csv"
    lines = [cities.HEADER, cities.row(1)]
    path.write_text("\n".join(line.split(";", 1)[1] for line in lines) + "\n")
    with pytest.raises(Refused, match="add --reference-date"):
        importing.import_file(path, "lisa")
    report = importing.import_file(path, "lisa", reference_date=date(2024, 4, 1))
    assert report.accepted == {"2024-04-01": 1}


def test_real_deliveries_push_the_sample_out_and_never_mix(city, tmp_path):
    areas.save(areas.sample())
    made = tmp_path / "sample.csv"
    sample.write(made, scale=0.01)
    importing.import_file(made, "lisa")
    assert {row["municipality_code"] for row in register()} == {"GM0034"}
    _report, rows = city(cities.row(1))
    assert {row["municipality_code"] for row in rows} == {"GM9999"}
    with pytest.raises(Refused, match="set WIJKECONOMIE_DATA to another folder"):
        importing.import_file(made, "lisa")


def test_placing_again_follows_other_areas(city, tmp_path):
    _report, before = city(cities.row(1))
    moved = cities.collection(cities.feature("BU99990901", cities.square(0, 1), buurtnaam="Nieuw"))
    assert upkeep.use_areas(areas.read(cities.write(tmp_path / "new.geojson", moved), None, None))
    after = register()
    assert (before[0]["buurt_code"], after[0]["buurt_code"]) == ("BU99990101", "BU99990901")
    assert len(after) == len(before)


def test_a_column_can_say_the_version_of_sbi(city, tmp_path):
    path = cities.register_file(tmp_path, [cities.row(1)])
    path.write_text(path.read_text().replace("sbi;", "SBI_2025;", 1))
    importing.import_file(path, "lisa")
    assert register()[0]["sbi_version"] == "2025"


@pytest.mark.parametrize("x", ["nan", "inf", "-"])
def test_coordinates_that_are_no_numbers(city, x):
    report, rows = city(cities.row(1, x=x))
    assert report.reasons == {"no_coordinates": 1}
    assert rows[0]["buurt_code"] is None


def test_there_is_nothing_to_place_without_a_register(empty_folder):
    assert not upkeep.use_areas(areas.sample())


def test_the_register_is_for_its_owner_only(city):
    city(cities.row(1))
    assert settings.register_file().stat().st_mode & 0o777 == 0o600


def test_every_reason_is_told_with_what_to_do():
    for message in [*validation.ERRORS.values(), *validation.WARNINGS.values()]:
        assert ":" in message
        assert message.endswith(".")
