"""A delivered file made readable, whatever its format: columns of text and numbered rows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from wijkeconomie.errors import Refused
from wijkeconomie.files import csv_files, spreadsheets
from wijkeconomie.files.csv_files import Written
from wijkeconomie.register import kvk

CSV, PARQUET = "csv", "parquet"
MOST_BYTES = 16 << 30
DETECTED = Written()


@dataclass(frozen=True)
class Delivery:
    """A file that DuckDB can read: a CSV in UTF-8 or a Parquet, with its columns known.

    ``first_row`` is the number that the user knows its first row by. A file ``is_numbered`` when
    its first column, which is not among ``columns``, gives the number of each row instead.
    """

    name: str
    path: Path
    separator: str
    columns: list[str]
    encoding: str = "utf-8"
    kind: str = CSV
    first_row: int = 2
    is_numbered: bool = False


@contextmanager
def opened(
    path: Path, known: Collection[str] = (), written: Written = DETECTED
) -> Iterator[Delivery]:
    """The file at ``path`` as a Delivery; copies exist as long as the block runs.

    ``known`` holds plain column names, by which a workbook's sheet and header are found. Rows of a
    CSV and a workbook have the numbers that a spreadsheet shows, those of a Parquet count from 1,
    and those of a JSON are its lines or else its objects, from 1. Raises Refused for a file that
    is missing, empty, unsafe, in no known format, or without columns or rows.
    """
    start = _start(path)
    with TemporaryDirectory(prefix="wijkeconomie-") as folder:
        if start[:2] == b"PK" or start == b"\xd0\xcf\x11\xe0":
            target = Path(folder) / "sheet.csv"
            yield _numbered(path, target, spreadsheets.convert(path, target, known))
        elif start == b"PAR1":
            yield _parquet(path)
        elif kvk.is_json(path):
            target = Path(folder) / "flat.csv"
            yield _numbered(path, target, kvk.flatten(path, target))
        else:
            readable, encoding = csv_files.readable(path, Path(folder), written.encoding)
            header = csv_files.header(readable, path, written.separator)
            first = header.line + 1
            names = header.columns
            yield Delivery(path.name, readable, header.separator, names, encoding, CSV, first)


def _start(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start.strip():
        raise Refused("File {file} is empty: ask for the delivery again.", file=path)
    return start


def _numbered(path: Path, target: Path, columns: list[str]) -> Delivery:
    return Delivery(path.name, target, ",", csv_files.named(columns, path), is_numbered=True)


def _parquet(path: Path) -> Delivery:
    try:
        known = pq.read_metadata(path)
        names = known.schema.to_arrow_schema().names
        size = sum(known.row_group(i).total_byte_size for i in range(known.num_row_groups))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable_parquet(path) from error
    if size > MOST_BYTES or known.num_rows > MOST_BYTES >> 8:
        raise Refused("File {file} unpacks to too much: deliver it in parts.", file=path)
    if known.num_rows == 0:
        raise csv_files.without_rows(path)
    names = csv_files.named(names, path)
    return Delivery(path.name, path, "", names, kind=PARQUET, first_row=1)


def unreadable_parquet(path: Path) -> Refused:
    """What is said of a Parquet file that is broken."""
    return Refused(
        "File {file} is no readable Parquet file, or it breaks off: ask for it again.", file=path
    )
