"""What is in place, written down by a process that may look, for the web, which may not."""

import json
import os
from pathlib import Path
from typing import Any

from wijkeconomie import settings


def marks() -> dict[str, list[int]]:
    """What the files of areas, register and releases are now: other marks, other files."""
    files = [
        *sorted(settings.raw_dir().glob("*.parquet")),
        settings.register_file(),
        settings.release_file(),
        settings.internal_file(),
        settings.releases_dir(),
    ]
    found = {}
    for file in files:
        if file.exists():
            stat = file.stat()
            found[file.name] = [stat.st_ino, stat.st_mtime_ns, stat.st_size]
    return found


def is_made_from(name: str) -> bool:
    """Whether a release is made from the file with this name; addresses are only used before."""
    is_outside = name.endswith(".parquet") and not name.startswith("addresses")
    return is_outside or name == settings.register_file().name


def write(found: dict[str, Any]) -> None:
    """Keeps what was found, under the marks in it."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(found, stream)
    os.replace(beside, file)


def read(*, is_stale_fine: bool = False) -> dict[str, Any] | None:
    """What was found last; None when nothing was, or files have changed since."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if is_stale_fine or found.get("marks") == marks() else None


def _file() -> Path:
    return settings.jobs_dir() / "status.json"
