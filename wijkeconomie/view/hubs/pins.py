"""A point a visitor names: read from text, and written in an address."""

import re
from dataclasses import dataclass

from wijkeconomie import coordinates
from wijkeconomie.coordinates import TO_DEGREES, TO_RD
from wijkeconomie.errors import Refused

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
WORD = re.compile(r"[^\W\d_]{3,}")
POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3})\s?([a-z]{2})(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Pin:
    """A point in EPSG:28992, in whole metres."""

    x: int
    y: int

    def __str__(self) -> str:
        return f"{self.x},{self.y}"

    @property
    def degrees(self) -> tuple[float, float]:
        """Longitude and latitude."""
        lon, lat = TO_DEGREES.transform(self.x, self.y)
        return round(lon, 6), round(lat, 6)

    @classmethod
    def of_degrees(cls, lon: float, lat: float) -> "Pin":
        """The point at a longitude and latitude."""
        return cls(*map(round, TO_RD.transform(lon, lat)))


class NoPoint(Refused):
    """Text that is no point in the Netherlands."""


def parse(text: str) -> Pin:
    """A point from two numbers, RD metres or degrees in either order, told apart by their size.
    A comma is a decimal mark where the numbers would not read otherwise. Raises NoPoint."""
    for first, second in _pairs(text):
        if found := coordinates.read(first, second):
            return Pin(round(found.x), round(found.y))
    if WORD.search(text) or POSTCODE.search(text):
        raise NoPoint(
            "'{text}' is no point: this release holds no addresses, which the data steward can "
            "load. Give coordinates such as 142000, 486000 (RD) or 52.37, 5.21, click the map, or "
            "choose a buurt or site by name.",
            text=text.strip()[:40],
        )
    raise NoPoint(
        "'{text}' is no point in the Netherlands: give two numbers, such as 142000, 486000 (RD) or "
        "52.37, 5.21 (latitude and longitude).",
        text=text.strip()[:40],
    )


def read(text: str | None) -> Pin | None:
    """The point a text gives, None when it gives none."""
    try:
        return parse(text or "")
    except NoPoint:
        return None


def _pairs(text: str) -> list[tuple[float, float]]:
    """Two numbers as the text may mean them: with points, with commas, or whole."""
    readings = (re.findall(r"[+-]?\d+(?:\.\d+)?", text), NUMBER.findall(text))
    found = [[float(part.replace(",", ".")) for part in each] for each in readings]
    return [(each[0], each[1]) for each in found if len(each) == 2]
