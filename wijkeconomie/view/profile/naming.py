"""What the area of a profile is called, and where it lies."""

from functools import lru_cache

import pandas as pd

from wijkeconomie.view import atlas, city_parts, numbers, words
from wijkeconomie.view.taking import sources


def area_label(lang: str, areas: pd.DataFrame, code: str) -> str:
    """Name of an area for a list: with its level, and its wijk when it is a buurt."""
    level = str(areas.at[code, "level"])
    named = f"{areas.at[code, 'name']} – {city_parts.level_name(lang, level).lower()}"
    return f"{named}, {areas.at[code, 'parent_name']}" if level == "buurt" else named


@lru_cache(maxsize=20_000)
def known_label(release_id: str, lang: str, code: str) -> str:
    """The label of an area of the release in use, made once: lists of hundreds are made anew at
    every change."""
    del release_id
    return area_label(lang, atlas.areas(), code)


def place_in_the_world(lang: str, areas: pd.DataFrame, code: str) -> str:
    """Level, code, parent, inhabitants and dwellings of an area in one line; of a city part, which
    has no code of CBS, its wijken."""
    row = areas.loc[code].to_dict()
    level = city_parts.level_name(lang, row["level"])
    parts = [level if city_parts.is_one(code) else f"{level} {code}"]
    if row["level"] != "municipality":
        parts.append(words.translate(lang, "in {area}", area=row["parent_name"]))
    if city_parts.is_one(code):
        wijken = len(str(row["wijken"]).split())
        parts = [" ".join(parts), words.translate(lang, "{count} wijken", count=wijken)]
    for column, message in (
        ("population", words.mark("{count} inhabitants")),
        ("dwellings", words.mark("{count} dwellings")),
    ):
        if pd.notna(row[column]):
            count = numbers.number(lang, row[column])
            parts.append(words.translate(lang, message, count=count))
    if pd.notna(row["population"]) or pd.notna(row["dwellings"]):
        year = sources.key_figures_year(int(row["boundary_year"]))
        parts[-1] = words.translate(lang, "{count} (CBS {year})", count=parts[-1], year=year)
    return " · ".join(parts)


def buurten_in(areas: pd.DataFrame, code: str) -> list[str]:
    """Codes of an area and all areas within it; of a city part those of its wijken."""
    if city_parts.is_one(code):
        wijken = city_parts.areas_of(code)
        return list(dict.fromkeys(each for wijk in wijken for each in buurten_in(areas, wijk)))
    is_cbs = areas["level"] != city_parts.LEVEL
    inside = areas.index[is_cbs & areas.index.str[2:].str.startswith(code[2:])]
    return [code, *inside]
