"""What surprises in a delivery beside the date before, in sentences."""

from typing import Any

from wijkeconomie import shipped
from wijkeconomie.register.validation import Surprise
from wijkeconomie.view import words

MESSAGES = {
    "wijk": words.mark(
        "Look again: wijk {code} goes from {before} to {now} establishments between {date_before} "
        "and {date}."
    ),
    "municipality": words.mark(
        "Look again: {code} goes from {before} to {now} establishments between {date_before} and "
        "{date}."
    ),
    "sector": words.mark(
        "Look again: sector {code} ({name}) in {municipality} goes from {before} to {now} "
        "establishments between {date_before} and {date}."
    ),
}


def details(surprise: Surprise) -> dict[str, Any]:
    """What fills the sentence of a surprise; counts below 5 are told as fewer than 5."""
    few = words.Said(words.mark("fewer than 5"))
    told: dict[str, Any] = {
        "code": surprise.code,
        "before": few if surprise.before is None else surprise.before,
        "now": few if surprise.now is None else surprise.now,
        "date_before": surprise.date_before,
        "date": surprise.date,
    }
    if surprise.kind == "sector":
        name = next(r["name"] for r in sectors() if r["sector_code"] == surprise.code)
        told |= {"municipality": surprise.municipality_code, "name": words.Said(name)}
    return told


def sectors() -> list[dict[str, str]]:
    """The groups that sectors are told by."""
    return shipped.rows("sectors")
