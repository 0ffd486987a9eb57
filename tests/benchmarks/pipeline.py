"""From CSV to release, and reading it, against what DuckDB needs to read and write the file."""

import os
import statistics
from pathlib import Path

from tests.benchmarks.timing import copy, timed
from tests.conftest import make_secret
from wijkeconomie import settings
from wijkeconomie.register import importing
from wijkeconomie.release import attack, build, publish
from wijkeconomie.sources import sample
from wijkeconomie.view import query

RUNS = 5


def measure(folder: Path) -> None:
    """Prints seconds of each step, their ratio to the floor, and read queries in milliseconds."""
    os.environ["WIJKECONOMIE_DATA"] = str(folder / "data")
    os.environ["WIJKECONOMIE_SECRET_FILE"] = str(make_secret(folder))
    csv = settings.raw_dir() / "sample.csv"
    made = timed(lambda: sample.write(csv))
    rows = sum(1 for _line in csv.open()) - 1
    floor = statistics.median(timed(lambda: copy(csv, folder)) for _run in range(RUNS))
    imported = statistics.median(
        timed(lambda: importing.import_file(csv, "lisa")) for _run in range(RUNS)
    )
    released = statistics.median(
        timed(lambda: publish.publish("public", lambda _step: None)) for _run in range(RUNS)
    )
    print(f"sample of {rows} rows, ten years: {made:.2f} s")
    print(f"floor (DuckDB reads and writes the CSV): {floor:.2f} s")
    print(f"import: {imported:.2f} s, {imported / floor:.1f} x the floor")
    print(f"release: {released:.2f} s, {released / floor:.1f} x the floor")
    print(f"from CSV to release: {imported + released:.2f} s")
    _measure_protection(folder)
    _measure_reading()


def _measure_protection(folder: Path) -> None:
    """Building a release with and without protection, in turn, and attacking it."""
    file = folder / "built.duckdb"
    times: dict[str, list[float]] = {"internal": [], "public": []}
    for _run in range(RUNS):
        for edition, taken in times.items():
            file.unlink(missing_ok=True)
            taken.append(timed(lambda e=edition: build.build(file, e, lambda _step: None)))
    exact, protected = (statistics.median(taken) for taken in times.values())
    attacked = timed(lambda: attack.attack(file, settings.register_file()))
    print(f"build, exact: {exact:.2f} s; protected: {protected:.2f} s, {protected / exact:.2f} x")
    print(f"attack suite: {attacked:.2f} s")


def _measure_reading() -> None:
    asked = {
        "measure": "establishments", "denominator": "establishments", "factor": 100,
        "sector": "*", "size_class": "*", "premises": "home", "base_size_class": "*",
        "base_premises": "*", "level": "buurt",
    }  # fmt: skip
    times = sorted(timed(lambda: query.run("indicator_by_area", **asked)) for _run in range(60))
    p95 = times[int(len(times) * 0.95)]
    print(
        f"read query, all years of 238 buurten: median {times[30] * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
    )
