"""A small map of our own: where an area lies, in outlines."""

import numpy as np
import pandas as pd
import shapely

from wijkeconomie.view import atlas, city_parts, look, query
from wijkeconomie.view.printing.seen import Seen

WIDTH, HEIGHT, EDGE = 420, 300, 4
FINEST = 0.6
OTHERS = "#d3dfe0"


def svg(seen: Seen) -> str:
    """The area among others of its level in its municipality; a municipality with what is in it."""
    level = str(atlas.areas().at[seen.area, "level"])
    is_whole = level == "municipality"
    is_of_wijken = is_whole or level == city_parts.LEVEL
    shown = "wijk" if is_of_wijken and "wijk" in atlas.levels() else level
    rows = query.run("area_shapes", level=shown, within=seen.whole or None, year=seen.year)
    own = pd.concat([query.run("area_shape", area=c) for c in city_parts.areas_of(seen.area)])
    lines = shapely.from_geojson(np.array([*rows["geojson"], *own["geojson"]], dtype=object))
    placed = _placed(lines)
    parts = [_path(shape, OTHERS, 0.8) for shape in placed[: len(rows)]]
    fill = "none" if is_whole else look.ACCENT
    parts += [_path(shape, fill, 1.6, look.ACCENT) for shape in placed[len(rows) :]]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _placed(shapes: np.ndarray) -> np.ndarray:
    """Degrees as points on paper, as large as fits, and no finer than is seen."""
    west, south, east, north = shapely.total_bounds(shapes)
    narrow = np.cos(np.radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2

    def put(points: np.ndarray) -> np.ndarray:
        x, y = points[:, 0], points[:, 1]
        return np.column_stack([left + (x - west) * narrow * scale, top + (north - y) * scale])

    return shapely.simplify(shapely.transform(shapes, put), FINEST)


def _path(shape: shapely.Geometry, fill: str, width: float, stroke: str = "#ffffff") -> str:
    polygons = pd.Series(shapely.get_parts(shape))
    rings = [ring for each in polygons for ring in (each.exterior, *each.interiors)]
    drawn = "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)
    return (
        f'<path d="{drawn}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" '
        f'stroke-width="{width}" stroke-linejoin="round"/>'
    )


def _ring(points: np.ndarray) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
