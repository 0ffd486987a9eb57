"""Saved views: a name and what a page shows, held by a short link and nowhere else."""

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from wijkeconomie.errors import UnknownName

PATH = "/s/"
KEY = "saved"
VERSION = "1"
LONGEST = 2_000
UNPACKED = 8_000
NAME = 80
CHECKED = 3
PARAMETERS = (
    "against",
    "area",
    "boundary_kind",
    "boundary_year",
    "break_kind",
    "category",
    "columns",
    "concept",
    "counted",
    "distance",
    "factor",
    "feature",
    "from",
    "group_code",
    "indicator",
    "judged",
    "kind",
    "lang",
    "level",
    "limit",
    "location_type",
    "number",
    "offset",
    "one",
    "other",
    "peer_kind",
    "pin",
    "place",
    "place_category",
    "place_kind",
    "position",
    "practice",
    "premises",
    "preset",
    "q",
    "radius",
    "release",
    "rule",
    "sector",
    "sector_set",
    "site_kind",
    "size",
    "sort",
    "table",
    "theme",
    "view",
    "who",
    "wijk",
    "within",
    "year",
    "years_after",
)
# What links of this version are packed with; another order makes another version.
WORDS = (
    "district\noverview\nplaces\ndownloads\nactivity\n&view=demand&view=next&radius=1500&radius=500"
    "&concept=&rule=land_use&rule=sites&category=&sort=-jobs&sort=-establishments&columns=area_code"
    "%2Carea_name%2Cyear%2Csector%2Csize_class%2Cpremises%2Cestablishments%2Cjobs%2Cflag"
    "&indicator=growth_home&indicator=per_1000&indicator=home_density&indicator=share_one"
    "&indicator=share_home&indicator=home_based&size=lt10&size=one&sector=&premises=business"
    "&premises=home&table=location&table=dynamics&table=activity&area=GM00%2CWK00%2CBU00"
    "&year=2023%2C2024%2C2025&level=hexagon&level=wijk&level=buurt&lang=en&lang=nl"
)


@dataclass(frozen=True)
class View:
    """A page with what its address asks for, and the name somebody gave it."""

    page: str
    name: str
    asked: Mapping[str, str]

    @property
    def address(self) -> str:
        """Where it is to be seen."""
        named = {KEY: self.name} if self.name else {}
        asked = urlencode({**self.asked, **named})
        return f"/{self.page}?{asked}" if asked else f"/{self.page}"


def link(view: View) -> str:
    """The short link of a view. Raises UnknownName when it holds more than a link can."""
    asked = urlencode({key: view.asked[key] for key in PARAMETERS if view.asked.get(key)})
    text = "\n".join([view.page, shortened(view.name), asked]).encode()
    packer = zlib.compressobj(level=9, wbits=-15, zdict=WORDS.encode())
    packed = _check(text) + packer.compress(text) + packer.flush()
    token = VERSION + urlsafe_b64encode(packed).decode().rstrip("=")
    if len(token) > LONGEST or len(text) > UNPACKED:
        raise UnknownName("This view asks for too much to fit in a link: choose fewer values.")
    return PATH + token


def read(token: str, pages: Collection[str]) -> View:
    """The view a link holds. Raises UnknownName for what is broken, too long, of a later version,
    or leads elsewhere than to these pages."""
    page, name, asked = _unpacked(token).split("\n", 2)
    given = dict(parse_qsl(asked))
    if page not in pages or not set(given) <= set(PARAMETERS):
        raise broken()
    return View(page, shortened(name), given)


def shortened(name: str) -> str:
    """A name as it is kept: on one line, without marks nobody sees, at most NAME long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:NAME].strip()


def broken() -> UnknownName:
    """The refusal of a link that holds no view."""
    return UnknownName("This link to a saved view is broken: ask whoever gave it for a new one.")


def _unpacked(token: str) -> str:
    if len(token) > LONGEST or token[:1] != VERSION:
        raise broken()
    try:
        packed = urlsafe_b64decode(token[1:] + "=" * (-len(token[1:]) % 4))
        reader = zlib.decompressobj(wbits=-15, zdict=WORDS.encode())
        text = reader.decompress(packed[CHECKED:], UNPACKED)
        told = text.decode()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise broken() from error
    if not reader.eof or reader.unused_data or _check(text) != packed[:CHECKED]:
        raise broken()
    if told.count("\n") < 2:
        raise broken()
    return told


def _check(text: bytes) -> bytes:
    return sha256(text).digest()[:CHECKED]
