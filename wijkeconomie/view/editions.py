"""Who sees which edition: claims of a login in, ``public`` or ``internal`` out."""

import hashlib
import json
import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from wijkeconomie import settings
from wijkeconomie.view import words

INTERNAL = words.mark("Internal edition: exact figures, do not share")
REASONS = {
    "nobody": "",
    "served": "",
    "known": "",
    "file": words.mark("There is no internal edition: you see the public figures."),
    "role": words.mark(
        "Your account does not have the role for the internal edition: you see the public figures. "
        "If you need it, ask who manages this website at your municipality."
    ),
    "expired": words.mark("Your sign-in has ended: you see the public figures. Sign in again."),
    "ended": words.mark("You signed out: you see the public figures."),
    "release": words.mark(
        "This address asks for one release: you see its public figures, as exact ones are not kept."
    ),
}
NO_ROLE = words.mark(
    "Your account has no role here: you see the public figures. If you need one, ask who manages "
    "this website at your municipality."
)
KNOWN = ("served", "known", "role", "file", "release")
SECRET_LENGTH = 32
OWN_KEYS = ("origin", "tokens")
FORGET_AT = 10_000
FAR = 1e12


@dataclass(frozen=True)
class Decision:
    """An edition, and in a word why: served, known, nobody, expired, ended or role."""

    edition: str
    reason: str


def decide(claims: object, now: float) -> Decision:
    """The edition for who shows these claims at this moment, in seconds since 1970.

    ``claims`` come from a login whose signature has been verified; whatever else is wrong with
    them gives the public edition. ``exp`` is required.
    """
    wrong = trouble(claims, now)
    if wrong:
        return Decision("public", wrong)
    if not settings.internal_role():
        return Decision("public", "known")
    if not has_role(claims, settings.role_claim(), settings.internal_role()):
        return Decision("public", "role")
    return Decision("internal", "served")


def trouble(claims: object, now: float) -> str:
    """What is wrong with a login now: nobody, expired or ended; empty when nothing is."""
    if not isinstance(claims, Mapping) or claims.get("is_logged_in") is not True:
        return "nobody"
    if not _is_current(claims, now):
        return "expired"
    return "ended" if is_ended(claims) else ""


def has_role(claims: object, claim: str, role: str | None) -> bool:
    """Whether a claim is the role, or a list with it.

    The claim is looked up by its name, and else by the path its dots make, such as
    ``realm_access.roles``.
    """
    if not role or not isinstance(claims, Mapping):
        return False
    held = claims[claim] if claim in claims else _along(claims, claim.split("."))
    return held == role if isinstance(held, str) else isinstance(held, list) and role in held


def _along(held: object, path: list[str]) -> object:
    for name in path:
        held = held.get(name) if isinstance(held, Mapping) else None
    return held


def _is_current(claims: Mapping, now: float) -> bool:
    """Whether now lies before ``exp`` and, where it is told, not before ``nbf``."""
    return _moment(claims.get("nbf", 0)) <= now < _moment(claims.get("exp"))


def _moment(value: object) -> float:
    """A number as it stands; anything else is nan, which is neither before nor after."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    return value if abs(value) < FAR else math.nan


_ended: dict[str, float] = {}
_lock = threading.Lock()


def end(claims: object, now: float) -> None:
    """Ends a login before it expires, in every page and for every request of this server."""
    if not isinstance(claims, Mapping) or not _is_current(claims, now):
        return
    with _lock:
        if len(_ended) >= FORGET_AT:
            for key in [key for key, until in _ended.items() if until <= now]:
                del _ended[key]
        _ended[_mark(claims)] = claims["exp"]


def is_ended(claims: Mapping) -> bool:
    """Whether the visitor signed out of this login."""
    return _mark(claims) in _ended


def _mark(claims: Mapping) -> str:
    """The login itself, the same in its cookie and in the session that started from it."""
    same = {key: value for key, value in claims.items() if key not in OWN_KEYS}
    return hashlib.sha256(json.dumps(same, sort_keys=True, default=str).encode()).hexdigest()


LINES = {
    "served": words.mark(
        "The internal edition is served to visitors who sign in and have the role {role}."
    ),
    "file": words.mark(
        "The internal edition is not served: there is no {file}; python -m wijkeconomie release "
        "--edition internal makes it."
    ),
    "login": words.mark("The internal edition is not served: nobody can sign in. {why}"),
    "role": words.mark(
        "The internal edition is not served: no role is configured; set WIJKECONOMIE_INTERNAL_ROLE."
    ),
}
