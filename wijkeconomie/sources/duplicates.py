"""Places that may be one and the same, and what a steward decided about them."""

from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.errors import Refused
from wijkeconomie.sources import keeping, kept, likeness, merging

FILE = "place_pairs"
KEYS = ["place_a", "place_b"]
COLUMNS = [*KEYS, "name_a", "name_b", "source_a", "source_b", "distance_m", "status"]
OPEN, SAME, DIFFERENT = "open", "same", "different"
ALIKE_M, NEAR_M = 250, 50
TEXTS = dict.fromkeys([c for c in COLUMNS if c != "distance_m"], "string")


def pairs() -> pd.DataFrame:
    """One row per pair of places that may be one and the same, undecided first: place_a and
    place_b (numbers, of which place_a is the one whose values go first), name_a, name_b, source_a,
    source_b, distance_m (metres), status (open, same or different)."""
    places = keeping.stored("places")
    if places is None:
        return _decided()
    known, there = _known(places), set(places["place_id"])
    shown = known[known["place_a"].isin(there) & known["place_b"].isin(there)]
    order = shown["status"].map({OPEN: 0, SAME: 1, DIFFERENT: 2})
    return (
        shown.assign(order=order)
        .sort_values(["order", "distance_m", *KEYS])[COLUMNS]
        .reset_index(drop=True)
    )


def undecided() -> int:
    """How many pairs wait for a decision."""
    return int((pairs()["status"] == OPEN).sum())


def decide(pair: tuple[str, str], status: str) -> None:
    """Keeps a decision about two places: same or different. Raises Refused when one of them is not
    there."""
    places = keeping.stored("places")
    known = set() if places is None else set(places["place_id"])
    missing = next((number for number in pair if number not in known), None)
    if missing is not None or pair[0] == pair[1] or places is None:
        raise Refused(
            "There is no place '{place}' to decide about: see the numbers with the command "
            "duplicates.",
            place=missing or pair[0],
        )
    if status not in (SAME, DIFFERENT):
        raise ValueError(status)
    both = places[places["place_id"].isin(pair)]
    decided = _described(_ranked(both), np.array([[0, 1]])).assign(status=status)
    old = _decided()
    is_other = [both != set(pair) for both in _sets(old)]
    together = pd.concat([old[np.array(is_other, bool)], decided], ignore_index=True)
    with kept.replacing(FILE, together.sort_values(KEYS, ignore_index=True)):
        pass


def undo(pair: tuple[str, str]) -> None:
    """Takes a decision about two places back. Raises Refused when there is none."""
    old = _decided()
    is_meant = [both == set(pair) for both in _sets(old)]
    if not any(is_meant):
        raise Refused(
            "Nothing is decided about '{one}' and '{other}': see the numbers with the command "
            "duplicates.",
            one=pair[0],
            other=pair[1],
        )
    with kept.replacing(FILE, old[~np.array(is_meant, bool)].reset_index(drop=True)):
        pass


def _known(places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs found among places, and those decided about, also when their places are gone."""
    decided, found = _decided(), find(places)
    known = set(_sets(decided))
    is_new = np.array([both not in known for both in _sets(found)], bool)
    return pd.concat([decided, found[is_new]], ignore_index=True)[COLUMNS]


def _sets(rows: pd.DataFrame) -> list[frozenset[str]]:
    """The two places of each pair, whichever goes first."""
    return [frozenset(both) for both in zip(rows["place_a"], rows["place_b"], strict=True)]


def find(places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of places with names alike within 250 m, and of one category but of two sources
    within 50 m; see ``pairs``."""
    rows = _ranked(places)
    points = rows.geometry.to_numpy()
    first, second = shapely.STRtree(points).query(points, "dwithin", distance=ALIKE_M)
    is_once = first < second
    both = np.column_stack([first[is_once], second[is_once]])
    names = [likeness.words(name) for name in rows["name"].fillna("")]
    near = shapely.distance(points[both[:, 0]], points[both[:, 1]]) <= NEAR_M
    category, source = rows["category"].to_numpy(), rows["source"].to_numpy()
    chosen = [
        bool(is_near and category[a] == category[b] and source[a] != source[b])
        or likeness.are_alike(names[a], names[b])
        for (a, b), is_near in zip(both, near, strict=True)
    ]
    return _described(rows, both[np.array(chosen, bool)])


def resolved(places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Places as they are shown, each once: those that are the same together as one, and of two
    that may be the same the one that goes first, until a steward decides."""
    known, rows = _known(places), _ranked(places)
    heads = merging.heads(rows["place_id"].tolist(), known[known["status"] == SAME][KEYS])
    undecided = known[known["status"] == OPEN][KEYS].replace(heads)
    return merging.without_doubles(merging.merged(rows, heads), undecided)


def _ranked(places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Places in the order in which their values go first: those that are open, and of these own
    lists, then OpenStreetMap."""
    today = datetime.now(UTC).date().isoformat()
    is_closed = (places["closed_on"] <= today).fillna(value=False).astype(int)
    rank = (places["source"] == keeping.OSM).fillna(value=False).astype(int)
    order = places.assign(is_closed=is_closed, rank=rank)
    order = order.sort_values(["is_closed", "rank", "source", "place_id"])
    return gpd.GeoDataFrame(order.drop(columns=["is_closed", "rank"]).reset_index(drop=True))


def _described(rows: gpd.GeoDataFrame, both: np.ndarray) -> pd.DataFrame:
    a, b = rows.iloc[both[:, 0]], rows.iloc[both[:, 1]]
    found: dict[str, object] = {}
    for field in ("place_id", "name", "source"):
        name = field.removesuffix("_id")
        found |= {f"{name}_a": a[field].to_numpy(), f"{name}_b": b[field].to_numpy()}
    distance = shapely.distance(a.geometry.to_numpy(), b.geometry.to_numpy()).round(0)
    return pd.DataFrame(found | {"distance_m": distance, "status": OPEN})[COLUMNS].astype(
        TEXTS | {"distance_m": "float64"}
    )


def _decided() -> pd.DataFrame:
    """Pairs as they were decided about; only these are kept."""
    file = kept.file(FILE)
    if file.exists():
        return pd.read_parquet(file)
    return pd.DataFrame(columns=COLUMNS).astype(TEXTS | {"distance_m": "float64"})
