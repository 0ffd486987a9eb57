"""What is written in a cell of a list, read as what it means."""

import re
import unicodedata
from datetime import date, timedelta
from urllib.parse import urlsplit

from wijkeconomie.files.names import plain

YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x", "v", "openbaar", "publiek", "public"}
NO = {"nee", "n", "no", "false", "onwaar", "0", "besloten", "prive", "private", "niet"}
NO |= {"niet_openbaar", "niet_publiek", "not_public", "non_public"}
JOINERS = {"\u200c", "\u200d"}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
EXCEL, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), 20_000, 60_000
FIRST_YEAR, LAST_YEAR = 1500, 2100
Y, M, D = r"(?P<y>[12]\d{3})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
NAME = r"(?P<name>[a-z]{3,9})\.?"
WHOLE = [
    re.compile(rf"{Y}[-/. ]{M}[-/. ]{D}(?:[t ].*)?"),
    re.compile(rf"{D}[-/. ]{M}[-/. ]{Y}(?:[t ]\d.*)?"),
    re.compile(r"(?P<y>[12]\d{3})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(rf"(?:[a-z]+,? )?{D}(?:st|nd|rd|th|e)?[- ]{NAME}[-, ]+{Y}"),
    re.compile(rf"{NAME} {D}(?:st|nd|rd|th)?,? {Y}"),
]
SHORT = re.compile(rf"{D}[-/.]{M}[-/.](?P<y>\d{{2}})(?:[t ]\d.*)?")
LAST_SHORT = 69
PART = [
    SHORT,
    re.compile(Y),
    re.compile(rf"{Y}-{M}"),
    re.compile(rf"{M}[-/]{Y}"),
    re.compile(rf"{NAME}[- ]{Y}"),
]
THOUSANDS = re.compile(r"\d{1,3}([. ]\d{3})+")
RANGE = re.compile(r"(\d{1,6})\s*(?:-|–|—|tot|t/m|à|a|to)\s*(\d{1,6})")
PART_OF = r"\s*(\d{1,2}(?:[.,]\d+)?)\s*"
MINUTES = re.compile(
    rf"(?i)\s*(\d{{1,3}})\s*°{PART_OF}[\u2032\u2019'](?:{PART_OF}(?:[\u2033\u201d\"]|''))?\s*[neo]?"
)
MARKUP = re.compile(r"!\[|<(?!https?:)(?:[a-zA-Z/!?][^>]*>|!--)")
HOST = re.compile(r"(?!-)[\w-]{1,63}(\.[\w-]{1,63})+", re.ASCII)


def text(written: str, most: int) -> str:
    """Text on one line of at most ``most`` characters, of any language, without what steers a
    screen: control characters, and marks that turn the direction of writing."""
    normal = unicodedata.normalize("NFC", written)
    kept = "".join(c if _is_shown(c) else " " if c.isspace() else "" for c in normal)
    return " ".join(kept.split())[:most].strip()


def prose(written: str) -> str:
    """Text of several lines, of any language, without what steers a screen."""
    lines = unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c if c == "\n" or _is_shown(c) or c == " " else " " for c in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.rstrip, kept.split("\n")))).strip()


def _is_shown(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character)[0] not in "CZ"


def yes(written: str) -> bool | None:
    """Yes or no, None when nothing is written. Raises ValueError for anything else."""
    word = plain(written)
    if not written.strip():
        return None
    if word in YES or word in NO:
        return word in YES
    raise ValueError(written)


def number(written: str, most: int) -> tuple[int | None, bool]:
    """A whole number from 1 to ``most``, None when there is none to see, and whether it is plain:
    of a range it is the middle, of "ca. 40" it is 40."""
    word = written.strip().removesuffix(".0").removesuffix(",0")
    if THOUSANDS.fullmatch(word):
        word = re.sub(r"\D", "", word)
    if re.fullmatch(r"\d{1,6}", word):
        found, is_plain = int(word), True
    elif between := RANGE.search(word.lower()):
        found, is_plain = (int(between[1]) + int(between[2])) // 2, False
    else:
        first = re.search(r"(?<![\d.,-])\d{1,6}(?![\d])", word)
        found, is_plain = int(first[0]) if first else 0, False
    return (found if 1 <= found <= most else None), is_plain


def day(written: str) -> tuple[date | None, bool]:
    """A day, None when it is none, and whether it is whole: of a month or a year it is the first,
    of a year of two digits (``is_short``) it is a guess. Days come before months
    unless the year is first."""
    word = " ".join(written.strip().lower().split())
    if word.removesuffix(".0").isascii() and word.removesuffix(".0").isdigit():
        serial = int(word.removesuffix(".0")[:9])
        if FIRST_SERIAL <= serial <= LAST_SERIAL:
            return EXCEL + timedelta(days=serial), True
    for patterns, is_whole in ((WHOLE, True), (PART, False)):
        for pattern in patterns:
            if found := pattern.fullmatch(word):
                return _day(found.groupdict()), is_whole
    return None, True


def is_short(written: str) -> bool:
    """Whether it is a day with a year of two digits."""
    return SHORT.fullmatch(" ".join(written.strip().lower().split())) is not None


def _day(parts: dict[str, str | None]) -> date | None:
    written = parts["y"] or ""
    century = "" if len(written) > 2 else "20" if int(written) <= LAST_SHORT else "19"
    month = MONTHS.get(parts["name"] or "", 0) if "name" in parts else int(parts.get("m") or 1)
    try:
        found = date(int(century + written), month, int(parts.get("d") or 1))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def address(written: str) -> str | None:
    """A web address that starts with http or https, which may be left out; None for any other, and
    for one with a name or password in it."""
    word = written.strip()
    if re.search(r"[\s\x00-\x1f<>\"'`\\{}|^]", word) or len(word) > 500:
        return None
    whole = word if re.match(r"(?i)[a-z][a-z0-9+.-]*:", word) else f"https://{word}"
    try:
        parts = urlsplit(whole)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    is_good = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return whole if is_good and HOST.fullmatch(_ascii(host)) else None


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""


def decimal(written: str) -> float | None:
    """A number with a point or a comma, in metres or degrees (with minutes and seconds too)."""
    if found := MINUTES.fullmatch(written.strip()):
        whole, minutes, seconds = (float((p or "0").replace(",", ".")) for p in found.groups())
        return whole + minutes / 60 + seconds / 3600 if max(minutes, seconds) < 60 else None
    word = re.sub(r"(?i)[\s°]|m$|[nezw]$", "", written)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", word):
        word = word.replace(".", "")
    word = word.replace(",", ".")
    if word.count(".") > 1 or not re.fullmatch(
        r"[+-]?\d{1,9}(\.\d{0,20})?(e[+-]?\d)?", word.lower()
    ):
        return None
    return float(word)
