"""A release made, checked, kept and put to use in one step."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.release import attack, build, checks, fingerprints, keys
from wijkeconomie.release.report import Report

KEEP = 10


@dataclass(frozen=True)
class Kept:
    """A release that is kept: its id, when it was made, its file, and whether it is in use."""

    release_id: str
    made_at: datetime
    file: Path
    is_used: bool


def publish(
    edition: str, progress: build.Progress, out: Path | None = None, *, is_new_secret: bool = False
) -> str:
    """Makes and checks a release and puts it to use, or writes it to ``out`` only.

    Raises Refused, leaving the release in use as it was, when a check fails, or when the secret
    is another than before and that is not said.
    """
    secret = settings.secret_file()
    folder = out.absolute().parent if out else settings.releases_dir()
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "making.duckdb"
    with store.locked(settings.data_dir()):
        try:
            _remove(beside)
            fingerprints.confirm(secret, is_new=is_new_secret)
            release_id = build.build(beside, edition, progress)
            progress("checks")
            _refuse_breaches(beside)
            progress("attack")
            _refuse_leaks(beside)
            fingerprints.remember(release_id, keys.load(secret))
            if out is not None:
                os.replace(beside, out)
                return release_id
            os.replace(beside, folder / f"{release_id}.duckdb")
        finally:
            _remove(beside)
        use(release_id)
        _forget_old()
    return release_id


def use(release_id: str) -> None:
    """Puts a kept release to use. Raises Refused when it is not kept."""
    kept = settings.releases_dir() / f"{release_id}.duckdb"
    if release_id not in {known.release_id for known in releases()}:
        raise Refused(
            "Release {release} is not kept: releases list shows which are.", release=release_id
        )
    beside = settings.release_file().with_suffix(".new")
    shutil.copyfile(kept, beside)
    os.replace(beside, settings.release_file())


def releases() -> list[Kept]:
    """Releases kept, newest first; files that cannot be read are left out."""
    used, _made_at = _info(settings.release_file()) or (None, None)
    kept = []
    for file in settings.releases_dir().glob("*-*.duckdb"):
        if info := _info(file):
            kept.append(Kept(*info, file, info[0] == used))
    return sorted(kept, key=lambda release: (release.made_at, release.release_id), reverse=True)


def _info(file: Path) -> tuple[str, datetime] | None:
    try:
        with duckdb.connect(file, read_only=True) as con:
            row = con.execute(settings.query("read/release_info")).df().iloc[0]
    except duckdb.Error:
        return None
    return row["release_id"], row["made_at"]


def _refuse_breaches(file: Path) -> None:
    found = checks.breaches(file)
    if found:
        raise Refused(
            "The release breaks {count} rules and is not put to use; the first is {check}, row "
            "{row}. The release in use stays.",
            count=len(found),
            check=found[0].check,
            row=found[0].rows.iloc[0].to_dict(),
        )


def _refuse_leaks(file: Path) -> None:
    report = attack.attack(file, settings.register_file())
    if report.failures:
        raise Refused(
            "The release can be attacked ({failures}) and is not put to use: report this to the "
            "makers, with the output of doctor. The release in use stays.",
            failures=", ".join(report.failures),
        )
    _record(file, report)


def _record(file: Path, report: Report) -> None:
    """What the attack found goes into the release, for the method page."""
    with duckdb.connect(file) as con:
        for measure, value in report.figures.items():
            values = {"measure": f"attack_{measure}", "value": value}
            con.execute(settings.query("attack/record"), values)


def _forget_old() -> None:
    for release in [r for r in releases() if not r.is_used][KEEP - 1 :]:
        release.file.unlink()


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
