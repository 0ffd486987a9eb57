"""Files of what was loaded, replaced whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path

import pandas as pd

from wijkeconomie import settings

PRIVATE = ("buildings",)
PLACING = ("areas", "area_types", "sites", "land_use")


def file(name: str) -> Path:
    """Where rows of a name are kept."""
    return settings.raw_dir() / f"{name}.parquet"


@contextmanager
def replacing(name: str, rows: pd.DataFrame) -> Iterator[Path]:
    """Writes rows beside those kept, and puts them in place once the block has succeeded."""
    target = file(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".new-{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        beside.touch(0o600 if name in PRIVATE else 0o666, exist_ok=False)
        rows.to_parquet(beside)
        yield beside
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def fingerprint(pending: Mapping[str, Path] = {}) -> str:
    """What the register is placed in, in 64 letters; ``pending``: files about to be put in place,
    by name."""
    files = {name: pending.get(name, file(name)) for name in PLACING}
    told = [f"{name} {_digest(path)}" for name, path in files.items() if path.exists()]
    return sha256("\n".join(told).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
