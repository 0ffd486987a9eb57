"""Files a data steward sends, piece by piece, each in a folder of its own until it is imported."""

import json
import os
import re
import secrets
import shutil
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from wijkeconomie import settings
from wijkeconomie.errors import Refused, UnknownName

MEGABYTE = 1024 * 1024
LARGEST = 500 * MEGABYTE
SPARE = 256 * MEGABYTE
ENDINGS = ["csv", "txt", "tsv", "xlsx", "parquet", "json", "jsonl", "geojson", "gpkg", "zip"]
ENDINGS += ["osm", "pbf"]
UNFINISHED_S, WHOLE_S = 24 * 3600, 14 * 24 * 3600
PART = "part"
LONGEST_STEM = 200
UPLOAD_ID = "[0-9a-f]{16}"


@dataclass(frozen=True)
class Upload:
    """A file that was sent, or is on its way: folder, name, size in bytes, a mark the browser
    gave it, and when it began, in seconds since 1970."""

    folder: Path
    name: str
    size: int
    mark: str
    begun: float

    @property
    def upload_id(self) -> str:
        """Name of the folder."""
        return self.folder.name

    @property
    def file(self) -> Path:
        """Where the file is once it is whole."""
        return self.folder / "file" / self.name

    @property
    def part(self) -> Path:
        """Where the file is while it is on its way."""
        return self.folder / PART

    @property
    def is_whole(self) -> bool:
        """Whether all of it is here."""
        return self.file.is_file()

    @property
    def received(self) -> int:
        """Bytes that are here."""
        file = self.file if self.is_whole else self.part
        return file.stat().st_size if file.exists() else 0


def begin(name: str, size: int, mark: str) -> Upload:
    """A place for a file, or the one where the same file was left off.

    Raises Refused for a file that is empty or too large, of another kind, or that the disk has
    no room for.
    """
    tidy()
    plain = safe_name(name)
    _refuse(plain, size)
    known = (u for u in every() if (u.name, u.size, u.mark) == (plain, size, mark))
    begun = next((upload for upload in known if not upload.is_whole), None)
    missing = size - (begun.received if begun else 0)
    settings.uploads_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(settings.uploads_dir()).free < missing + SPARE:
        raise Refused(
            "There is no room for file {file} on the server: make room, then send it again.",
            file=plain,
        )
    return begun or _made(plain, size, mark)


def find(upload_id: str) -> Upload:
    """The upload with this id. Raises UnknownName."""
    found = next((upload for upload in every() if upload.upload_id == upload_id), None)
    if found is None:
        raise UnknownName("This file is not on the server any more: send it again.")
    return found


def every() -> list[Upload]:
    """All uploads, newest first."""
    files = settings.uploads_dir().glob("*/upload.json")
    found = (_read(file) for file in files if re.fullmatch(UPLOAD_ID, file.parent.name))
    kept = (upload for upload in found if upload is not None)
    return sorted(kept, key=lambda upload: upload.begun, reverse=True)


def finish(upload: Upload) -> None:
    """Gives a file that is all here its name."""
    upload.file.parent.mkdir(mode=0o700)
    os.replace(upload.part, upload.file)


def remove(upload_id: str) -> None:
    """Removes a file and all that was made for it."""
    if re.fullmatch(UPLOAD_ID, upload_id):
        shutil.rmtree(settings.uploads_dir() / upload_id, ignore_errors=True)


def tidy() -> None:
    """Removes files left off a day ago, and whole ones that nobody imported for two weeks."""
    for upload in every():
        age = time.time() - upload.begun
        if age > (WHOLE_S if upload.is_whole else UNFINISHED_S):
            remove(upload.upload_id)


def safe_name(name: str) -> str:
    """The last part of a name, of letters, digits and a few marks, at most 80 characters and few
    enough bytes for any disk."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = re.sub(r"[^\w.() -]", "_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    short = stem[:70].encode()[:LONGEST_STEM].decode(errors="ignore").strip(" .")
    return f"{short or 'file'}.{ending.lower()[:9]}" if dot else plain[:80] or "file"


def _refuse(name: str, size: int) -> None:
    if Path(name).suffix[1:] not in ENDINGS:
        raise Refused(
            "File {file} is of a kind that is not taken: send one of {endings}.",
            file=name,
            endings=", ".join(ENDINGS),
        )
    if size <= 0:
        raise Refused("File {file} is empty: ask for the delivery again.", file=name)
    if size > LARGEST:
        raise Refused(
            "File {file} is larger than {most} MB: put it on the server and import it on the "
            "command line.",
            file=name,
            most=LARGEST // MEGABYTE,
        )


def _made(name: str, size: int, mark: str) -> Upload:
    folder = settings.uploads_dir() / secrets.token_hex(8)
    folder.mkdir(mode=0o700)
    told = {"name": name, "size": size, "mark": mark, "begun": time.time()}
    descriptor = os.open(folder / "upload.json", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(told, stream)
    return Upload(folder, **told)


def _read(file: Path) -> Upload | None:
    try:
        return Upload(file.parent, **json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
