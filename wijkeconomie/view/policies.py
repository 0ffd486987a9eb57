"""What pages, maps and files may load, and who may show them in a frame: their policies."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from wijkeconomie import settings
from wijkeconomie.view import look

FRAME = "/component/streamlit_folium.st_folium/"
NEVER_FRAMED = "/manage"
# Styles that Streamlit's own scripts put in a page: none, of its buttons, of charts, of tooltips.
STREAMLIT_STYLES = (
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=",
    "sha256-AxXafLC2yNU/3Lg+zDmkYjwsZc5mxpXIdju+mGfmiCg=",
    "sha256-3DGwvqeuzfpl1OM1mb285/TwB5+qWlC5a2FoZJ0askE=",
)
PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# The map component runs what folium writes, so its own document, and no other, allows that.
MAP = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
FILE = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


@dataclass(frozen=True)
class Policies:
    """Content-Security-Policy of a page, of one that is made to be framed, of the frame with a
    map, and of any other file."""

    page: str
    framed: str
    map: str
    file: str

    def of(self, path: str, asked: bytes, media_type: str) -> str:
        """The policy for an answer to what was asked of a path."""
        if path.startswith(FRAME):
            return self.map
        if not media_type.startswith("text/html"):
            return self.file
        return self.framed if is_framed(path, asked) else self.page


def is_framed(path: str, asked: bytes) -> bool:
    """Whether an address is that of a page in a frame, which shows the public edition alone."""
    embed = parse_qs(asked.decode("latin-1")).get("embed", [""])[0]
    return embed.lower() == "true" and not path.startswith(NEVER_FRAMED)


def policies(static: Path) -> Policies:
    """Policies after the settings; ``static`` is Streamlit's folder, whose document has a script
    in it. Raises Refused when a setting is wrong."""
    ancestors = {"frame-ancestors": " ".join(["'self'", *settings.frame_ancestors()])}
    scripts = re.findall(r"<script>(.*?)</script>", (static / "index.html").read_text(), re.DOTALL)
    own = (settings.ASSETS / "page.css").read_text(encoding="utf-8")
    page = PAGE | {
        "script-src": _sources(PAGE["script-src"], map(_digest, scripts)),
        "style-src": _sources(PAGE["style-src"], [_digest(own), *STREAMLIT_STYLES]),
    }
    tiles = look.BASEMAPS.get(settings.basemap(), {}).get("url", "")
    images = f"{MAP['img-src']} {_origin(tiles)}".strip()
    return Policies(
        page=_written(page | {"frame-ancestors": "'self'"}),
        framed=_written(page | ancestors),
        map=_written(MAP | {"img-src": images} | ancestors),
        file=_written(FILE | {"frame-ancestors": "'self'"}),
    )


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


def _sources(first: str, digests: Iterable[str]) -> str:
    return " ".join([first, *(f"'{digest}'" for digest in digests)])


@cache
def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else ""
