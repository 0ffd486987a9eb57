"""Axes of dots, and where names stand beside them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

Box = tuple[float, float, float]
LABELS = ["label", "label_x", "label_y", "is_left"]
GAP, LETTER, WIDEST, HIGH = 0.015, 0.013, 0.3, 0.055


@dataclass(frozen=True)
class Axis:
    """What an axis measures: title, d3 format, unit behind numbers in words and table, a value at
    which a dashed line divides the areas, and whether each step is as many times as much."""

    title: str
    number_format: str = ",d"
    unit: str = ""
    middle: float | None = None
    is_log: bool = False


def placed(rows: pd.DataFrame, x: Axis, y: Axis) -> pd.DataFrame:
    """Names of chosen areas beside their dots: right or left of them, level or a bit higher or
    lower, where they stand on no other name or chosen dot."""
    across, upwards = (_scaled(rows[c], axis) for c, axis in (("x", x), ("y", y)))
    chosen = [int(at) for at in rows.index[rows["is_chosen"]]]
    taken = [(float(across[at]), float(across[at]), float(upwards[at])) for at in chosen]
    found = rows.assign(label=rows["name"].where(rows["is_chosen"], None), is_left=False)
    label_y = rows["y"].astype(float).to_numpy().copy()
    for at in chosen:
        own = float(across[at]), float(upwards[at])
        width = GAP + min(WIDEST, LETTER * len(str(rows.at[at, "name"])))
        is_left, box = _free(own, width, taken)
        taken.append(box)
        found.at[at, "is_left"] = is_left
        label_y[at] = _value(rows["y"], y, box[2])
    return found.assign(label_x=rows["x"], label_y=label_y)


def _free(own: tuple[float, float], width: float, taken: list[Box]) -> tuple[bool, Box]:
    """Whether a name goes to the left, and its box: from, to, height; the first that is free."""
    x, y = own
    sides = (False, True) if x + width < 1 else (True, False)
    first = None
    for shift in (0, HIGH, -HIGH, 2 * HIGH, -2 * HIGH, 3 * HIGH):
        for is_left in sides:
            box = (x - width, x - GAP, y + shift) if is_left else (x + GAP, x + width, y + shift)
            first = first or (is_left, box)
            if not any(_touch(box, other) for other in taken):
                return is_left, box
    return first or (False, (x, x, y))


def _touch(one: Box, other: Box) -> bool:
    is_beside = one[1] < other[0] - GAP / 2 or one[0] > other[1] + GAP / 2
    return not is_beside and abs(one[2] - other[2]) < HIGH * 0.95


def _scaled(values: pd.Series, axis: Axis) -> np.ndarray:
    """Where values lie along an axis, from 0 to 1."""
    amounts = _amounts(values, axis)
    low, wide = (float(amounts.min()), float(np.ptp(amounts))) if len(amounts) else (0.0, 0.0)
    return (amounts - low) / (wide or 1.0)


def _amounts(values: pd.Series, axis: Axis) -> np.ndarray:
    plain = values.to_numpy(float)
    return np.log(plain) if axis.is_log else plain


def _value(values: pd.Series, axis: Axis, place: float) -> float:
    """The value at a place from 0 to 1 along an axis."""
    amounts = _amounts(values, axis)
    found = float(amounts.min()) + place * (float(np.ptp(amounts)) or 1.0)
    return float(np.exp(found)) if axis.is_log else found
