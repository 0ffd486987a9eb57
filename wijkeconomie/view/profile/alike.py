"""The areas most like one, and what is usual among them: means of what is published of each."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from wijkeconomie.view import query, similar, words
from wijkeconomie.view.profile import figures
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.similar import Mean

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

    def mean(self, name: str, year: int) -> Mean:
        """The mean of a figure in a year, as the profiles of these areas tell it."""
        return similar.mean(self._values(name, year))

    def told(self, lang: str, name: str, year: int) -> str:
        """Of which areas it is the mean, and which are left out."""
        values = self._values(name, year)
        told = ((values.notna(), COUNTED), (values.isna(), LEFT_OUT))
        return " ".join(
            words.translate(
                lang, message, areas=", ".join(self.names[code] for code in values.index[which])
            )
            for which, message in told
            if which.any()
        )

    def _values(self, name: str, year: int) -> "pd.Series[float]":
        found = {code: self.figures.value(name, code, year)[0] for code in self.names}
        return pd.Series(found, dtype=float)


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
    rows = similar.of(area)
    nearest = rows[rows["preset"] == PRESET].to_dict("records")
    return tuple((str(row["area_code"]), similar.name(row)) for row in nearest)
