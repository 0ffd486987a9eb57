"""Page addresses in one spelling: the names of the API, repeated parameters, small letters."""

import re
from collections.abc import Sequence

from wijkeconomie.view import city_parts

ELSEWHERE = {"size_class": "size", "search": "q"}
OF_PAGE = {"places": {"place_category": "category"}}
# Of these the last counts; of others every value is looked at, as a list with commas.
LAST = ("lang", "release", "limit", "offset", "embed")
REPEATED = "embed_options"
AREAS = ("area", "within")
# Two letters and a number, and of a city part its name behind them.
CODE = re.compile(r"[a-z]{2}\d{4}[\w-]*", re.IGNORECASE)
ALWAYS = ("lang", "release", "saved", "view")
TRAVELS = ("area", "year")
OF_TABLE = ("table", "columns", "sort", "q", "limit", "offset")
KEYS = {
    "overview": ("concept", "rule"),
    "activity": ("level", "indicator", "sector", "size", "premises", "place"),
    "places": (
        *("q", "category", "radius", "distance", "who", "place", "sort"),
        *("counted", "wijk", "number", "from", "pin"),
    ),
    "compare": ("level", "indicator", "against", "one", "other", "within"),
    "district": ("preset",),
    "knowledge": ("concept", "rule", "size", "q", "theme", "place", "practice"),
    "method": (),
}
Pairs = list[tuple[str, str]]


def key(name: str) -> str:
    """How the address of a page spells a parameter of a table."""
    return ELSEWHERE.get(name, name)


def of_api(name: str) -> str | None:
    """How the API spells a parameter that pages spell in their own way; None for others."""
    spelled = {key: own for each in (ELSEWHERE, *OF_PAGE.values()) for own, key in each.items()}
    return spelled.get(name)


def own(page: str, asked: Sequence[tuple[str, str]]) -> Pairs:
    """What an address asks of a page, each key once, spelled as pages do."""
    spelled = ELSEWHERE | OF_PAGE.get(page, {})
    given: dict[str, list[str]] = {}
    kept = []
    for name, value in asked:
        if name == REPEATED:
            kept.append((name, value))
        else:
            given.setdefault(spelled.get(name, name), []).append(value)
    return [(name, _one(name, values)) for name, values in given.items()] + kept


def unknown(asked: Sequence[str], known: Sequence[str]) -> list[str]:
    """Parameters of an address that a page does not know."""
    return [name for name in asked if name not in (*ALWAYS, *known)]


def _one(name: str, values: list[str]) -> str:
    if name in LAST:
        return values[-1]
    text = (" " if name == "q" else ",").join(filter(None, dict.fromkeys(values)))
    return _codes(text) if name in AREAS else text


def _codes(text: str) -> str:
    """Codes of areas as CBS and we write them; what is no code stays as it is."""
    return ",".join(
        city_parts.spelled(part) if CODE.fullmatch(part) else part for part in text.split(",")
    )
