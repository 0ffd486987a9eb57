"""The ledger of claims: each is recomputed from the release, and judged by a rule that is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import product
from math import isfinite
from typing import Any

import pandas as pd

from wijkeconomie.view import claim as one_claim
from wijkeconomie.view import numbers, query, words

SIZES = ("lt10", "one", "wijkeconomie")
RULES = ("area", "sites", "land_use")
SWITCHES = {"rule": RULES, "concept": tuple(one_claim.CONCEPTS), "size": SIZES}
COUNTED = {
    "jobs": words.mark("jobs"),
    "jobs_full_time": words.mark("full-time jobs"),
    "establishments": words.mark("establishments"),
}
DOUBTS = {
    "protected": words.mark(
        "A figure it needs is protected, so that no entrepreneur can be recognised."
    ),
    "unknown": words.mark(
        "A figure it needs was not delivered or is not known for this date, such as the type of "
        "areas, their inhabitants, or which addresses are homes."
    ),
    "one_date": words.mark("There is no earlier reference date to compare with."),
    "few": words.mark("There are too few areas or establishments to tell."),
    "close": words.mark("The figure is too close to the bound to tell: {value}."),
    "unlike": words.mark("The claim is about jobs: choose all jobs or full-time jobs."),
    "no_places": words.mark("No hubs or third places are loaded."),
    "elsewhere": words.mark("The figure is about {about} alone, and this is {area}."),
}
JUDGED = {
    "near": words.mark("It holds when the figure is within {tolerance} of {bound}."),
    "above": words.mark("It holds when the figure is above {bound}."),
    "below": words.mark("It holds when the figure is below {bound}."),
    "close": words.mark(
        "It holds when the figure is above {high} and does not when it is below {low}; what lies "
        "between is too close to tell."
    ),
}
PERCENT, CHANGE, POINTS = ("share",), ("change",), ("points",)
Run = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Asked:
    """About which municipality and year, and by which definitions: the rule for residential areas,
    what is counted, and what is small."""

    area: str
    name: str
    year: int
    rule: str = "area"
    concept: str = "jobs"
    size: str = "lt10"

    def parameters(self, name: str) -> dict[str, object]:
        """Those that a read query takes."""
        return {key: getattr(self, key) for key in query.parameters(name)}


@dataclass(frozen=True)
class Judged:
    """A claim (a row of the read query ``claims``) with what came of it: ``outcome`` (holds, fails
    or untestable), ``doubt`` (a key of DOUBTS when it is untestable for want of figures), and the
    ``figures`` of its query: value, and as far as it has them part, whole, before, after, count and
    since_year."""

    claim: dict[str, Any]
    asked: Asked
    outcome: str
    doubt: str = ""
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def value(self) -> float | None:
        """The recomputed figure, in the unit of the claim."""
        return self.figures.get("value")


def judge_all(claims: pd.DataFrame, asked: Asked, run: Run = query.run) -> list[Judged]:
    """Every claim judged. ``claims``: the read query ``claims``; ``run`` gives rows of others."""
    return [judge(row, asked, run) for row in _records(claims)]


def judge(claim: dict[str, Any], asked: Asked, run: Run = query.run) -> Judged:
    """One claim judged by its own rule."""
    if not claim["query"]:
        return Judged(claim, asked, "untestable")
    if claim["is_local"] and claim["about_code"] != asked.area:
        return Judged(claim, asked, "untestable", "elsewhere")
    found = _records(run(claim["query"], **asked.parameters(claim["query"])))
    figures = found[0] if found else {}
    value, doubt = figures.get("value"), figures.get("doubt") or ""
    if doubt or value is None or not isfinite(value):
        return Judged(claim, asked, "untestable", doubt or "unknown")
    outcome = decide(value, claim["judged"], claim["bound"], claim["tolerance"])
    return Judged(claim, asked, outcome, "" if outcome != "untestable" else "close", figures)


def decide(value: float, judged: str, bound: float, tolerance: float) -> str:
    """Whether a figure bears a claim out: ``near`` within the tolerance of the bound, ``above`` or
    ``below`` it, where what is within the tolerance is too close to tell."""
    if judged == "near":
        return "holds" if abs(value - bound) <= tolerance + 1e-9 else "fails"
    margin = value - bound if judged == "above" else bound - value
    if tolerance and abs(margin) <= tolerance:
        return "untestable"
    return "holds" if margin > 0 else "fails"


def by_definition(judged: Judged, run: Run, rules: Iterable[str]) -> list[Judged]:
    """The claim under every definition that it can be read by; ``rules``: those that are known."""
    switches = judged.claim["switches"].split()
    known = SWITCHES | {"rule": tuple(rules)}
    ways = product(*(known[name] for name in switches)) if switches else []
    every = [replace(judged.asked, **dict(zip(switches, way, strict=True))) for way in ways]
    return [judge(judged.claim, asked, run) for asked in every]


def defined(lang: str, judged: Judged) -> str:
    """By which definitions a claim is read here, in words; empty when there is no choice."""
    named = {
        "rule": lambda asked: words.label(lang, "rule", asked.rule),
        "concept": lambda asked: words.translate(lang, one_claim.CONCEPTS[asked.concept]),
        "size": lambda asked: words.label(lang, "size_class", asked.size),
    }
    return " · ".join(named[name](judged.asked) for name in judged.claim["switches"].split())


def amount(lang: str, unit: str, value: float | None) -> str:
    """A figure in its unit, in words."""
    if value is None:
        return numbers.DASH
    if unit in PERCENT:
        return numbers.percent(lang, value)
    if unit in CHANGE:
        return ("+" if value > 0 else "") + numbers.percent(lang, value)
    if unit in POINTS:
        return numbers.signed(lang, value, 1)
    return numbers.number(lang, value, _decimals(unit, value))


def _decimals(unit: str, value: float) -> int:
    if unit == "correlation":
        return 2
    return 0 if value == round(value) or abs(value) >= 100 else 1


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, None where nothing is known."""
    whole = rows.astype(object).where(rows.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in whole.to_dict("records")]
