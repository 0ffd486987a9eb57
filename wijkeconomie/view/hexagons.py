"""Hexagons of home-based work: their shapes, and density per year."""

from collections.abc import Sequence

import h3
import pandas as pd
import shapely

FINE, COARSE = 9, 8
CHILDREN = 7


def outline(code: str) -> list[list[float]]:
    """Closed ring of a hexagon, lon and lat in degrees to five decimals."""
    ring = [[round(lon, 5), round(lat, 5)] for lat, lon in h3.cell_to_boundary(code)]
    return [*ring, ring[0]]


def densities(rows: pd.DataFrame) -> pd.DataFrame:
    """Home-based establishments per km² per hexagon and year.

    ``rows``: the read query ``hexagons``. A coarse hexagon stands for its seven fine ones that
    are not shown themselves, so its count is spread over those only. Returns area_code, year,
    home_based, km2 (that its count is spread over), value, state.
    """
    fine = rows[_resolution(rows) == FINE]
    parents = fine["h3"].map(lambda code: h3.cell_to_parent(code, COARSE))
    shown = parents.groupby([parents, fine["year"]]).size()
    keys = pd.MultiIndex.from_arrays([rows["h3"], rows["year"]])
    covered = shown.reindex(keys, fill_value=0).to_numpy()
    km2 = rows["h3"].map(h3.cell_area) * (CHILDREN - covered) / CHILDREN
    return pd.DataFrame(
        {
            "area_code": rows["h3"],
            "year": rows["year"],
            "home_based": rows["establishments"],
            "km2": km2,
            "value": rows["establishments"] / km2,
            "state": rows["flag"].map({"c": "protected"}).fillna("value"),
        }
    )


def located(codes: Sequence[str], areas: pd.DataFrame) -> pd.DataFrame:
    """Where hexagons are: the area nearest to each centre, and a number within that area.

    ``areas``: the read query ``area_shapes``. Returns area_code (the hexagon), within,
    number.
    """
    if not codes:
        return pd.DataFrame(columns=["area_code", "within", "number"])
    tree = shapely.STRtree(shapely.from_geojson(areas["geojson"].to_numpy(object)))
    lat, lon = zip(*map(h3.cell_to_latlng, codes), strict=True)
    nearest = tree.nearest(shapely.points(lon, lat))
    found = areas.iloc[nearest].reset_index(drop=True)
    return pd.DataFrame(
        {
            "area_code": codes,
            "within": found["name"],
            "number": found.groupby("area_code").cumcount() + 1,
        }
    )


def aligned(rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Rows of ``densities``, per year one for every hexagon of the release in the order of
    codes; where a year has no such hexagon ``state`` is None and nothing is drawn.
    ``names``: the name of each hexagon by its code."""
    codes, years = sorted(rows["area_code"].unique()), sorted(rows["year"].unique())
    every = pd.MultiIndex.from_product([years, codes], names=["year", "area_code"])
    whole = rows.set_index(["year", "area_code"]).reindex(every).reset_index()
    return whole.assign(
        name=whole["area_code"].map(names),
        state=whole["state"].astype(object).where(whole["state"].notna(), None),
    )


def _resolution(rows: pd.DataFrame) -> pd.Series:
    return rows["h3"].str[1].astype(int)
