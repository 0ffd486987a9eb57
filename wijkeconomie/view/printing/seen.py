"""What is printed: an area in a year, in a language, with what its charts have in common."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from wijkeconomie.errors import UnknownName, UnknownTable
from wijkeconomie.view import atlas, charts, query, words
from wijkeconomie.view.profile import course, figures
from wijkeconomie.view.profile.figures import Figures


@dataclass(frozen=True)
class Seen:
    """An area in a year, in a language; what is known of it is read once."""

    lang: str
    area: str
    year: int

    @cached_property
    def figures(self) -> Figures:
        """Its figures, and those it is compared with."""
        return figures.around(self.area)

    @cached_property
    def breaks(self) -> pd.DataFrame:
        """Breaks in its series."""
        return query.run("series_breaks", area=self.area)

    @property
    def when(self) -> date:
        """The reference date."""
        return query.release().date_of(self.year)

    @property
    def name(self) -> str:
        """What the area is called."""
        return atlas.name(self.area)

    @property
    def whole(self) -> str:
        """Code of its municipality."""
        return atlas.municipality_of(self.area)

    def say(self, message: str, **details: object) -> str:
        """A message in the language."""
        return words.translate(self.lang, message, **details)

    def marks(self, kinds: tuple[str, ...], *, is_banded: bool = False) -> charts.Marks:
        """Breaks of some kinds, and programmes that are named after the area."""
        years = self.figures.years
        bands = self._bands if is_banded else []
        return course.marks(self.lang, self.breaks, bands, kinds, years)

    @cached_property
    def _bands(self) -> list[charts.Band]:
        years, row = self.figures.years, atlas.areas().loc[self.area]
        names = [self.name, str(row["parent_name"]), atlas.name(self.whole)]
        every = course.bands(query.run("programmes"), names, is_all=False)
        return [each for each in every if each.end > years[0] and each.start < years[-1]]


def of(lang: str, area: str, year: int | None = None) -> Seen:
    """What is asked for; without a year the last one. Raises UnknownTable for an area and
    UnknownName for a year that is not in the release."""
    known = query.release().years
    if area not in atlas.areas().index:
        raise UnknownTable(
            "Area {code} does not exist in this release.", name="area", code=area[:40]
        )
    if year is not None and year not in known:
        raise UnknownName(
            "There are no figures of {year}: use one of {known}.",
            name="year",
            year=year,
            known=", ".join(map(str, sorted(known))),
        )
    return Seen(lang, area, max(known) if year is None else year)
