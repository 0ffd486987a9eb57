"""Classes of a map: five, with rounded breaks, and a legend that tells them."""

from collections.abc import Sequence
from itertools import pairwise
from math import floor, log10

import numpy as np

from wijkeconomie.view import numbers, query, words

STATE_LETTERS = {"zero": "z", "protected": "p", "unknown": "u", "not_applicable": "x"}


def breaks(values: Sequence[float] | np.ndarray, scale: str, step: float) -> list[float]:
    """Up to four increasing rounded breaks between five classes.

    ``sequential``: quintiles of the positive values; ``diverging``: around zero, at the median
    and the 85th percentile of the distance from zero. Each is rounded to two significant
    digits and at least to ``step``; breaks that coincide are dropped.
    """
    given = np.asarray(values, dtype=float)
    known = given[np.isfinite(given)]
    if scale == "diverging":
        return _diverging(known, step)
    positive = known[known > 0]
    if not len(positive):
        return []
    quintiles = np.quantile(positive, [0.2, 0.4, 0.6, 0.8])
    return sorted({_rounded(q, step) for q in quintiles} - {0.0})


def _diverging(known: np.ndarray, step: float) -> list[float]:
    far = np.abs(known[known != 0])
    if not len(far):
        return []
    near, wide = (_rounded(q, step) for q in np.quantile(far, [0.5, 0.85]))
    near = max(near, step)
    wide = max(wide, near + step)
    return [-wide, -near, near, wide]


def _rounded(value: float, step: float) -> float:
    """To two significant digits, the second being 0 or 5 where that is fine enough."""
    if value <= 0:
        return 0.0
    unit = max(10.0 ** (floor(log10(value)) - 1) * 5, step)
    return float(round(round(value / unit) * unit, 6)) or step


def position(value: float, found: Sequence[float]) -> int:
    """Class of a value: a break belongs to the class above it."""
    return int(np.searchsorted(np.asarray(found), value, side="right"))


def colours(palette: Sequence[str], found: Sequence[float]) -> list[str]:
    """One colour a class: the whole palette, or fewer steps spread over it."""
    count = len(found) + 1
    chosen = np.linspace(0, len(palette) - 1, count).round().astype(int) if count > 1 else [2]
    return [palette[i] for i in chosen]


def legend(lang: str, breaks: Sequence[float], decimals: int) -> list[dict[str, str]]:
    """Every class and every state with its words, by the letter that stands for it."""
    places = decimals if any(b % 1 for b in breaks) else 0
    texts = [numbers.number(lang, b, places) for b in breaks]
    between = words.translate(lang, "{low} to {high}")
    labels = [between.format(low=a, high=b) for a, b in pairwise(texts)]
    if texts:
        less = words.translate(lang, "less than {low}")
        more = words.translate(lang, "{high} or more")
        labels = [less.format(low=texts[0]), *labels, more.format(high=texts[-1])]
    entries = [{"kind": str(i), "text": text} for i, text in enumerate(labels)]
    states = [
        {"kind": letter, "text": words.label(lang, "state", state)}
        for state, letter in STATE_LETTERS.items()
        if state != "protected" or not query.is_internal()
    ]
    return entries + states
