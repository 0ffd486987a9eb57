"""Reads a workbook in a process of its own: ``python -m wijkeconomie.files.workbook``.

What is hostile or broken in it ends this process at worst: its memory, time and the sizes it
unpacks are limited. Answers in JSON: the columns, or why it is refused.
"""

import csv
import errno
import io
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import python_calamine

from wijkeconomie.files import formula_cells
from wijkeconomie.files.names import plain

MEMORY, SECONDS, DISK = 4 << 30, 600, 4 << 30
MOST_BYTES, MOST_PARTS, BLOCK = 2 << 30, 2_000, 1 << 20
SEARCHED_ROWS, SEARCHED_BYTES = 50, 64 << 20
TYPES = "[Content_Types].xml"
OLD, LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")


class NotTaken(Exception):
    """Why the workbook is refused: a key of ``spreadsheets.TOLD``, and the cell it is about."""

    def __init__(self, why: str, cell: str = "") -> None:
        self.cell = cell
        super().__init__(why)


def convert(source: Path, target: Path, known: set[str]) -> list[str]:
    """Writes the best sheet to ``target`` and returns its columns; raises NotTaken."""
    safe = target.with_suffix(".xlsx")
    with source.open("rb") as stream, zipfile.ZipFile(safe, "w") as copy:
        start = stream.read(SEARCHED_BYTES)
        if start.startswith(OLD):
            raise NotTaken("encrypted" if LOCKED in start else "old")
        _unpack(stream, copy)
    book = python_calamine.CalamineWorkbook.from_path(safe)
    found = [(_header(book, name, known), -i, name) for i, name in enumerate(book.sheet_names)]
    (score, at), _position, name = max(found, default=((0, -1), 0, ""))
    if score == 0:
        raise NotTaken("no_header")
    columns = _write(book, name, -at, target)
    if cell := formula_cells.without_outcome(safe, name, 1 - at, len(columns)):
        raise NotTaken("formulas", cell)
    return columns


def _unpack(stream: BinaryIO, copy: zipfile.ZipFile) -> None:
    """Copies the parts unpacked, so that no size but the real one counts from here on."""
    archive = zipfile.ZipFile(stream)
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        raise NotTaken("macros")
    if "xl/workbook.xml" not in names or len(names) < len(parts):
        raise NotTaken("broken" if "xl/workbook.xml" in names else "no_workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise NotTaken("too_large")
    left = MOST_BYTES
    for part in parts:
        with copy.open(part.filename, "w", force_zip64=True) as written:
            for block in _real(stream, part):
                left -= len(block)
                if left < 0:
                    raise NotTaken("too_large")
                if part.filename == TYPES and b"macroEnabled" in block:
                    raise NotTaken("macros")
                written.write(block)


def _real(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part really unpacks to, whatever size it declares."""
    if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotTaken("broken")
    stream.seek(part.header_offset)
    local = stream.read(30)
    stream.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
    left, stored = part.compress_size, part.compress_type == zipfile.ZIP_STORED
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (packed := stream.read(min(BLOCK, left))):
        left -= len(packed)
        if stored:
            yield packed
            continue
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, BLOCK)
            packed = unpacker.unconsumed_tail


def _header(book: Any, name: str, known: set[str]) -> tuple[int, int]:
    """How many columns the best header row of a sheet has that are known, or else a little for
    having columns at all; and minus its position, as the first of equals is meant."""
    sheet = book.get_sheet_by_name(name)
    rows = list(islice(sheet.iter_rows(), SEARCHED_ROWS)) if sheet.height > 1 else []
    best = (0, 0)
    for position, row in enumerate(rows[: max(len(rows) - 1, 1)]):
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        recognised = len({plain(text) for text in texts} & known)
        score = 1000 * recognised + len(texts) if len(texts) > 1 else 0
        best = max(best, (score, -position))
    return best


def _write(book: Any, name: str, position: int, target: Path) -> list[str]:
    sheet = book.get_sheet_by_name(name)
    rows = islice(sheet.iter_rows(), position, None)
    header = [_text(cell) for cell in next(rows)]
    width = max((i for i, cell in enumerate(header, 1) if cell.strip()), default=0)
    taken = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.write("\n")
        out = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for number, row in enumerate(rows, start=position + 2):
            cells = [_text(cell) for cell in row[:width]]
            if any(cells):
                taken += 1
                out.writerow([number, *cells])
    if not taken:
        raise NotTaken("no_header")
    return header[:width]


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell).replace("\0", "")


def main() -> None:
    """Converts the file named first to the one named second; answers on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    known = set(json.load(io.TextIOWrapper(sys.stdin.buffer, "utf-8")))
    try:
        answer = {"columns": convert(Path(sys.argv[1]), Path(sys.argv[2]), known)}
    except NotTaken as why:
        answer = {"refused": str(why), "cell": why.cell}
    except OSError as error:
        is_ours = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES)
        answer = {"failed": error.errno} if is_ours else {"refused": "broken"}
    except Exception:  # noqa: BLE001
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
