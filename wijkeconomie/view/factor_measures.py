"""What of the release measures a factor that hinders or stimulates: formulas over its figures."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkeconomie import thresholds
from wijkeconomie.view import numbers, words

DIMENSION = "factor_measure"
Parts = Mapping[Hashable, Any]
PER = words.mark("{count} ({rate} per 1,000 establishments)")


@dataclass(frozen=True)
class Measure:
    """A measure: the parts it is made from (columns of the read query ``factor_parts``, and
    ``site`` and ``third_place``: how many are there), its formula, how it is written (percent,
    index, signed or count), and the codes of its sources (``register``, ``areas``, or a kind of
    spot). Its title and definition are in ``data/categories.csv``, under ``factor_measure``."""

    parts: tuple[str, ...]
    formula: Callable[[Parts], float]
    written: str
    sources: tuple[str, ...]


def _share(part: str) -> Callable[[Parts], float]:
    """Part of all establishments, 0 to 1: rounding can make a part larger than its whole."""
    return lambda row: _divided(min(row[part], row["establishments"]), row["establishments"])


def _divided(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _mix(jobs: float, dwellings: float) -> float:
    is_lived_in = dwellings >= thresholds.DWELLINGS
    return _divided(100 * jobs, jobs + dwellings) if is_lived_in else float("nan")


MEASURES = {
    "vacant_spaces": Measure(
        ("site",),
        lambda row: row["site"],
        "count",
        ("site",),
    ),
    "business_share": Measure(
        ("business", "establishments"),
        _share("business"),
        "percent",
        ("register",),
    ),
    "hub_reach": Measure(
        ("near_hub", "establishments"),
        _share("near_hub"),
        "percent",
        ("register", "hub"),
    ),
    "function_mix": Measure(
        ("jobs", "dwellings"),
        lambda row: _mix(row["jobs"], row["dwellings"]),
        "index",
        ("register", "areas"),
    ),
    "organisation_degree": Measure(
        ("members", "establishments"),
        lambda row: _divided(row["members"], row["establishments"]),
        "percent",
        (),
    ),
    "net_openings": Measure(
        ("openings", "closures", "establishments"),
        lambda row: _divided(100 * (row["openings"] - row["closures"]), row["establishments"]),
        "signed",
        ("register",),
    ),
    "third_reach": Measure(
        ("near_third_place", "establishments"),
        _share("near_third_place"),
        "percent",
        ("register", "third_place"),
    ),
    "third_places": Measure(
        ("third_place",),
        lambda row: row["third_place"],
        "count",
        ("third_place",),
    ),
}


def title(lang: str, code: str) -> str:
    """What a measure is called."""
    return words.label(lang, DIMENSION, code)


def definition(lang: str, code: str) -> str:
    """What a measure tells."""
    return words.note(lang, DIMENSION, code)


def state(measure: Measure, row: Parts) -> str:
    """State of a measure: value, protected, unknown, or not_applicable where its whole is 0
    or too few live there."""
    missing = [part for part in measure.parts if pd.isna(row.get(part))]
    if any(row.get(f"{part}_flag") != "c" for part in missing):
        return "unknown"
    if missing:
        return "protected"
    return "not_applicable" if pd.isna(measure.formula(row)) else "value"


def written(lang: str, measure: Measure, row: Parts) -> str:
    """A measure in words: its value with what it is of, or its state."""
    found = state(measure, row)
    if found == "unknown":
        return numbers.DASH
    if found != "value":
        return words.label(lang, "state", found)
    value = measure.formula(row)
    if measure.written == "percent":
        return numbers.percent(lang, value)
    if measure.written == "signed":
        return numbers.signed(lang, value, 1)
    whole = row.get("establishments")
    if measure.written == "index" or not value or pd.isna(whole) or not whole:
        return numbers.number(lang, value)
    rate = numbers.number(lang, 1000 * value / whole, 1)
    return words.translate(lang, PER, count=numbers.number(lang, value), rate=rate)
