"""Breaks in the series that the figure of a claim crosses, as it compares two years."""

import pandas as pd

from wijkeconomie.view import method, words
from wijkeconomie.view.ledger import Judged

BOUNDARIES, JOBS, SBI = "boundaries", "jobs", "sbi"
TOUCHED = {
    "claim_residential_growth": (BOUNDARIES, JOBS),
    "claim_home_premises": (BOUNDARIES,),
    "claim_one_person": (BOUNDARIES, JOBS),
    "claim_differences_grow": (BOUNDARIES,),
    "claim_path_dependence": (BOUNDARIES, SBI),
}


def crossed(judged: Judged, breaks: pd.DataFrame) -> pd.DataFrame:
    """Those of the ``breaks`` (the read query ``series_breaks`` of the municipality) after the year
    a claim is compared with, that touch its figure: none for a claim about one year. How jobs are
    known does not touch a count of establishments."""
    since = judged.figures.get("since_year")
    kinds = set(TOUCHED.get(judged.claim["query"] or "", ()))
    if "concept" in judged.claim["switches"] and judged.asked.concept == "establishments":
        kinds -= {JOBS}
    is_between = (breaks["year"] > (since or judged.asked.year)) & (
        breaks["year"] <= judged.asked.year
    )
    return breaks[is_between & breaks["kind"].isin(list(kinds))]


def told(lang: str, judged: Judged, breaks: pd.DataFrame) -> str:
    """A sentence a break, after a warning; empty where the figure crosses none."""
    found = crossed(judged, breaks)
    if found.empty:
        return ""
    warning = words.translate(lang, "Mind a break in the series:")
    return f"{warning} {method.told_breaks(lang, found, judged.asked.area)}"
