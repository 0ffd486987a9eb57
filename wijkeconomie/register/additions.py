"""Rows that were refused before, mended and sent in again alone: they are added, not replaced."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.files import returned
from wijkeconomie.register import store
from wijkeconomie.register.store import Connection


@dataclass(frozen=True)
class Origin:
    """Where refused rows came from: the date that was given with them, if any."""

    reference_date: date | None


def origin(con: Connection, columns: list[str], path: Path) -> Origin | None:
    """Where the rows of a file of refused rows came from; None for any other file.

    Raises Refused when they came from several dates.
    """
    if not returned.is_addition(columns):
        return None
    told = returned.origin(store.frame(con, "marks")["refused_from"].dropna(), path)
    try:
        return Origin(date.fromisoformat(told) if told else None)
    except ValueError as error:
        raise Refused(
            "File {file}: '{value}' in column refused_from is no date such as 2025-04-01: put back "
            "what stood there.",
            file=path,
            value=told,
        ) from error


def is_of_kept_date(con: Connection, accepted: pd.DataFrame) -> bool:
    """Whether the register holds real rows of one of the dates."""
    kept = store.frame(con, "kept_dates")
    return bool(
        kept.loc[~kept["is_sample"], "reference_date"].isin(accepted["reference_date"]).any()
    )


def guard_known(con: Connection, accepted: pd.DataFrame, path: Path) -> None:
    """Raises Refused when rows would be added to a date that is not in the register."""
    kept = set(store.frame(con, "kept_dates")["reference_date"])
    missing = next((day for day in accepted["reference_date"] if day not in kept), None)
    if missing is not None:
        raise Refused(
            "File {file} holds refused rows of {date}, and the register has no rows of that date: "
            "import the delivery they came from first.",
            file=path,
            date=f"{missing:%Y-%m-%d}",
        )
