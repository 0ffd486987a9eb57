"""Areas that are alike: which, why, and what is usual among them, from the release.

Without Streamlit: for pages and for paper. See docs/decisions/similar-areas.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkeconomie.view import atlas, city_parts, features, numbers, query, words

VERY, QUITE = 0.5, 0.9
ALIKE, DIFFERENT = 3, 0.5
LEAST_KNOWN = 2 / 3
UNUSUAL = 0.5
LEAST_ALIKE = 2
SLIGHT, QUARTER = 2, 0.25
SIDES = ("own", "other")
OF_PARTS = words.mark(
    "City parts are not compared: there are few, and each is a mix. See its wijken: {areas}."
)


def of(area: str) -> pd.DataFrame:
    """The areas most like an area, nearest first: preset (all or village), position, area_code,
    name, municipality_code, municipality_name, distance. Empty for an area like none."""
    return query.run("similar_areas", area=area)


def name(row: Mapping[Any, Any]) -> str:
    """Name of a similar area, with its municipality where there are several. ``row``: of ``of``."""
    if str(row["area_code"])[:2] == "GM" or not atlas.has_several():
        return str(row["name"])
    return f"{row['name']} ({row['municipality_name']})"


def presets(rows: pd.DataFrame) -> list[str]:
    """What an area can be compared with, all areas first. ``rows``: ``of``."""
    return [code for code in words.codes("preset") if code in set(rows["preset"])]


def degree(lang: str, distance: float) -> str:
    """How much two areas are alike, in words."""
    if distance <= VERY:
        return words.translate(lang, "very much alike")
    if distance <= QUITE:
        return words.translate(lang, "much alike")
    return words.translate(lang, "somewhat alike")


def why(lang: str, area: str, other: str) -> str:
    """In what two areas agree most and in what they differ most, with both values: first of
    ``area``, then of ``other``. Empty when nothing is known of one."""
    both = _both(area, other)
    if both.empty:
        return ""
    gap = (both["own"] - both["other"]).abs()
    is_same_side = both["own"] * both["other"] > 0
    unusual = both[["own", "other"]].abs().min(axis=1).where(is_same_side, 0)
    order = (gap - UNUSUAL * unusual).sort_values(kind="stable").index
    least = max(gap.index, key=lambda name: gap[name])
    agreed = [name for name in order if name != least and _is_close(both, name)][:ALIKE]
    alike = features.listed(lang, [_told(lang, both, name) for name in agreed])
    differing = _told(lang, both, least)
    if not agreed:
        return words.translate(lang, "They differ most in {feature}.", feature=differing)
    if gap[least] < DIFFERENT:
        return words.translate(lang, "Alike in {features}, and hardly different.", features=alike)
    return words.translate(
        lang,
        "Alike in {features}; most different in {feature}.",
        features=alike,
        feature=differing,
    )


def _both(area: str, other: str) -> pd.DataFrame:
    """Features that count and both have, in their order: own, other (scaled), and their values."""
    rows = query.run("area_features", areas=[area, other]).dropna(subset=["scaled"])
    pivoted = rows.pivot(index="feature", columns="area_code", values=["scaled", "value"])
    wanted = [(column, code) for column in ("scaled", "value") for code in (area, other)]
    known = pivoted.reindex(columns=pd.MultiIndex.from_tuples(wanted)).dropna()
    named = known.set_axis(["own", "other", "own_value", "other_value"], axis=1)
    return named.loc[[name for name in features.FEATURES if name in named.index]]


def _is_close(both: pd.DataFrame, feature: str) -> bool:
    """Whether two areas hardly differ in a feature, also where both are far from all others."""
    row = both.to_dict("index")[feature]
    most = max(abs(row["own_value"]), abs(row["other_value"]))
    is_near = abs(row["own_value"] - row["other_value"]) <= max(SLIGHT, QUARTER * most)
    return is_near and abs(row["own"] - row["other"]) < DIFFERENT


def _told(lang: str, both: pd.DataFrame, feature: str) -> str:
    values = both.to_dict("index")[feature]
    own, other = (features.written(lang, feature, values[f"{whose}_value"]) for whose in SIDES)
    name = features.name(lang, feature)
    if own == other:
        return words.translate(lang, "{feature} (both {value})", feature=name, value=own)
    return words.translate(
        lang, "{feature} ({own} here, {other} there)", feature=name, own=own, other=other
    )


def missing(lang: str, area: str) -> str:
    """Why there is no area like an area."""
    if city_parts.is_one(area):
        wijken = city_parts.wijken_of(city_parts.areas_of(area))
        return words.translate(lang, OF_PARTS, areas=wijken)
    level = str(atlas.areas().loc[area, "level"])
    rows = query.run("area_features", areas=[area])
    if rows.empty:
        return words.translate(
            lang,
            "Fewer than 25 establishments are known here: too few to compare with other areas.",
        )
    counting = query.run("counting_features", level=level)["feature"].tolist()
    known = rows[rows["scaled"].notna()]["feature"].tolist()
    if counting and len(known) < LEAST_KNOWN * len(counting):
        lacking = [features.name(lang, name) for name in counting if name not in known]
        return words.translate(
            lang,
            "Too much is protected or unknown here to compare this area with others: {features}.",
            features=features.listed(lang, lacking),
        )
    return words.translate(
        lang,
        "There are fewer than six areas of this level to compare, too few to find similar ones.",
    )


def year(area: str) -> int | None:
    """The year by whose figures an area is compared; none when it is not."""
    rows = query.run("area_features", areas=[area])
    return None if rows.empty else int(rows["year"].max())


@dataclass(frozen=True)
class Mean:
    """The mean of some areas: ``value`` of the ``known`` ones, none of fewer than LEAST_ALIKE, and
    how many were ``left_out`` as their figure is protected or unknown."""

    value: float | None
    known: int
    left_out: int

    def title(self, lang: str) -> str:
        """Of how many areas it is the mean."""
        if self.value is None:
            return words.translate(lang, "Similar areas")
        count = numbers.number(lang, self.known)
        return words.translate(lang, "{count} similar areas", count=count)


def mean(values: pd.Series) -> Mean:
    """The mean of published values, one an area, missing where protected or unknown: each area
    counts the same."""
    known = values.dropna().astype(float)
    value = float(known.mean()) if len(known) >= LEAST_ALIKE else None
    return Mean(value, len(known), len(values) - len(known))
