"""Numbers of rows that must stay private, so that what was kept of them can be taken away."""

from collections.abc import Iterable
from dataclasses import replace

from wijkeconomie.sources import keeping
from wijkeconomie.sources.lists import kinds, private
from wijkeconomie.sources.lists.lines import Line
from wijkeconomie.sources.lists.points import Places
from wijkeconomie.sources.lists.reasons import PRIVATE, Notes, NotTaken


def numbers(kind: str, source: str, lines: Iterable[Line], where: Places) -> frozenset[str]:
    """Numbers that the private ones among refused rows would have if they could be shown."""
    hidden = [line for line in lines if line.notes.refused[line.row].code in PRIVATE]
    found = (_number(kind, source, line, where.within()) for line in hidden)
    return frozenset(filter(None, found))


def _number(kind: str, source: str, line: Line, where: Places) -> str | None:
    line = replace(line, notes=Notes())
    if told := line.own_number():
        return keeping.number_of(source, told, {})
    rest = {f: text for f, text in line.fields.items() if f.partition(":")[0] not in private.FIELDS}
    try:
        row = kinds.MAKERS[kind](replace(line, fields=rest | {"consent": "yes"}), where)
    except NotTaken:
        return None
    return keeping.number_of(source, "", row)
