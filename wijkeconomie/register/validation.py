"""Why a row is refused or remarked on, in sentences that say how to mend it."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wijkeconomie import rules as rules_found
from wijkeconomie.errors import Refused

ERRORS = {
    "columns_wrong": "The row does not have the columns of the header: mend its separators or "
    "quotes.",
    "quotes_wrong": 'A quote (") in the row is not closed, or stands in the middle of a value: '
    "remove it, or double it.",
    "id_wrong": "Establishment number '{value}' is not 12 digits: deliver it as text.",
    "id_twice": "Establishment number {value} stands earlier in the file, or in the register "
    "already, for the same date: remove one of the two.",
    "date_wrong": "'{value}' is no date from 1990 until today, such as 2025-04-01: correct it.",
    "sbi_wrong": "'{value}' is no SBI code of four digits or more: deliver the code as text, with "
    "its leading zero.",
    "jobs_wrong": "Jobs '{value}' is not a whole number from 1 to 50000, written without points "
    "or commas: correct it.",
    "jobs_none": "Nobody works here: an establishment counts from one worker on, so the row is "
    "left out.",
    "size_wrong": "'{value}' is no size class such as 2-9, 2 t/m 9, 5 tot 10 or 100+: write it "
    "so, or say what it means: under step 3 of the page, or under [values.size_class] in a mapping "
    "file.",
    "full_time_wrong": "Full-time jobs '{value}' is not a whole number up to all jobs: correct it.",
    "no_place": "The row has no coordinates, postcode or municipality code, so nobody knows where "
    "it is: deliver one of these, or choose the columns that hold them.",
    "address_unknown": "The address of the row is not in the addresses that are loaded, and it has "
    "no coordinates or municipality code: load the addresses, or deliver one of these.",
    "elsewhere": "The row lies in no municipality whose areas are loaded ('{value}'): load its "
    "areas or remove it.",
}
WARNINGS = {
    "sbi_zero_restored": "SBI code '{value}' had lost its leading zero, which is restored: deliver "
    "it as text.",
    "full_time_assumed": "Full-time jobs are not delivered: all jobs are taken as full-time.",
    "jobs_estimated": "Only the size class '{value}' is delivered: jobs are estimated by its "
    "middle.",
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


LEFT_OUT = {
    "ended": "The establishment had ended before the reference date ('{value}'): it is left out.",
    "not_begun": "The establishment began after the reference date ('{value}'): it is left out.",
}


class Reason(rules_found.Reason):
    """Why a row of a register is refused, remarked on or left out."""

    SENTENCES = ERRORS | WARNINGS | LEFT_OUT


class Rule(rules_found.Rule):
    """What a rule found in a register."""

    REASON = Reason


def reason(code: str, value: Any) -> Reason:
    """A reason from a row of a query, where a missing value is empty."""
    return Reason(code, "" if value is None or pd.isna(value) else value)


@dataclass(frozen=True)
class Surprise:
    """An area or sector with many more or fewer establishments than before; counts are rounded
    to 5, and None below 5."""

    kind: str
    code: str
    municipality_code: str
    date: str
    date_before: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Report:
    """What became of a delivered file: rows accepted per reference date, rows they replaced, rows
    refused, what each rule found, what surprises beside the date before, and accepted rows per
    way they were placed and their building was found (``PLACED_BY``, ``USE_FROM``)."""

    accepted: dict[str, int]
    replaced: dict[str, int]
    refused: int
    rules: list[Rule]
    surprises: list[Surprise]
    is_addition: bool = False
    is_check: bool = False
    mapping: str | None = None
    placed_by: dict[str, int] = field(default_factory=dict)
    use_from: dict[str, int] = field(default_factory=dict)

    @property
    def reasons(self) -> dict[str, int]:
        """Rows per reason of refusals and remarks."""
        return {r.rule: r.rows for r in self.rules if r.severity != "left_out"}

    @property
    def left_out(self) -> dict[str, int]:
        """Rows per reason of establishments that are not there on the date."""
        return {r.rule: r.rows for r in self.rules if r.severity == "left_out"}


class RefusedWhole(Refused):
    """A delivery of which too many rows are refused, with the report that says why."""

    def __init__(self, message: str, *, report: Report, **details: object) -> None:
        self.report = report
        super().__init__(message, **details)


def severity(rule: str) -> str:
    """Whether rows are refused (error), kept (warning) or left out."""
    return "error" if rule in ERRORS else "warning" if rule in WARNINGS else "left_out"


def rules(reasons: pd.DataFrame) -> list[Rule]:
    """What each rule found, from the query of reasons."""
    return [
        Rule(
            row["reason"],
            severity(row["reason"]),
            int(row["row_count"]),
            [(int(e["row_number"]), e["said"]) for e in row["examples"]],
        )
        for row in reasons.to_dict("records")
    ]


def surprises(found: pd.DataFrame) -> list[Surprise]:
    """What surprises, from the query of surprises."""
    return [
        Surprise(
            row["kind"],
            row["code"],
            row["municipality_code"],
            f"{row['reference_date']:%Y-%m-%d}",
            f"{row['date_before']:%Y-%m-%d}",
            None if pd.isna(row["before"]) else int(row["before"]),
            None if pd.isna(row["now"]) else int(row["now"]),
        )
        for row in found.to_dict("records")
    ]
