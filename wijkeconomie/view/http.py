"""The addresses beside the pages: health, shapes, the API and our own assets."""

from pathlib import Path
from urllib.parse import urlencode

from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import (
    assets,
    atlas,
    faults,
    filters,
    guard,
    headers,
    limits,
    policies,
    query,
    shapes,
    spelling,
    words,
)
from wijkeconomie.view.api import api
from wijkeconomie.view.manage import routes as manage
from wijkeconomie.view.taking import saved
from wijkeconomie.view.web import manual, negotiation, packing, paths
from wijkeconomie.view.web.problems import problem

SHELL = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
STARTS = ("/api", "/api/", "/api/v1")


def pages() -> list[str]:
    """Names of the pages: the files in ``pages/`` that do not start with an underscore."""
    return sorted(path.stem for path in (settings.PROJECT / "pages").glob("[!_]*.py"))


class Word(Convertor[str]):
    """A single lower-case word in an address, such as the name of a page."""

    regex = "[a-z]+"

    def convert(self, value: str) -> str:
        """The word as it stands."""
        return value

    def to_string(self, value: str) -> str:
        """The word as it stands."""
        return value


class PageName(Word):
    """The name of a page."""

    regex = "|".join(pages())


register_url_convertor("word", Word())
register_url_convertor("page", PageName())


def routes(static: Path) -> list[BaseRoute]:
    """All addresses of our own; ``static`` is Streamlit's folder, with the HTML document every
    page starts from."""
    shell = (static / "index.html").read_text(encoding="utf-8")
    modules, charts = assets.late_modules(shell, static), assets.charts_tag(static)

    def page(request: Request) -> Response:
        lang = negotiation.spoken(request.scope)
        name, asked = request.path_params["name"], request.query_params.multi_items()
        if name not in pages():
            return _missing(lang)
        if (spelled := spelling.own(name, asked)) != asked:
            address = f"/{name}?{urlencode(spelled, safe=',*')}"
            return RedirectResponse(address, headers={"Cache-Control": "no-store"})
        start = assets.start_tag(_early(request), modules)
        started = shell.replace("<head>", f"<head>{start}{charts}", 1)
        return HTMLResponse(_in_language(started, lang), headers=SHELL)

    leaflet = assets.Assets(packages=[("js_lib_leaflet", "static/js_lib_leaflet")])
    return [
        Route("/", home),
        Route(f"{saved.PATH}{{token}}", saved_view),
        Route("/healthz", health),
        *manage.routes(),
        *(Route(path, tables) for path in STARTS),
        Route("/{name:word}", page),
        Route("/{name:page}/{rest:path}", missing),
        Route("/areas/{release_id}/{level}.json", areas),
        Route("/api/docs", manual.page),
        Mount("/api/v1", api, middleware=limits.middleware()),
        Route("/api/{rest:path}", paths.nothing),
        Mount("/assets/leaflet", leaflet),
        Mount("/assets", assets.Assets(directory=settings.ASSETS)),
    ]


def layers(static: Path) -> list[Middleware]:
    """What stands around all addresses, Streamlit's own too, the outer one first."""
    return [
        Middleware(guard.Guard),
        Middleware(headers.Guarded, policies=policies.policies(static)),
        Middleware(paths.Told),
        Middleware(packing.Asked),
    ]


def home(request: Request) -> Response:
    """The front page is the overview, in the language asked for."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{faults.HOME}{asked}")


def saved_view(request: Request) -> Response:
    """A link that holds a view leads to it; one that is broken says so."""
    lang = negotiation.spoken(request.scope)
    try:
        view = saved.read(request.path_params["token"], pages())
    except Refused as refused:
        return faults.page(lang, refused.message, 404)
    return RedirectResponse(view.address, headers={"Cache-Control": "no-store"})


def tables(request: Request) -> Response:
    """The API starts at the list of tables."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{STARTS[-1]}/tables{asked}")


def missing(request: Request) -> Response:
    """Pages have nothing below them."""
    return _missing(negotiation.spoken(request.scope))


def health(request: Request) -> Response:
    """200 with the release in use, 503 without one."""
    try:
        release = query.release()
    except Refused as refused:
        return problem(refused, request.query_params.get("lang"))
    return JSONResponse({"status": "ok", "release_id": release.release_id})


def areas(request: Request) -> Response:
    """Shapes of a level, which never change for a release."""
    release_id, level = request.path_params["release_id"], request.path_params["level"]
    asked, within = (request.query_params.get(key) for key in ("year", "within"))
    tag = f'W/"{release_id}-{level}-{asked or ""}-{within or ""}"'
    try:
        with query.reading_release(None if query.is_internal() else release_id):
            year = filters.year(asked) if asked else None
            body = shapes.collection(release_id, level, year, within)
    except Refused as refused:
        return problem(refused, request.query_params.get("lang"), status=404)
    told = {"ETag": tag, "Cache-Control": assets.FOREVER, "Vary": "Accept-Encoding"}
    if negotiation.has(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=told)
    if negotiation.takes_gzip(request.headers.get("accept-encoding")):
        told["Content-Encoding"] = "gzip"
    else:
        body = shapes.unpacked(body)
    return Response(body, media_type="application/geo+json", headers=told)


def _early(request: Request) -> list[str]:
    """Addresses of the shapes that a map on the page will ask for."""
    try:
        with query.reading_release(request.query_params.get("release") or None):
            release_id = query.release().release_id
            within = atlas.municipality_of(request.query_params.get("area"))
            levels = [*atlas.map_levels(within), "hexagon"]
            asked = request.query_params.get("level")
            level = asked if asked in levels else levels[0]
            framed = atlas.frame(level, within)
    except Refused:
        return []
    file = f"{level}.json?within={framed}" if framed else f"{level}.json"
    return [f"/areas/{release_id}/{name}" for name in (file, "place.json", "initiative.json")]


def _in_language(shell: str, lang: str) -> str:
    spoken = shell.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    return spoken.replace("<title>Streamlit</title>", "<title>Wijkeconomie</title>", 1)


def _missing(lang: str) -> Response:
    return faults.page(lang, words.mark("This page does not exist"), 404)
