"""Places, radii and walks between them and establishments, as a release counts by them."""

import geopandas as gpd
import pandas as pd

from wijkeconomie import distances

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
]


def frames(places: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """Tables by name: ``reach_place`` (place_no, place_id, kind, x, y, opened_on, closed_on),
    ``radius`` (radius_m, and more_than_m, the one before it), ``way`` (place_no, distance,
    is_known), ``walk`` (place_no, point_no, metres) and ``walked`` (municipality_code, of those
    whose streets are known)."""
    known = places.sort_values("place_id", ignore_index=True)
    numbered = pd.DataFrame(known[["place_id", "kind", "opened_on", "closed_on"]]).assign(
        place_no=known.index.astype("int32"), x=known.geometry.x, y=known.geometry.y
    )
    way = numbered[["place_no"]].assign(distance="straight", is_known=True)
    return {
        "reach_place": numbered,
        "radius": pd.DataFrame(
            {"radius_m": distances.RADII_M, "more_than_m": [-1, *distances.RADII_M[:-1]]}
        ),
        "way": way,
        "walk": pd.DataFrame({"place_no": [], "point_no": [], "metres": []}).astype(
            {"place_no": "int32", "point_no": "int32", "metres": "float64"}
        ),
        "walked": pd.DataFrame({"municipality_code": pd.Series([], dtype="string")}),
    }
