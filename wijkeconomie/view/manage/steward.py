"""Who is the data steward: a login with the role, or who sits at this computer when so set."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from wijkeconomie import settings
from wijkeconomie.view import editions, words

SHUT = {
    "off": words.mark(
        "This page is for the data steward, and on this server nobody can sign in as one."
    ),
    "elsewhere": words.mark(
        "This page is for the data steward at the computer itself: open it there, under localhost "
        "or 127.0.0.1."
    ),
    "nobody": words.mark("This page is for the data steward: sign in with an account that is one."),
    "expired": words.mark("Your sign-in has ended: sign in again to manage data."),
    "role": words.mark(
        "This page is for the data steward, and your account is not one. If it should be, ask who "
        "manages this website at your municipality."
    ),
}
LINES = {
    "both": words.mark("Data may be managed at this computer, and by who has the role {role}."),
    "local": words.mark("Data may be managed at this computer, without signing in."),
    "role": words.mark("Data may be managed by who signs in and has the role {role}."),
    "nobody": words.mark("Data may be managed on the command line alone."),
}
OWN_NAMES = ("localhost", "127.0.0.1", "::1")
OF_PROXIES = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)


def why_shut(
    claims: object, address: str | None, headers: Mapping[str, str], *, is_offered: bool, now: float
) -> str:
    """Why managing is shut for who shows these verified claims, or comes from this address with
    these headers: a key of ``SHUT``; empty when it is open."""
    if settings.is_local_steward() and is_local(address, headers):
        return ""
    role = settings.steward_role()
    if role is None or not is_offered:
        return "elsewhere" if settings.is_local_steward() else "off"
    wrong = editions.trouble(claims, now)
    if wrong:
        return "nobody" if wrong == "nobody" else "expired"
    is_steward = editions.has_role(claims, settings.role_claim(), role)
    return "" if is_steward else "role"


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this computer, under a name that only this computer has, and
    through no proxy. Another site whose name leads here (DNS rebinding) brings its own name."""
    if any(headers.get(name) is not None for name in OF_PROXIES):
        return False
    try:
        found = ip_address(address or "")
        name = urlsplit(f"//{headers.get('host') or ''}").hostname
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return mapped.is_loopback and name in OWN_NAMES


def status(role: str | None) -> str:
    """Who may manage data, in the language of the terminal; ``role`` when one can sign in."""
    is_local_too = settings.is_local_steward()
    kinds = {(True, True): "both", (True, False): "local", (False, True): "role"}
    line = LINES[kinds.get((is_local_too, role is not None), "nobody")]
    return words.translate(words.terminal_language(), line, role=role)


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Whether a request that changes something comes from a page of ours."""
    scheme, _mark, site = (headers.get("origin") or "").partition("://")
    return scheme in ("http", "https") and bool(site) and site == headers.get("host")


def is_from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that another site asks."""
    return headers.get("sec-fetch-site", "none") in ("cross-site", "same-site")
