"""What measures of the release tell of a factor, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wijkeconomie.view import city_parts, factor_measures, numbers, query, records, words
from wijkeconomie.view.factor_measures import MEASURES
from wijkeconomie.view.records import Record
from wijkeconomie.view.taking import sources

SITE = "site"
REGISTERS = {
    True: {"register": "sample_register"},
    False: {"register": "register"},
}


@dataclass(frozen=True)
class Reading:
    """What one measure of a factor tells, in words: here and of the municipality, of which day and
    by which sources; ``state``: value, protected, not_applicable or unknown."""

    title: str
    state: str
    value: str
    beside: str
    measured: str
    sources: tuple[str, ...]

    @property
    def source(self) -> str:
        """All sources in a line."""
        return "; ".join(self.sources)


@dataclass(frozen=True)
class Asked:
    """For whom a checklist is made: language, area and year."""

    lang: str
    area: str
    year: int

    @property
    def whole(self) -> str:
        """Code of the municipality."""
        return f"GM{self.area[2:6]}"

    @property
    def day(self) -> date:
        """Reference date of the year."""
        return query.release().date_of(self.year)


@dataclass(frozen=True)
class Spots:
    """Where spots of a kind are in a municipality: how many by area, their sources, and when they
    were last checked."""

    counts: Mapping[str, int]
    sources: tuple[str, ...]
    checked_on: date | None

    def within(self, area: str) -> int:
        """How many are in an area."""
        starts = tuple(code[2:] for code in city_parts.areas_of(area))
        return sum(count for code, count in self.counts.items() if code[2:].startswith(starts))


@dataclass(frozen=True)
class Known:
    """What is known of a municipality in a year: figures by area, kinds of spots, and by factor
    what it measured itself."""

    parts: Mapping[str, Record]
    spots: Mapping[str, Spots]
    own: Mapping[str, list[Record]]

    def of(self, area: str) -> Record:
        """Figures of an area, with how many spots there are of each kind."""
        return self.parts.get(area, {}) | {k: each.within(area) for k, each in self.spots.items()}


@lru_cache(maxsize=64)
def known(release_id: str, municipality: str, year: int) -> Known:
    """What is known of a municipality, once for all its areas."""
    del release_id
    parts = records.of("factor_parts", municipality=municipality, year=year)
    own: dict[str, list[Record]] = {}
    for row in sorted(records.of("table_factor", area=[municipality]), key=_measured):
        if _counts(row["measured_on"], year):
            own.setdefault(row["factor"], []).append(row)
    return Known({row["area_code"]: row for row in parts}, _spots(municipality, year), own)


def _spots(municipality: str, year: int) -> dict[str, Spots]:
    """Vacant spaces count as long as they were checked by the end of the year."""
    day = query.release().date_of(year).isoformat()
    every: dict[str, list[Record]] = {}
    for row in records.of("factor_spots", municipality=municipality, reference_date=day):
        every.setdefault(row["kind"], []).append(row)
    found = {
        kind: Spots(
            counts={row["area_code"]: row["spots"] for row in rows},
            sources=tuple(sorted({text for row in rows for text in row["sources"] or ()})),
            checked_on=max((r["checked_on"] for r in rows if r["checked_on"]), default=None),
        )
        for kind, rows in every.items()
    }
    return {k: s for k, s in found.items() if k != SITE or _counts(s.checked_on, year)}


def _measured(row: Record) -> date:
    return row["measured_on"] or date.max


def _counts(day: date | None, year: int) -> bool:
    """Whether a day counts for a year: until its end, and for the last year of the release whatever
    came later and what has no day too."""
    return year == max(query.release().years) or (day is not None and day <= date(year, 12, 31))


def of_measure(asked: Asked, known: Known, code: str, titles: Mapping[str, str]) -> Reading:
    """What a measure of the release tells. ``titles``: of sources."""
    measure, here, whole = MEASURES[code], known.of(asked.area), known.of(asked.whole)
    spots = [known.spots[each] for each in measure.sources if each in known.spots]
    registers = REGISTERS[query.release().is_sample]
    key_figures = _key_figures(asked.lang, here) if "areas" in measure.sources else []
    codes = [registers[each] for each in measure.sources if each in registers]
    codes += [code for each in spots for text in each.sources for code in text.split()]
    checked = asked.day
    if SITE in measure.sources:
        checked = max((each.checked_on for each in spots if each.checked_on), default=None)
    return Reading(
        title=factor_measures.title(asked.lang, code),
        state=factor_measures.state(measure, here),
        value=factor_measures.written(asked.lang, measure, here),
        beside=factor_measures.written(asked.lang, measure, whole),
        measured=day(asked.lang, checked),
        sources=(*(titles.get(c, c) for c in dict.fromkeys(codes)), *key_figures),
    )


def day(lang: str, when: date | None) -> str:
    """A day in words, a dash for none."""
    return numbers.day(lang, when) if when else numbers.DASH


def _key_figures(lang: str, here: Record) -> list[str]:
    """What CBS tells of an area, with its year."""
    year = here.get("boundary_year")
    if year is None:
        return []
    told = sources.key_figures_year(int(year))
    return [words.translate(lang, "CBS key figures {year}", year=told)]
