"""What keeps a delivery from spoiling the register: ``accepted`` is one row per reference date."""

from pathlib import Path

import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.register.store import Connection


def guard_sample(con: Connection, accepted: pd.DataFrame, path: Path) -> None:
    """A register holds either the sample or real deliveries, never both: the first real delivery
    clears the sample, and the sample is Refused where there are real ones."""
    kept = store.frame(con, "kept_dates")
    if accepted["is_sample"].any() and not kept["is_sample"].all():
        raise Refused(
            "File {file} is the sample, and the register holds real deliveries: set "
            "WIJKECONOMIE_DATA to another folder to look at the sample.",
            file=path,
        )
    if not accepted["is_sample"].any() and kept["is_sample"].any():
        store.run(con, "clear_sample")


def guard_kept(con: Connection, accepted: pd.DataFrame, path: Path) -> None:
    """Raises Refused when a year that is kept would be lost: replaced by far fewer establishments,
    or joined by another date."""
    _refuse_two_dates_a_year(accepted, path)
    has_kept = store.count(con, "delivered") > 0
    losses = store.frame(con, "losses").to_dict("records") if has_kept else []
    if losses:
        worst = losses[0]
        raise Refused(
            "File {file} would take the place of {count} establishments of {code} on {date}, and "
            "holds {new} of them on {new_date}: when that is right, run forget --reference-date "
            "{date} first; when the file is of another municipality, add --add.",
            file=path,
            count=int(worst["kept"]),
            code=worst["municipality_code"],
            date=f"{worst['kept_date']:%Y-%m-%d}",
            new=int(worst["new"]),
            new_date=f"{worst['new_date']:%Y-%m-%d}",
        )


def _refuse_two_dates_a_year(accepted: pd.DataFrame, path: Path) -> None:
    years = accepted["reference_date"].dt.year
    if years.duplicated().any():
        raise Refused(
            "File {file} holds several reference dates in {year}, and a year has one: pick it with "
            "--reference-date.",
            file=path,
            year=int(years[years.duplicated()].iloc[0]),
        )
