"""What lists of the municipality itself tell of a factor, in words."""

from wijkeconomie.view import factor_measures, factor_readings, numbers, words
from wijkeconomie.view.factor_measures import MEASURES
from wijkeconomie.view.factor_readings import Asked, Known, Reading
from wijkeconomie.view.records import Record

MEMBERS, DEGREE = "members", "organisation_degree"
OF_MEMBERS = words.mark("{share} (members: {count})")


def of_factor(asked: Asked, known: Known, factor: str) -> list[Reading]:
    """What the municipality measured itself: the last of each unit and source. Members of several
    associations are added up."""
    last: dict[tuple, Record] = {}
    for row in known.own.get(factor, []):
        key = row["area_code"], row["unit"], row["source"] or ""
        last.pop(key, None)
        last[key] = row
    here = [row for row in last.values() if row["area_code"] == asked.area]
    whole = [row for row in last.values() if row["area_code"] == asked.whole]
    found = []
    for unit in dict.fromkeys(row["unit"] for row in (*here, *whole)):
        mine, beside = ([r for r in rows if r["unit"] == unit] for rows in (here, whole))
        if unit == MEMBERS:
            found.append(_of_members(asked, known, mine, beside))
        else:
            found += [_of_list(asked, row, beside) for row in mine or [None]]
    return found


def _of_list(asked: Asked, row: Record | None, beside: list[Record]) -> Reading:
    told = [row] if row else beside
    return Reading(
        title=words.translate(asked.lang, "Measured by the municipality"),
        state="value" if row else "unknown",
        value=_written(asked.lang, row),
        beside=_written(asked.lang, beside[-1] if beside else None),
        measured=_days(asked.lang, told),
        sources=_sources(asked.lang, told),
    )


def _of_members(asked: Asked, known: Known, mine: list[Record], beside: list[Record]) -> Reading:
    here, whole = (sum(r["value"] for r in rows) if rows else None for rows in (mine, beside))
    return Reading(
        title=factor_measures.title(asked.lang, DEGREE),
        state=factor_measures.state(MEASURES[DEGREE], _with(known, asked.area, here)),
        value=_degree(asked, known, asked.area, here),
        beside=_degree(asked, known, asked.whole, whole),
        measured=_days(asked.lang, mine or beside),
        sources=_sources(asked.lang, mine or beside),
    )


def _with(known: Known, area: str, members: float | None) -> Record:
    return known.of(area) | {"members": members}


def _degree(asked: Asked, known: Known, area: str, members: float | None) -> str:
    """The share of members with how many there are, or the state of the share."""
    share = factor_measures.written(asked.lang, MEASURES[DEGREE], _with(known, area, members))
    if members is None:
        return numbers.DASH
    count = numbers.number(asked.lang, members)
    return words.translate(asked.lang, OF_MEMBERS, share=share, count=count)


def _written(lang: str, row: Record | None) -> str:
    """A value with its unit: the municipality's own as it wrote it."""
    if row is None:
        return numbers.DASH
    value = float(row["value"])
    decimals = next(n for n in (0, 1, 2) if n == 2 or round(value, n) == value)
    if row["unit"] == "percent":
        return numbers.percent(lang, value / 100, decimals)
    told = numbers.number(lang, value, decimals)
    return f"{told} {words.label(lang, 'factor_unit', row['unit'])}"


def _days(lang: str, rows: list[Record]) -> str:
    return factor_readings.day(
        lang, max((r["measured_on"] for r in rows if r["measured_on"]), default=None)
    )


def _sources(lang: str, rows: list[Record]) -> tuple[str, ...]:
    made_up = words.translate(lang, "Example, made up")
    told = (made_up if row["sample"] else row["source"] or "" for row in rows)
    return tuple(dict.fromkeys(told))
