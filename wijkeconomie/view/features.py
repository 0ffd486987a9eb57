"""What areas are compared by, in words: names, values, what much or little of it is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkeconomie.view import numbers, words


@dataclass(frozen=True)
class Feature:
    """How a feature is written (percent, change or number), with how many decimals, and what an
    area is said to have with much and with little of it."""

    unit: str
    decimals: int
    much: str
    little: str


FEATURES = {
    "share_home": Feature(
        "percent", 0, words.mark("much work at home"), words.mark("little work at home")
    ),
    "share_one": Feature(
        "percent",
        0,
        words.mark("many one-person businesses"),
        words.mark("few one-person businesses"),
    ),
    "share_small": Feature(
        "percent", 0, words.mark("hardly any larger businesses"), words.mark("larger businesses")
    ),
    "jobs_per_establishment": Feature(
        "number", 1, words.mark("many jobs per business"), words.mark("few jobs per business")
    ),
    "per_1000": Feature(
        "number",
        0,
        words.mark("many businesses for their inhabitants"),
        words.mark("few businesses for their inhabitants"),
    ),
    "function_mix": Feature(
        "number", 0, words.mark("much work beside living"), words.mark("little work beside living")
    ),
    "diversity": Feature(
        "number", 2, words.mark("many kinds of businesses"), words.mark("few kinds of businesses")
    ),
    "density": Feature(
        "number", 0, words.mark("businesses close together"), words.mark("businesses far apart")
    ),
    "growth": Feature("change", 0, words.mark("fast growth"), words.mark("slow growth")),
    "urbanity": Feature(
        "number", 0, words.mark("rural surroundings"), words.mark("urban surroundings")
    ),
    "share_industry": Feature(
        "percent", 0, words.mark("much industry"), words.mark("little industry")
    ),
    "share_construction": Feature(
        "percent", 0, words.mark("much construction"), words.mark("little construction")
    ),
    "share_trade": Feature("percent", 0, words.mark("much trade"), words.mark("little trade")),
    "share_hospitality": Feature(
        "percent", 0, words.mark("much hospitality"), words.mark("little hospitality")
    ),
    "share_business": Feature(
        "percent", 0, words.mark("much business services"), words.mark("little business services")
    ),
    "share_care": Feature(
        "percent", 0, words.mark("much health and care"), words.mark("little health and care")
    ),
}


def name(lang: str, feature: str) -> str:
    """What a feature is called within a sentence."""
    label = words.label(lang, "feature", feature)
    return label[:1].lower() + label[1:]


def written(lang: str, feature: str, value: float) -> str:
    """A value in the notation of a language, with its unit where the name does not say it."""
    known = FEATURES[feature]
    if known.unit == "percent":
        return numbers.percent(lang, value / 100, known.decimals)
    if known.unit == "change":
        sign = "+" if round(value, known.decimals) > 0 else ""
        return sign + numbers.percent(lang, value / 100, known.decimals)
    return numbers.number(lang, value, known.decimals)


def said(lang: str, feature: str, *, is_much: bool) -> str:
    """What an area has that has much of a feature, or little."""
    known = FEATURES[feature]
    return words.translate(lang, known.much if is_much else known.little)


def listed(lang: str, parts: Sequence[str]) -> str:
    """Parts of a sentence with commas and an ``and`` between."""
    if len(parts) < 2:
        return "".join(parts)
    first = ", ".join(parts[:-1])
    return words.translate(lang, "{first} and {last}", first=first, last=parts[-1])
