"""Releases that can be read by their number, and what each changed in the one before it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import query
from wijkeconomie.view.exports import columns, reader
from wijkeconomie.view.opening import Release

PATH = "/api/v1/tables?release="
Folder = tuple[tuple[str, int], ...]


def kept() -> list[Release]:
    """Public releases that are or were in use and can be read, newest first."""
    used = query.release()
    ids = {file.stem for file in _files()} | {used.release_id}
    found = filter(None, map(_opened, ids))
    return sorted(found, key=lambda each: (each.made_at, each.release_id), reverse=True)


def ids() -> tuple[str, ...]:
    """Their numbers, newest first; none where none is in use."""
    try:
        with query.reading("public"):
            return _ids(query.release().release_id, _folder())
    except Refused:
        return ()


def listed() -> list[dict[str, Any]]:
    """Each with the rows of its tables and its changes since the one before; the last has none."""
    return _listed(query.release().release_id, _folder())


def _folder() -> Folder:
    """What there is to read, the same as long as nothing is put to use, added or taken out."""
    return tuple(sorted((file.name, file.stat().st_mtime_ns) for file in _files()))


@lru_cache(maxsize=4)
def _ids(used: str, folder: Folder) -> tuple[str, ...]:
    del used, folder
    return tuple(release.release_id for release in kept())


@lru_cache(maxsize=4)
def _listed(used: str, folder: Folder) -> list[dict[str, Any]]:
    del folder
    found = kept()
    before = [*found[1:], None]
    return [
        _told(release, earlier, is_used=release.release_id == used)
        for release, earlier in zip(found, before, strict=True)
    ]


def _told(release: Release, before: Release | None, *, is_used: bool) -> dict[str, Any]:
    return {
        "release_id": release.release_id,
        "is_used": is_used,
        "made_at": release.made_at.isoformat(timespec="seconds"),
        "software_version": release.software_version,
        "sample": release.is_sample,
        "municipality_codes": list(release.municipality_codes),
        "reference_dates": list(release.reference_dates),
        "rows": _rows(release.release_id),
        "tables": PATH + release.release_id,
        "changes": _changes(before, release) if before else None,
    }


def _changes(before: Release, after: Release) -> dict[str, Any]:
    return {
        "since": before.release_id,
        "reference_dates": _new_and_gone(before.reference_dates, after.reference_dates),
        "areas": _new_and_gone(_areas(before.release_id), _areas(after.release_id)),
        "software_version": [before.software_version, after.software_version],
        "tables": _tables(before.release_id, after.release_id),
    }


def _new_and_gone(before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, list[str]]:
    return {"new": sorted({*after} - {*before}), "gone": sorted({*before} - {*after})}


@lru_cache(maxsize=20)
def _tables(before: str, after: str) -> dict[str, dict[str, int]]:
    """What differs per table; a release never changes, so this is worked out once."""
    return {name: _table(name, before, after) for name in columns.tables()}


def _table(name: str, before: str, after: str) -> dict[str, int]:
    """Rows in either, and how many are new, gone, and there with other figures (without figures:
    with other facts). A row is known by its dimensions and numbers."""
    keys = _columns(name, "dimension", "key")
    figures = _columns(name, "measure", "flag")
    told = []
    for release_id in (before, after):
        with query.reading_release(release_id):
            facts = figures or reader.columns(f"table_{name}")
            told.append(reader.hashes(f"table_{name}", keys, facts))
    (old_keys, old_rows), (new_keys, new_rows) = told
    same, old, new = np.intersect1d(old_keys, new_keys, return_indices=True)
    return {
        "rows_before": len(old_keys),
        "rows_after": len(new_keys),
        "new": int((~np.isin(new_keys, same)).sum()),
        "gone": int((~np.isin(old_keys, same)).sum()),
        "changed": int((old_rows[old] != new_rows[new]).sum()),
    }


@lru_cache(maxsize=20)
def _rows(release_id: str) -> dict[str, int]:
    with query.reading_release(release_id):
        return {name: reader.count(f"table_{name}") for name in columns.tables()}


@lru_cache(maxsize=20)
def _areas(release_id: str) -> tuple[str, ...]:
    with query.reading_release(release_id):
        return tuple(sorted(query.area_codes()))


def _columns(name: str, *roles: str) -> list[str]:
    return [each.name for each in columns.of(name) if each.role in roles]


def _files() -> list[Path]:
    return [*settings.releases_dir().glob("*.duckdb"), *settings.releases_dir().glob("*.draft")]


def _opened(release_id: str) -> Release | None:
    """A release, or nothing when it is a draft, of another edition, or of older software."""
    try:
        with query.reading_release(release_id):
            return query.release()
    except Refused:
        return None
