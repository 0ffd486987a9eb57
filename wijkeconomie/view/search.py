"""Searching an area by name or code: what is found, how it is told, where it leads."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkeconomie.view import city_parts, query, words

LONGEST = 60
PLACES = ("activity", "district")


def found(text: str) -> pd.DataFrame:
    """At most twelve areas that a text may mean, the likeliest first: area_code, level, name,
    parent_name, municipality_name."""
    return query.run("areas_found", text=text.strip()[:LONGEST])


def told(lang: str, area: Mapping[Any, Any], *, is_alone: bool) -> tuple[str, str]:
    """The name of an area, and what kind it is and in what it lies; ``is_alone`` leaves the only
    municipality out."""
    level = city_parts.level_name(lang, area["level"]).lower()
    wholes = [area["parent_name"]] if area["level"] == "buurt" else []
    if area["level"] != "municipality" and not is_alone:
        wholes.append(area["municipality_name"])
    inside = ", ".join(dict.fromkeys(str(whole) for whole in wholes))
    if not inside:
        return str(area["name"]), level
    return str(area["name"]), words.translate(lang, "{level} in {area}", level=level, area=inside)


def address(page: str, asked: Mapping[str, str], area: Mapping[Any, Any]) -> tuple[str, dict]:
    """Page and query of an area: of a city part its profile; the map and profiles stay what they
    are, and from elsewhere a municipality leads to its overview and what lies in it to its
    profile."""
    code, level = str(area["area_code"]), str(area["level"])
    if (page == "overview" and level != "municipality") or page not in (*PLACES, "overview"):
        page = "overview" if level == "municipality" else "district"
    if level == city_parts.LEVEL:
        page = "district"
    kept = {key: asked[key] for key in ("lang", "year", "indicator", "release") if key in asked}
    if page == "activity" and level != "municipality":
        kept["level"] = level
    return page, kept | {"area": code}
