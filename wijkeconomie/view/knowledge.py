"""Practices: what was tried, where and when, of the source documents and of the municipality."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkeconomie.view import atlas, query, words
from wijkeconomie.view.letters import plain

Run = Callable[..., pd.DataFrame]
CIVIC = "civic_economy"
UNMEASURED = (
    (
        words.mark("Productivity"),
        words.mark("A register has no turnover, and no profit."),
        words.mark(
            "Turnover or value added per area, as CBS can work out from tax data, protected as "
            "these figures are."
        ),
    ),
    (
        words.mark("Digitalisation"),
        words.mark("A register does not know how businesses work."),
        words.mark("A survey among entrepreneurs, the same questions every year."),
    ),
    (
        words.mark("Energy"),
        words.mark("A register does not know what buildings and machines use."),
        words.mark(
            "Use of gas and electricity per area from the grid operators, with homes and "
            "businesses apart."
        ),
    ),
    (
        words.mark("Volunteering and unpaid work"),
        words.mark("Who volunteers is no establishment, and has no job."),
        words.mark("A survey among residents, and the list of initiatives that want to be shown."),
    ),
)


@dataclass(frozen=True)
class Practice:
    """A practice: codes of its themes and areas, and its words as they are in the release."""

    practice_id: str
    themes: tuple[str, ...]
    area_codes: tuple[str, ...]
    row: dict[str, Any]

    @property
    def is_own(self) -> bool:
        """Whether the municipality added it itself."""
        return bool(self.row["own"])

    def said(self, lang: str, field: str) -> str:
        """Its title, summary or text in a language; where it has that not, in the other."""
        other = next(each for each in words.LANGUAGES if each != lang)
        return self.row[f"{field}_{lang}"] or self.row[f"{field}_{other}"] or ""

    def where(self, lang: str) -> str:
        """Place and period; without a place the areas of an own one, the country of others."""
        known = [code for code in self.area_codes if code in atlas.areas().index]
        areas = ", ".join(atlas.name(code) for code in known)
        nowhere = areas if self.is_own else words.translate(lang, "Netherlands")
        return " · ".join(filter(None, [self.row["place"] or nowhere, self.row["period"]]))

    def source(self, lang: str) -> str:
        """Where it is from."""
        told = (self.row["source_holder"], self.row["source_title"])
        return ", ".join(words.translate(lang, part) for part in told)


def practices(run: Run = query.run) -> list[Practice]:
    """All practices: those the municipality added first."""
    rows = run("practices")
    whole = rows.astype(object).where(rows.notna(), None).to_dict("records")
    found = [
        Practice(
            str(row["practice_id"]),
            tuple((row["themes"] or "").split()),
            tuple((row["area_codes"] or "").split()),
            {str(k): v for k, v in row.items()},
        )
        for row in whole
    ]
    return sorted(found, key=lambda practice: not practice.is_own)


def for_themes(themes: Collection[str], run: Run = query.run) -> list[Practice]:
    """Practices of any of these themes."""
    return [each for each in practices(run) if not set(themes).isdisjoint(each.themes)]


def for_area(area: str, run: Run = query.run) -> list[Practice]:
    """Practices in an area (a code of CBS), in what it lies in, or in its municipality."""
    known, codes = atlas.areas(), {area, atlas.municipality_of(area)}
    if area in known.index:
        codes.add(str(known["parent_code"][area]))
    return [each for each in practices(run) if not codes.isdisjoint(each.area_codes)]


def found(
    lang: str, known: list[Practice], search: str = "", theme: str = "", place: str = ""
) -> list[Practice]:
    """Those with every word that is searched, of a theme and a place when these are asked for."""
    asked = plain(search).split()
    return [
        each
        for each in known
        if (not theme or theme in each.themes)
        and (not place or place in _places(each))
        and all(word in _searched(lang, each) for word in asked)
    ]


def alike(known: list[Practice], practice: Practice) -> list[Practice]:
    """Others with the same themes, those that share most of them first; of one series, of which the
    practices have source, period and themes in common, the first."""

    def shared(other: Practice) -> int:
        return len(set(other.themes) & set(practice.themes))

    series: dict[tuple[Any, ...], Practice] = {}
    for each in known:
        series.setdefault(_series(each), each)
    others = [each for each in series.values() if each is not practice and shared(each)]
    return sorted(others, key=lambda other: (-shared(other), len(other.themes)))


def _series(practice: Practice) -> tuple[Any, ...]:
    source = "" if practice.is_own else practice.source("nl")
    if not source:
        return (practice.practice_id,)
    return source, practice.row["period"], practice.themes


def places(known: list[Practice]) -> list[str]:
    """Places that practices name, in alphabetical order."""
    return sorted({place for each in known for place in _places(each)})


def themes(known: list[Practice]) -> list[str]:
    """Themes that practices have, in their order."""
    present = {theme for each in known for theme in each.themes}
    return [theme for theme in words.codes("theme") if theme in present]


def _places(practice: Practice) -> list[str]:
    """Towns and regions: of "Poelenburg (Zaanstad)" the town."""
    written = practice.row["place"] or ""
    parts = [part.strip() for part in written.split(",")]
    return [p[p.find("(") + 1 : -1] if p.endswith(")") and "(" in p else p for p in parts if p]


def _searched(lang: str, practice: Practice) -> str:
    labels = [words.label(lang, "theme", theme) for theme in practice.themes]
    said = [practice.said(lang, field) for field in ("title", "summary", "text")]
    return plain(" ".join([*said, *labels, practice.where(lang)]))
