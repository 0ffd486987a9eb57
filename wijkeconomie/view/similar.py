"""Areas that are alike: which, why, and what is usual among them, from the release.

Without Streamlit: for pages and for paper. See docs/decisions/similar-areas.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from statistics import fmean

from wijkeconomie.view import atlas, city_parts, features, numbers, query, records, words
from wijkeconomie.view.records import Record

VERY, QUITE = 0.5, 0.9
ALIKE, DIFFERENT = 3, 0.5
LEAST_KNOWN = 2 / 3
UNUSUAL = 0.5
LEAST_ALIKE = 2
SLIGHT, QUARTER = 2, 0.25
OF_PARTS = words.mark(
    "City parts are not compared: there are few, and each is a mix. See its wijken: {areas}."
)


@dataclass(frozen=True)
class Both:
    """A feature of two areas, scaled (how far each is from the middle) and its values."""

    own: float
    own_value: float
    other: float
    other_value: float

    @property
    def gap(self) -> float:
        """How far they are apart."""
        return abs(self.own - self.other)

    @property
    def unusual(self) -> float:
        """How far both are from the middle, on the same side of it."""
        return min(abs(self.own), abs(self.other)) if self.own * self.other > 0 else 0

    @property
    def is_close(self) -> bool:
        """Whether they hardly differ, also where both are far from all others."""
        most = max(abs(self.own_value), abs(self.other_value))
        is_near = abs(self.own_value - self.other_value) <= max(SLIGHT, QUARTER * most)
        return is_near and self.gap < DIFFERENT


def of(area: str) -> list[Record]:
    """The areas most like an area, nearest first: preset (all or village), position, area_code,
    name, municipality_code, municipality_name, distance. Empty for an area like none."""
    return records.of("similar_areas", area=area)


def name(row: Record) -> str:
    """Name of a similar area, with its municipality where there are several. ``row``: of ``of``."""
    if str(row["area_code"])[:2] == "GM" or not atlas.has_several():
        return str(row["name"])
    return f"{row['name']} ({row['municipality_name']})"


def presets(rows: Iterable[Record]) -> list[str]:
    """What an area can be compared with, all areas first. ``rows``: ``of``."""
    present = {row["preset"] for row in rows}
    return [code for code in words.codes("preset") if code in present]


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
    return whys(lang, area, [other])[other]


def whys(lang: str, area: str, others: Sequence[str]) -> dict[str, str]:
    """``why`` for each of some others."""
    known: dict[str, dict[str, tuple[float, float]]] = {code: {} for code in (area, *others)}
    for row in records.of("area_features", areas=list(known)):
        if row["scaled"] is not None and row["value"] is not None:
            known[row["area_code"]][row["feature"]] = row["scaled"], row["value"]
    return {other: _why(lang, _both(known[area], known[other])) for other in others}


def _both(own: Mapping[str, tuple], other: Mapping[str, tuple]) -> dict[str, Both]:
    """Features that count and both have, in their order."""
    return {
        name: Both(*own[name], *other[name])
        for name in features.FEATURES
        if name in own and name in other
    }


def _why(lang: str, both: Mapping[str, Both]) -> str:
    if not both:
        return ""
    least = max(both, key=lambda name: both[name].gap)
    order = sorted(both, key=lambda name: both[name].gap - UNUSUAL * both[name].unusual)
    agreed = [name for name in order if name != least and both[name].is_close][:ALIKE]
    alike = features.listed(lang, [_told(lang, name, both[name]) for name in agreed])
    differing = _told(lang, least, both[least])
    if not agreed:
        return words.translate(lang, "They differ most in {feature}.", feature=differing)
    if both[least].gap < DIFFERENT:
        return words.translate(lang, "Alike in {features}, and hardly different.", features=alike)
    return words.translate(
        lang,
        "Alike in {features}; most different in {feature}.",
        features=alike,
        feature=differing,
    )


def _told(lang: str, feature: str, both: Both) -> str:
    own, other = (features.written(lang, feature, v) for v in (both.own_value, both.other_value))
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
    return max((row["year"] for row in records.of("area_features", areas=[area])), default=None)


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


def mean(values: Iterable[float]) -> Mean:
    """The mean of published values, one an area, nan where protected or unknown: each area counts
    the same."""
    every = list(values)
    known = [value for value in every if not isnan(value)]
    value = fmean(known) if len(known) >= LEAST_ALIKE else None
    return Mean(value, len(known), len(every) - len(known))
