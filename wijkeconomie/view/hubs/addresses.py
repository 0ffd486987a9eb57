"""An address a visitor types, looked up among those in the release."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wijkeconomie.view import query
from wijkeconomie.view.hubs import pins
from wijkeconomie.view.hubs.pins import NoPoint, Pin

AFTER = re.compile(
    r"[\s,:]*(?:(?:huisn(?:umme)?r|nr|no|nummer|number)\b[.:]?\s*)?#?(\d{1,5})(?!\d)",
    re.IGNORECASE,
)
HOUSE = re.compile(r"(?<![\d-])(\d{1,5})(?!\d|(?:e|de|ste|st|nd|rd|th)\s+[a-z])", re.IGNORECASE)
FLOOR = re.compile(r"\b\d{1,2}(?:e|de|ste)?[\s-]*(?:hoog|hg|etage|verd\w*|floor)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@dataclass(frozen=True)
class Address:
    """A postcode such as 1315AB, and a house number, or none for the middle of the postcode."""

    postcode: str
    house_number: int | None

    def __str__(self) -> str:
        return f"{self.postcode[:4]} {self.postcode[4:]} {self.house_number or ''}".strip()


def parse(text: str) -> Address | None:
    """The address in a text, None without a postcode. The house number stands after the postcode,
    or first after the street; floors and additions do not matter."""
    code = pins.POSTCODE.search(text)
    if code is None:
        return None
    after = AFTER.match(text[code.end() :])
    number = after[1] if after else _of_street(text[: code.start()])
    return Address(f"{code[1]}{code[2].upper()}", int(number) if number else None)


def _of_street(text: str) -> str | None:
    """The first number after a word of a street, of which a year is part when another follows."""
    street = FLOOR.sub(" ", text)
    name = WORD.search(street)
    found = HOUSE.findall(street, name.end() if name else 0) or HOUSE.findall(street)
    is_named = len(found) > 1 and YEAR.fullmatch(found[0])
    return next(iter(found[1:] if is_named else found), None)


def taken(text: str) -> Address | None:
    """The address that ``find`` looks up, None when the text gives coordinates."""
    return parse(text) if pins.read(text) is None else None


def are_known() -> bool:
    """Whether the release holds addresses."""
    return _are_known(query.release().release_id)


@lru_cache(maxsize=4)
def _are_known(release_id: str) -> bool:
    del release_id
    return bool(query.run("address_by_postcode")["addresses"].iloc[0])


def find(text: str) -> Pin:
    """The point of coordinates or of an address. Raises NoPoint with what can be typed."""
    if (pin := pins.read(text)) is not None:
        return pin
    asked, shown = parse(text), text.strip()[:40]
    if not are_known():
        return pins.parse(text)
    if asked is None:
        raise NoPoint(
            "'{text}' is no point: type a postcode with a house number such as 1315 AB 12, "
            "coordinates such as 142000, 486000 (RD) or 52.37, 5.21, click the map, or choose a "
            "buurt or site by name.",
            text=shown,
        )
    found = query.run("address_by_postcode", **vars(asked)).to_dict("records")[0]
    if found["addresses"]:
        return Pin.of_degrees(found["lon"], found["lat"])
    if asked.house_number is None:
        raise NoPoint("Postcode {postcode} is not known here: check it.", postcode=asked.postcode)
    raise NoPoint(
        "House number {number} is not known with postcode {postcode}: check them, or type the "
        "postcode alone.",
        number=str(asked.house_number),
        postcode=asked.postcode,
    )
