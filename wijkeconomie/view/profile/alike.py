"""The areas most like one, and what is usual among them: means of what is published of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

from wijkeconomie.view import query, similar, words
from wijkeconomie.view.profile import figures
from wijkeconomie.view.profile.figures import Figures

PRESET = "all"
COUNTED = words.mark(
    "Similar areas: the mean of what is published of {areas}, each counted the same."
)
LEFT_OUT = words.mark("Left out of similar areas, as protected or unknown: {areas}.")


@dataclass(frozen=True, eq=False)
class Alike:
    """The areas most like one: ``names`` by code, nearest first, and their ``figures``."""

    names: dict[str, str]
    figures: Figures

    def values(self, name: str, year: int) -> dict[str, float]:
        """A figure of each of these areas in a year, as their profiles tell it; nan where protected
        or unknown."""
        return {code: self.figures.value(name, code, year)[0] for code in self.names}

    def told(self, lang: str, values: Mapping[str, float]) -> str:
        """Of which areas a mean of ``values`` is, and which are left out."""
        known = [self.names[code] for code, value in values.items() if not isnan(value)]
        left_out = [self.names[code] for code, value in values.items() if isnan(value)]
        return " ".join(
            words.translate(lang, message, areas=", ".join(names))
            for message, names in ((COUNTED, known), (LEFT_OUT, left_out))
            if names
        )


def of(area: str, known: Figures) -> Alike | None:
    """The areas most like an area, none where it is like none. ``known``: figures around it."""
    names = dict(_names(query.release().release_id, area))
    return Alike(names, figures.holding(tuple(names), known)) if names else None


def codes(area: str) -> list[str]:
    """Codes of the areas most like an area, nearest first."""
    return [code for code, _name in _names(query.release().release_id, area)]


@lru_cache(maxsize=20_000)
def _names(release_id: str, area: str) -> tuple[tuple[str, str], ...]:
    del release_id
    nearest = [row for row in similar.of(area) if row["preset"] == PRESET]
    return tuple((str(row["area_code"]), similar.name(row)) for row in nearest)
