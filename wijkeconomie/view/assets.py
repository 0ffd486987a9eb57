"""Our own files and Streamlit's, served so that a browser fetches each once and early."""

import json
import re
import sys
from functools import cache
from hashlib import sha256
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from wijkeconomie import settings
from wijkeconomie.view import words

FOREVER = "public, max-age=31536000, immutable"
LEAFLET = "django-js-lib-leaflet"
MAP_SCRIPTS = ("leaflet/leaflet.js", "points.js", "map.js", "marks.js")
MAP_STYLES = ("leaflet/leaflet.css", "map.css")
CHUNKS = ("ComponentInstance",)
CHARTS = "loadVegaEmbed"
# What Streamlit says in English by itself: beside tables and charts, in their menus, and in fields.
STREAMLIT = (
    words.mark("Skip to main content"),
    words.mark("Navigate to home page"),
    words.mark("App pages"),
    words.mark("Sidebar"),
    words.mark("Expand sidebar"),
    words.mark("Collapse sidebar"),
    words.mark("Help for {name}"),
    words.mark("Link to heading"),
    words.mark("Vega visualization"),
    words.mark("Search"),
    words.mark("Fullscreen"),
    words.mark("Close fullscreen"),
    words.mark("Show/hide columns"),
    words.mark("Sort ascending"),
    words.mark("Sort descending"),
    words.mark("Format"),
    words.mark("Automatic"),
    words.mark("Localized"),
    words.mark("Plain"),
    words.mark("Compact"),
    words.mark("Dollar"),
    words.mark("Euro"),
    words.mark("Percent"),
    words.mark("Scientific"),
    words.mark("Accounting"),
    words.mark("Autosize"),
    words.mark("Pin column"),
    words.mark("Unpin column"),
    words.mark("Hide column"),
    words.mark("Copy column name"),
    words.mark("Statistics"),
    words.mark("Close Search"),
    words.mark("Previous Result"),
    words.mark("Next Result"),
    words.mark("Choose options"),
    words.mark("Choose an option"),
    words.mark("No options to select"),
    words.mark("No results"),
    words.mark("Open"),
    words.mark("Clear all"),
    words.mark("Clear value"),
    words.mark("Select all"),
    words.mark("Select {count} matches"),
    words.mark("Selected values"),
    words.mark("Increment"),
    words.mark("Decrement"),
    words.mark("Remove {name}"),
    words.mark("You can only select up to 1 option. Remove an option first."),
    words.mark("You can only select up to {count} options. Remove an option first."),
)
IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


class Assets(StaticFiles):
    """Files that may be kept for ever, as their addresses change when they do."""

    def file_response(self, *args: Any, **more: Any) -> Response:
        """A file, with leave to keep it."""
        answer = super().file_response(*args, **more)
        answer.headers["Cache-Control"] = FOREVER
        return answer


@cache
def url(name: str) -> str:
    """Address of a file of ours or of Leaflet, with a mark that changes when the file does."""
    if name.startswith("leaflet/"):
        return f"/assets/{name}?v={version(LEAFLET)}"
    content = (settings.ASSETS / name).read_bytes()
    return f"/assets/{name}?v={sha256(content).hexdigest()[:8]}"


def start_tag(shapes: list[str], modules: list[str]) -> str:
    """The script that runs before Streamlit, with what it is to fetch while Streamlit starts:
    modules for choices and maps, the files of a map, and the addresses of its shapes; and with
    what Streamlit says by itself, in other languages."""
    files = [*_component_scripts(), *map(url, (*MAP_SCRIPTS, *MAP_STYLES)), *shapes]
    early = json.dumps([*files, *modules])
    said = escape(json.dumps({lang: _said(lang) for lang in words.LANGUAGES}), quote=True)
    return f'<script src="{url("start.js")}" data-early=\'{early}\' data-words="{said}"></script>'


def charts_tag(static: Path) -> str:
    """The script that draws charts, with the module of Streamlit that has the library for it."""
    [library] = (static / "static" / "js").glob(f"{CHARTS}.*.js")
    address = f"/static/js/{library.name}"
    return f'<script src="{url("charts.js")}" data-library="{address}" async></script>'


@cache
def _said(lang: str) -> dict[str, str]:
    said = {text: words.translate(lang, text) for text in STREAMLIT}
    return {text: other for text, other in said.items() if other != text}


def late_modules(shell: str, static: Path) -> list[str]:
    """Addresses of Streamlit's modules for choices and maps that its document does not name.

    Streamlit itself asks for them only once a page arrives, one after the other.
    """
    scripts = static / "static" / "js"
    found = {path.name for name in CHUNKS for path in scripts.glob(f"{name}.*.js")}
    late = sorted(name for name in _with_imports(found, scripts) if name not in shell)
    return [f"/static/js/{name}" for name in late]


def _with_imports(names: set[str], scripts: Path) -> set[str]:
    known: set[str] = set()
    while names:
        known |= names
        texts = [(scripts / name).read_text(encoding="utf-8") for name in names]
        names = {found for text in texts for found in IMPORT.findall(text)} - known
    return known


def _component_scripts() -> list[str]:
    """Scripts of the map component, which is served once a page has loaded it."""
    component = sys.modules.get("streamlit_folium")
    return _scripts_in(Path(component.__path__[0])) if component else []


@cache
def _scripts_in(package: Path) -> list[str]:
    build = package / "frontend" / "build"
    return [
        f"/component/streamlit_folium.st_folium/{path.relative_to(build)}"
        for path in sorted(build.glob("static/js/main.*.js"))
    ]
