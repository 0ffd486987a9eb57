"""Places, radii and walks between them and establishments, as a release counts by them."""

from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd

from wijkeconomie import distances, settings, shipped
from wijkeconomie.release import walks
from wijkeconomie.sources import streets

PREPARED = [
    "sector_group",
    "stand",
    "place_year",
    "near",
    "circle_part",
    "circle_exact",
    "circle",
    "nearest",
    "reach_exact",
    "exact",
]
TABLES = ["place_reach", "reach"]


def frames(places: gpd.GeoDataFrame, points: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables by name: ``reach_place`` (place_no, place_id, kind, x, y, opened_on, closed_on),
    ``radius`` (radius_m, and more_than_m, the one before it), ``way`` (place_no, distance,
    is_known), ``walk`` (place_no, point_no, metres) and ``at_street`` (point_no), ``origin``
    (source, of streets that are OpenStreetMap's) and ``sector_set`` as it ships.

    There is walking only when streets are kept. ``points``: point_no, x, y.
    """
    known = places.sort_values("place_id", ignore_index=True)
    numbered = pd.DataFrame(known[["place_id", "kind", "opened_on", "closed_on"]]).assign(
        x=known.geometry.x, y=known.geometry.y
    )
    numbered.insert(0, "place_no", known.index.astype("int32"))
    pieces = streets.load()
    walked, is_osm = walks.none(), False
    ways = [numbered[["place_no"]].assign(distance="straight", is_known=True)]
    if pieces is not None:
        is_osm = bool(pieces["is_osm"].any())
        walked = walks.measure(pieces, numbered[["place_no", "x", "y"]], points)
        is_known = numbered["place_no"].isin(walked.places)
        ways.append(numbered[["place_no"]].assign(distance="walking", is_known=is_known))
    radii = {"radius_m": distances.RADII_M, "more_than_m": [-1, *distances.RADII_M[:-1]]}
    return {
        "reach_place": numbered,
        "radius": pd.DataFrame(radii),
        "way": pd.concat(ways, ignore_index=True),
        "walk": walked.metres,
        "origin": pd.DataFrame({"source": ["osm_streets"] * is_osm}, dtype="string"),
        "sector_set": shipped.table("sector_sets"),
        "at_street": pd.DataFrame({"point_no": walked.points}),
    }


def unknown_on_foot(release: Path) -> tuple[int, int]:
    """Of how many municipalities and wijken a release knows no walking reach in its last year, and
    of how many it tells one along a straight line; none of none without streets."""
    with duckdb.connect(release, read_only=True) as con:
        return con.execute(settings.query("release/unwalked")).fetchall()[0]
