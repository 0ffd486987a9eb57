"""How large a file is, before anybody takes it."""

from dataclasses import dataclass

from wijkeconomie.errors import Refused
from wijkeconomie.view import numbers, query, words
from wijkeconomie.view.exports import formats, selection
from wijkeconomie.view.exports.selection import Selection

SMALL = 1_000
UNITS = ("B", "kB", "MB", "GB")


@dataclass(frozen=True)
class Size:
    """Rows of a file, and its bytes: exactly, about, or not known without making it (None)."""

    rows: int
    bytes: int | None
    is_exact: bool


def of(ending: str, asked: Selection) -> Size:
    """The size of a file: made when it is small, else as large as its first rows tell, for formats
    that grow with each row alike."""
    count = selection.count(asked)
    if count > SMALL and not formats.FORMATS[ending].is_text:
        return Size(count, None, is_exact=False)
    made = sum(map(len, formats.make(ending, asked.page(SMALL))))
    return Size(count, made * count // min(count, SMALL) if count else made, count <= SMALL)


def possible(table: str) -> list[tuple[str, str]]:
    """Endings and dialects in which a table can be had, in their order; the first dialect of a
    format needs no name."""
    return [
        (ending, "" if dialect == formats.FORMATS[ending].dialects[0] else dialect)
        for ending, dialect in formats.fitting(table)
    ]


def told(lang: str, size: Size) -> str:
    """Rows and bytes in words: 1.200 rows, about 96 kB."""
    count = words.counted(lang, words.mark("1 row"), words.mark("{count} rows"), size.rows)
    if size.bytes is None:
        return count
    amount = written(lang, size.bytes)
    return f"{count}, " + (
        amount if size.is_exact else words.translate(lang, "about {size}", size=amount)
    )


def written(lang: str, count: float) -> str:
    """Bytes in the largest unit of which there is at least one."""
    step = 0
    while count >= 1000 and step < len(UNITS) - 1:
        count, step = count / 1000, step + 1
    decimals = 1 if step and count < 10 else 0
    return f"{numbers.number(lang, count, decimals)}\N{NO-BREAK SPACE}{UNITS[step]}"


def is_kept() -> bool:
    """Whether the release in use stays to be had under its number."""
    try:
        with query.reading_release(query.release().release_id):
            return bool(query.release())
    except Refused:
        return False
