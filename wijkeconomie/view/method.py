"""What the method page tells: definitions, protection and sources, from data and release."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.query import Release

SAMPLE = words.mark(
    "Everything here is made from sample data: a synthetic register of Almere, calibrated to "
    "public totals and to the claim of 43 percent. No figure says anything about a real business."
)
WHY_PROTECTED = words.mark(
    "Home-based businesses stand at people's homes. What you see comes from a release: a fixed set "
    "of tables, made safe before anyone can open it. The web application has nothing else."
)
RULES = (
    words.mark("An area with no establishments shows 0."),
    words.mark(
        "Fewer than 5 establishments: every figure of that cell is protected. A hexagon with fewer "
        "than 10 home-based ones is not drawn at all."
    ),
    words.mark(
        "Counts are multiples of 5, rounded up or down by chance in proportion. The same group of "
        "establishments always gets the same figure, wherever it appears."
    ),
    words.mark(
        "Jobs get noise of 7 to 15 percent per establishment, up for one and down for the next in "
        "size, so that totals stay close; then they are rounded to 5."
    ),
    words.mark(
        "Where other figures would still give a protected number away, a figure is rounded the "
        "other way or protected too, zeros included, until at least three numbers are possible."
    ),
    words.mark("Totals are not sums of parts, because each is rounded by itself."),
    words.mark("A shielded address counts in its wijk and above, never below."),
    words.mark("No point on the map ever stands for a home-based business."),
)
SHIELDED = RULES[6]
DIMENSIONS = {
    words.mark("Premises"): "premises",
    words.mark("Size"): "size_class",
    words.mark("Areas"): "level",
    words.mark("Location types"): "location_type",
    words.mark("Rules of location types"): "rule",
    words.mark("Places"): "place_kind",
    words.mark("Reach"): "distance",
    words.mark("Sector sets"): "sector_set",
}
BREAK = ("year", "kind", "before", "after")
BREAKS = {
    ("sbi", ""): words.mark(
        "From {year} sectors follow SBI {after} instead of SBI {before}: changes by sector in "
        "that year are partly due to that."
    ),
    ("jobs", "estimated"): words.mark(
        "From {year} jobs are estimated from size classes, by the middle of each class."
    ),
    ("jobs", "counted"): words.mark("From {year} jobs are counted, no longer estimated."),
    ("boundaries", "one"): words.mark(
        "From {year} the boundaries of this area are those of {after}, and were those of {before}: "
        "figures before and after are not of the same area."
    ),
    ("boundaries", "many"): words.mark(
        "From {year} the boundaries of {count} areas are those of {after}, and were those of "
        "{before}: their figures before and after are not of the same area."
    ),
}
STATE_MARKS = {
    "zero": "0",
    "value": "1.234",
    "protected": words.mark("empty, flag c"),
    "unknown": words.mark("empty, flag u"),
    "not_applicable": words.mark("empty, flag x"),
}


def indicators(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Indicators with unit and definition."""
    return _titled(
        lang,
        {
            words.mark("Indicator"): [words.translate(lang, t) for t in rows["title"]],
            words.mark("Unit"): [words.translate(lang, u) for u in rows["unit"]],
            words.mark("Definition"): [words.translate(lang, d) for d in rows["definition"]],
        },
    )


def definitions(lang: str, dimension: str) -> pd.DataFrame:
    """Codes of a dimension with name and explanation."""
    codes = [code for code in words.codes(dimension) if code != "*"]
    return _titled(
        lang,
        {
            words.mark("Name"): [words.label(lang, dimension, code) for code in codes],
            words.mark("Code"): codes,
            words.mark("Meaning"): [words.note(lang, dimension, code) for code in codes],
        },
    )


def states(lang: str, *, is_internal: bool = False) -> pd.DataFrame:
    """The states a figure can have, with their mark in files; none is protected in the
    internal edition."""
    known = {s: m for s, m in STATE_MARKS.items() if s != "protected" or not is_internal}
    return _titled(
        lang,
        {
            words.mark("State"): [words.label(lang, "state", s) for s in known],
            words.mark("In files"): [
                words.translate(lang, words.mark("number") if s == "value" else mark)
                for s, mark in known.items()
            ],
            words.mark("Meaning"): [words.note(lang, "state", s) for s in known],
        },
    )


def sources(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Sources with holder, licence and use, from the read query ``sources``."""
    return _titled(
        lang,
        {
            words.mark("Source"): [words.translate(lang, t) for t in rows["title"]],
            words.mark("Holder"): [words.translate(lang, h) for h in rows["holder"]],
            words.mark("Period"): [words.translate(lang, p) for p in rows["period"]],
            words.mark("Licence"): [words.translate(lang, x) for x in rows["licence"]],
            words.mark("Used for"): [words.translate(lang, u) for u in rows["used_for"]],
        },
    )


def release(lang: str, used: Release) -> pd.DataFrame:
    """What the release says of itself."""
    dates = [numbers.day(lang, pd.Timestamp(d).date()) for d in used.reference_dates]
    edition = {"public": words.mark("public"), "internal": words.mark("internal")}[used.edition]
    facts = {
        words.mark("Release"): used.release_id,
        words.mark("Edition"): words.translate(lang, edition),
        words.mark("Made on"): numbers.day(lang, used.made_at.date()),
        words.mark("Reference dates"): ", ".join(dates),
    }
    return _titled(
        lang,
        {
            words.mark("Property"): [words.translate(lang, name) for name in facts],
            words.mark("Value"): list(facts.values()),
        },
    )


def told_breaks(lang: str, breaks: pd.DataFrame, area: str | None = None) -> str:
    """Why series break, in a sentence a break: of one area, or of all. ``breaks``: the read query
    ``series_breaks``."""
    if breaks.empty:
        return words.translate(lang, "The series have no breaks.")
    columns = (breaks[name].tolist() for name in BREAK)
    counted = Counter(row for row in zip(*columns, strict=True) if not any(map(pd.isna, row)))
    return " ".join(
        _told_break(lang, dict(zip(BREAK, row, strict=True)) | {"count": count}, area)
        for row, count in counted.items()
    )


def _told_break(lang: str, row: Mapping[Any, Any], area: str | None) -> str:
    kinds = {"jobs": row["after"], "boundaries": "one" if area else "many", "sbi": ""}
    details = {name: row[name] for name in ("year", "before", "after", "count")}
    message = BREAKS[row["kind"], kinds[row["kind"]]]
    return words.translate(lang, message, **details)


def told_estimates(lang: str, breaks: pd.DataFrame) -> str:
    """That jobs are estimated, and from when to when; empty when they never are."""
    return told_breaks(lang, jobs) if len(jobs := breaks[breaks["kind"] == "jobs"]) else ""


def _titled(lang: str, columns: dict[str, list[str]]) -> pd.DataFrame:
    frame = pd.DataFrame({words.translate(lang, title): v for title, v in columns.items()})
    return frame.set_index(frame.columns[0])
