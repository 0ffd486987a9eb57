"""Mappings that worked, remembered by the columns of the files they were for."""

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.files import returned
from wijkeconomie.files.csv_files import Written
from wijkeconomie.files.names import plain


def folder(kind: str = "") -> Path:
    """Where mappings of a kind of list are kept, or those of registers."""
    return settings.data_dir() / "mappings" / kind


def file(columns: list[str], kind: str = "") -> Path:
    """The mapping of files with these columns, in any order; it may not be there."""
    names = "\n".join(sorted(map(plain, returned.own(columns))))
    return folder(kind) / f"{hashlib.sha256(names.encode()).hexdigest()[:16]}.toml"


def keep(columns: list[str], mapping: Path | None, kind: str = "") -> None:
    """Keeps a mapping that worked for the next file with the same columns."""
    target = file(columns, kind)
    if mapping is None or mapping.resolve() == target.resolve():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_bytes(mapping.read_bytes())
    os.replace(beside, target)


def find(
    known: Mapping[Path, Written], columns: Callable[[Written], list[str]], kind: str = ""
) -> Path | None:
    """The mapping among those known for the columns of a file, which is read as each wants it.

    Raises Refused when the file cannot be read at all.
    """
    ways = {Written(), *known.values()}
    for written in sorted(ways, key=str):
        try:
            found = file(columns(written), kind)
        except Refused:
            if written == Written() and len(ways) == 1:
                raise
            continue
        if found in known and known[found] in (written, Written()):
            return found
    return None
