"""Which ways of OpenStreetMap people may walk, by their tags."""

import numpy as np
import pandas as pd

KINDS = [
    "bridleway", "corridor", "cycleway", "footway", "living_street", "path", "pedestrian",
    "platform", "primary", "primary_link", "residential", "road", "secondary", "secondary_link",
    "service", "steps", "tertiary", "tertiary_link", "track", "unclassified",
]  # fmt: skip
READY_MADE = ["unknown", *(f"track_grade{grade}" for grade in range(1, 6))]
NAMES = ("highway", "fclass")
ON_FOOT, NOT_ON_FOOT = ["yes", "designated", "permissive"], ["no", "private", "use_sidepath"]
CLOSED = ["no", "private"]


def has_kinds(ways: pd.DataFrame) -> bool:
    """Whether lines say what kind of way they are, as those of OpenStreetMap do."""
    return bool({str(name).lower() for name in ways} & set(NAMES))


def on_foot(ways: pd.DataFrame) -> np.ndarray:
    """Which ways people may walk, as far as is told: by ``highway``, or ``fclass`` in ready-made
    layers, and by ``access``, ``foot`` and ``motorroad``, columns or among ``other_tags``."""
    may = np.ones(len(ways), bool)
    columns = {str(name).lower(): _plain(ways[name]) for name in ways.columns}
    for name in NAMES:
        if name in columns:
            may &= columns[name].isin([*KINDS, *READY_MADE]).to_numpy()
    foot = _tag(columns, "foot", ways.index)
    is_closed = _tag(columns, "access", ways.index).isin(CLOSED) & ~foot.isin(ON_FOOT)
    is_barred = foot.isin(NOT_ON_FOOT) | _tag(columns, "motorroad", ways.index).eq("yes")
    return may & ~(is_closed | is_barred).to_numpy(bool)


def _tag(columns: dict[str, "pd.Series[str]"], name: str, index: pd.Index) -> "pd.Series[str]":
    if name in columns:
        return columns[name]
    if "other_tags" in columns:
        return columns["other_tags"].str.extract(rf'"{name}"=>"([^"]*)"')[0].fillna("")
    return pd.Series("", index, dtype="string")


def _plain(values: pd.Series) -> "pd.Series[str]":
    return values.astype("string").str.strip().str.lower().fillna("")
