"""A register of 2.4 million rows, as many as the Netherlands has, and as many points in areas."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from tests.conftest import make_secret
from wijkeconomie import settings
from wijkeconomie.register import placing
from wijkeconomie.sources import areas, sample

SCALE = 11.07
POINTS = 2_400_000


def measure(folder: Path) -> None:
    """Prints the time of importing, its ratio to DuckDB reading and writing the file, the memory
    it takes, and the time to find the areas of as many points."""
    os.environ["WIJKECONOMIE_DATA"] = str(folder / "data")
    os.environ["WIJKECONOMIE_SECRET_FILE"] = str(make_secret(folder))
    csv = settings.raw_dir() / "national.csv"
    rows = sample.write(csv, scale=SCALE)
    floor = _timed(lambda: _copy(csv, folder))
    command = [sys.executable, "-m", "wijkeconomie", "import", str(csv), "--layout", "lisa"]
    imported = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"import of {rows} rows: {imported:.1f} s, {imported / floor:.1f} x DuckDB reading and")
    print(f"writing the file ({floor:.1f} s), at most {peak:.1f} GB")
    _measure_points()


def _measure_points() -> None:
    known = areas.sample()
    west, south, east, north = known.total_bounds
    draw = np.random.default_rng(1)
    points = pd.DataFrame(
        {"x": draw.uniform(west, east, POINTS), "y": draw.uniform(south, north, POINTS)}
    )
    shapes = placing.finest(known).geometry.to_numpy()
    taken = _timed(lambda: placing.areas_of(points, shapes))
    print(f"{POINTS} points in {len(shapes)} areas: {taken:.1f} s")


def _copy(csv: Path, folder: Path) -> None:
    with duckdb.connect(folder / "floor.duckdb") as con:
        con.execute(f"create table raw as from read_csv('{csv}', all_varchar = true)")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
