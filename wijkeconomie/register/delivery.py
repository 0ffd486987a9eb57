"""A delivered CSV file made readable: encoding, separator, header."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from wijkeconomie.errors import Refused

SEPARATORS = ";,\t|"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BLOCK = 1 << 20


@dataclass(frozen=True)
class Delivery:
    """A file that DuckDB can read: UTF-8, with its separator and header known."""

    name: str
    path: Path
    separator: str
    columns: list[str]
    encoding: str


@contextmanager
def opened(path: Path) -> Iterator[Delivery]:
    """The file at ``path`` as a Delivery; a copy in UTF-8 exists as long as the block runs.

    Raises Refused for a file that is missing, empty, no text, or without columns.
    """
    _refuse_unreadable(path)
    encoding = _encoding(path)
    with TemporaryDirectory(prefix="wijkeconomie-") as folder:
        readable = path
        if encoding not in ("utf-8", "utf-8-sig"):
            readable = Path(folder) / "delivery.csv"
            _transcode(path, encoding, readable)
        separator, columns = _header(readable, path)
        yield Delivery(path.name, readable, separator, columns, encoding)


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start.strip():
        raise Refused("File {file} is empty: ask for the delivery again.", file=path)
    if start[:2] == b"PK" or start == b"\xd0\xcf\x11\xe0":
        raise Refused(
            "File {file} is an Excel or zip file: save it as CSV (UTF-8) first.", file=path
        )


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(BLOCK)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    if b"\0" in start:
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    return "utf-8" if _decodes(path, "utf-8") else "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as stream:
            while stream.read(BLOCK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _transcode(path: Path, encoding: str, target: Path) -> None:
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            while block := source.read(BLOCK):
                copy.write(block)
    except UnicodeError as error:
        raise Refused(
            "File {file} is no text in UTF-8, UTF-16 or Windows-1252: save it as CSV (UTF-8).",
            file=path,
        ) from error


def _header(readable: Path, path: Path) -> tuple[str, list[str]]:
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        first = stream.readline()
    separator = max(SEPARATORS, key=first.count)
    if separator not in first:
        raise Refused(
            "File {file} has one column only: its columns must be separated by a semicolon, a "
            "comma, a tab or a bar.",
            file=path,
        )
    written = next(csv.reader(io.StringIO(first), delimiter=separator))
    columns = [name.strip() or f"column {i}" for i, name in enumerate(written, start=1)]
    lower = [name.lower() for name in columns]
    twice = next((c for c in columns if lower.count(c.lower()) > 1), None)
    if twice is not None:
        raise Refused(
            "File {file} has two columns named '{column}': rename or remove one.",
            file=path,
            column=twice,
        )
    return separator, columns
