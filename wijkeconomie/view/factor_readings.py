"""What measures and lists of the municipality tell of a factor, in words."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from wijkeconomie.view import factor_measures, numbers, query, words
from wijkeconomie.view.factor_measures import MEASURES
from wijkeconomie.view.taking import sources

MEMBERS, DEGREE = "members", "organisation_degree"
OF_MEMBERS = words.mark("{share} (members: {count})")
REGISTERS = {
    True: {"register": "sample_register"},
    False: {"register": "register"},
}


@dataclass(frozen=True)
class Reading:
    """What one measure of a factor tells, in words: here and of the municipality, of which day and
    by which source; ``state``: value, protected, not_applicable or unknown."""

    title: str
    state: str
    value: str
    beside: str
    measured: str
    source: str


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

    @property
    def until(self) -> date:
        """Last day on which what the municipality measured counts: the last of the year, and of
        the last year of the release whatever came later too."""
        is_last = self.year == max(query.release().years)
        return date.max if is_last else date(self.year, 12, 31)


@dataclass(frozen=True)
class Known:
    """What is known of an area and its municipality: figures by area, kinds of spots by area, what
    the municipality measured itself, and titles of sources."""

    parts: Mapping[str, Mapping[Hashable, Any]]
    spots: pd.DataFrame
    own: pd.DataFrame
    sources: Mapping[str, str]


def of_measure(asked: Asked, known: Known, code: str) -> Reading:
    """What a measure of the release tells."""
    measure, here = MEASURES[code], known.parts.get(asked.area, {})
    kinds = [each for each in measure.sources if each not in ("register", "areas")]
    spots = known.spots[(known.spots["area_code"] == asked.whole) & known.spots["kind"].isin(kinds)]
    day = numbers.day(asked.lang, asked.day)
    registers = REGISTERS[query.release().is_sample]
    key_figures = _key_figures(asked.lang, here) if "areas" in measure.sources else []
    codes = [registers[each] for each in measure.sources if each in registers]
    codes += [code for text in spots["sources"] for code in text.split()]
    return Reading(
        title=factor_measures.title(asked.lang, code),
        state=factor_measures.state(measure, here),
        value=factor_measures.written(asked.lang, measure, here),
        beside=factor_measures.written(asked.lang, measure, known.parts.get(asked.whole, {})),
        measured=_checked(asked.lang, spots) if "site" in kinds else day,
        source=", ".join([known.sources.get(c, c) for c in dict.fromkeys(codes)] + key_figures),
    )


def _key_figures(lang: str, here: Mapping[Hashable, Any]) -> list[str]:
    """What CBS tells of an area, with its year."""
    year = here.get("boundary_year")
    if year is None:
        return []
    told = sources.key_figures_year(int(year))
    return [words.translate(lang, "CBS key figures {year}", year=told)]


def _checked(lang: str, spots: pd.DataFrame) -> str:
    last = spots["checked_on"].dropna().max()
    return numbers.DASH if pd.isna(last) else numbers.day(lang, pd.Timestamp(last).date())


def of_lists(asked: Asked, known: Known, factor: str) -> list[Reading]:
    """What the municipality measured itself: the last of each unit and source. Members of several
    associations are added up."""
    rows = known.own[known.own["factor"] == factor].sort_values("measured_on", kind="stable")
    if rows.empty:
        return []
    last = rows.fillna({"source": ""}).drop_duplicates(["area_code", "unit", "source"], keep="last")
    here = last[last["area_code"] == asked.area]
    whole = last[last["area_code"] == asked.whole]
    found = []
    for unit in dict.fromkeys([*here["unit"], *whole["unit"]]):
        mine, beside = here[here["unit"] == unit], whole[whole["unit"] == unit]
        if unit == MEMBERS:
            found.append(_of_members(asked, known, mine, beside))
        elif mine.empty:
            found.append(_of_list(asked, None, beside))
        else:
            found += [_of_list(asked, row, beside) for _i, row in mine.iterrows()]
    return found


def _of_list(asked: Asked, row: "pd.Series | None", beside: pd.DataFrame) -> Reading:
    one = beside.iloc[-1] if len(beside) else None
    told = pd.DataFrame([row]) if row is not None else beside
    return Reading(
        title=words.translate(asked.lang, "Measured by the municipality"),
        state="unknown" if row is None else "value",
        value=_written(asked.lang, row),
        beside=_written(asked.lang, one),
        measured=_days(asked.lang, told),
        source=_sources(asked.lang, told),
    )


def _of_members(asked: Asked, known: Known, mine: pd.DataFrame, beside: pd.DataFrame) -> Reading:
    here = mine["value"].sum() if len(mine) else None
    whole = beside["value"].sum() if len(beside) else None
    told = mine if len(mine) else beside
    return Reading(
        title=factor_measures.title(asked.lang, DEGREE),
        state=factor_measures.state(MEASURES[DEGREE], _with(known, asked.area, here)),
        value=_degree(asked, known, asked.area, here),
        beside=_degree(asked, known, asked.whole, whole),
        measured=_days(asked.lang, told),
        source=_sources(asked.lang, told),
    )


def _with(known: Known, area: str, members: float | None) -> dict[Hashable, Any]:
    return {**known.parts.get(area, {}), "members": members}


def _degree(asked: Asked, known: Known, area: str, members: float | None) -> str:
    """The share of members with how many there are, or the state of the share."""
    share = factor_measures.written(asked.lang, MEASURES[DEGREE], _with(known, area, members))
    if members is None:
        return numbers.DASH
    count = numbers.number(asked.lang, members)
    return words.translate(asked.lang, OF_MEMBERS, share=share, count=count)


def _written(lang: str, row: "pd.Series | None") -> str:
    """A value with its unit: the municipality's own as it wrote it."""
    if row is None:
        return numbers.DASH
    value = float(row["value"])
    decimals = next(n for n in (0, 1, 2) if n == 2 or round(value, n) == value)
    told = numbers.number(lang, value, decimals)
    if row["unit"] == "percent":
        return numbers.percent(lang, value / 100, decimals)
    return f"{told} {words.label(lang, 'factor_unit', str(row['unit']))}"


def _days(lang: str, rows: pd.DataFrame) -> str:
    days = pd.to_datetime(rows["measured_on"])
    return numbers.day(lang, days.max().date()) if len(days) else numbers.DASH


def _sources(lang: str, rows: pd.DataFrame) -> str:
    made_up = words.translate(lang, "Example, made up")
    pairs = zip(rows["source"], rows["sample"], strict=True)
    return "; ".join(dict.fromkeys(made_up if is_sample else text for text, is_sample in pairs))
