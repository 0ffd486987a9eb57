"""Streets and paths for people on foot, from OpenStreetMap or from any map of lines."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import scipy
import shapely
from pyogrio.errors import DataSourceError, FeatureError
from shapely.errors import ShapelyError

from wijkeconomie.errors import Refused
from wijkeconomie.sources import kept, walkable
from wijkeconomie.sources.area_files import RD, layers, read_layer

OSM = (".osm", ".pbf")
BEYOND_M = 1_500
STEP_M = 50
LEAST_M = 500
METRES = 1_000
ENDS = ["x1", "y1", "x2", "y2"]
COLUMNS = [*ENDS, "length_m"]


def load() -> pd.DataFrame | None:
    """Pieces of street kept (COLUMNS: both ends in EPSG:28992 and the length, m; is_osm: whether
    they are OpenStreetMap's), None without."""
    if not kept.file("streets").exists():
        return None
    pieces = pd.read_parquet(kept.file("streets"))
    return None if pieces.empty else pieces


def kilometres() -> int:
    """How many are kept, 0 without streets."""
    file = kept.file("streets")
    if not file.exists():
        return 0
    lengths = pd.read_parquet(file, columns=["length_m"])["length_m"]
    return max(1, round(lengths.sum() / METRES)) if len(lengths) else 0


def forget() -> int:
    """Takes all streets away; gives how many kilometres. Raises Refused when there are none."""
    known, pieces = kilometres(), load()
    if pieces is None:
        raise Refused("No streets are loaded, so there are none to take away.")
    save(pieces.iloc[:0])
    return known


def save(pieces: pd.DataFrame) -> None:
    """Keeps pieces of street instead of those there were."""
    with kept.replacing("streets", pieces):
        pass


def read(path: Path, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pieces of at most 50 m of the streets in and around the areas (COLUMNS, is_osm); streets meet
    where they share a point of their lines. Bits that lead nowhere (under 500 m) are left out.

    Raises Refused when the file cannot be read, holds no streets, or none near the areas.
    """
    west, south, east, north = areas.total_bounds
    box = shapely.box(west - BEYOND_M, south - BEYOND_M, east + BEYOND_M, north + BEYOND_M)
    is_extract = path.suffix.lower() in OSM
    lines, is_osm = (_osm(path), True) if is_extract else _lines(path)
    if lines.empty:
        raise Refused(
            "File {file} holds no streets that people may walk: take an extract of OpenStreetMap "
            "with its ways, or a map of streets as lines.",
            file=path,
        )
    near = lines[shapely.intersects(lines.to_numpy(), box)]
    pieces = _connected(_pieces(near.to_numpy()))
    if pieces.empty:
        raise Refused(
            "File {file} holds no streets in or near the areas that are loaded: load those areas "
            "first, or take the extract of their province.",
            file=path,
        )
    return pieces.assign(is_osm=is_osm)


def _osm(path: Path) -> gpd.GeoSeries:
    """Walkable ways of an extract. A text that was cut off says nothing of it but its end."""
    if not path.exists():
        raise Refused("File {file} does not exist: check its name and folder.", file=path)
    try:
        ways = pyogrio.read_dataframe(
            path, layer="lines", columns=["highway", "other_tags"], where="highway is not null"
        )
    except (DataSourceError, FeatureError, ShapelyError, ValueError) as error:
        raise _broken(path) from error
    if path.suffix.lower() == ".osm" and not _ends(path, b"</osm>"):
        raise _broken(path)
    return gpd.GeoSeries(ways.geometry[walkable.on_foot(_told(ways))].to_crs(RD))


def _told(features: gpd.GeoDataFrame) -> pd.DataFrame:
    return pd.DataFrame(features.drop(columns=features.geometry.name))


def _broken(path: Path) -> Refused:
    return Refused(
        "File {file} is no extract of OpenStreetMap, or it breaks off halfway: ask for the file "
        "again.",
        file=path,
    )


def _ends(path: Path, mark: bytes) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 200))
        return stream.read().rstrip().endswith(mark)


def _lines(path: Path) -> tuple[gpd.GeoSeries, bool]:
    """Lines of a map that one may walk as far as their columns tell, and whether these are those
    of OpenStreetMap."""
    found, is_osm = [gpd.GeoSeries([], crs=RD)], False
    for layer in layers(path):
        features = read_layer(path, layer)
        if len(features):
            told = _told(features)
            is_osm |= walkable.has_kinds(told)
            features = gpd.GeoDataFrame(features[walkable.on_foot(told)])
        is_line = features.geom_type.str.endswith("LineString")
        found.append(gpd.GeoSeries(features.geometry[is_line]))
    return gpd.GeoSeries(pd.concat(found)), is_osm


def _pieces(lines: np.ndarray) -> pd.DataFrame:
    """Lines cut at each of their points, and every 50 m, so that none is far from a house."""
    parts = shapely.segmentize(shapely.force_2d(shapely.get_parts(lines)), STEP_M)
    points, line = shapely.get_coordinates(parts, return_index=True)
    points = points.round(2)
    is_piece = (line[1:] == line[:-1]) & (points[1:] != points[:-1]).any(axis=1)
    ends = np.hstack([points[:-1], points[1:]])[is_piece]
    length = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    return pd.DataFrame(np.c_[ends, length], columns=COLUMNS)


def _connected(pieces: pd.DataFrame) -> pd.DataFrame:
    """Pieces that are part of a whole of some length: from others one gets nowhere."""
    _nodes, start, end = nodes(pieces)
    size = len(_nodes)
    links = scipy.sparse.coo_array((np.ones(len(start)), (start, end)), (size, size))
    _count, whole = scipy.sparse.csgraph.connected_components(links, directed=False)
    length = np.bincount(whole[start], pieces["length_m"], minlength=1)
    return pieces[length[whole[start]] >= LEAST_M].reset_index(drop=True)


def nodes(pieces: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points at which pieces end (x, y, in order), and of each piece the number of both."""
    ends = pieces[ENDS].to_numpy().reshape(-1, 2)
    points, number = np.unique(ends, axis=0, return_inverse=True)
    return points, number[::2], number[1::2]
