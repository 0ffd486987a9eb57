"""What a client says it takes and has (RFC 9110): Accept, Accept-Encoding, Accept-Language,
If-None-Match."""

import re
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope

from wijkeconomie.view import words

TAG = re.compile(r'"[^"]*"')


def takes(accept: str | None, media_type: str) -> bool:
    """Whether an Accept header leaves room for a media type; without one everything is taken.

    The most precise range that fits decides, so that ``text/csv;q=0, */*`` leaves CSV out.
    """
    if not (accept or "").strip():
        return True
    wanted = media_type.partition(";")[0].strip().lower()
    kind = wanted.partition("/")[0]
    weights = _weights(accept or "")
    found = (weights[part] for part in (wanted, f"{kind}/*", "*/*") if part in weights)
    return next(found, 0) > 0


def takes_gzip(accept_encoding: str | None) -> bool:
    """Whether an answer may be packed with gzip."""
    weights = _weights(accept_encoding or "")
    return weights.get("gzip", weights.get("*", 0)) > 0


def language(accept_language: str | None) -> str | None:
    """The language we speak that a client likes best; of equal ones the first. None without one."""
    weights = _weights(accept_language or "").items()
    liked = [(name.partition("-")[0], weight) for name, weight in weights if weight > 0]
    spoken = [pair for pair in liked if pair[0] in words.LANGUAGES]
    return max(spoken, key=lambda pair: pair[1])[0] if spoken else None


def spoken(scope: Scope) -> str:
    """The language of an answer: the one asked for, else the one the client likes best."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    if asked in words.LANGUAGES:
        return asked
    return language(Headers(scope=scope).get("accept-language")) or words.DEFAULT


def has(if_none_match: str | None, tag: str) -> bool:
    """Whether a client has the answer with this tag, packed or not."""
    told = (if_none_match or "").strip()
    return told == "*" or tag.removeprefix("W/") in TAG.findall(told)


def _weights(header: str) -> dict[str, float]:
    found = {}
    for part in header.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        if name:
            weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
            found[name] = float(weight) if re.fullmatch(r"[01](\.\d{0,3})?", weight) else 1.0
    return found
