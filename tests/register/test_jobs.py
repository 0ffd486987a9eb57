"""Jobs from size classes: estimated by the middle of the class, and flagged everywhere."""

import csv
from collections import Counter
from datetime import date

import duckdb
import pytest

from tests import cities
from tests.register.test_importing import city, register
from wijkeconomie import settings
from wijkeconomie.register import importing, validation
from wijkeconomie.release import publish
from wijkeconomie.view import method, query

__all__ = ["city"]
HEADER = cities.HEADER.replace("voltijd;deeltijd", "Grootteklasse")


def class_file(folder, classes: list[str], day: str = "2024-04-01"):
    path = folder / "classes.csv"
    rows = [
        cities.row(i, date=day, full=size, part="#").replace(";#", "")
        for i, size in enumerate(classes, start=1)
    ]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


MIDDLES = [
    ("1", 1),
    ("5", 5),
    ("2-9", 5),
    ("2–9", 5),
    ("2 t/m 4", 3),
    ("2 tot en met 4", 3),
    ("5 tot 10", 7),
    ("10 - 19", 14),
    ("100+", 150),
    ("100 +", 150),
    ("100 en meer", 150),
    ("100 of meer werkzame personen", 150),
    ("1.000 en meer", 1500),
    (">= 100", 150),
    ("> 100", 151),
    ("meer dan 100", 151),
    ("vanaf 200", 300),
    ("< 10", 5),
    ("minder dan 5", 2),
    ("t/m 4", 2),
    ("0-1", 1),
    ("1 werkzame persoon", 1),
    ("2-4 Werkzame Personen", 3),
    ("1-1", 1),
    ("01-04", 2),
]


def test_the_middle_of_a_class(city, tmp_path):
    report = importing.import_file(class_file(tmp_path, [size for size, _ in MIDDLES]), "lisa")
    found = {row["establishment_id"]: row for row in register()}
    told = [(size, found[f"{i:012d}"]["jobs"]) for i, (size, _) in enumerate(MIDDLES, start=1)]
    assert told == MIDDLES
    assert all(row["jobs"] == row["jobs_full_time"] for row in found.values())
    assert all(row["is_estimated"] for row in found.values())
    assert report.reasons == {"jobs_estimated": len(MIDDLES)}


NO_CLASS = [
    ("A", "size_wrong"),
    ("2-sep", "size_wrong"),
    ("9-2", "size_wrong"),
    ("5 tot 5", "size_wrong"),
    ("5-10-20", "size_wrong"),
    ("99999+", "size_wrong"),
    ("veel", "size_wrong"),
    ("1" * 50, "size_wrong"),
    ("", "jobs_wrong"),
    ("0", "jobs_none"),
    ("0 werkzame personen", "jobs_none"),
]


def test_what_is_no_class_is_refused(city, tmp_path):
    known, rejects = ["1"] * 40, tmp_path / "rejects.csv"
    file = class_file(tmp_path, [*known, *(size for size, _ in NO_CLASS)])
    report = importing.import_file(file, "lisa", rejects_file=rejects)
    wrong = Counter(reason for _, reason in NO_CLASS)
    assert report.reasons == {"jobs_estimated": len(known), **wrong}
    first = {r.rule: r.examples[0] for r in report.rules if r.severity == "error"}
    assert first == {
        reason: next((42 + i, size) for i, (size, why) in enumerate(NO_CLASS) if why == reason)
        for reason in wrong
    }
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        told = [row["reason"] for row in csv.DictReader(stream, delimiter=";")]
    for (size, reason), said in zip(NO_CLASS, told, strict=True):
        assert validation.ERRORS[reason].split("{value}")[0][:20] in said, size


def test_counts_come_before_classes(city, tmp_path):
    path = cities.register_file(tmp_path, [cities.row(1, full=4, part=2) + ";100+"])
    path.write_text(path.read_text().replace("afgeschermd\n", "afgeschermd;grootteklasse\n"))
    assert importing.import_file(path, "lisa").reasons == {}
    assert [(row["jobs"], row["is_estimated"]) for row in register()] == [(6, False)]


@pytest.mark.parametrize("edition", ["public", "internal"])
def test_estimates_are_flagged_in_what_is_published(city, tmp_path, edition):
    city(*[cities.row(i, date="2023-04-01") for i in range(12)])
    importing.import_file(class_file(tmp_path, ["2-9"] * 12), "lisa", date(2024, 4, 1))
    file = tmp_path / "release.duckdb"
    publish.publish(edition, lambda _step: None, file)
    with duckdb.connect(file, read_only=True) as con:
        flags = con.execute(
            "select distinct year, flag from activity where jobs > 0 and establishments >= 5 "
            "and flag in ('e', 'n1', 'n2', 'n3') order by all"
        ).fetchall()
        broken = con.execute("from series_break").fetchall()
        sums = con.execute("select max(jobs) from activity where year = 2024").fetchall()[0][0]
    assert (2024, "e") in flags
    assert not [row for row in flags if (row[1] == "e") != (row[0] == 2024)]
    assert broken == [("*", 2024, "jobs", "counted", "estimated")]
    assert abs(sums - 60) < 10


def test_estimates_are_told_on_pages(city, tmp_path):
    importing.import_file(class_file(tmp_path, ["2-9"] * 12), "lisa")
    publish.publish("public", lambda _step: None)
    told = method.told_estimates("en", query.run("series_breaks"))
    assert told == "From 2024 jobs are estimated from size classes, by the middle of each class."


def test_a_register_from_before_estimates_is_taken_on(city):
    city(cities.row(1))
    with duckdb.connect(settings.register_file()) as con:
        con.execute("drop view establishment")
        con.execute("alter table delivered drop column is_estimated")
    city(cities.row(1, date="2023-04-01"))
    assert [row["is_estimated"] for row in register()] == [False, False]
