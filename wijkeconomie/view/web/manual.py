"""The manual of the API as a page: made on the server, readable without scripts."""

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from wijkeconomie.errors import Refused
from wijkeconomie.view import assets, faults, filters, limits, numbers, query, words
from wijkeconomie.view.exports import citation, columns, formats
from wijkeconomie.view.taking import code
from wijkeconomie.view.web import files, negotiation, openapi, remembered, sheets, tables
from wijkeconomie.view.web.problems import problem

TEMPLATE = "manual.html.jinja"
EXAMPLE = "activity"
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
ADDRESSES = {
    "/api/v1/tables": openapi.JSON_PATHS["/api/v1/tables"],
    "/api/v1/releases": openapi.JSON_PATHS["/api/v1/releases"],
    "/api/v1/openapi.json": openapi.JSON_PATHS["/api/v1/openapi.json"],
    "/api/v1/catalog.jsonld": openapi.JSON_PATHS["/api/v1/catalog.jsonld"],
    "/api/v1/citation.txt": words.mark(
        "A reference in one line; also .bib and .cff. With table= and its parameters to those rows."
    ),
}


def page(request: Request) -> Response:
    """The manual of the release in use, in the language asked for."""
    lang = negotiation.spoken(request.scope)
    try:
        with query.reading("public"):
            told = _told(lang, files.site(request))
    except Refused as refused:
        return problem(refused, lang)
    return HTMLResponse(_template(lang).render(told), headers=HEADERS)


def _told(lang: str, site: str) -> dict[str, Any]:
    allowed = limits.allowance()
    release = query.release()
    return {
        "lang": lang,
        "others": [each for each in words.LANGUAGES if each != lang],
        "home": faults.HOME,
        "style": assets.url("manual.css"),
        "site": site,
        "release": release,
        "made_on": numbers.day(lang, release.made_at.date()),
        "title": citation.title(lang),
        "tables": remembered.of_release(tables.all_of, lang)["tables"],
        "parameters": _parameters(lang),
        "addresses": ADDRESSES | sheets.examples(lang),
        "formats": formats.FORMATS,
        "refused": openapi.REFUSED,
        "cited": citation.text(lang, site=site),
        "limits": {
            "requests": numbers.number(lang, allowed.per_minute),
            "files": allowed.files_each,
            "values": limits.VALUES,
            "characters": numbers.number(lang, limits.QUERY_BYTES),
        },
        "example": _example(site, lang),
        "power_query": code.power_query(_example(site, lang), columns.of(EXAMPLE)),
        "flags": _flags(lang),
    }


def _parameters(lang: str) -> list[dict[str, Any]]:
    """Every parameter once: filters of all tables, and those that all have."""
    found: dict[str, dict[str, Any]] = {}
    for table in columns.tables():
        for name in (name for name in filters.names(table) if name not in found):
            listed = name in ("level", "year")
            values = tables.values(table, name)
            codes = [{"code": c, "name": words.label(lang, name, c)} for c in values]
            found[name] = tables.parameter(table, name, lang)
            found[name]["codes"] = codes if listed else tables.codes(name, lang)
    own = [n for n in tables.OWN if n not in found]
    last = [tables.parameter(columns.tables()[0], name, lang) | {"codes": []} for name in own]
    return [found[name] for name in sorted(found)] + last


def _flags(lang: str) -> list[tuple[str, str]]:
    """Marks in the column flag, with what each says of the figures beside it."""
    codes = words.codes("flag")
    told = [(words.label(lang, "flag", code), words.note(lang, "flag", code)) for code in codes]
    return [(code, ". ".join(filter(None, pair))) for code, pair in zip(codes, told, strict=True)]


def _example(site: str, lang: str) -> str:
    release = query.release()
    asked = f"area={release.municipality_codes[0]}&year={release.years[0]}&sector=*&lang={lang}"
    return f"{site}/api/v1/tables/{EXAMPLE}.csv?{asked}"


@cache
def _template(lang: str) -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.globals["_"] = lambda message, **told: words.translate(lang, message, **told)
    one, several = words.mark("1 row"), words.mark("{count} rows")
    made.filters["rows"] = lambda count: words.counted(lang, one, several, count)
    return made.get_template(TEMPLATE)
