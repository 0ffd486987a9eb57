"""The next place: what is reached today, which sites add most, and who gains by them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from wijkeconomie.distances import straight
from wijkeconomie.view import query, shapes
from wijkeconomie.view.hubs import covering, demand

HEXAGON, ANY = "hexagon", "*"


@dataclass(frozen=True)
class Question:
    """A municipality and year, a walking distance in metres, and which kind of place counts as
    one there is already (``hub``, or ``*`` for third places too). By ``distance`` the published
    reach is told; what is worked out here is by a straight line."""

    within: str
    year: int
    radius_m: int
    counted: str
    distance: str = "straight"


@dataclass(frozen=True)
class Situation:
    """``pieces``: ``demand.pieces`` with is_met; ``places``: those that count, with x and y."""

    pieces: pd.DataFrame
    places: pd.DataFrame

    @property
    def whole(self) -> float:
        """Home-based establishments that hexagons tell of."""
        return float(self.pieces["establishments"].sum())

    @property
    def met(self) -> float:
        """Those with a place within reach today."""
        return float(self.pieces["establishments"][self.pieces["is_met"]].sum())

    @property
    def unmet(self) -> pd.DataFrame:
        """Pieces without a place within reach."""
        return self.pieces[~self.pieces["is_met"]]


@dataclass(frozen=True)
class Plan:
    """``sites``: name, area_code (the wijk), kind, lon, lat, x, y and added, the one that adds
    most first; ``gains``: establishments that gain by area_code; ``single``: what the best site
    by itself adds; ``most``: what no choice of as many sites can exceed."""

    sites: pd.DataFrame
    gains: pd.Series
    single: float
    most: float
    is_best: bool

    @property
    def added(self) -> float:
        """What all sites add to what is reached today."""
        return float(self.sites["added"].sum())


def situation(asked: Question) -> Situation:
    """What is reached today; see ``Situation``."""
    return _situation(query.release().release_id, asked)


@lru_cache(maxsize=64)
def _situation(release_id: str, asked: Question) -> Situation:
    pieces, places = _pieces(release_id, asked.within, asked.year), open_places(asked)
    covers = covering.within(
        demand.coordinates(pieces), demand.coordinates(places), straight(asked.radius_m)
    )
    return Situation(pieces.assign(is_met=np.diff(covers.indptr) > 0), places)


@lru_cache(maxsize=16)
def _pieces(release_id: str, within: str, year: int) -> pd.DataFrame:
    rows, located = query.run("hexagons"), shapes.hexagon_places(release_id)
    own = located.loc[located["municipality_code"] == within, "area_code"]
    chosen = rows[(rows["year"] == year) & rows["h3"].isin(own)]
    return demand.pieces(chosen, _wijken(within, year))


def _wijken(within: str, year: int) -> pd.DataFrame:
    """Shapes of wijken, or of the municipality without any."""
    rows = _own("wijk", within, year)
    return rows if not rows.empty else _own("municipality", within, year)


def _own(level: str, within: str, year: int) -> pd.DataFrame:
    return query.run("area_shapes", level=level, year=year, within=within)


def open_places(asked: Question) -> pd.DataFrame:
    """Places that count and are open on the reference date, wherever they are, with x and y."""
    rows = query.run("places_open", reference_date=query.release().date_of(asked.year))
    counted = rows if asked.counted == ANY else rows[rows["kind"] == asked.counted]
    return counted.assign(**demand.metres(counted["lon"], counted["lat"]))


def inside(places: pd.DataFrame, asked: Question) -> pd.DataFrame:
    """Places within the municipality."""
    return places[places["area_code"].str[2:6] == asked.within[2:6]]


def candidates(asked: Question, kind: str) -> pd.DataFrame:
    """Sites to choose from: name, area_code (the wijk), kind, lon, lat, x, y. ``kind``: hexagon
    (where anybody is known to work at home), vacant, building, or * for the lists together."""
    pieces = situation(asked).pieces
    if kind == HEXAGON:
        rows = pd.DataFrame({"site_id": sorted(pieces["cell"].unique())})
        rows = rows.assign(kind=HEXAGON, **demand.centres(rows["site_id"]))
        rows = rows[demand.inside(rows, _wijken(asked.within, asked.year))].reset_index(drop=True)
        rows["name"] = _names(rows, asked)
    else:
        rows = listed(asked.within)
        rows = rows[rows["kind"].isin(["vacant", "building"] if kind == ANY else [kind])]
        rows = rows.assign(**demand.metres(rows["lon"], rows["lat"]))
    wijk = demand.nearest(rows, _wijken(asked.within, asked.year))
    return rows.assign(area_code=wijk).reset_index(drop=True)


def listed(within: str) -> pd.DataFrame:
    """Vacant spaces and confirmed buildings within a municipality, as ``table_site`` gives them."""
    return query.run("table_site", area=[within])


def _names(rows: pd.DataFrame, asked: Question) -> np.ndarray:
    """Name of the buurt around each point, else of the wijk."""
    own = _own("buurt", asked.within, asked.year)
    areas = own if not own.empty else _wijken(asked.within, asked.year)
    return areas.set_index("area_code")["name"].reindex(demand.nearest(rows, areas)).to_numpy()


def plan(asked: Question, kind: str, count: int) -> Plan:
    """The best ``count`` sites of a kind; see ``Plan``. Raises NotSolved."""
    found = _plan(query.release().release_id, asked, kind, count)
    if not found.is_best:
        _plan.cache_clear()
    return found


@lru_cache(maxsize=128)
def _plan(release_id: str, asked: Question, kind: str, count: int) -> Plan:
    del release_id
    unmet, sites = situation(asked).unmet, candidates(asked, kind)
    weights = unmet["establishments"].to_numpy(float)
    distance = straight(asked.radius_m)
    covers = covering.within(demand.coordinates(unmet), demand.coordinates(sites), distance)
    answer = covering.solve(covers, weights, count)
    single = covering.solve(covers, weights, 1)
    chosen = sites.iloc[answer.sites].assign(added=answer.added).reset_index(drop=True)
    return Plan(
        sites=chosen,
        gains=gained(unmet, chosen, asked.radius_m),
        single=single.total,
        most=answer.most,
        is_best=answer.is_best,
    )


def gained(pieces: pd.DataFrame, points: pd.DataFrame, radius_m: int) -> pd.Series:
    """Establishments within reach of any of the points, by area_code, most first."""
    covers = covering.within(
        demand.coordinates(pieces), demand.coordinates(points), straight(radius_m)
    )
    near = pieces[np.diff(covers.indptr) > 0]
    return near.groupby("area_code")["establishments"].sum().sort_values(ascending=False)


def spots(asked: Question) -> pd.DataFrame:
    """Points with a name: listed sites and the middles of buurten (name, x, y), by name."""
    return _spots(query.release().release_id, asked.within, asked.year)


@lru_cache(maxsize=16)
def _spots(release_id: str, within: str, year: int) -> pd.DataFrame:
    del release_id
    sites = listed(within)[["name", "lon", "lat"]]
    areas = [_own(level, within, year) for level in ("buurt", "wijk", "municipality")]
    finest = next((rows for rows in areas if not rows.empty), areas[-1])
    drawn = shapely.from_geojson(finest["geojson"].to_numpy(object))
    middles = shapely.get_coordinates(shapely.point_on_surface(drawn))
    named = pd.DataFrame({"name": finest["name"], "lon": middles[:, 0], "lat": middles[:, 1]})
    ordered = [rows.sort_values("name") for rows in (sites, named)]
    every = pd.concat(ordered, ignore_index=True)
    return every.assign(**demand.metres(every["lon"], every["lat"]))
