"""Areas that overlap, which no boundary file should hold."""

from pathlib import Path

import geopandas as gpd
import shapely

from wijkeconomie.errors import Refused

OVERLAP_SHARE = 0.02
OVERLAP_M2 = 1_000


def refuse(areas: gpd.GeoDataFrame, path: Path) -> None:
    """Raises Refused when two areas of a level overlap by more than a rounding of borders.

    ``areas``: area_code, level, geometry in metres.
    """
    for _, group in areas.groupby("level"):
        shapes, codes = group.geometry.to_numpy(), group["area_code"].to_numpy()
        left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        left, right = left[left < right], right[left < right]
        shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
        smaller = shapely.area(shapes[left]).clip(max=shapely.area(shapes[right]))
        bad = (shared > OVERLAP_M2) & (shared > OVERLAP_SHARE * smaller)
        if bad.any():
            raise Refused(
                "File {file}: areas {first} and {second} overlap by {ha:.1f} hectares: correct "
                "the boundaries or take the official file.",
                file=path,
                first=codes[left[bad][0]],
                second=codes[right[bad][0]],
                ha=shared[bad][0] / 10_000,
            )
