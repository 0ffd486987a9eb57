"""Hexagons of home-based work: their shapes, and density per year."""

import h3
import pandas as pd

FINE, COARSE = 9, 8
CHILDREN = 7
KM2 = {r: h3.average_hexagon_area(r, unit="km^2") for r in (COARSE, FINE)}


def outline(code: str) -> list[list[float]]:
    """Closed ring of a hexagon, lon and lat in degrees to five decimals."""
    ring = [[round(lon, 5), round(lat, 5)] for lat, lon in h3.cell_to_boundary(code)]
    return [*ring, ring[0]]


def densities(rows: pd.DataFrame) -> pd.DataFrame:
    """Home-based establishments per km² per hexagon and year.

    ``rows``: the read query ``hexagons``. A coarse hexagon stands for its seven fine ones that
    are not shown themselves, so its count is spread over those only. Returns area_code, name,
    year, establishments, jobs, flag, value, state, like ``indicator_by_area``.
    """
    fine = rows[_resolution(rows) == FINE]
    parents = fine["h3"].map(lambda code: h3.cell_to_parent(code, COARSE))
    shown = parents.groupby([parents, fine["year"]]).size()
    keys = pd.MultiIndex.from_arrays([rows["h3"], rows["year"]])
    covered = shown.reindex(keys, fill_value=0).to_numpy()
    km2 = _resolution(rows).map(KM2) * (CHILDREN - covered) / CHILDREN
    return pd.DataFrame(
        {
            "area_code": rows["h3"],
            "name": "",
            "year": rows["year"],
            "establishments": rows["establishments"],
            "jobs": float("nan"),
            "flag": rows["flag"],
            "value": rows["establishments"] / km2,
            "state": rows["flag"].map({"c": "protected"}).fillna("value"),
        }
    )


def aligned(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``densities``, per year one for every hexagon of the release in the order of
    codes; where a year has no such hexagon ``state`` is None and nothing is drawn."""
    codes, years = sorted(rows["area_code"].unique()), sorted(rows["year"].unique())
    every = pd.MultiIndex.from_product([years, codes], names=["year", "area_code"])
    whole = rows.set_index(["year", "area_code"]).reindex(every).reset_index()
    return whole.assign(
        name="", state=whole["state"].astype(object).where(whole["state"].notna(), None)
    )


def _resolution(rows: pd.DataFrame) -> pd.Series:
    return rows["h3"].str[1].astype(int)
