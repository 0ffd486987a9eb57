"""Logins as Streamlit keeps them: whether they are set up, and who a page or request is for."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.requests import HTTPConnection
from streamlit import auth_util, config
from streamlit.logger import get_logger
from streamlit.runtime import context
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from wijkeconomie import settings
from wijkeconomie.view import editions, words
from wijkeconomie.view.editions import Decision
from wijkeconomie.view.manage import steward

COOKIE = "_streamlit_user"
FOREIGN = ("cross-site", "same-site")
NEEDED = ("client_id", "client_secret", "server_metadata_url")
TROUBLES = {
    "none": words.mark("There is no [auth] in secrets.toml."),
    "library": words.mark("Authlib is not installed: pip install -r requirements.txt."),
    "secret": words.mark("Make cookie_secret in secrets.toml at least 32 characters long."),
    "missing": words.mark(
        "[auth] in secrets.toml needs redirect_uri, client_id, client_secret and "
        "server_metadata_url."
    ),
    "readable": words.mark("Others can read secrets.toml: run chmod 600 on it."),
    "headers": words.mark("Take server.trustedUserHeaders away: only a login tells who it is."),
}


def provider() -> str | None:
    """Name of the provider to sign in with: ``default``, or the first that has a name."""
    section = auth_util.get_secrets_auth_section()
    if "client_id" in section:
        return "default"
    named = (name for name in section if isinstance(section[name], Mapping))
    return next(named, None)


def trouble() -> str | None:
    """Why nobody can sign in, as a key of ``TROUBLES``; None when they can."""
    section, name = auth_util.get_secrets_auth_section(), provider()
    details = section if name in (None, "default") else section[name]
    found = {
        "none": not section,
        "library": not auth_util.is_authlib_installed(),
        "secret": len(str(section.get("cookie_secret", ""))) < editions.SECRET_LENGTH,
        "missing": "redirect_uri" not in section or any(key not in details for key in NEEDED),
        "readable": any(file.stat().st_mode & 0o077 for file in _secrets()),
        "headers": bool(config.get_option("server.trustedUserHeaders")),
    }
    return next((key for key, is_so in found.items() if is_so), None)


def _secrets() -> list[Path]:
    """The files with the key that signs logins."""
    return [file for name in config.get_option("secrets.files") if (file := Path(name)).is_file()]


def is_offered() -> bool:
    """Whether there is something to sign in for."""
    has_role = settings.internal_role() is not None or settings.steward_role() is not None
    return has_role and trouble() is None


def decided(claims: object) -> Decision:
    """The edition for who shows verified claims now: public unless everything is in place."""
    if not isinstance(claims, Mapping) or not is_offered() or claims.get("provider") != provider():
        return Decision("public", "nobody")
    decision = editions.decide(claims, time.time())
    if decision.edition == "internal" and not settings.internal_file().exists():
        return Decision("public", "file")
    return decision


def of_visit() -> Decision:
    """The edition for the visitor of the page that is being drawn."""
    return decided(st.user.to_dict())


def shut_to_visit() -> str:
    """Why managing is shut to the visitor of the page that is being drawn; empty when it is not."""
    claims = st.user.to_dict()
    client = context._get_client_context()
    address = client.remote_ip if client is not None else None
    return _shut(claims, address, st.context.headers)


def shut_to_request(request: HTTPConnection) -> str:
    """Why managing is shut to a request; empty when it is not."""
    claims = of_request(request) if is_offered() else None
    return _shut(claims, request.client.host if request.client else None, request.headers)


def _shut(claims: object, address: str | None, headers: Mapping[str, str]) -> str:
    is_ours = isinstance(claims, Mapping) and claims.get("provider") == provider()
    shown, now = claims if is_ours else None, time.time()
    return steward.why_shut(shown, address, headers, is_offered=is_offered(), now=now)


def sign_in() -> None:
    """Sends the visitor to the provider."""
    name = provider()
    st.login(None if name == "default" else name)


def sign_out() -> None:
    """Ends the login of the visitor at once, in all their tabs, and at the provider."""
    editions.end(st.user.to_dict(), time.time())
    st.logout()


def of_request(request: HTTPConnection) -> dict[str, object] | None:
    """The claims in the signed cookie of a request from our own pages or from no page at all;
    None when there is none, it was changed, or it was made for another address."""
    own = auth_util.get_origin_from_redirect_uri()
    if COOKIE not in request.cookies or request.headers.get("origin", own) != own:
        return None
    is_visit = request.headers.get("sec-fetch-mode") == "navigate"
    if request.headers.get("sec-fetch-site") in FOREIGN and not is_visit:
        return None
    secret = get_cookie_secret()

    def part(name: str) -> bytes | None:
        return decode_signed_value(secret, name, request.cookies.get(name, ""))

    try:
        claims = json.loads(auth_util.get_cookie_with_chunks(part, COOKIE) or b"null")
    except ValueError:
        return None
    return claims if isinstance(claims, dict) and claims.get("origin") == own else None


def status() -> str:
    """Whether the internal edition is served, and if not why, in the terminal's language."""
    lang = words.terminal_language()
    wrong, role, file = trouble(), settings.internal_role(), settings.internal_file()
    is_set = "role" if role is None else "served" if file.exists() else "file"
    line = editions.LINES["login" if wrong else is_set]
    why = words.translate(lang, TROUBLES[wrong]) if wrong else ""
    return words.translate(lang, line, role=role, file=file.name, why=why)


@asynccontextmanager
async def announced(_app: object) -> AsyncIterator[None]:
    """Says in the log, when the server starts, who sees what, and who may manage data."""
    get_logger("wijkeconomie").info(status())
    opened = steward.status(settings.steward_role() if is_offered() else None)
    get_logger("wijkeconomie").info(opened)
    yield
