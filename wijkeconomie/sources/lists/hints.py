"""Headings that tell in words of their own whether a place is public or a home, or who agreed."""

from collections.abc import Collection
from pathlib import Path

from wijkeconomie import shipped
from wijkeconomie.errors import Refused
from wijkeconomie.files import returned
from wijkeconomie.files.names import plain
from wijkeconomie.sources.lists import private

NEGATIONS = {"niet", "geen", "zonder", "not", "non", "without"}
EITHER = {"of", "or", "wel"}
ASKED = {"initiatives": "toestemming"}


def hinted(names: Collection[str], kind: str, path: Path) -> dict[str, list[str]]:
    """Columns by the field that a word in their heading is about (``words`` in
    data/place_columns.csv): so that what is not public is never published because its column has
    an odd name.

    Raises Refused for a heading that says the opposite, such as "niet openbaar" or "toestemming
    ingetrokken".
    """
    for name in returned.own(list(names)):
        if private.says_opposite(name):
            raise Refused(
                "File {file}: column {column} tells who took consent back, or never gave it. "
                "Write no under {known} for those, and take this column out.",
                file=path,
                column=name,
                known=ASKED.get(kind, "openbaar"),
            )
    rows = [row for row in shipped.rows("place_columns") if kind in row["lists"].split()]
    known = {s: row["field"] for row in rows for s in row["spellings"].split()}
    found: dict[str, list[str]] = {}
    for row in rows:
        for name in names if row["words"] else ():
            if known.get(plain(name), row["field"]) == row["field"] and _has(name, row["words"]):
                _refuse_opposite(name, row["words"].split(), path)
                found.setdefault(row["field"], []).append(name)
    return found


def _has(name: str, words: str) -> bool:
    said = private.OTHER_THINGS.sub("", plain(name))
    return bool(set(said.split("_")) & set(words.split()))


def _refuse_opposite(name: str, words: list[str], path: Path) -> None:
    said = ["", *plain(name).split("_"), ""]
    three = zip(said, said[1:], said[2:], strict=False)
    if any(b in NEGATIONS and not {a, c} & EITHER for a, b, c in three):
        raise Refused(
            "File {file}: column {column} says the opposite of what is asked. Rename it "
            "{known}, and turn its answers round.",
            file=path,
            column=name,
            known=words[0],
        )
