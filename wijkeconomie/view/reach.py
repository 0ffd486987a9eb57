"""Whom a place reaches, as a page asks for it: how far, by which way, and who is counted."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkeconomie.distances import DETOUR, straight
from wijkeconomie.view import numbers, query, words

NEAR_M = 1000
FAR = {
    500: words.mark("500 m"),
    1000: words.mark("1 km"),
    1500: words.mark("1.5 km"),
}
DISTANCES = {
    "straight": words.mark("Straight line with detour"),
    "walking": words.mark("On foot along streets"),
}
WHO = {
    "home": words.mark("Home-based"),
    "one_person": words.mark("One-person"),
    "all": words.mark("All establishments"),
}
TITLES = {
    "home": words.mark("Home-based establishments within {distance}, {year}"),
    "one_person": words.mark("One-person establishments within {distance}, {year}"),
    "all": words.mark("Establishments within {distance}, {year}"),
}
COLUMNS = {
    "home": words.mark("Home-based within {distance}"),
    "one_person": words.mark("One-person within {distance}"),
    "all": words.mark("Establishments within {distance}"),
}


@dataclass(frozen=True)
class Reach:
    """A year, a radius in metres, a distance of DISTANCES and one of WHO, as ``place_reach``."""

    year: int
    radius_m: int = NEAR_M
    distance: str = "straight"
    who: str = "home"

    @property
    def key(self) -> str:
        """Under which ``by_key`` gives it."""
        return f"{self.radius_m} {self.distance} {self.who}"

    @property
    def circle_m(self) -> float:
        """Radius of the circle that is reached, 0 where it is no circle."""
        return straight(self.radius_m) if self.distance == "straight" else 0

    def title(self, lang: str) -> str:
        """What is counted, within how far, in which year."""
        far = told(lang, self.radius_m, self.distance)
        return words.translate(lang, TITLES[self.who], distance=far, year=self.year)

    def column(self, lang: str) -> str:
        """The same for a column, without the year."""
        far = told(lang, self.radius_m, self.distance)
        return words.translate(lang, COLUMNS[self.who], distance=far)

    @property
    def parameters(self) -> dict[str, Any]:
        """Of the read query ``places_with_reach``."""
        return asdict(self)


def told(lang: str, radius_m: int, distance: str = "straight") -> str:
    """A radius in words: 1 km, or 1 km on foot."""
    far = words.translate(lang, FAR[radius_m]).replace(" ", "\N{NO-BREAK SPACE}")
    if distance == "straight":
        return far
    return words.translate(lang, "{distance} on foot", distance=far)


def detour(lang: str) -> str:
    """What is added to a straight line for detours, as a percentage."""
    return numbers.percent(lang, DETOUR - 1, 0)


def distances() -> list[str]:
    """Distances the release tells: of DISTANCES the first, and walking once streets are loaded."""
    known = set(query.run("reach_distances")["distance"])
    return [each for each in DISTANCES if each in known] or ["straight"]


def by_key(year: int) -> dict[str, list[int | str | None]]:
    """Establishments in reach of every place, in the order of their ids, by ``Reach.key``; a flag
    where there is no number."""
    ids = sorted(query.run("table_place")["place_id"])
    rows = query.run("table_place_reach", year=[year], sector_set=["*"])
    asked = zip(rows["radius_m"], rows["distance"], rows["who"], strict=True)
    keys = [Reach(year, int(radius_m), distance, who).key for radius_m, distance, who in asked]
    return {str(key): _numbers(part, ids) for key, part in rows.groupby(np.array(keys, object))}


def _numbers(rows: pd.DataFrame, ids: list[str]) -> list[int | str | None]:
    known = rows.set_index("place_id").reindex(ids)
    return [
        (flag if isinstance(flag, str) and flag else "u") if pd.isna(n) else int(n)
        for n, flag in zip(known["establishments"], known["flag"], strict=True)
    ]
