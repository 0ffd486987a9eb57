"""Rows of lists that are not taken, as a file to mend."""

from pathlib import Path

from wijkeconomie.commands import reports, terminal
from wijkeconomie.files import returned, sheets
from wijkeconomie.formulas import neutral_frame
from wijkeconomie.sources.lists.files import BROKEN
from wijkeconomie.sources.lists.reading import Taken


def write_refused(taken: Taken, target: Path) -> None:
    """Writes refused rows, readable by their owner only: number, reason, where they came from, then
    the columns as delivered (a broken row in the first), formulas made harmless. As XLSX when the
    name says so; else as CSV."""
    reasons = taken.notes.refused
    rows = taken.refused.astype("string")
    told = [
        terminal.translate(reasons[int(n)].message, value=reasons[int(n)].value)
        for n in rows["row_number"]
    ]
    rows.insert(1, "reason", told)
    rows.insert(2, "refused_from", returned.mark(taken.source))
    broken = rows.pop(BROKEN).fillna("")
    rows.iloc[:, 3] = rows.iloc[:, 3].mask(broken.ne(""), broken)
    safe = neutral_frame(rows)
    if target.suffix.lower() == ".xlsx":
        reports.written(target, lambda beside: sheets.write(safe, beside))
    else:
        reports.written(
            target, lambda beside: safe.to_csv(beside, sep=";", index=False, encoding="utf-8-sig")
        )
