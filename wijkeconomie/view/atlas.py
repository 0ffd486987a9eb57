"""The areas of the release in use: what they are called, and what lies in what.

``within`` is the code of one of several municipalities; empty is all there is.
"""

from functools import lru_cache

import pandas as pd

from wijkeconomie.view import query, shapes, words

LEVELS = ("municipality", "wijk", "buurt")
DRAWN = 5000


def areas() -> pd.DataFrame:
    """All areas and city parts by code, as the read query ``areas_and_parts`` gives them; not to be
    changed."""
    return _areas(query.release().release_id)


@lru_cache(maxsize=4)
def _areas(release_id: str) -> pd.DataFrame:
    del release_id
    return query.run("areas_and_parts").set_index("area_code")


def has_several() -> bool:
    """Whether the release is of more than one municipality."""
    return len(query.release().municipality_codes) > 1


def municipality_of(area: str | None) -> str:
    """Code of the municipality that an area or hexagon lies in; of what is nowhere the only one
    there is, and of several none."""
    codes = query.release().municipality_codes
    asked = area or ""
    if asked[:1].isdigit():
        known = shapes.hexagon_places(query.release().release_id)
        asked = next(iter(known.loc[known["area_code"] == asked, "municipality_code"]), "")
    wanted = "GM" + asked[2:6]
    if wanted in codes:
        return wanted
    return codes[0] if len(codes) == 1 else ""


def levels() -> list[str]:
    """Levels the release has, coarse first."""
    present = set(areas()["level"])
    return [level for level in LEVELS if level in present]


def map_levels(within: str = "") -> list[str]:
    """Levels a map can show, the first one first. Of one municipality what is within it, else
    itself; of several those that a browser can draw at once, and within one the finer first."""
    if not has_several():
        return levels()[1:] or levels()
    if within:
        return [*(level for level in levels()[1:] if len(names("nl", level, within))), LEVELS[0]]
    return [level for level in levels() if (areas()["level"] == level).sum() <= DRAWN]


def frame(level: str, within: str) -> str:
    """Within what a map of a level is drawn: municipalities all at once."""
    return "" if level == LEVELS[0] or not has_several() else within


def name(code: str) -> str:
    """Name of an area, or its code when it is not in the release."""
    known = areas()
    return str(known.loc[code, "name"]) if code in known.index else code


def names(lang: str, level: str, within: str = "") -> pd.Series:
    """Names of the areas of a level by code, hexagons included, in alphabetical order; beside
    others of several municipalities with their municipality."""
    return _names(query.release().release_id, lang, level, within)


@lru_cache(maxsize=256)
def _names(release_id: str, lang: str, level: str, within: str) -> pd.Series:
    if level == "hexagon":
        return _hexagon_names(release_id, lang, within)
    known = areas()
    found = known[(known["level"] == level) & _is_in(known["municipality_code"], within)]
    if within or level == LEVELS[0] or not has_several():
        return found["name"].sort_values()
    wholes = known["name"].reindex(found["municipality_code"]).to_numpy()
    return (found["name"] + " (" + wholes + ")").sort_values()


def _hexagon_names(release_id: str, lang: str, within: str) -> pd.Series:
    every = shapes.hexagon_places(release_id)
    found = every[_is_in(every["municipality_code"], within)]
    message = words.translate(lang, "{area}, hexagon {number}")
    pairs = zip(found["within"], found["number"], strict=True)
    texts = [message.format(area=area, number=number) for area, number in pairs]
    return pd.Series(texts, index=pd.Index(found["area_code"]), dtype=object).sort_values()


def _is_in(codes: pd.Series, within: str) -> pd.Series:
    return codes == within if within else codes.notna()


def area_at(lang: str, level: str, code: str, within: str = "") -> str:
    """The area of a level that stands for an area of any level: itself, the one it is in, or none.
    A code that is nowhere stays as it is, to be told to the visitor."""
    present, known = names(lang, level, within).index, areas()
    if code in known.index:
        while code in known.index and code not in present:
            code = str(known["parent_code"][code])
        return code if code in present else ""
    return "" if code not in present and code in names(lang, "hexagon").index else code
