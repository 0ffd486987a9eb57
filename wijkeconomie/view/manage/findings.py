"""Reports of deliveries as tables, and what is in use, in the words of the visitor."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.manage import told

SHOWN = 3
OF_RULES = (words.mark("Why"), words.mark("Rows"), words.mark("For example"))
GROUPS = {
    "error": words.mark("Refused rows: mend these"),
    "left_out": words.mark("Rows that are left out, as they are not of this date"),
    "warning": words.mark("Remarks: these rows are taken"),
}


def used(found: dict[str, Any]) -> dict[str, Any] | None:
    """The release in use."""
    return next((r for r in found["releases"] if r["is_used"]), None)


def in_use(lang: str, found: dict[str, Any]) -> str:
    """Which release is in use, since when, and with which reference dates."""
    release = used(found)
    if release is None:
        return words.translate(lang, "No release is in use yet: visitors see no figures.")
    since = moment(lang, found["used_since"]) if found.get("used_since") else numbers.DASH
    return words.translate(
        lang,
        "In use since {moment}: release {release} ({dates}).",
        release=release["release_id"],
        moment=since,
        dates=dates(lang, release),
    )


def dates(lang: str, release: dict[str, Any]) -> str:
    """The reference dates of a release in words."""
    known = [date.fromisoformat(text) for text in release["dates"]]
    if len(known) <= SHOWN:
        return ", ".join(numbers.day(lang, day) for day in known) or numbers.DASH
    count, last = len(known), numbers.day(lang, known[-1])
    return words.translate(lang, "{count} dates until {last}", count=count, last=last)


def moment(lang: str, written: str) -> str:
    """A moment (UTC, ISO) as day and time here."""
    read = datetime.fromisoformat(written)
    here = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone()
    return f"{numbers.day(lang, here.date())} {here:%H:%M}"


def rules(lang: str, report: dict[str, Any], group: str) -> pd.DataFrame:
    """Per rule of a group: what it says, how many rows, and which rows, for example."""
    why, rows, example = (words.translate(lang, title) for title in OF_RULES)
    found = [rule for rule in report.get("rules", []) if rule["severity"] == group]
    lines = {
        rows: [f"{numbers.number(lang, rule['rows'])}\N{NO-BREAK SPACE}×" for rule in found],
        example: [_examples(lang, rule) for rule in found],
    }
    return pd.DataFrame(lines, index=pd.Index([_sentence(lang, r) for r in found], name=why))


def surprises(lang: str, report: dict[str, Any]) -> list[str]:
    """What differs more than expected from the year before."""
    return [told.sentence(lang, each) for each in report.get("surprises") or []]


def _sentence(lang: str, rule: dict[str, Any]) -> str:
    """What a rule says, of no value in particular."""
    message = rule["message"]
    return words.translate(lang, message, value="…")


def _examples(lang: str, rule: dict[str, Any]) -> str:
    row = words.translate(lang, "row {row}")
    shown = []
    for each in (rule.get("examples") or [])[:SHOWN]:
        value = str(each.get("value") or "")
        name = row.format(row=numbers.number(lang, each["row"]))
        shown.append(f"{name}: {value}" if value else name)
    return "; ".join(shown) or numbers.DASH
