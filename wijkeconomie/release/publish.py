"""A release made, checked, kept and put to use in one step."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import candidates, store, upkeep
from wijkeconomie.release import build, fingerprints, keys, making

KEEP = 10


@dataclass(frozen=True)
class Kept:
    """A release that is kept: its id, when it was made, the reference dates in it (with spaces
    between), its file, whether it is in use, and whether it never was."""

    release_id: str
    made_at: datetime
    reference_dates: str
    file: Path
    is_used: bool
    is_draft: bool = False


def publish(
    edition: str,
    progress: build.Progress,
    out: Path | None = None,
    *,
    is_new_secret: bool = False,
    is_draft: bool = False,
) -> str:
    """Makes and checks a release and puts it to use, writes it to ``out``, or keeps it as a draft.

    The internal edition, readable by its owner alone, has a file of its own and is never kept
    among the public ones. Raises Refused, leaving the release in use as it was, when a check
    fails, when ``out`` is the place of the other edition, or when the secret is another than
    before and that is not said.
    """
    out = _place(edition, out)
    upkeep.renew()
    secret = settings.secret_file()
    folder = out.absolute().parent if out else settings.releases_dir()
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "making.duckdb"
    with store.locked(settings.data_dir()), _private(edition), store.enough_space():
        try:
            fingerprints.confirm(secret, is_new=is_new_secret)
            candidates.find()
            release_id = making.make(beside, edition, progress)
            if edition == "public":
                fingerprints.remember(release_id, keys.load(secret))
            if out is not None:
                os.replace(beside, out)
                return release_id
            _keep(beside, folder / f"{release_id}.duckdb")
        finally:
            making.remove(beside)
        if not is_draft:
            use(release_id)
        _forget_old()
    return release_id


def _keep(beside: Path, file: Path) -> None:
    """Puts a new release among those kept, marked as a draft until it is put to use."""
    _draft(file).touch()
    os.replace(beside, file)


def use(release_id: str) -> None:
    """Puts a kept release to use. Raises Refused when it is not kept."""
    kept = {release.release_id: release.file for release in releases()}
    if release_id not in kept:
        raise Refused(
            "Release {release} is not kept: releases list shows which are.", release=release_id
        )
    beside = settings.release_file().with_suffix(".new")
    try:
        shutil.copyfile(kept[release_id], beside)
        os.replace(beside, settings.release_file())
    finally:
        beside.unlink(missing_ok=True)
    _draft(kept[release_id]).unlink(missing_ok=True)


def releases() -> list[Kept]:
    """Public releases kept, newest first; files that cannot be read, or that hold another
    edition, are left out."""
    used, *_rest = _info(settings.release_file()) or (None,)
    kept = []
    for file in settings.releases_dir().glob("*-*.duckdb"):
        if info := _info(file):
            is_used = info[0] == used
            kept.append(Kept(*info, file, is_used, not is_used and _draft(file).exists()))
    return sorted(kept, key=lambda release: (release.made_at, release.release_id), reverse=True)


def _info(file: Path) -> tuple[str, datetime, str] | None:
    try:
        with duckdb.connect(file, read_only=True) as con:
            row = con.execute(settings.query("read/release_info")).df().iloc[0]
    except (duckdb.Error, IndexError):
        return None
    if row["edition"] != "public" or row["release_id"].endswith(build.SUFFIXES["internal"]):
        return None
    return row["release_id"], row["made_at"], row["reference_dates"] or ""


def _place(edition: str, out: Path | None) -> Path | None:
    """Where a release is written beside those kept; Refused where the other edition stands."""
    if out is None:
        return settings.internal_file() if edition == "internal" else None
    place = out.resolve()
    is_public_place = settings.release_file() == place or settings.releases_dir() in place.parents
    if is_public_place if edition == "internal" else place == settings.internal_file():
        raise Refused(
            "File {file} is not the place of the {edition} edition: give another with --out, or "
            "leave --out away.",
            file=out,
            edition=edition,
        )
    return out


@contextmanager
def _private(edition: str) -> Iterator[None]:
    """Lets files of the internal edition be made readable by their owner alone."""
    before = os.umask(0o077) if edition == "internal" else None
    try:
        yield
    finally:
        if before is not None:
            os.umask(before)


def _forget_old() -> None:
    for release in [r for r in releases() if not r.is_used][KEEP - 1 :]:
        release.file.unlink()
        _draft(release.file).unlink(missing_ok=True)


def _draft(file: Path) -> Path:
    """The mark beside a release that was never in use."""
    return file.with_suffix(".draft")
