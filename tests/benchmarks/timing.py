"""What every measurement needs: a clock, and DuckDB reading and writing a file as the floor."""

import time
from collections.abc import Callable
from pathlib import Path

import duckdb


def timed(work: Callable[[], object]) -> float:
    """Seconds that work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def copy(csv: Path, folder: Path) -> None:
    """DuckDB reads a CSV, every column as text, and writes it as a table."""
    target = folder / "floor.duckdb"
    target.unlink(missing_ok=True)
    with duckdb.connect(target) as con:
        con.execute(f"create table raw as from read_csv('{csv}', all_varchar = true)")
