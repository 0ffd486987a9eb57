"""The ledger of claims in words: what is claimed, what came of it, and by which rule."""

from typing import Any

import pandas as pd

from wijkeconomie.view import ledger, numbers, query, words
from wijkeconomie.view.ledger import Judged

OUTCOMES = {
    "holds": words.mark("{count} hold"),
    "fails": words.mark("{count} do not"),
    "untestable": words.mark("{count} cannot be tested"),
}


def title(lang: str, judged: list[Judged], area: str) -> str:
    """How many claims hold, as the title of a page."""
    if not judged:
        return words.translate(lang, "Claims")
    found = [each.outcome for each in judged]
    told = {
        outcome: words.translate(lang, message, count=numbers.number(lang, found.count(outcome)))
        for outcome, message in OUTCOMES.items()
    }
    count = numbers.number(lang, len(found))
    return words.translate(
        lang,
        "{area}: of {count} claims {holds}, {fails}, {untestable}",
        area=area,
        count=count,
        **told,
    )


def said(lang: str, claim: dict[str, Any]) -> str:
    """What is claimed: the quote between quotation marks, or our own words."""
    own, quote = claim["statement"], claim["quote"]
    return words.translate(lang, own) if own else f"“{words.translate(lang, quote)}”"


def quoted(lang: str, claim: dict[str, Any]) -> str:
    """What the source gives: its figure, or that it gives none."""
    if claim["figure"] is None:
        return words.translate(lang, "no figure known")
    if claim["unit"] in ledger.PERCENT:
        return numbers.percent(lang, claim["figure"], 0)
    return ledger.amount(lang, claim["unit"], claim["figure"])


def figure(lang: str, judged: Judged) -> str:
    """The recomputed figure, a dash when there is none."""
    told = ledger.amount(lang, judged.claim["unit"], judged.value)
    if judged.value is not None and judged.claim["unit"] in ledger.POINTS:
        return words.translate(lang, "{points} points", points=told)
    return told


def sentence(lang: str, judged: Judged) -> str:
    """What the figures say, or why they cannot."""
    claim, message = judged.claim, judged.claim["told"]
    if judged.outcome == "untestable" and not judged.doubt:
        message = claim["untestable"]
        return words.translate(lang, message)
    told = words.translate(lang, message, **_details(lang, judged)) if judged.figures else ""
    if not judged.doubt:
        return told
    more = {"about": claim["about"] or "", "area": judged.asked.name}
    doubt = ledger.DOUBTS[judged.doubt]
    why = words.translate(lang, doubt, value=figure(lang, judged), **more)
    return f"{told} {why}".strip()


def reading(lang: str, judged: Judged) -> str:
    """How we read the claim, and what is counted here where that can be chosen."""
    own = judged.claim["reading"]
    told = [words.translate(lang, own)]
    if "concept" in judged.claim["switches"]:
        counted = words.translate(lang, ledger.COUNTED[judged.asked.concept])
        told.append(words.translate(lang, "Counted here: {counted}.", counted=counted))
    return " ".join(told)


def rule(lang: str, claim: dict[str, Any]) -> str:
    """By which rule the claim is judged; empty when no data can test it."""
    if not claim["judged"]:
        return ""
    unit, bound, margin = claim["unit"], claim["bound"], claim["tolerance"]
    if claim["judged"] == "near":
        near = {"bound": quoted(lang, claim), "tolerance": _margin(lang, unit, margin)}
        message = ledger.JUDGED["near"]
        return words.translate(lang, message, **near)
    if not margin:
        told = ledger.amount(lang, unit, bound)
        message = ledger.JUDGED[claim["judged"]]
        return words.translate(lang, message, bound=told)
    high, low = (ledger.amount(lang, unit, bound + step) for step in (margin, -margin))
    message = ledger.JUDGED["close"]
    return words.translate(lang, message, high=high, low=low)


def source(lang: str, claim: dict[str, Any]) -> str:
    """Who says it, where and when."""
    parts = [claim["source_holder"], claim["source_title"], claim["source_period"]]
    return ", ".join(words.translate(lang, part) for part in parts if part)


def about(lang: str, judged: Judged) -> str:
    """That the claim is about another place than the one shown; empty when it is not."""
    claim = judged.claim
    if not claim["about_code"] or claim["about_code"] == judged.asked.area:
        return ""
    return words.translate(
        lang,
        "The source speaks of {about}; the figure is of {area}.",
        about=claim["about"],
        area=judged.asked.name,
    )


def table(lang: str, ways: list[Judged]) -> pd.DataFrame:
    """A claim by every definition: definition, figure, outcome."""
    index = [ledger.defined(lang, each) for each in ways]
    columns = {
        words.translate(lang, "Recomputed"): [figure(lang, each) for each in ways],
        words.translate(lang, "Outcome"): [
            words.label(lang, "outcome", each.outcome) for each in ways
        ],
    }
    return pd.DataFrame(columns, index=pd.Index(index, name=words.translate(lang, "Definition")))


def _margin(lang: str, unit: str, margin: float) -> str:
    if unit not in ledger.PERCENT:
        return ledger.amount(lang, unit, margin)
    points = numbers.number(lang, margin * 100, 0)
    return words.translate(lang, "{points} percentage points", points=points)


def _details(lang: str, judged: Judged) -> dict[str, object]:
    """The figures of a claim by the names its sentence has for them."""
    found, unit = judged.figures, judged.claim["unit"]
    compared = "share" if unit in ledger.POINTS else "number"
    units = {"part": "number", "whole": "number", "count": "number", "value": unit}
    units |= {"before": compared, "after": compared}
    told = {name: ledger.amount(lang, each, found.get(name)) for name, each in units.items()}
    since = found.get("since_year")
    counted = ledger.COUNTED[judged.asked.concept]
    return {
        **told,
        "since": str(int(since)) if since else numbers.DASH,
        "date": numbers.day(lang, query.release().date_of(judged.asked.year)),
        "counted": words.translate(lang, counted),
    }
