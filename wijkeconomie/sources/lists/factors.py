"""A row of a list of factors: what hinders or stimulates small businesses in an area, measured."""

import re
from datetime import UTC, datetime
from functools import cache

from wijkeconomie import shipped
from wijkeconomie.files.names import plain
from wijkeconomie.sources.lists import values
from wijkeconomie.sources.lists.lines import Line
from wijkeconomie.sources.lists.points import Places
from wijkeconomie.sources.lists.reasons import NotTaken

NEEDED = ("area_code", "factor", "value", "unit", "measured_on")
MEMBERS, PERCENT = "members", "percent"
LONGEST_UNIT, LARGEST = 40, 1e9
THOUSANDS = re.compile(r"\d{1,3}([. ,]\d{3})+")
TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


def row(line: Line, where: Places) -> dict[str, object]:
    """A factor of an area that was measured. Raises NotTaken for a row that is not complete, not
    to be shown, or that cannot be read."""
    if line.yes("public") is False:
        raise NotTaken("factor_private")
    fields = {field: line.written(field) for field in NEEDED}
    if fields["value"].endswith("%") and not fields["unit"]:
        fields["unit"] = "%"
    if not all(fields.values()):
        raise NotTaken("factor_incomplete")
    factor, unit = code_of(fields["factor"]), unit_of(fields["unit"])
    day, area = _day(line), _area(line, where)
    return {
        # By what it is known when the list comes again.
        "name": " ".join([factor, unit, day, line.text("source") or ""]),
        "area_code": area,
        "factor": factor,
        "value": _value(line, unit),
        "unit": unit,
        "measured_on": day,
        "told_source": line.text("source"),
        "geometry": None,
    }


def code_of(written: str) -> str:
    """The code of a factor, told by code or title. Raises NotTaken for any other."""
    known = _codes().get(plain(written))
    if known is None:
        raise NotTaken("factor_wrong", written)
    return known


def is_known(word: str) -> bool:
    """Whether a word is a factor."""
    return plain(word) in _codes()


@cache
def codes() -> tuple[str, ...]:
    """Codes of all factors, in their order."""
    return tuple(each["factor"] for each in shipped.rows("factors"))


@cache
def _codes() -> dict[str, str]:
    return {
        word: each["factor"]
        for each in shipped.rows("factors")
        for word in (plain(each["title"]), *each["spellings"].split())
    }


def unit_of(written: str) -> str:
    """The code of a unit that is known, else the unit as it is written."""
    if written.strip() == "%":
        return PERCENT
    own = values.text(written, LONGEST_UNIT)
    return _units().get(plain(written), own)


@cache
def _units() -> dict[str, str]:
    rows = shipped.rows("factor_units")
    return {word: each["unit"] for each in rows for word in each["spellings"].split()}


def _area(line: Line, where: Places) -> str | None:
    try:
        return where.area(line)
    except NotTaken:
        raise NotTaken("factor_area", line.written("area_code")) from None


def _day(line: Line) -> str:
    written = line.written("measured_on")
    found, _is_whole = values.day(written)
    if found is None or found > datetime.now(UTC).date():
        raise NotTaken("measured_wrong", written)
    return str(line.day("measured_on"))


def _value(line: Line, unit: str) -> float:
    """The number. Raises NotTaken for what is none, what can be read in two ways, and for members
    that are no whole number."""
    written = line.written("value").removesuffix("%").strip()
    if unit == MEMBERS:
        return _members(written)
    if TWO_WAYS.fullmatch(written):
        raise NotTaken("value_two_ways", written)
    whole = re.sub(r"(?<=\d) (?=\d{3}\b)", "", written)
    found = values.decimal(whole) if re.fullmatch(r"[-+]?[\d.,]+(e[+-]?\d)?", whole) else None
    if found is None or abs(found) > LARGEST:
        raise NotTaken("value_wrong", written)
    if unit == PERCENT and 0 < found < 1:
        line.notes.remark("percent_part", line.row, written)
    return found


def _members(written: str) -> float:
    word = written.removesuffix(".0").removesuffix(",0")
    word = re.sub(r"[. ,]", "", word) if THOUSANDS.fullmatch(word) else word
    if not re.fullmatch(r"\d{1,7}", word):
        raise NotTaken("members_wrong", written)
    return float(word)
