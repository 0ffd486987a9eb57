"""Public releases that are kept: their files, and why one is not read."""

import re
from pathlib import Path

from wijkeconomie import settings
from wijkeconomie.errors import Refused, ReleaseGone, UnknownName, WrongEdition

RELEASE_ID = re.compile(r"[0-9]{8}-[0-9a-f]{10}")
KNOWN = "/api/v1/releases"


def file_of(release_id: str) -> Path:
    """The file of a release that is kept. Raises UnknownName when it is not; a draft never is."""
    file = settings.releases_dir() / f"{release_id}.duckdb"
    is_kept = RELEASE_ID.fullmatch(release_id) and file.exists()
    if not is_kept or file.with_suffix(".draft").exists():
        raise _unknown(release_id)
    return file


def refusal(release_id: str, error: Refused) -> UnknownName | ReleaseGone:
    """What to tell who asked for a kept file that cannot be opened: another edition is nothing
    that is kept, and an outdated one is gone."""
    if isinstance(error, WrongEdition):
        return _unknown(release_id)
    return ReleaseGone(
        "Release {release} was made by an earlier version of this website and lacks figures that "
        "it shows now: see {known} for those it reads.",
        name="release",
        release=release_id,
        known=KNOWN,
    )


def _unknown(release_id: str) -> UnknownName:
    return UnknownName(
        "Release {release} is not kept: see {known} for those that are.",
        name="release",
        release=release_id[:40],
        known=KNOWN,
    )
