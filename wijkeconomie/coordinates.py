"""Coordinates in the Netherlands: metres (RD, EPSG:28992) and degrees, told apart by their size."""

from dataclasses import dataclass

from pyproj import Transformer

TO_RD = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
TO_DEGREES = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
METRES = ((-10_000, 300_000), (300_000, 650_000))
DEGREES = ((3.0, 7.5), (50.5, 53.9))


@dataclass(frozen=True)
class Read:
    """A point in metres (RD), whether it was told in degrees, and with y or latitude first."""

    x: float
    y: float
    is_degrees: bool
    is_swapped: bool


def read(first: float, second: float) -> Read | None:
    """The point of two numbers, x or longitude first unless they only fit the other way round;
    None outside the Netherlands."""
    for x, y, is_swapped in ((first, second, False), (second, first, True)):
        if _is_in(x, y, METRES):
            return Read(x, y, is_degrees=False, is_swapped=is_swapped)
        if _is_in(x, y, DEGREES):
            return Read(*TO_RD.transform(x, y), is_degrees=True, is_swapped=is_swapped)
    return None


def _is_in(x: float, y: float, box: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    return box[0][0] <= x <= box[0][1] and box[1][0] <= y <= box[1][1]
