"""Which areas are compared: read from an address, named, and where nothing is asked, begun with."""

from collections.abc import Sequence
from itertools import pairwise

from wijkeconomie.view import atlas, city_parts, query
from wijkeconomie.view.profile import figures

MOST, LEAST = 6, 2
BEGUN_WITH = 4


def read(asked: str) -> tuple[list[str], list[str]]:
    """Codes of areas in an address, at most MOST and each once, and what of it is left out: codes
    that are nowhere, and more than MOST."""
    wanted = list(dict.fromkeys(code for code in asked.split(",") if code))
    known = [code for code in wanted if code in atlas.areas().index]
    found = known[:MOST]
    return found, [code for code in wanted if code not in found]


def parts(codes: Sequence[str]) -> list[list[str]]:
    """Areas in parts that can be compared, as few and as equal as can be; none of a single one."""
    if len(codes) < LEAST:
        return []
    count = -(-len(codes) // MOST)
    ends = [round(len(codes) * n / count) for n in range(count + 1)]
    return [list(codes[start:end]) for start, end in pairwise(ends)]


def begun(codes: Sequence[str], preset: str = "all") -> list[str]:
    """The areas to compare: those asked for, and beside a single one those most like it, or else
    the largest of its level. Without any, the largest wijken; of several municipalities these."""
    if len(codes) >= LEAST:
        return list(codes)
    if codes:
        rows = query.run("similar_areas", area=codes[0])
        alike = rows.loc[rows["preset"] == preset, "area_code"].tolist()
        level, within = figures.area_scope(codes[0])
        more = alike or largest(level, within)
    else:
        level = atlas.levels()[0 if atlas.has_several() else min(1, len(atlas.levels()) - 1)]
        more = largest(level, "")
    return list(dict.fromkeys([*codes, *more]))[:BEGUN_WITH]


def largest(level: str, within: str, count: int = MOST) -> list[str]:
    """The areas of a level with most establishments in the last year, in one municipality or
    everywhere, or those within one wijk; in the order of their codes."""
    known = atlas.areas()
    of_level = known[known["level"] == level]
    if within:
        of_level = of_level[of_level.index.str[2:].str.startswith(within[2:])]
    if of_level.empty:
        return []
    year = query.release().years[0]
    rows = query.run(
        "profile_figures",
        level=level,
        within="GM" + within[2:6] if within else None,
        areas=[],
    )
    now = rows[(rows["year"] == year) & rows["area_code"].isin(of_level.index)]
    return sorted(now.nlargest(count, "least_establishments")["area_code"].tolist())


def short_names(codes: Sequence[str]) -> dict[str, str]:
    """Names of areas by code: with the municipality where they lie in several, and with the level
    where two would be called the same."""
    known = atlas.areas().loc[list(codes)]
    is_apart = known["municipality_code"].nunique() > 1
    names = {}
    for code, row in zip(known.index, known.to_dict("records"), strict=True):
        lies = is_apart and row["level"] != "municipality"
        whole = atlas.name(str(row["municipality_code"]))
        names[str(code)] = f"{row['name']} ({whole})" if lies else str(row["name"])
    return names


def names(lang: str, codes: Sequence[str]) -> dict[str, str]:
    """``short_names`` with the level where two would be called the same."""
    short = short_names(codes)
    every = list(short.values())
    levels = atlas.areas()["level"]
    return {
        code: name
        if every.count(name) == 1
        else f"{name} – {city_parts.level_name(lang, str(levels[code])).lower()}"
        for code, name in short.items()
    }
