"""Address objects of a municipality from the BAG, over WFS."""

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.sources import addresses, areas, calls, paging
from wijkeconomie.sources.services import BAG, need, understood

PAGE = 1000
MOST_OF_A_BOX = 20_000
SMALLEST_M = 50
Box = tuple[float, float, float, float]


def load(municipality_code: str) -> int:
    """Keeps the address objects of a municipality whose areas are loaded; returns how many.

    Raises Refused when its areas are not loaded, or the service fails.
    """
    known = areas.load()
    own = known[known["municipality_code"] == municipality_code]
    if own.empty:
        raise Refused(
            "The areas of {code} are not loaded: run areas --pdok --municipality {code} first.",
            code=municipality_code,
        )
    west, south, east, north = own.total_bounds
    with understood(BAG):
        found = [_row(feature) for feature in _within((west, south, east, north))]
    rows = addresses.objects(pd.DataFrame(found, dtype="string"), gpd.GeoDataFrame(own))
    if not found or rows.empty:
        raise Refused(
            "The BAG has no address objects in {code}: check the code.", code=municipality_code
        )
    rows = rows.drop_duplicates("object_id")
    addresses.save("objects", rows)
    return len(rows)


def _within(box: Box) -> Iterator[dict[str, Any]]:
    """Features in a box. A box of more than the service will page through is asked in quarters;
    what lies on their border comes twice."""
    found: list[dict[str, Any]] = []
    is_small = box[2] - box[0] < SMALLEST_M
    for start in range(0, MOST_OF_A_BOX, PAGE):
        page = _page(box, start)
        found += page
        if len(page) < PAGE or (is_small and start + PAGE >= MOST_OF_A_BOX):
            yield from found
            return
    west, south, east, north = box
    x, y = (west + east) / 2, (south + north) / 2
    for quarter in (
        (west, south, x, y),
        (x, south, east, y),
        (west, y, x, north),
        (x, y, east, north),
    ):
        yield from _within(quarter)


def _page(box: Box, start: int) -> list[dict[str, Any]]:
    asked = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeName": "bag:verblijfsobject",
        "outputFormat": "application/json",
        "srsName": "EPSG:28992",
        "bbox": ",".join(f"{metres:.1f}" for metres in box),
        "startIndex": str(start),
        "count": str(PAGE),
    }
    answer = calls.ask(BAG, params=asked, needed="features")
    found = answer["features"]
    matched = answer.get("numberMatched")
    if isinstance(matched, int) and len(found) < min(PAGE, matched - start):
        calls.forget(BAG, "", asked)
        raise paging.broken_off(BAG)
    return found


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    told = need(BAG, feature, "properties")
    use = need(BAG, told, "gebruiksdoel")
    x, y = (need(BAG, feature, "geometry") or {}).get("coordinates", (None, None))[:2]
    return {
        "object_id": need(BAG, told, "identificatie"),
        "use": ",".join(use) if isinstance(use, list) else use,
        "status": told.get("status"),
        "postcode": told.get("postcode"),
        "house_number": told.get("huisnummer"),
        "house_letter": told.get("huisletter"),
        "house_addition": told.get("toevoeging", told.get("huisnummertoevoeging")),
        "x": x,
        "y": y,
    }
