"""A checked delivery taken into the register, or refused whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.register import additions, guards, premises, store, validation
from wijkeconomie.register.store import Connection
from wijkeconomie.register.validation import Reason, Report
from wijkeconomie.sources.locatieserver import Asking

REFUSE_ALL_OVER = 0.5


@dataclass(frozen=True)
class Options:
    """How to import: with a mapping file; ``is_check`` does everything but change the register;
    ``sbi_version`` (2008 or 2025) is that of rows that do not say theirs.

    With ``asking`` the Locatieserver is asked for addresses.
    ``announce`` is told which reference dates will be replaced: rows kept and rows new. ``say``
    gives the words in which refused rows are told why. Rows kept of the same reference date are
    replaced, unless ``is_added``: then the delivery is of other municipalities.
    """

    mapping: Path | None = None
    is_check: bool = False
    sbi_version: str | None = None
    asking: Asking | None = None
    announce: Callable[[dict[str, tuple[int, int]]], None] = lambda _replaced: None
    say: Callable[[Reason], str] = str
    is_added: bool = False


PLAIN = Options()


@dataclass(frozen=True)
class Kept:
    """Whether rows of the same date stay: as these were refused before and are mended, or are of
    another municipality."""

    is_mended: bool = False
    is_of_elsewhere: bool = False


REPLACED = Kept()


def accepted(
    con: Connection, reference_date: date | None, path: Path, kept: Kept = REPLACED
) -> pd.DataFrame:
    """One row per reference date that will be taken: reference_date, row_count, is_sample, and
    the rows kept of that date that are replaced (none by an addition)."""
    dates = store.frame(con, "accepted_dates")
    refused, taken = store.count(con, "refused"), int(dates["row_count"].sum())
    most = refused + taken if kept.is_mended else REFUSE_ALL_OVER * (refused + taken)
    if taken == 0 or refused > most:
        _refuse_all(con, reference_date, path)
    if kept.is_mended or (kept.is_of_elsewhere and additions.is_of_kept_date(con, dates)):
        additions.guard_known(con, dates, path)
        return dates.assign(replaced=0, is_addition=True)
    guards.guard_sample(con, dates, path)
    guards.guard_kept(con, dates, path)
    counts = store.frame(con, "kept_dates").set_index("reference_date")["row_count"]
    replaced = dates["reference_date"].map(counts).fillna(0).astype(int)
    return dates.assign(replaced=replaced, is_addition=False)


def _refuse_all(con: Connection, reference_date: date | None, path: Path) -> None:
    reasons = store.frame(con, "reasons")
    reasons = reasons[reasons["reason"].isin(list(validation.ERRORS))]
    if reasons.empty:
        raise Refused(
            "File {file} has no rows of reference date {date}: check the date.",
            file=path,
            date=reference_date,
        )
    worst, count = reasons.to_dict("records")[0], store.count(con, "refused")
    rules = validation.rules(reasons)
    raise validation.RefusedWhole(
        "File {file}: {count} rows are refused, too many to go on. Most often, in {rows} rows of "
        "which the first is row {row}: {why}",
        report=Report({}, {}, refused=count, rules=rules, surprises=[], is_check=True),
        file=path,
        count=count,
        rows=int(worst["row_count"]),
        row=int(worst["first_row"]),
        why=validation.reason(worst["reason"], worst["first_value"]),
    )


def take(
    con: Connection, accepted: pd.DataFrame, layout: str, path: Path, options: Options
) -> Report:
    """Puts the accepted rows into the register; returns what became of the delivery."""
    dates = accepted["reference_date"].dt.strftime("%Y-%m-%d")
    taken = dict(zip(dates, accepted["row_count"].astype(int), strict=True))
    before = dict(zip(dates, accepted["replaced"], strict=True))
    replaced = {day: int(rows) for day, rows in before.items() if rows}
    if replaced:
        options.announce({day: (rows, taken[day]) for day, rows in replaced.items()})
    matched = premises.matched(con)
    store.give(con, accepted=accepted, matched=matched)
    refused, is_addition = store.count(con, "refused"), bool(accepted["is_addition"].all())
    if not is_addition:
        store.run(con, "clear_dates")
    store.run(con, "delivered")
    if is_addition:
        store.run(con, "add_log", refused=refused)
    else:
        store.run(con, "clear_log")
        store.run(con, "log", file_name=path.name, layout=layout, refused=refused)
    has_before = len(store.frame(con, "kept_dates")) > 1
    is_real = not accepted["is_sample"].all()
    found = store.frame(con, "surprises") if has_before and is_real else pd.DataFrame()
    return Report(
        accepted=taken,
        replaced=replaced,
        refused=refused,
        rules=validation.rules(store.frame(con, "reasons")),
        surprises=validation.surprises(found),
        is_addition=is_addition,
        is_check=options.is_check,
        placed_by=premises.together(matched["place"]),
        use_from=premises.together(matched["use"]),
    )
