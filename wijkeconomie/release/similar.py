"""Areas that are alike, by the published tables of a release: neighbours, and groups with traits.

Computed once while a release is made, so that it stays the same as long as the release does. See
docs/decisions/similar-areas.md.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from wijkeconomie import settings
from wijkeconomie.release import features

TABLES = ["area_feature", "similar_area", "area_group", "area_group_trait"]
STEP = "similar_areas"
LEVELS = ("municipality", "wijk", "buurt")
NEIGHBOURS = 5
LEAST_KNOWN = 2 / 3
LEAST_TO_GROUP, LEAST_IN_GROUP = 12, 3
GROUPS = range(3, 8)
DECIMALS, MEMORY_MB = 3, 64
SAMPLED, SEED = 2000, 0
STARTS: Any = 10


def add(con: DuckDBPyConnection, progress: Callable[[str], None]) -> None:
    """Adds the tables about similar areas to the release that is attached as ``release``."""
    progress(STEP)
    areas, cells = (_frame(con, name) for name in ("feature_area", "feature_cell"))
    for name, table in tables(areas, cells).items():
        con.register(name, table)
        con.execute(settings.query(f"release/{name}"))
        con.unregister(name)


def tables(areas: pd.DataFrame, cells: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each of TABLES, whatever the order of the rows they are made from."""
    found = features.values(areas, cells)
    is_village = features.villages(areas)
    about = areas.set_index("area_code").sort_index()
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for level in LEVELS:
        own = found[about["level"] == level].dropna(how="all")
        scaled = features.scaled(own)
        known = enough(scaled)
        group = groups(known)
        parts["area_feature"].append(_long(own, scaled, about["year"]))
        for preset, some in (("all", known), ("village", known[is_village[known.index]])):
            parts["similar_area"].append(nearest(some).assign(preset=preset))
        parts["area_group"].append(group.reset_index().assign(level=level))
        parts["area_group_trait"].append(_traits(own, scaled, group).assign(level=level))
    return {name: pd.concat(some, ignore_index=True) for name, some in parts.items()}


def enough(scaled: pd.DataFrame) -> pd.DataFrame:
    """The areas of which two thirds of the features that count are known."""
    return scaled[(scaled.notna().mean(axis=1) >= LEAST_KNOWN) & bool(scaled.shape[1])]


def nearest(scaled: pd.DataFrame) -> pd.DataFrame:
    """The five nearest of each area: area_code, position (from 1), similar_code, distance.

    Distance is the root of the mean squared difference over the features both have; of areas
    equally far the one with the lowest code comes first. None when there are not six areas.
    """
    codes, position = scaled.index.to_numpy(object), np.arange(NEIGHBOURS) + 1
    empty = pd.DataFrame(columns=["area_code", "position", "similar_code", "distance"])
    if len(scaled) <= NEIGHBOURS:
        return empty
    found = _nearest(scaled.to_numpy(float))
    columns, distances = (np.concatenate(each).ravel() for each in zip(*found, strict=True))
    return pd.DataFrame(
        {
            "area_code": np.repeat(codes, NEIGHBOURS),
            "position": np.tile(position, len(codes)),
            "similar_code": codes[columns],
            "distance": distances,
        }
    )


def _nearest(points: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places and distances of the nearest, of a part of the points at a time."""
    from sklearn.metrics import pairwise_distances_chunked  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    def reduced(apart: np.ndarray, start: int) -> tuple[np.ndarray, np.ndarray]:
        here = np.arange(len(apart))
        apart[here, here + start] = np.inf
        apart /= np.sqrt(points.shape[1])
        last = np.partition(apart, NEIGHBOURS - 1, axis=1)[:, NEIGHBOURS - 1]
        row, column = np.nonzero(apart <= last[:, None] + 10.0**-DECIMALS)
        far = np.round(apart[row, column], DECIMALS)
        order = np.lexsort((column, far, row))
        kept = order[np.searchsorted(row, here)[:, None] + np.arange(NEIGHBOURS)]
        return column[kept], far[kept]

    with threadpool_limits(1):
        parts: Any = pairwise_distances_chunked(
            points, reduce_func=reduced, metric="nan_euclidean", working_memory=MEMORY_MB
        )
        yield from parts


def groups(scaled: pd.DataFrame) -> pd.Series:
    """Group number of each area, from 1, the largest group first; none for fewer than 12 areas.

    By k-means, with what is missing at the middle. As many groups, 3 to 7, as are told apart best
    by the mean silhouette (Rousseeuw 1987) without a group of fewer than 3 areas.
    """
    if len(scaled) < LEAST_TO_GROUP:
        return pd.Series(dtype="int64", name="group_code", index=scaled.index[:0])
    labels = _clustered(scaled.fillna(0).to_numpy(float))
    sizes, first = np.bincount(labels), np.unique(labels, return_index=True)[1]
    rank = np.empty(len(sizes), dtype=int)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes)) + 1
    return pd.Series(rank[labels], scaled.index, name="group_code")


def _clustered(points: np.ndarray) -> np.ndarray:
    from sklearn.cluster import KMeans  # noqa: PLC0415
    from sklearn.metrics import silhouette_score  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    size, tried = min(SAMPLED, len(points)), []
    with threadpool_limits(1):
        for count in GROUPS:
            labels = KMeans(count, n_init=STARTS, random_state=SEED).fit_predict(points)
            is_good = np.bincount(labels, minlength=count).min() >= LEAST_IN_GROUP
            score = silhouette_score(points, labels, sample_size=size, random_state=SEED)
            tried.append((is_good, round(float(score), 3), -count, labels))
    return max(tried, key=lambda each: each[:3])[3]


def _long(own: pd.DataFrame, scaled: pd.DataFrame, years: pd.Series) -> pd.DataFrame:
    long = _paired(own, scaled.round(DECIMALS), "area_code", "value")
    return long.assign(year=long["area_code"].map(years))


def _traits(own: pd.DataFrame, scaled: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Mean of each feature that counts by group: group_code, feature, mean, scaled."""
    known = scaled.loc[group.index]
    means = own.loc[known.index, known.columns].groupby(group).mean().round(4)
    return _paired(means, known.groupby(group).mean().round(DECIMALS), "group_code", "mean")


def _paired(values: pd.DataFrame, scaled: pd.DataFrame, key: str, name: str) -> pd.DataFrame:
    """A row per feature that is known: key, feature, the value under its name, scaled."""
    long, standing = (
        table.rename_axis(key).reset_index().melt(key, var_name="feature", value_name=column)
        for table, column in ((values, name), (scaled, "scaled"))
    )
    return long.dropna().merge(standing, "left", on=[key, "feature"])


def _frame(con: DuckDBPyConnection, name: str) -> pd.DataFrame:
    return con.execute(settings.query(f"release/{name}")).df()
