"""Hexagons against buurten: how many of one can stand in the other."""

from collections.abc import Iterator

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.release.grid import Grid
from wijkeconomie.release.sums import FREE, Block

DOUBT_M = 130
FINE = 9
METRES = "EPSG:28992"


def blocks(grid: Grid, hexagons: pd.DataFrame, shapes: pd.DataFrame) -> list[Block]:
    """Rows of home-based establishments in hexagons and in the buurten around or under them.

    ``hexagons``: h3, year, one row per cell numbered after the grid; ``shapes``: area_code,
    from_year, until_year, geojson. Boundaries are drawn roughly, so nothing is concluded within
    130 m of one.
    """
    home = grid.ids[:, :, grid.number(measure="establishments", premises="home")]
    numbered = hexagons[["h3", "year"]].assign(number=grid.size + np.arange(len(hexagons)))
    column = {year: i for i, year in enumerate(grid.years)}
    around, inside = [], {}
    for years, buurten in drawn(grid, shapes):
        there = numbered[numbered["year"].isin(years)]
        covers, within = _relations(there["h3"].unique(), buurten)
        for code, year, number in there.itertuples(index=False):
            cells = home[:, column[year]]
            if code in covers:
                around.append([number, *cells[covers[code]]])
            if code in within:
                inside.setdefault(int(cells[within[code]]), []).append(number)
    return [
        *_padded(around, [1.0, -1.0]),
        *_padded([[whole, *parts] for whole, parts in inside.items()], [-1.0, 1.0]),
    ]


def _padded(rows: list[list[int]], signs: list[float]) -> Iterator[Block]:
    """The first cell of each row against the others: never more than 0."""
    if rows:
        width = max(map(len, rows))
        cells = np.array([row + [-1] * (width - len(row)) for row in rows])
        yield Block(cells, np.r_[signs[0], np.full(width - 1, signs[1])], -FREE, 0, kind="hexagon")


def drawn(grid: Grid, shapes: pd.DataFrame) -> Iterator[tuple[list[int], gpd.GeoSeries]]:
    """Years with the same boundaries, and the buurten then: shapes in metres by position in the
    grid."""
    places = pd.Series(grid.areas.index, grid.areas["area_code"])
    buurten = shapes[shapes["area_code"].str.startswith("BU")]
    periods: dict[tuple[int, ...], list[int]] = {}
    for year in grid.years:
        now = buurten[(buurten["from_year"] <= year) & (year <= buurten["until_year"])]
        periods.setdefault(tuple(now.index), []).append(year)
    for rows, years in periods.items():
        if rows:
            found = buurten.loc[list(rows)]
            outlines = shapely.from_geojson(found["geojson"].to_numpy(object))
            index = places[found["area_code"]].to_numpy()
            yield years, gpd.GeoSeries(outlines, index=index, crs="EPSG:4326").to_crs(METRES)


def _relations(
    codes: np.ndarray, buurten: gpd.GeoSeries
) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Buurten that cover a hexagon whole, and the buurt a hexagon lies well within."""
    degrees = gpd.GeoSeries([_hexagon(code) for code in codes], crs="EPSG:4326")
    drawn = degrees.to_crs(METRES).to_numpy()
    shapes, places = buurten.to_numpy(), buurten.index.to_numpy()
    hexagon, near = shapely.STRtree(shapely.buffer(shapes, DOUBT_M)).query(drawn, "intersects")
    order = np.lexsort((near, hexagon))
    hexagon, near = hexagon[order], near[order]
    first = np.searchsorted(hexagon, np.arange(len(codes) + 1))
    covers = {
        str(codes[i]): places[near[first[i] : first[i + 1]]].tolist()
        for i in np.flatnonzero(_inside(shapely.union_all(shapes), drawn))
    }
    narrow = shapely.buffer(shapes, -DOUBT_M)
    is_within = shapely.contains(narrow[near], drawn[hexagon])
    pairs = zip(codes[hexagon[is_within]], places[near[is_within]].tolist(), strict=True)
    return covers, {str(code): place for code, place in pairs}


def _inside(city: shapely.Geometry, drawn: np.ndarray) -> np.ndarray:
    """Which hexagons lie in the city. The quick way stumbles over seams between buurten, so those
    it leaves out are looked at once more."""
    shapely.prepare(city)
    inside = shapely.contains(city, drawn)
    shapely.destroy_prepared(city)
    inside[~inside] = shapely.contains(city, drawn[~inside])
    return inside


def _hexagon(code: str) -> shapely.Geometry:
    """The hexagon; for a coarse one all that its fine ones span, as they do not fill it neatly."""
    fine = [code] if h3.get_resolution(code) == FINE else h3.cell_to_children(code, FINE)
    corners = [(lon, lat) for cell in fine for lat, lon in h3.cell_to_boundary(cell)]
    return shapely.convex_hull(shapely.multipoints(corners))
