"""Columns that seem to say what must stay private: none of these is passed over in silence."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.files import returned
from wijkeconomie.files.names import plain

FIELDS = ("public", "is_home", "consent")
OF_ROWS = ("name", "category", "area_code", "postcode", "x", "lon")
STEMS = re.compile(
    r"prive|privat|privac|vertrouw|confiden|beslot|geheim|secret|classified|af(?:ge)?scherm|shield"
    r"|openba|publi|toestem|consent|instem|permission|akkoord"
    r"|bezwaar|ingetrok|intrek|withdr|revok|objection|geweiger|refus|woon|woning|thuis|dwelling"
    r"|residen|home|gdpr|verborg|hidden|zichtba|visib|getoond|tonen|(?:^|_)(?:avg|access)(?:_|$)"
)
PERSONS = re.compile(
    r"contact|persoon|person|e_?mail|telefo|phone|mobiel|mobile|voorzitter|penningm|secretaris"
    r"|bestuurslid|bestuursleden|voornaam|achternaam|first_name|last_name|surname|ondernemer_?naam"
)
OPPOSITE = re.compile(
    r"ingetrok|intrek|bezwaar|withdr|revok|objection|geweiger|weigert|refus|opgezegd|denied"
)
OTHER_THINGS = re.compile(
    r"openba(?:ar|re)_(?:vervoer|ruimte)|openbaarvervoer|public_transport|home_?page"
    r"|woon(?:plaats|kern|wijk)|woning(?:corporatie|bouw)|thuisbasis|secretar|republi"
    r"|(?:residence|home)_town|(?:place|town)_of_residence|publicatie_?datum|publication_date"
)
ANSWERS = {"ja", "nee", "wel", "niet", "yes", "no"}
UNNAMED = re.compile(r"column \d+|unnamed: \d+", re.IGNORECASE)
NESTED = re.compile(r"""["']([^"']{1,80})["']\s*:""")


def is_meant(name: str) -> bool:
    """Whether a heading seems to tell whether something is private."""
    said = OTHER_THINGS.sub("", plain(name))
    return bool(STEMS.search(said)) or said in ANSWERS


def says_opposite(name: str) -> bool:
    """Whether a heading is about consent that was taken back or never given."""
    return bool(OPPOSITE.search(OTHER_THINGS.sub("", plain(name))))


def asking(rows: pd.DataFrame, unused: Collection[str], kind: str) -> list[str]:
    """Columns that would be passed over and seem to say what is private: by their heading, by that
    of the column before when they have none, or by the headings within their cells. In a list of
    factors, which is about areas, also those that name people or tell how to reach them."""
    names = returned.own([str(name) for name in rows.columns])
    before = dict(zip(names, ["", *names], strict=False))
    return [
        name
        for name in names
        if name in unused
        and (
            is_meant(name)
            or (kind == "factors" and PERSONS.search(plain(name)))
            or (UNNAMED.fullmatch(name) and is_meant(before[name]))
            or _is_nested(rows[name])
        )
    ]


def refuse_unasked(rows: pd.DataFrame, unused: Collection[str], kind: str, path: Path) -> None:
    """Raises Refused when a column would be passed over that seems to say what is private."""
    if found := asking(rows, unused, kind):
        raise Refused(
            "File {file}: column {column} seems to tell what is private, and would not be used. "
            "Choose what it holds (public, is_home or consent) in a mapping or on the page, or "
            'say that it is of no use: on the page, or unused = ["{column}"] in a mapping.',
            file=path,
            column=found[0],
        )


def refuse_two_lines(rows: pd.DataFrame, found: dict[str, str], path: Path) -> None:
    """Raises Refused when the heading of such a column goes on in the first row."""
    first = {field: str(rows[column].iloc[0]).strip() for field, column in found.items()}
    about = [field for field in first if field.partition(":")[0] in FIELDS and first[field]]
    if about and not any(first.get(field) for field in OF_ROWS):
        raise Refused(
            "File {file}: the heading of column {column} seems to go on in the row below it. Put "
            "each heading in one row and one cell, and answers yes or no under it.",
            file=path,
            column=found[about[0]],
        )


def _is_nested(cells: Sequence[str] | pd.Series) -> bool:
    return any(is_meant(key) for cell in cells if cell for key in NESTED.findall(str(cell)))
