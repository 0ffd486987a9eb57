"""Ready sets of areas to compare, from one of them on."""

from dataclasses import dataclass

from wijkeconomie.view import atlas, city_parts, peers, query, words
from wijkeconomie.view.compare import chosen
from wijkeconomie.view.compare.chosen import MOST

LARGEST = {
    city_parts.LEVEL: words.mark("Largest city parts of {area}"),
    "wijk": words.mark("Largest wijken of {area}"),
    "buurt": words.mark("Largest buurten of {area}"),
}


@dataclass(frozen=True)
class Ready:
    """A set with its title, the areas in it, and how many more there are."""

    title: str
    areas: list[str]
    more: int = 0


def around(lang: str, area: str) -> list[Ready]:
    """Sets around an area: those like it, those of its wijk and municipality, its peers."""
    known = atlas.areas()
    row = known.loc[area].to_dict()
    whole, parent = str(row["municipality_code"]), str(row["parent_code"] or "")
    wijk = area if row["level"] == "wijk" else parent if row["level"] == "buurt" else ""
    found = [_like(lang, area), _within(lang, city_parts.LEVEL, whole)]
    found.append(_within(lang, "wijk", whole))
    if wijk in known.index:
        found.append(_within(lang, "buurt", wijk))
    found += [_municipalities(lang), _kind(lang, whole)]
    return [each for each in found if each is not None and len(each.areas) >= chosen.LEAST]


def _like(lang: str, area: str) -> Ready:
    rows = query.run("similar_areas", area=area)
    alike = rows.loc[rows["preset"] == "all", "area_code"].tolist()
    title = words.translate(lang, "{area} and areas like it", area=atlas.name(area))
    return Ready(title, [area, *alike][:MOST])


def _within(lang: str, level: str, around_it: str) -> Ready:
    known = atlas.areas()
    inside = known.index[
        (known["level"] == level) & known.index.str[2:].str.startswith(around_it[2:])
    ]
    found = chosen.largest(level, around_it) if len(inside) else []
    title = words.translate(lang, LARGEST[level], area=atlas.name(around_it))
    return Ready(title, found, len(inside) - len(found))


def _municipalities(lang: str) -> Ready | None:
    codes = query.release().municipality_codes
    if not atlas.has_several():
        return None
    found = chosen.largest("municipality", "")
    title = words.translate(lang, "Largest municipalities")
    return Ready(title, found, len(codes) - len(found))


def _kind(lang: str, municipality: str) -> Ready | None:
    known = peers.of(lang, municipality)
    if known is None or known.others.empty:
        return None
    others = known.others["area_code"].tolist()
    title = words.translate(lang, "{area} and others of its kind", area=atlas.name(municipality))
    return Ready(title, [municipality, *others][:MOST], max(0, len(others) + 1 - MOST))
