"""How profiles on paper, their charts and packs are described in OpenAPI."""

from typing import Any

from wijkeconomie.view import atlas, filters, query, words
from wijkeconomie.view.printing import pictures
from wijkeconomie.view.web import profiles
from wijkeconomie.view.web.parameters import Parameters

TITLES = {
    "/api/v1/profiles/{area}.pdf": words.mark("The profile of an area as PDF of two pages"),
    "/api/v1/profiles/{area}/{chart}.svg": words.mark("A chart of a profile, as SVG or PNG"),
    "/api/v1/profiles/{area}/{chart}.png": words.mark("A chart of a profile, as SVG or PNG"),
    "/api/v1/profiles.zip": words.mark("The profiles of all areas of a level in one file"),
}
MEDIA = {"pdf": profiles.PDF, "zip": profiles.ZIP, **profiles.MEDIA}


def examples(lang: str) -> dict[str, str]:
    """Addresses that work, with what they give."""
    code = query.release().municipality_codes[0]
    chart = next(iter(pictures.KINDS))
    return {
        path.replace("{area}", code).replace("{chart}", chart): words.translate(lang, title)
        for path, title in TITLES.items()
        if path.endswith(("pdf", "svg"))
    }


def paths(lang: str, refusals: dict[str, Any], asked: Parameters) -> dict[str, Any]:
    """A path each, with what it takes and gives. ``refusals``: answers that all share."""
    shared = asked.lang_and_release()
    return {path: _get(lang, path, title, refusals, shared) for path, title in TITLES.items()}


def _get(
    lang: str, path: str, title: str, refusals: dict[str, Any], shared: list[dict[str, Any]]
) -> dict[str, Any]:
    told, ending = words.translate(lang, title), path.rpartition(".")[2]
    known = _parameters()
    names = profiles.MANY if ending == "zip" else profiles.ONE
    within = [name for name in ("area", "chart") if f"{{{name}}}" in path]
    return {
        "operationId": "_".join(["profile", *within, ending]),
        "summary": told,
        "parameters": [
            *({"name": n, "in": "path", "required": True, "schema": known[n]} for n in within),
            *({"name": n, "in": "query", "schema": known[n]} for n in names if n in known),
            *shared,
        ],
        "responses": {
            "200": {"description": told, "content": {MEDIA[ending]: {"schema": {}}}},
            "304": {"$ref": "#/components/responses/304"},
            **refusals,
        },
    }


def _parameters() -> dict[str, Any]:
    release = query.release()
    return {
        "area": {"type": "string", "pattern": filters.AREA_CODE.pattern},
        "chart": {"enum": list(pictures.KINDS)},
        "year": {"type": "integer", "enum": release.years},
        "level": {"enum": atlas.levels()},
        "within": {"type": "string", "examples": [release.municipality_codes[0]]},
    }
