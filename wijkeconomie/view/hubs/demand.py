"""Where home-based establishments are, as closely as a release tells: in pieces of hexagons."""

import h3
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.coordinates import TO_RD
from wijkeconomie.view.hexagons import COARSE, FINE

PIECE = 10


def pieces(rows: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Published hexagons cut in pieces of some 1.5 ha, over which their establishments are spread
    evenly; a coarse hexagon stands for those of its fine ones that are not published.

    ``rows``: h3 and establishments of one year; ``areas``: the read query ``area_shapes``.
    Returns hexagon (as published), cell (the fine hexagon), area_code (nearest to the centre of
    the piece), lon, lat (degrees), x, y (EPSG:28992, m) and establishments (with fractions).
    """
    known = rows[rows["establishments"] > 0]
    published = set(known["h3"])
    cut = [
        (code, cell, piece, count)
        for code, count in zip(known["h3"], known["establishments"], strict=True)
        for cell in _cells(code, published)
        for piece in h3.cell_to_children(cell, PIECE)
    ]
    made = pd.DataFrame(cut, columns=["hexagon", "cell", "piece", "establishments"])
    counts = made.groupby("hexagon")["piece"].transform("size")
    placed = made.assign(establishments=made["establishments"] / counts, **centres(made["piece"]))
    return placed.assign(area_code=nearest(placed, areas)).drop(columns="piece")


def _cells(code: str, published: set[str]) -> list[str]:
    if h3.get_resolution(code) == FINE:
        return [code]
    finer = h3.cell_to_children(code, FINE)
    return [cell for cell in finer if cell not in published] or list(finer)


def centres(codes: pd.Series) -> dict[str, np.ndarray]:
    """lon, lat, x and y of the centres of hexagons."""
    middles = np.array([h3.cell_to_latlng(code) for code in codes]).reshape(-1, 2)
    lat, lon = middles.T
    return {"lon": lon, "lat": lat, **metres(lon, lat)}


def metres(lon: np.ndarray | pd.Series, lat: np.ndarray | pd.Series) -> dict[str, np.ndarray]:
    """x and y (EPSG:28992, m) of points in degrees."""
    x, y = TO_RD.transform(lon, lat)
    return {"x": np.asarray(x, dtype=float), "y": np.asarray(y, dtype=float)}


def nearest(points: pd.DataFrame, areas: pd.DataFrame) -> np.ndarray:
    """Code of the area nearest to each point (lon, lat), the one it lies in for most."""
    if areas.empty or points.empty:
        return np.full(len(points), "", dtype=object)
    tree = shapely.STRtree(shapely.from_geojson(areas["geojson"].to_numpy(object)))
    found = tree.nearest(shapely.points(points["lon"].to_numpy(), points["lat"].to_numpy()))
    return areas["area_code"].to_numpy(object)[found]


def inside(points: pd.DataFrame, areas: pd.DataFrame) -> np.ndarray:
    """Whether each point (lon, lat) lies in one of the areas."""
    tree = shapely.STRtree(shapely.from_geojson(areas["geojson"].to_numpy(object)))
    dots = shapely.points(points["lon"].to_numpy(), points["lat"].to_numpy())
    found = np.zeros(len(points), dtype=bool)
    found[tree.query(dots, predicate="intersects")[0]] = True
    return found


def coordinates(rows: pd.DataFrame) -> np.ndarray:
    """x and y of rows, side by side."""
    return rows[["x", "y"]].to_numpy(float)


def parent(cell: str) -> str:
    """The coarse hexagon that a fine one lies in."""
    return h3.cell_to_parent(cell, COARSE)
