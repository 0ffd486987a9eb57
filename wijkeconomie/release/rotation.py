"""Another secret in place of the one in use, and what that means for what is published."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.release import fingerprints, keys, publish


@dataclass(frozen=True)
class Account:
    """What is published of the secret in use: counts shown, counts hidden, releases kept."""

    shown: int
    hidden: int
    releases: int


@dataclass(frozen=True)
class Difference:
    """Two releases of the same register: counts in both, how many of them differ, and how many
    are hidden in one and shown in the other."""

    counts: int
    differing: int
    uncovered: int


def account() -> Account:
    """What a new secret would draw anew, counted in the release in use. Raises Refused when there
    is no secret in use."""
    path = settings.secret_file()
    fingerprints.confirm(path)
    if not path.exists():
        raise Refused("There is no secret yet: the first release makes one.")
    keys.load(path)
    file = settings.release_file()
    row = _counted(file, file) if file.exists() else {"counts": 0, "hidden": 0}
    return Account(row["counts"], row["hidden"], len(publish.releases()))


def rotate() -> Path:
    """Puts a new secret in place of the one in use; returns where the old one is kept, dated and
    for its owner only."""
    path = settings.secret_file().resolve()
    old = path.with_name(f"{path.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    beside = path.with_name(f"{path.name}.new")
    with store.locked(settings.data_dir()):
        fingerprints.confirm(path)
        beside.unlink(missing_ok=True)
        keys.make(beside)
        os.link(path, old)
        os.replace(beside, path)
        fingerprints.remember(fingerprints.CHANGED, keys.load(path))
    return old


def is_old(release_id: str) -> bool:
    """Whether a release was made with another secret than the one in use."""
    return fingerprints.known().get(release_id) not in (None, fingerprints.latest())


def kept() -> list[Path]:
    """Old secrets kept beside the one in use, oldest first."""
    path = settings.secret_file().resolve()
    return sorted(path.parent.glob(f"{path.name}.[0-9]*T[0-9]*Z"))


def discard() -> list[Path]:
    """Removes the old secrets; returns which."""
    files = kept()
    for file in files:
        file.unlink()
    return files


def difference() -> Difference | None:
    """How the release in use differs from the one before it; None unless that was made with
    another secret."""
    made_with = fingerprints.known()
    kept = publish.releases()[:2]
    prints = [made_with.get(release.release_id) for release in kept]
    if len(kept) < 2 or None in prints or prints[0] == prints[1]:
        return None
    row = _counted(kept[1].file, kept[0].file)
    return Difference(row["counts"], row["differing"], row["uncovered"])


def _counted(before: Path, after: Path) -> dict[str, int]:
    with duckdb.connect(config={"temp_directory": str(settings.spill_dir())}) as con:
        for name, file in (("before", before), ("after", after)):
            con.execute(f"attach $file as {name} (read_only)", {"file": str(file)})
        row = con.execute(settings.query("release/difference")).df().to_dict("records")[0]
    return {str(name): int(value) for name, value in row.items()}
