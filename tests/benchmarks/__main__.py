"""Measurements, as ratios against a floor in the same run: ``make bench``. Nothing passes or fails."""

import tempfile
from pathlib import Path

from tests.benchmarks import files, national, pages, pipeline, points, profiles, reach


def main() -> None:
    """Runs all measurements on a fresh sample and prints them."""
    with tempfile.TemporaryDirectory(prefix="wijkeconomie-bench-") as folder:
        pipeline.measure(Path(folder))
        pages.measure(Path(folder))
        profiles.measure(Path(folder))
        points.measure(Path(folder))
        files.measure(Path(folder))
    with tempfile.TemporaryDirectory(prefix="wijkeconomie-bench-") as folder:
        national.measure(Path(folder))
    with tempfile.TemporaryDirectory(prefix="wijkeconomie-bench-") as folder:
        reach.measure(Path(folder))


if __name__ == "__main__":
    main()
