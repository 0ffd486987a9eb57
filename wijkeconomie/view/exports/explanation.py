"""The explanation that goes with a file: what it holds, its codes and flags, where it is from."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.exports.about import About

TYPES = {
    "string": words.mark("Text"),
    "integer": words.mark("Whole number"),
    "number": words.mark("Number"),
    "boolean": words.mark("Yes or no"),
    "date": words.mark("Date"),
}
# An empty cell is never a zero; where there is a flag, it says which of three it is.
ZERO = words.mark("None: a true zero.")
FLAGGED = words.mark("Empty, with a flag: c is protected, u is unknown, x does not apply.")
UNFLAGGED = words.mark(
    "Empty: not known or not applicable, never a zero and nothing that is protected. What a column "
    "means tells which where that is known."
)
ROUNDED = words.mark(
    "Every figure is rounded by itself, so a total differs a little from the sum of its parts: "
    "take totals from the rows with *, and never add up rounded parts."
)


@dataclass(frozen=True)
class Section:
    """A heading, names of columns (none: a list of terms with their meaning), and rows."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]


def sections(about: About) -> list[Section]:
    """Everything there is to explain, in the language of the selection."""
    say = about.say
    return [
        Section(about.title, (), list(_general(about))),
        Section(say("What was asked for"), (), _asked(about)),
        Section(say("Columns"), tuple(map(say, COLUMN)), list(_columns(about))),
        Section(say("Empty cells and flags"), (), list(_flags(about))),
        *_codes(about),
        Section(say("Sources and licences"), tuple(map(say, SOURCE)), list(_sources(about))),
    ]


COLUMN = (
    words.mark("Column"),
    words.mark("Title"),
    words.mark("Type"),
    words.mark("Unit"),
    words.mark("Definition"),
)
SOURCE = (
    words.mark("Source"),
    words.mark("Holder"),
    words.mark("Licence"),
    words.mark("Period"),
    words.mark("Website"),
    words.mark("Used for"),
)


def _general(about: About) -> Iterator[tuple[str, str]]:
    say, release = about.say, about.release
    last = pd.Timestamp(release.reference_dates[-1]).date()
    yield say("What a row is"), about.description
    yield say("Source"), about.citation
    if about.link:
        yield say("The same rows again"), about.link
    yield say("Release"), release.release_id
    yield say("Made on"), numbers.day(about.asked.lang, release.made_at.date())
    yield say("Latest reference date"), numbers.day(about.asked.lang, last)
    yield say("Licence"), about.rights
    yield say("Protection"), say(release.protection)
    if release.edition == "public":
        yield say("Totals"), say(ROUNDED)


def _asked(about: About) -> list[tuple[str, ...]]:
    asked: list[tuple[str, ...]] = [(title, values) for _name, title, values in about.filters()]
    asked += [(about.say("No rows"), note) for note in about.notes]
    return asked or [(about.say("Everything"), about.say("The whole table."))]


def _columns(about: About) -> Iterator[tuple[str, ...]]:
    say = about.say
    for column in about.columns:
        told = (TYPES[column.type], column.unit, column.definition)
        yield (column.name, say(column.title), *map(say, told))


def _flags(about: About) -> Iterator[tuple[str, str]]:
    flags = [column for column in about.columns if column.role == "flag"]
    yield "0", about.say(ZERO)
    yield "", about.say(FLAGGED if flags else UNFLAGGED)
    for flag in next(map(about.codes, flags), []):
        told = about.label("flag", flag), words.note(about.asked.lang, "flag", flag)
        yield flag, ". ".join(filter(None, told))


def _codes(about: About) -> Iterator[Section]:
    for column in about.columns:
        if column.role != "flag" and (codes := about.codes(column)):
            told = [_code(about, column.dimension, code) for code in codes]
            title = about.say("Codes of {column}", column=column.name)
            yield Section(title, (), told)


def _code(about: About, dimension: str, code: str) -> tuple[str, str]:
    note = words.note(about.asked.lang, dimension, code)
    return code, ". ".join(filter(None, [about.label(dimension, code), note]))


def _sources(about: About) -> Iterator[tuple[str, ...]]:
    for source in about.sources:
        told = (source.title, source.holder, source.licence, source.period)
        yield (*told, source.url, source.used_for)
