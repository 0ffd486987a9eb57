"""Filters that contradict each other, and why a selection has no rows: an empty file would leave
who asked for it to look for the fault elsewhere."""

from itertools import combinations

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import filters, words
from wijkeconomie.view.exports import reader, selection
from wijkeconomie.view.exports.selection import Selection

LEVELS = {"GM": "municipality", "WK": "wijk", "BU": "buurt"}
MOST = 3


def refuse(asked: Selection) -> None:
    """Raises UnknownName for an area of another level, or in another municipality, than is asked
    for beside it."""
    for name, code, own in found(asked):
        raise UnknownName(
            "Parameters area and {name} contradict each other: {area} is not of {name} {values}. "
            "Leave out {area}, or {name}.",
            name=name,
            area=code,
            values=", ".join(asked.filters[name]),
            known=own,
        )


def found(asked: Selection) -> list[tuple[str, str, str]]:
    """Areas that leave no rows beside another filter: that filter, the area, and the value of the
    filter that it would have rows with."""
    owns = {"within": lambda code: f"GM{code[2:6]}"}
    if asked.table not in filters.AND_WITHIN:
        owns["level"] = lambda code: LEVELS[code[:2]]
    return [
        (name, code, own(code))
        for name, own in owns.items()
        for code in asked.filters.get("area", [])
        if code != filters.ALL and asked.filters.get(name) and own(code) not in asked.filters[name]
    ]


def notes(asked: Selection) -> list[str]:
    """Why a selection has no rows, in its language; nothing when it has."""
    names = empty(asked)
    if not names:
        return []
    told = [f"{name}={','.join(asked.given[name])}" for name in names]
    if len(names) == 1:
        message = words.mark("The release has no rows for {asked}: leave it out.")
    else:
        message = words.mark(
            "The release has no rows for {asked} together: leave one of them out. Not every "
            "combination is published."
        )
    return [words.translate(asked.lang, message, asked=", ".join(told))]


def empty(asked: Selection) -> tuple[str, ...]:
    """The fewest parameters that leave no rows by themselves; none when there are rows."""
    if _has_rows(asked, tuple(asked.filters)):
        if asked.search and not selection.count(selection.parse(asked.table, _rows(asked))):
            return ("search",)
        return ()
    known = sorted(set(asked.filters))
    for size in range(1, MOST + 1):
        for names in combinations(known, size):
            if not _has_rows(asked, names):
                return names
    return tuple(known)


def _rows(asked: Selection) -> dict[str, list[str]]:
    """What is asked for, but for parts of it and how it is told."""
    kept = {*filters.names(asked.table), "search"}
    return {name: list(values) for name, values in asked.given.items() if name in kept}


def _has_rows(asked: Selection, names: tuple[str, ...]) -> bool:
    given = {name: asked.filters[name] for name in names}
    return reader.count(f"table_{asked.table}", reader.Shape(limit=1), given) > 0
