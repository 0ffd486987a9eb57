"""The checklist of what hinders and stimulates small businesses in an area, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from wijkeconomie.view import (
    factor_lists,
    factor_measures,
    factor_readings,
    numbers,
    query,
    records,
    words,
)
from wijkeconomie.view.factor_lists import DEGREE
from wijkeconomie.view.factor_readings import Asked, Known, Reading
from wijkeconomie.view.records import Record

HIDDEN = {
    "protected": words.mark("{count} of these are protected."),
    "not_applicable": words.mark("{count} of these do not apply here."),
}
START = words.mark(
    "They are where a conversation starts: no figure tells by itself whether something helps or "
    "hinders."
)
ONLY_WHOLE = words.mark("Known of the municipality as a whole: {value}.")


@dataclass(frozen=True)
class Factor:
    """A factor of the checklist in words: what it asks, its readings, and what is needed where it
    is not measured, with what is known of the municipality then. ``state``: measured, protected,
    not_applicable or not_measured."""

    code: str
    title: str
    question: str
    needed: str
    readings: list[Reading] = field(default_factory=list)
    beside: str = ""

    @property
    def state(self) -> str:
        """The best of its readings."""
        known = {reading.state for reading in self.readings}
        if "value" in known:
            return "measured"
        best = (each for each in ("protected", "not_applicable") if each in known)
        return next(best, "not_measured")


def checklist(asked: Asked) -> list[Factor]:
    """All factors in their order."""
    release_id = query.release().release_id
    every = factor_readings.known(release_id, asked.whole, asked.year)
    titles = _titles(release_id, asked.lang)
    return [_factor(asked, every, titles, each) for each in _defined(release_id)]


def told(lang: str, factors: list[Factor]) -> str:
    """How many factors are measured, of how many of those no figure can be shown, and what they
    are for."""
    count = numbers.number(lang, sum(bool(factor.readings) for factor in factors))
    every = numbers.number(lang, len(factors))
    told = [
        words.translate(lang, "{count} of {all} factors are measured here.", count=count, all=every)
    ]
    for state, message in HIDDEN.items():
        hidden = sum(factor.state == state for factor in factors)
        told += [words.translate(lang, message, count=hidden)] if hidden else []
    return " ".join([*told, words.translate(lang, START)])


def definitions(lang: str) -> pd.DataFrame:
    """Per factor what helps, how it is measured and which document it comes from."""
    release_id = query.release().release_id
    known, sources = _defined(release_id), _titles(release_id, lang)
    columns = {
        words.mark("Factor"): _said(lang, known, "title"),
        words.mark("What helps"): _said(lang, known, "direction"),
        words.mark("How it is measured"): [_measured(lang, row["indicator"]) for row in known],
        words.mark("Comes from"): [sources.get(r["source_id"], r["source_id"]) for r in known],
    }
    frame = pd.DataFrame({words.translate(lang, name): texts for name, texts in columns.items()})
    return frame.set_index(frame.columns[0])


def _said(lang: str, rows: list[Record], column: str) -> list[str]:
    return [words.translate(lang, row[column]) for row in rows]


def _measured(lang: str, codes: str | None) -> str:
    each = (factor_measures.definition(lang, code) for code in (codes or "").split())
    return " ".join(each) or words.translate(lang, "By lists of the municipality itself.")


@lru_cache(maxsize=4)
def _defined(release_id: str) -> list[Record]:
    del release_id
    return records.of("table_factor_definition")


@lru_cache(maxsize=8)
def _titles(release_id: str, lang: str) -> dict[str, str]:
    """Titles of sources."""
    del release_id
    known = records.of("sources")
    codes = (row["source_id"] for row in known)
    return dict(zip(codes, _said(lang, known, "title"), strict=True))


def _factor(asked: Asked, known: Known, titles: Mapping[str, str], row: Record) -> Factor:
    codes = [code for code in (row["indicator"] or "").split() if code != DEGREE]
    made = [factor_readings.of_measure(asked, known, code, titles) for code in codes]
    own = factor_lists.of_factor(asked, known, row["factor"])
    found = [reading for reading in [*made, *own] if reading.state != "unknown"]
    title, question, needed = (
        words.translate(asked.lang, row[name]) for name in ("title", "question", "needed")
    )
    whole = "; ".join(each.beside for each in own if each.beside != numbers.DASH)
    beside = words.translate(asked.lang, ONLY_WHOLE, value=whole) if whole and not found else ""
    return Factor(row["factor"], title, question, needed, found, beside)
