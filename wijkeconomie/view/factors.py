"""The checklist of what hinders and stimulates small businesses in an area, in words."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from wijkeconomie.view import factor_measures, factor_readings, numbers, query, words
from wijkeconomie.view.factor_readings import DEGREE, Asked, Known, Reading

ONLY_WHOLE = words.mark("Known of the municipality as a whole: {value}.")
Rows = Callable[..., pd.DataFrame]


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


def checklist(asked: Asked, rows: Rows = query.run) -> list[Factor]:
    """All factors in their order. ``rows`` runs a read query."""
    known = _known(asked, rows)
    definitions = rows("table_factor_definition").to_dict("records")
    return [_factor(asked, known, each) for each in definitions]


def told(lang: str, factors: list[Factor]) -> str:
    """How many factors are measured, in a sentence."""
    count = sum(factor.state == "measured" for factor in factors)
    return words.translate(
        lang,
        "{count} of {all} factors are measured here. They are where a conversation starts: no "
        "figure tells by itself whether something helps or hinders.",
        count=numbers.number(lang, count),
        all=numbers.number(lang, len(factors)),
    )


def definitions(lang: str, rows: Rows = query.run) -> pd.DataFrame:
    """Per factor what helps, how it is measured and which document it comes from."""
    known, sources = rows("table_factor_definition"), _titles(lang, rows)
    columns = {
        words.mark("Factor"): [words.translate(lang, title) for title in known["title"]],
        words.mark("What helps"): [words.translate(lang, text) for text in known["direction"]],
        words.mark("How it is measured"): [_defined(lang, codes) for codes in known["indicator"]],
        words.mark("Comes from"): [sources.get(code, code) for code in known["source_id"]],
    }
    frame = pd.DataFrame({words.translate(lang, name): texts for name, texts in columns.items()})
    return frame.set_index(frame.columns[0])


def _defined(lang: str, codes: object) -> str:
    known = codes.split() if isinstance(codes, str) else []
    each = (factor_measures.definition(lang, code) for code in known)
    return " ".join(each) or words.translate(lang, "By lists of the municipality itself.")


def _titles(lang: str, rows: Rows) -> dict[str, str]:
    known = rows("sources")
    pairs = zip(known["source_id"], known["title"], strict=True)
    return {code: words.translate(lang, title) for code, title in pairs}


def _known(asked: Asked, rows: Rows) -> Known:
    figures = rows("factor_parts", area=asked.area, year=asked.year).to_dict("records")
    spots = rows("factor_spots", area=asked.area, reference_date=asked.day.isoformat())
    own = rows("table_factor", area=[asked.whole])
    own = own[_until(own["measured_on"], asked)]
    spots = spots[(spots["kind"] != "site") | _until(spots["checked_on"], asked)]
    counted: dict[str, dict[Hashable, Any]] = {}
    for spot in spots.to_dict("records"):
        counted.setdefault(spot["area_code"], {})[spot["kind"]] = spot["spots"]
    parts = {row["area_code"]: row | counted.get(row["area_code"], {}) for row in figures}
    return Known(parts, spots, own, _titles(asked.lang, rows))


def _until(days: pd.Series, asked: Asked) -> "pd.Series[bool]":
    """Which days count for the year; one that is not told does for the last year only."""
    known = [date.max if pd.isna(day) else day.date() for day in pd.to_datetime(days)]
    return pd.Series([day <= asked.until for day in known], days.index, dtype=bool)


def _factor(asked: Asked, known: Known, row: Mapping[Hashable, Any]) -> Factor:
    codes = row["indicator"].split() if isinstance(row["indicator"], str) else []
    made = [factor_readings.of_measure(asked, known, code) for code in codes if code != DEGREE]
    own = factor_readings.of_lists(asked, known, row["factor"])
    found = [reading for reading in [*made, *own] if reading.state != "unknown"]
    title, question, needed = (
        words.translate(asked.lang, row[name]) for name in ("title", "question", "needed")
    )
    whole = "; ".join(each.beside for each in own if each.beside != numbers.DASH)
    beside = words.translate(asked.lang, ONLY_WHOLE, value=whole) if whole and not found else ""
    return Factor(row["factor"], title, question, needed, found, beside)
