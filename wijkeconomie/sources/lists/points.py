"""Where a row of a list is: by its coordinates, whatever they are called, or by its address."""

import re
from collections.abc import Callable
from copy import copy

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie import coordinates
from wijkeconomie.files.names import plain
from wijkeconomie.sources import addresses, areas, locatieserver
from wijkeconomie.sources.lists import values
from wijkeconomie.sources.lists.lines import Line
from wijkeconomie.sources.lists.reasons import NotTaken

POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Za-z]{2})\b")
NUMBER = re.compile(r"(?<![A-Za-z0-9])(\d{1,5})\s*[-/ ]?\s*([A-Za-z0-9]{0,8})\s*$")
WKT = re.compile(r"(?i)^\s*(?:srid=\d+;)?\s*point\s*z?\s*\(\s*(\S+)\s+([^\s)]+).*\)\s*$")
PAIR = re.compile(
    r"^\(?\s*(-?\d+(?:\.\d+)?|-?\d+,\d+)\s*[;,\s]\s*(-?\d+(?:\.\d+)?|-?\d+,\d+)\s*\)?$"
)
AXES = (("x", "y", True), ("lon", "lat", False), ("east", "north", None))
FIELDS = ("x", "y", "lat", "lon", "north", "east", "point", "postcode")
Point = tuple[float, float]
Ask = Callable[[pd.DataFrame], pd.DataFrame]


class Places:
    """The areas and addresses that are loaded, to find points in."""

    def __init__(self, *, ask_outside: bool = False) -> None:
        known = areas.load()
        self._codes = frozenset(known["area_code"])
        self._named = _named(known)
        self._tree = shapely.STRtree(_outlines(known))
        self._ask_outside = ask_outside
        self._objects = _by_house()

    def within(self) -> "Places":
        """The same, which never asks outside."""
        other = copy(self)
        other._ask_outside = False
        return other

    def find(self, line: Line) -> Point:
        """The point of a row in EPSG:28992 (m). Raises NotTaken when there is none, or it lies in
        none of the areas."""
        point = self.told(line)
        return self.inside(point or self._of_address(line), line)

    def inside(self, point: Point, line: Line) -> Point:
        """The point. Raises NotTaken when it lies in none of the areas."""
        if not len(self._tree.query(shapely.points(*point), predicate="intersects")):
            written = [line.written(f) for f in FIELDS]
            raise NotTaken("point_outside", ", ".join(filter(None, written)))
        return point

    def area(self, line: Line) -> str | None:
        """The area that a row tells by code or name, None when it tells none. Raises NotTaken when
        no area or several are called so."""
        written = line.written("area_code")
        code = written.upper()
        named = self._named.get(plain(written), [])
        if written and code not in self._codes and len(named) != 1:
            raise NotTaken("area_wrong", written)
        return (code if code in self._codes else named[0]) if written else None

    def called(self, line: Line) -> str | None:
        """The area that has the name a row gives as its place, of a wijk and a buurt in it the
        wijk; none, with a remark, when several have."""
        written = line.written("place")
        named = sorted(self._named.get(plain(written), []), key=len) if written else []
        if any(not code[2:].startswith(named[0][2:]) for code in named):
            line.notes.remark("place_several", line.row, written)
            return None
        return named[0] if named else None

    def told(self, line: Line) -> Point | None:
        """The point that the coordinates of a row tell, None when it has none."""
        for first, second, is_rd in AXES:
            x, y = line.written(first), line.written(second)
            if x or y:
                is_metres = _is_metres(x) if is_rd is None else is_rd
                return _read(line, (x, y), is_rd=is_metres)
        written = line.written("point")
        if not written:
            return None
        found = WKT.match(written)
        both = found or PAIR.match(written)
        if both is None:
            raise NotTaken("point_wrong", written)
        order = (both[1], both[2]) if found or _is_metres(both[1]) else (both[2], both[1])
        return _read(line, order, is_rd=_is_metres(both[1]))

    def _of_address(self, line: Line) -> Point:
        postcode, house, addition = _address(line)
        if not postcode or not house:
            raise NotTaken("point_none")
        shown = f"{postcode} {house} {addition}".strip()
        known = self._objects.get((postcode, house), [])
        if not known and self._ask_outside:
            known = _asked(postcode, house)
        if not known:
            raise NotTaken("list_address_unknown", shown)
        same = [point for suffix, point in known if suffix == plain(addition)]
        if not same and addition:
            line.notes.remark("address_near", line.row, shown)
        return (same or [point for _suffix, point in known])[0]


def _last(known: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Areas of the last year of each municipality."""
    year = known.groupby("municipality_code")["boundary_year"].transform("max")
    return gpd.GeoDataFrame(known[known["boundary_year"] == year])


def _named(known: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Codes of areas by their name."""
    last, found = _last(known), dict[str, list[str]]()
    for name, code in zip(last["name"], last["area_code"], strict=True):
        found.setdefault(plain(name), []).append(code)
    return found


def _outlines(known: gpd.GeoDataFrame) -> np.ndarray:
    """The finest areas of the last year of each municipality."""
    last = _last(known)
    has_buurten = (last["level"] == "buurt").groupby(last["municipality_code"]).transform("any")
    finest = last["level"].eq("buurt") | ~has_buurten
    return last.loc[finest, "geometry"].to_numpy()


def _by_house() -> dict[tuple[str, int], list[tuple[str, Point]]]:
    file = addresses.kept("objects")
    if file is None:
        return {}
    rows = pd.read_parquet(file, columns=["postcode", "house_number", "addition", "x", "y"])
    return _grouped(rows)


def _grouped(rows: pd.DataFrame) -> dict[tuple[str, int], list[tuple[str, Point]]]:
    found: dict[tuple[str, int], list[tuple[str, Point]]] = {}
    whole = rows.dropna(subset=["postcode", "house_number", "x", "y"]).fillna({"addition": ""})
    for row in whole.sort_values("addition").to_dict("records"):
        key = (str(row["postcode"]), int(row["house_number"]))
        found.setdefault(key, []).append((plain(str(row["addition"])), (row["x"], row["y"])))
    return found


def _asked(postcode: str, house: int) -> list[tuple[str, Point]]:
    asked = pd.DataFrame({"postcode": [postcode], "house_number": [house]})
    return _grouped(locatieserver.objects(asked, lambda _done, _all: None)).get(
        (postcode, house), []
    )


def _address(line: Line) -> tuple[str, int, str]:
    """Postcode, house number and addition of a row; empty or 0 when not told."""
    whole = line.written("address")
    code = POSTCODE.search(line.written("postcode") or whole)
    street = whole[: code.start()] if code and not line.written("postcode") else whole
    written = line.written("house_number").removesuffix(".0") or street.strip(" ,")
    house = NUMBER.search(written.strip())
    postcode = f"{code[1]}{code[2].upper()}" if code else ""
    addition = " ".join(
        part for part in (house and house[2], line.written("house_addition")) if part
    )
    return postcode, int(house[1]) if house else 0, addition


def _is_metres(written: str) -> bool:
    return abs(values.decimal(written) or 0) > 180


def _read(line: Line, written: tuple[str, str], *, is_rd: bool) -> Point:
    """The point of two coordinates, x or longitude first: by their values, as RD and degrees
    cannot be taken for one another."""
    shown = f"{written[0]}, {written[1]}" if is_rd else f"{written[1]}, {written[0]}"
    x, y = (values.decimal(part) for part in written)
    if x is None or y is None:
        raise NotTaken("point_wrong", shown)
    found = coordinates.read(x, y)
    if found is None:
        raise NotTaken("point_outside", shown)
    if found.is_degrees == is_rd:
        line.notes.remark("point_degrees" if is_rd else "point_rd", line.row, shown)
    if found.is_swapped:
        line.notes.remark("point_swapped", line.row, shown)
    return found.x, found.y
