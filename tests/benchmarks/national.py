"""A register of 2.4 million rows, as many as the Netherlands has, over areas of the whole country.

The areas are a made country: 345 municipalities of ten wijken, and four buurten in each wijk.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from tests import cities
from tests.benchmarks.timing import copy, timed
from tests.conftest import make_secret
from wijkeconomie import settings
from wijkeconomie.register import placing
from wijkeconomie.sources import areas
from wijkeconomie.view import query

ROWS = 2_400_000
TOWNS, WIJKEN, SIDE = 345, 10, 1_600
WEST, SOUTH, COLUMNS = 20_000, 320_000, 76
SECTORS = ("0111", "1071", "4120", "4711", "5610", "4941", "6201", "7022", "8621", "9602")
RUNS = 3


def measure(folder: Path) -> None:
    """Prints the time of importing and its ratio to DuckDB reading and writing the file, of the
    release, of read queries, and the memory each takes."""
    os.environ["WIJKECONOMIE_DATA"] = str(folder / "data")
    os.environ["WIJKECONOMIE_SECRET_FILE"] = str(make_secret(folder))
    settings.raw_dir().mkdir(parents=True, exist_ok=True)
    country, csv = _country(folder), settings.raw_dir() / "national.csv"
    _rows().to_csv(csv, sep=";", index=False)
    _command("areas", country, "--all")
    floors, imports = [], []
    for _run in range(RUNS):
        settings.register_file().unlink(missing_ok=True)
        floors.append(timed(lambda: copy(csv, folder)))
        imports.append(timed(lambda: _command("import", csv, "--layout", "lisa")))
    ratios = [taken / floor for taken, floor in zip(imports, floors, strict=True)]
    floor, imported = statistics.median(floors), statistics.median(imports)
    print(
        f"import of {ROWS} rows: {imported:.1f} s, {statistics.median(ratios):.1f} x DuckDB reading"
    )
    print(f"and writing the file ({floor:.1f} s), at most {_peak_gb():.1f} GB")
    _measure_points(csv)
    released = timed(lambda: _command("release"))
    print(f"release: {released:.0f} s, at most {_peak_gb():.1f} GB with import")
    _measure_reading()


def _country(folder: Path) -> Path:
    """Squares side by side, ten in a row a municipality; a wijk is one, a buurt a quarter."""
    features = []
    for number in range(TOWNS * WIJKEN):
        west, south = (WEST + SIDE * (number % COLUMNS), SOUTH + SIDE * (number // COLUMNS))
        town, wijk = divmod(number, WIJKEN)
        for buurt in range(4):
            corner = (west + SIDE // 2 * (buurt % 2), south + SIDE // 2 * (buurt // 2))
            ring = [
                [corner[0] + SIDE // 2 * x, corner[1] + SIDE // 2 * y]
                for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
            ]
            code = f"BU{town + 1:04d}{wijk:02d}{buurt:02d}"
            names = {"buurtnaam": f"Buurt {number}-{buurt}", "gemeentenaam": f"Stad {town}"}
            features.append(cities.feature(code, ring, **names))
    path = folder / "country.geojson"
    path.write_text(json.dumps(cities.collection(*features)))
    return path


def _rows() -> pd.DataFrame:
    draw = np.random.default_rng(1)
    rows = -(-TOWNS * WIJKEN // COLUMNS) - 1
    jobs = np.where(draw.random(ROWS) < 0.6, 1, np.exp(draw.normal(1.5, 1.2, ROWS)).astype(int) + 1)
    is_home = (jobs < 3) & (draw.random(ROWS) < 0.8)
    return pd.DataFrame(
        {
            "peildatum": "2024-04-01",
            "vestigingsnummer": np.char.zfill((np.arange(ROWS) + 1).astype(str), 12),
            "sbi": np.array(SECTORS)[draw.integers(0, len(SECTORS), ROWS)],
            "voltijd": np.minimum(jobs, 2000),
            "deeltijd": 0,
            "x": draw.integers(WEST, WEST + SIDE * COLUMNS, ROWS),
            "y": draw.integers(SOUTH, SOUTH + SIDE * rows, ROWS),
            "gebruiksdoel": np.where(is_home, "woonfunctie", "winkelfunctie"),
        }
    )


def _measure_points(csv: Path) -> None:
    points = pd.read_csv(csv, sep=";", usecols=["x", "y"])
    shapes = placing.finest(areas.load()).geometry.to_numpy()
    taken = timed(lambda: placing.areas_of(points, shapes))
    print(f"{len(points)} points in {len(shapes)} areas: {taken:.1f} s")


def _measure_reading() -> None:
    asked = {"measure": "establishments", "denominator": "establishments", "factor": 100,
             "sector": "*", "size_class": "*", "premises": "home", "base_size_class": "*",
             "base_premises": "*"}  # fmt: skip
    kinds = {
        "all municipalities": lambda: query.run("indicator_by_area", level="municipality", **asked),
        "all wijken": lambda: query.run("indicator_by_area", level="wijk", **asked),
        "buurten of one": lambda: query.run(
            "indicator_by_area", level="buurt", within="GM0034", **asked
        ),
        "figures of an area": lambda: query.run("figures_by_year", area="GM0034"),
        "search": lambda: query.run("areas_found", text="stad 34"),
        "search with a slip": lambda: query.run("areas_found", text="satd 34"),
    }
    for name, work in kinds.items():
        times = sorted(timed(work) for _run in range(40))
        print(f"read, {name}: median {times[20] * 1000:.0f} ms, p95 {times[37] * 1000:.0f} ms")


def _command(*arguments: object) -> None:
    command = [sys.executable, "-m", "wijkeconomie", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
