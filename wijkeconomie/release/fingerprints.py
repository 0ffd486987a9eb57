"""Which secret a release was made with: remembered beside the data, so that a change is seen."""

import csv
import hmac
import os
import re
from hashlib import sha256
from pathlib import Path

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.release import keys

PURPOSE = b"wijkeconomie: fingerprint of a protection secret"
DIGITS = 16
FINGERPRINT = rf"[0-9a-f]{{{DIGITS}}}"
CHANGED = "rotated"


def of(secret: bytes) -> str:
    """Sixteen hexadecimal digits that tell secrets apart and nothing of the secret itself."""
    return hmac.new(secret, PURPOSE, sha256).hexdigest()[:DIGITS]


def known() -> dict[str, str]:
    """Fingerprint per release, in the order in which they were made; a change by hand too.

    Raises Refused when the file is spoilt.
    """
    file = settings.fingerprints_file()
    if not file.exists():
        return {}
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = {row["release_id"]: row["fingerprint"] for row in csv.DictReader(stream)}
    except (KeyError, UnicodeDecodeError, csv.Error):
        rows = {}
    if not rows or not all(re.fullmatch(FINGERPRINT, str(value)) for value in rows.values()):
        raise Refused(
            "File {file} is spoilt, so it cannot be told with which secret releases were made: "
            "restore it from your backup, or remove it and run release --new-secret.",
            file=file,
        )
    return rows


def latest() -> str | None:
    """Fingerprint of the secret that the next release is expected to be made with."""
    return next(reversed(known().values()), None)


def has_releases() -> bool:
    """Whether releases were made here before."""
    return settings.release_file().exists() or any(settings.releases_dir().glob("*.duckdb"))


def confirm(path: Path, *, is_new: bool = False) -> None:
    """Raises Refused when the secret is another than before, or gone, unless ``is_new``."""
    if is_new:
        return
    expected = latest()
    if expected is None and has_releases():
        raise Refused(
            "File {file} is gone, so it cannot be told with which secret releases were made: "
            "restore it from your backup, or run release --new-secret to go on with the secret "
            "there is.",
            file=settings.fingerprints_file(),
        )
    if expected is None:
        return
    if not path.exists():
        raise Refused(
            "Secret file {file} is gone, and earlier releases were made with it: restore it from "
            "your backup, or run release --new-secret to go on with a new one.",
            file=path,
        )
    found = of(keys.load(path))
    if found != expected:
        raise Refused(
            "Secret file {file} has fingerprint {found}, and the last release was made with "
            "{expected}: restore that one from your backup, or run release --new-secret when it "
            "was changed on purpose.",
            file=path,
            found=found,
            expected=expected,
        )


def remember(release_id: str, secret: bytes) -> None:
    """Writes down what a release was made with, in a new file that takes the place of the old."""
    rows = known()
    rows.pop(release_id, None)
    rows[release_id] = of(secret)
    file = settings.fingerprints_file()
    beside = file.with_name(f"{file.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([("release_id", "fingerprint"), *rows.items()])
    os.replace(beside, file)
