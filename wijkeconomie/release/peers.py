"""What kind of municipality each is: small, large, or one of the three kinds in between.

By inhabitants and boundaries of the areas that are loaded, also of municipalities that have no
register; of establishments nothing is used. See docs/decisions/similar-areas.md.
"""

from collections.abc import Hashable, Iterable
from dataclasses import asdict, dataclass, fields

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

MID_SIZED, LARGE = 50_000, 200_000
CITY, TIMES_LARGER, NEAR_KM = 150_000, 1.5, 20
DENSE_PER_KM2, GAP_M = 1_500, 500
LEVELS = ("buurt", "wijk", "municipality")
CORE, APART_KM, MOST_IN_ONE = 5_000, 3, 0.5


@dataclass(frozen=True)
class Peer:
    """The kind of a municipality, the bigger city it is near, and how many cores of at least 5,000
    inhabitants it has with the share (0-1) of its inhabitants in the largest, where that counts."""

    municipality_code: str
    kind: str
    city_code: str | None = None
    city_name: str | None = None
    city_km: float | None = None
    cores: int | None = None
    largest_core: float | None = None


@dataclass(frozen=True)
class Town:
    """A municipality with its inhabitants, the middle of where they live, and its buurten."""

    code: str
    name: str
    people: float
    centre: shapely.Point
    parts: gpd.GeoDataFrame


def kinds(areas: gpd.GeoDataFrame, codes: set[str]) -> pd.DataFrame:
    """A row per municipality of ``codes`` of which the kind is known: the fields of Peer.

    ``areas``: as ``sources.areas.load`` gives them, of which the last boundary year counts. One of
    50,000 to 200,000 inhabitants has a kind when others are loaded too: which lies near a bigger
    city cannot be told otherwise.
    """
    every = [_town(str(code), gpd.GeoDataFrame(own)) for code, own in _last(areas)]
    towns = [town for town in every if town is not None]
    found = [_kind(town, towns) for town in towns if town.code in codes]
    told = [asdict(peer) for peer in found if peer is not None]
    return pd.DataFrame(told, columns=[field.name for field in fields(Peer)])


def _last(areas: gpd.GeoDataFrame) -> Iterable[tuple[Hashable, pd.DataFrame]]:
    years = areas.groupby("municipality_code")["boundary_year"].transform("max")
    return (
        areas[areas["boundary_year"] == years].sort_values("area_code").groupby("municipality_code")
    )


def _town(code: str, own: gpd.GeoDataFrame) -> Town | None:
    whole = own[own["level"] == "municipality"]
    people = whole["population"].to_numpy(float)
    if not len(people) or np.isnan(people[0]):
        return None
    level = next(name for name in LEVELS if (own["level"] == name).any())
    parts = gpd.GeoDataFrame(own[own["level"] == level])
    return Town(code, str(whole["name"].iloc[0]), people[0], _centre(parts), parts)


def _kind(town: Town, towns: list[Town]) -> Peer | None:
    if town.people < MID_SIZED:
        return Peer(town.code, "small")
    if town.people > LARGE:
        return Peer(town.code, "large_city")
    if len(towns) == 1:
        return None
    return _near_city(town, towns) or _by_cores(town)


def _near_city(town: Town, towns: list[Town]) -> Peer | None:
    """Near the nearest city of at least 150,000 inhabitants and 1.5 times its own within 20 km."""
    cities = [
        (_km(town.centre, city.centre), city.code, city.name)
        for city in towns
        if city.people >= max(CITY, TIMES_LARGER * town.people)
    ]
    far, code, name = min(cities, default=(np.inf, "", ""))
    return None if far > NEAR_KM else Peer(town.code, "near_city", code, name, round(far, 1))


def _by_cores(town: Town) -> Peer | None:
    """By its cores: dense buurten less than 500 m apart. Polycentric with a second one more than 3
    km from the largest, in which at most half of the inhabitants live."""
    if town.parts["population"].isna().any():
        return None
    large = [core for core in _cores(town.parts) if core[0] >= CORE]
    if not large:
        return Peer(town.code, "polycentric", cores=0)
    most, middle = max(large, key=lambda core: core[0])
    is_apart = any(_km(middle, other) > APART_KM for _size, other in large)
    kind = "polycentric" if is_apart and most <= MOST_IN_ONE * town.people else "monocentric"
    share = round(min(most / town.people, 1.0), 3)
    return Peer(town.code, kind, cores=len(large), largest_core=share)


def _cores(parts: gpd.GeoDataFrame) -> list[tuple[float, shapely.Point]]:
    """Inhabitants and middle of each group of dense parts that lie close together."""
    dense = parts[100 * parts["population"] / parts["land_ha"] >= DENSE_PER_KM2]
    if dense.empty:
        return []
    shapes = dense.geometry.to_numpy()
    pairs = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=GAP_M)
    links = coo_array((np.ones(pairs.shape[1]), tuple(pairs)), (len(dense), len(dense)))
    groups = dense.groupby(connected_components(links, directed=False)[1])
    every = [gpd.GeoDataFrame(group) for _number, group in groups]
    return [(float(core["population"].sum()), _centre(core)) for core in every]


def _km(one: shapely.Point, other: shapely.Point) -> float:
    return float(one.distance(other)) / 1000


def _centre(parts: gpd.GeoDataFrame) -> shapely.Point:
    """The middle of where people live; of the ground where it is not known how many do."""
    middles = shapely.get_coordinates(parts.geometry.centroid.to_numpy())
    people = parts["population"].to_numpy(float)
    known = people if np.isfinite(people).all() and people.sum() else parts.geometry.area.to_numpy()
    return shapely.Point(np.average(middles, axis=0, weights=known))
