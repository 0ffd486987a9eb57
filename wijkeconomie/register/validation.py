"""Why a row is refused or remarked on, in sentences that say how to mend it."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

ERRORS = {
    "columns_wrong": "The row does not have the columns of the header: mend its separators or "
    "quotes.",
    "id_wrong": "Vestigingsnummer '{value}' is not 12 digits: deliver it as text.",
    "id_twice": "Vestigingsnummer {value} stands earlier in the file for the same date: remove "
    "one of the two.",
    "date_wrong": "'{value}' is no date from 1990 until today, such as 2025-04-01: correct it.",
    "sbi_wrong": "'{value}' is no SBI code of four digits or more: deliver the code as text, with "
    "its leading zero.",
    "jobs_wrong": "Jobs '{value}' is not a whole number from 1 to 50000, written without points "
    "or commas: correct it.",
    "jobs_none": "Nobody works here: an establishment counts from one worker on, so the row is "
    "left out.",
    "full_time_wrong": "Full-time jobs '{value}' is not a whole number up to all jobs: correct it.",
    "elsewhere": "The row lies in no municipality whose areas are loaded ('{value}'): load its "
    "areas or remove it.",
}
WARNINGS = {
    "sbi_zero_restored": "SBI code '{value}' had lost its leading zero, which is restored: deliver "
    "it as text.",
    "full_time_assumed": "Full-time jobs are not delivered: all jobs are taken as full-time.",
    "use_missing": "The use of the building is not delivered: whether it is a home is unknown.",
    "use_unknown": "'{value}' is no use of a building (gebruiksdoel in the BAG, such as "
    "woonfunctie): whether it is a home is unknown.",
    "coordinates_swapped": "The coordinates {value} are exchanged: x and y are taken the other way "
    "round.",
    "placed_by_postcode": "The house number is not known: placed in the buurt that most of its "
    "postcode lies in.",
    "no_coordinates": "No coordinates: counted for the municipality only.",
    "off_the_map": "The point {value} lies in none of the areas: counted for the municipality "
    "only.",
}

PLACED_BY = {
    "coordinates": "by coordinates",
    "address_file": "by your address files",
    "locatieserver": "by the Locatieserver",
    "postcode": "by postcode only",
    "none": "not placed",
}
USE_FROM = {
    "delivered": "delivered",
    "object_id": "by the number of the address object",
    "address": "by address",
    "house_number": "by house number, without the addition",
    "shielded": "shielded, so not looked for",
    "none": "not known",
}


@dataclass(frozen=True)
class Reason:
    """One reason with the value it is about."""

    code: str
    value: object

    @property
    def message(self) -> str:
        """The sentence, with ``{value}`` to fill: the key of its translation."""
        return (ERRORS | WARNINGS)[self.code]

    def __str__(self) -> str:
        return self.message.format(value=self.value)


def reason(code: str, value: Any) -> Reason:
    """A reason from a row of a query, where a missing value is empty."""
    return Reason(code, "" if value is None or pd.isna(value) else value)


@dataclass(frozen=True)
class Report:
    """What became of a delivered file: rows accepted per reference date, rows refused, rows per
    reason (refusals and remarks), and accepted rows per way they were placed and their building
    was found (``PLACED_BY``, ``USE_FROM``)."""

    accepted: dict[str, int]
    refused: int
    reasons: dict[str, int]
    placed_by: dict[str, int] = field(default_factory=dict)
    use_from: dict[str, int] = field(default_factory=dict)
