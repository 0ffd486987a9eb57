"""A login set up as in secrets.toml, and cookies as Streamlit signs them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit import auth_util, config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105
ROLE = "economie-intern"
COOKIE = "_streamlit_user"


def secrets(origin: str, provider: str = "http://localhost:1", **changed: str | None) -> str:
    """The text of a secrets.toml; a change to None leaves a line out."""
    lines = {
        "redirect_uri": f"{origin}/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "wijkeconomie",
        "client_secret": "secret",
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
    } | changed
    told = [f'{key} = "{value}"' for key, value in lines.items() if value is not None]
    return "\n".join(["[auth]", *told])


@contextmanager
def configured(file: Path, text: str) -> Iterator[None]:
    """Streamlit with these secrets, in this process."""
    before = config.get_option("secrets.files")
    file.write_text(text)
    file.chmod(0o600)
    config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    try:
        yield
    finally:
        config.set_option("secrets.files", before)
        secrets_singleton._reset()


def claims(origin: str, /, **changed: object) -> dict[str, object]:
    """What the cookie of someone with the role holds; a change to ... leaves a claim out."""
    whole = {
        "sub": "insider",
        "exp": int(time.time()) + 3600,
        "roles": [ROLE],
        "origin": origin,
        "is_logged_in": True,
        "provider": "default",
    } | changed
    return {key: value for key, value in whole.items() if value is not ...}


def cookies(content: dict[str, object], secret: str = SECRET, size: int = 90) -> dict[str, str]:
    """The cookies of a login, in parts when it is too large for one, as Streamlit makes them."""
    made = {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    def put(name: str, value: str) -> None:
        made[name] = sign(name, value).decode()

    auth_util.set_cookie_with_chunks(put, sign, COOKIE, content, cookie_attr_size=size)
    return made
