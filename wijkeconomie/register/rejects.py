"""Rows that are not taken: written out whole, with the reason, so that they can be mended."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.files import csv_files, returned, sheets
from wijkeconomie.formulas import neutral_frame
from wijkeconomie.register import loading, store
from wijkeconomie.register.delivery import Delivery
from wijkeconomie.register.store import Connection
from wijkeconomie.register.validation import Reason, reason


def refuse_truncated(con: Connection, last: int, path: Path) -> None:
    """Raises Refused when the last row of the file breaks off."""
    broken = store.frame(con, "broken_rows").set_index("line")["csv_line"]
    if last not in broken.index or last - 1 in broken.index:
        return
    if "\n" in broken[last].strip():
        raise Refused(
            'File {file}: a quote (") that opens in row {row} never closes, so the rows after it '
            "cannot be told apart: remove it, or double it.",
            file=path,
            row=last,
        )
    raise Refused(
        "File {file} breaks off in row {row}: '{line}'. The file is incomplete: ask for it again.",
        file=path,
        row=last,
        line=broken[last].strip()[:80],
    )


def write(
    con: Connection,
    delivery: Delivery,
    target: Path,
    reference_date: date | None,
    say: Callable[[Reason], str] = str,
) -> None:
    """Writes the refused rows, readable by their owner only: row number, reason in the words of
    ``say`` and where they are refused from first, then the columns as delivered, formulas made
    harmless. As XLSX when the name says so, in which codes stay as they are; else as CSV."""
    reasons = store.frame(con, "refused_rows")
    sentences = [say(reason(r["reason"], r["value"])) for r in reasons.to_dict("records")]
    by_row = reasons.assign(reason=sentences).groupby("row_number")
    told = by_row["reason"].agg(_together).reset_index()
    told = told.assign(refused_from=returned.mark(f"{reference_date or ''}"))
    rows = told.merge(_originals(con, delivery), on="row_number", how="left")
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.close(descriptor)
    try:
        if target.suffix.lower() == ".xlsx":
            sheets.write(neutral_frame(rows), beside)
        else:
            separator = delivery.separator if delivery.separator in csv_files.SEPARATORS else ";"
            safe = neutral_frame(rows)
            safe.to_csv(beside, sep=separator or ";", index=False, encoding="utf-8-sig")
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _together(sentences: "pd.Series[str]") -> str:
    return " ".join(sentences)


def _originals(con: Connection, delivery: Delivery) -> pd.DataFrame:
    """The refused rows as delivered; a row whose columns are broken stands in the first."""
    whole = loading.refused_originals(con, delivery, returned.own(delivery.columns))
    broken = store.frame(con, "broken_rows")
    first = broken.rename(
        columns={"line": "row_number", "csv_line": returned.own(delivery.columns)[0]}
    )
    return pd.concat([whole, first])
