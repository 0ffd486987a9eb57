"""Among how many areas a figure is compared, and why others are not, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from wijkeconomie.view import atlas, features, numbers, words
from wijkeconomie.view.profile import bands
from wijkeconomie.view.profile.figures import Figures

AREAS = {
    "municipality": words.mark("municipalities"),
    "wijk": words.mark("wijken"),
    "buurt": words.mark("buurten"),
    "city_part": words.mark("city parts"),
}
WHY = {
    "protected": words.mark("{count} protected"),
    "unknown": words.mark("{count} unknown"),
    "not_applicable": words.mark("{count} to which it does not apply"),
    "small": words.mark("{count} with fewer than 50 establishments"),
    "other_years": words.mark(
        "{count} without a figure in every year, or with other boundaries before"
    ),
}
LEFT_OUT = words.mark(
    "Left out is what is protected or not known, and shares and ratios of fewer than {count} "
    "establishments: there rounding and chance decide. Where fewer than half can be compared, no "
    "place is told."
)


@dataclass(frozen=True)
class Among:
    """How many areas of a level can be compared in a figure (``count``) of how many there are, and
    how many are left out by why: a state, or ``small``."""

    count: int
    total: int
    left_out: Mapping[str, int]

    def told(self, lang: str, areas: str) -> str:
        """The same in words. ``areas``: what they are called."""
        message = words.mark("Can be compared: {count} of {total} {areas}.")
        count, total = (numbers.number(lang, each) for each in (self.count, self.total))
        said = words.translate(lang, message, count=count, total=total, areas=areas)
        return f"{said} {left_out(lang, self.left_out)}".strip()


@lru_cache(maxsize=512)
def of(figures: Figures, name: str, year: int) -> Among:
    """Among how many areas a figure is compared in a year."""
    told, there = bands.compared(figures, name, year), bands.there(figures, year)
    missing = there.difference(told.index)
    at = figures.amounts.xs(year, level="year")[name].reindex(missing)
    states = figures.states.xs(year, level="year")[name].reindex(missing)
    why = states.where(at.isna(), "small")
    return Among(len(told), len(there), {str(k): int(n) for k, n in why.value_counts().items()})


def left_out(lang: str, counts: Mapping[str, int]) -> str:
    """How many areas are left out, by why; empty when none is."""
    told = [reason(lang, why, counts[why]) for why in WHY if counts.get(why)]
    if not told:
        return ""
    return words.translate(lang, "Left out: {counts}.", counts=features.listed(lang, told))


def reason(lang: str, why: str, count: int) -> str:
    """So many areas for one reason."""
    return words.translate(lang, WHY[why], count=numbers.number(lang, count))


def called(lang: str, level: str, beside: str = "") -> str:
    """What areas of a level are called; within ``beside`` when there is one."""
    areas = words.translate(lang, AREAS[level])
    if not beside:
        return areas
    return words.translate(lang, "{areas} of {area}", areas=areas, area=beside)


def note(lang: str, message: str, figures: Figures, area: str, year: int) -> str:
    """What a place in a fifth is of, and what is left out. ``message``: with areas and count."""
    level = str(atlas.areas().at[area, "level"])
    beside = atlas.name(figures.reference) if figures.reference else ""
    count = numbers.number(lang, len(bands.there(figures, year)))
    told = words.translate(lang, message, areas=called(lang, level, beside), count=count)
    return f"{told} {words.translate(lang, LEFT_OUT, count=bands.COUNTED_FROM)}"
