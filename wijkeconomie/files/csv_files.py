"""A delivered CSV: its encoding, separator and header."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from wijkeconomie import headings
from wijkeconomie.errors import Refused

SEPARATORS = ";,\t|"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BLOCK = 1 << 20
LONGEST = 1 << 20
TOLD = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """How a CSV is written, as far as it is told: separator and encoding."""

    separator: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class Header:
    """The columns of a CSV, its separator, and the line they stand on."""

    separator: str
    columns: list[str]
    line: int


def readable(path: Path, folder: Path, told: str | None = None) -> tuple[Path, str]:
    """The file in UTF-8, a copy in ``folder`` when it is not, and the encoding it was in."""
    encoding = told or _encoding(path)
    if encoding in ("utf-8", "utf-8-sig") and (told is None or _decodes(path, encoding)):
        return path, encoding
    copy = folder / "delivery.csv"
    _transcode(path, encoding, copy)
    return copy, encoding


def header(readable: Path, path: Path, separator: str | None = None) -> Header:
    """The header of a CSV in UTF-8; a first line ``sep=;`` is believed. Raises Refused when
    there are no columns, no rows, or two columns of one name."""
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        first = stream.readline(LONGEST)
        told = TOLD.fullmatch(first)
        names = stream.readline(LONGEST) if told else first
        has_rows = any(line.strip() for line in iter(lambda: stream.readline(LONGEST), ""))
    found: str = told[1] if told else max(SEPARATORS, key=names.count)
    separator = separator or found
    if separator not in names:
        raise Refused(
            "File {file} has one column only: its columns must be separated by a semicolon, a "
            "comma, a tab or a bar.",
            file=path,
        )
    if not has_rows:
        raise without_rows(path)
    columns = _columns(names, separator, path)
    return Header(separator, columns, 2 if told else 1)


def without_rows(path: Path) -> Refused:
    """What is said of a file that has columns and nothing in them."""
    return Refused("File {file} has a header and no rows: ask for the delivery again.", file=path)


def _columns(names: str, separator: str, path: Path) -> list[str]:
    try:
        written = next(csv.reader(io.StringIO(names, newline=""), delimiter=separator, strict=True))
    except (csv.Error, StopIteration) as error:
        raise Refused(
            'File {file} has a stray quote (") in its header: remove it, or double it.', file=path
        ) from error
    return named(written, path)


def named(columns: list[str], path: Path) -> list[str]:
    """Names of columns, those without one numbered. Raises Refused when two have one name."""
    names = [name.strip() or f"column {i}" for i, name in enumerate(columns, start=1)]
    lower = [name.lower() for name in names]
    twice = next((c for c in names if lower.count(c.lower()) > 1), None)
    if twice is not None:
        headings.shown(names, path, "vestigingsnummer, sbi")
        raise Refused(
            "File {file} has two columns named '{column}': rename or remove one.",
            file=path,
            column=twice,
        )
    return names


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(BLOCK)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding if mark != b"\xef\xbb\xbf" or _decodes(path, encoding) else "cp1252"
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
