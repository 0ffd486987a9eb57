"""Buildings with many establishments, found in the register for the steward to decide over."""

import pandas as pd

from wijkeconomie import settings
from wijkeconomie.register import store
from wijkeconomie.sources import buildings, places

LEAST, SECTORS = 10, 5
SAME_M = 10
ROUND = 5


def find() -> pd.DataFrame:
    """Finds candidates and keeps them beside what was decided; returns the open ones: see
    ``buildings.stored``. Call it while imports and releases are kept out.

    A point is a candidate when at least LEAST establishments of business premises, of SECTORS
    sectors, are there on the last reference date, no place that is known is within 50 m,
    and no building within SAME_M was decided over before.
    """
    known = buildings.stored()
    if not store.exists():
        return known.iloc[:0]
    is_sample = bool(store.kept_dates()["is_sample"].any())
    decided = known[known["status"] != buildings.OPEN]
    rows = _named(store.crowded_points(LEAST, SECTORS), is_sample=is_sample)
    points = buildings.located(rows)
    is_known = buildings.is_near(points, buildings.located(decided).geometry, SAME_M)
    known_places = places.load(is_sample=is_sample).geometry
    new = rows[~is_known & ~buildings.is_near(points, known_places, buildings.NEAR_M)]
    parts = [part for part in (decided, new) if len(part)]
    buildings.keep(pd.concat(parts) if parts else new)
    return new


def look() -> pd.DataFrame:
    """``find`` by itself. Raises Refused while an import or release is at work."""
    with store.locked(settings.data_dir()):
        return find()


def decide(building_id: str, status: str, name: str = "") -> str:
    """``buildings.decide``, and what is near a new hub is no candidate any more. Raises Refused
    while an import or release is at work."""
    with store.locked(settings.data_dir()):
        named = buildings.decide(building_id, status, name)
        find()
    return named


def _named(found: pd.DataFrame, *, is_sample: bool) -> pd.DataFrame:
    """Points found as rows of ``buildings.stored``; counts are told as multiples of ROUND."""
    ids = "building-" + found["x"].astype(str) + "-" + found["y"].astype(str)
    rounded = (found["establishments"] + ROUND // 2) // ROUND * ROUND
    told = found.assign(building_id=ids, establishments=rounded, status=buildings.OPEN)
    more = {"name": pd.NA, "decided_on": pd.NA, "sample": is_sample}
    return told.assign(**more).astype(buildings.KINDS)[list(buildings.KINDS)]
