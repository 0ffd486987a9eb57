"""Files of refused rows that are mended and sent in again alone."""

from collections.abc import Iterable
from pathlib import Path

from wijkeconomie.errors import Refused
from wijkeconomie.files.names import plain

COLUMNS = ["row_number", "reason", "refused_from"]
MARK = "wijkeconomie"


def is_addition(columns: list[str]) -> bool:
    """Whether a file has the columns of a file of refused rows."""
    return set(COLUMNS) <= set(map(plain, columns))


def own(columns: list[str]) -> list[str]:
    """The columns that were delivered, without those of a file of refused rows."""
    if not is_addition(columns):
        return columns
    return [column for column in columns if plain(column) not in COLUMNS]


def mark(origin: str) -> str:
    """What is written with each refused row: where it came from."""
    return f"{MARK} {origin}".strip()


def origin(marks: Iterable[str], path: Path) -> str:
    """Where the rows of a file came from, by the marks that were written with them. Raises Refused
    when that is not told, or they came from several files."""
    told = {text.strip() for text in marks}
    origins = {text[len(MARK) :].strip() for text in told if text.lower().startswith(MARK)}
    if len(origins) != 1 or len(told) != 1:
        raise Refused(
            "File {file} has rows that were refused from several files, or column refused_from "
            "was changed: send in the rows of one file at a time, with that column as it was.",
            file=path,
        )
    return origins.pop()
