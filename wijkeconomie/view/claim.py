"""The claim that so much work is in residential neighbourhoods, recomputed from the release."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from wijkeconomie.view import numbers, words

CONCEPTS = {
    "jobs": words.mark("All jobs"),
    "jobs_full_time": words.mark("Full-time jobs"),
    "establishments": words.mark("Establishments"),
}
SENTENCES = {
    "jobs": words.mark("{part} of {whole} jobs on {date}."),
    "jobs_full_time": words.mark("{part} of {whole} full-time jobs on {date}."),
    "establishments": words.mark("{part} of {whole} establishments on {date}."),
}
TITLES = {
    "jobs": words.mark("In {area}, {share} of jobs are in residential neighbourhoods"),
    "jobs_full_time": words.mark(
        "In {area}, {share} of full-time jobs are in residential neighbourhoods"
    ),
    "establishments": words.mark(
        "In {area}, {share} of establishments are in residential neighbourhoods"
    ),
}


TRENDS = {
    1: words.mark("The share in residential neighbourhoods rose by {points} points since {year}"),
    0: words.mark("The share in residential neighbourhoods is the same as in {year}"),
    -1: words.mark("The share in residential neighbourhoods fell by {points} points since {year}"),
}


RULE = "area"
SAMPLE = words.mark(
    "These are sample data, made so that the first year gives 43 percent within schematic "
    "boundaries: they show how the claim is tested, and do not prove it."
)


@dataclass(frozen=True)
class Recomputed:
    """The claim under one definition: the share, and what it is a share of."""

    share: str
    sentence: str
    is_known: bool


def recompute(lang: str, rows: pd.DataFrame, concept: str, on: date) -> Recomputed:
    """The share of work in residential areas. ``rows``: the read query ``claim_by_year``."""
    found = rows[rows["year"] == on.year].to_dict("records")
    if not found or pd.isna(found[0][f"share_{concept}"]):
        return Recomputed(numbers.DASH, words.translate(lang, _unknown()), is_known=False)
    row = found[0]
    sentence = words.translate(
        lang,
        SENTENCES[concept],
        part=numbers.number(lang, row[f"residential_{concept}"]),
        whole=numbers.number(lang, row[concept]),
        date=numbers.day(lang, on),
    )
    return Recomputed(numbers.percent(lang, row[f"share_{concept}"]), sentence, is_known=True)


def variants(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The share by each rule (rows) and concept (columns). ``rows``: the read query
    ``claim_by_rule``."""
    shares = {
        words.translate(lang, title): [
            numbers.DASH if pd.isna(share) else numbers.percent(lang, share)
            for share in rows[f"share_{concept}"]
        ]
        for concept, title in CONCEPTS.items()
    }
    rules = [words.label(lang, "rule", rule) for rule in rows["rule"]]
    index = pd.Index(rules, name=words.translate(lang, words.mark("Neighbourhood by")))
    return pd.DataFrame(shares, index=index)


def title(lang: str, told: Recomputed, concept: str, area: str) -> str:
    """What the figures say, as the title of a page."""
    if not told.is_known:
        return words.translate(lang, "The neighbourhood economy of {area}", area=area)
    return words.translate(lang, TITLES[concept], area=area, share=told.share)


def trend(lang: str, rows: pd.DataFrame, concept: str) -> pd.DataFrame:
    """Share (%) per year for a chart: year, series, value."""
    return pd.DataFrame(
        {
            "year": rows["year"],
            "series": words.translate(lang, CONCEPTS[concept]),
            "value": rows[f"share_{concept}"] * 100,
        }
    )


def trend_title(lang: str, rows: pd.DataFrame, concept: str) -> str:
    """What the share did over the years."""
    known = rows.dropna(subset=[f"share_{concept}"])
    if len(known) < 2:
        return words.translate(lang, "Share in residential neighbourhoods")
    first, last = known.iloc[0], known.iloc[-1]
    points = round(float(last[f"share_{concept}"] - first[f"share_{concept}"]) * 100, 1)
    message = TRENDS[(points > 0) - (points < 0)]
    amount = numbers.number(lang, abs(points), 1)
    return words.translate(lang, message, points=amount, year=int(first["year"]))


def _unknown() -> str:
    return words.mark(
        "Cannot be computed: the type of the areas (residential, centre, business park) is not "
        "known. Load areas with a column locatietype, or a list of types."
    )
