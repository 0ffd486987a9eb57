"""Groups of areas that are alike, named and told by what sets each apart from the others."""

from dataclasses import dataclass

import pandas as pd

from wijkeconomie.view import features, numbers, query, records, words

LIVING, WORKING = 40, 60
LEAST_APART, OF_LITTLE = 0.3, 0.7
NAMED_BY, TOLD_BY = 2, 3
KINDS = {
    ("municipality", "mixed"): words.mark("Municipalities with {traits}"),
    ("wijk", "mixed"): words.mark("Wijken with {traits}"),
    ("wijk", "living"): words.mark("Residential wijken with {traits}"),
    ("wijk", "working"): words.mark("Working wijken with {traits}"),
    ("buurt", "mixed"): words.mark("Buurten with {traits}"),
    ("buurt", "living"): words.mark("Residential buurten with {traits}"),
    ("buurt", "working"): words.mark("Working buurten with {traits}"),
}
COUNTS = {
    "municipality": words.mark("{count} municipalities"),
    "wijk": words.mark("{count} wijken"),
    "buurt": words.mark("{count} buurten"),
}


@dataclass(frozen=True)
class Group:
    """A group of areas of a level: its number, name, what sets it apart, and how many it holds."""

    level: str
    code: int
    name: str
    description: str
    areas: int


@dataclass(frozen=True)
class Place:
    """A level and the number of one of its groups."""

    level: str
    code: int


def of(lang: str, area: str) -> Group | None:
    """The group an area is in; none for one that is not compared."""
    at = place(area)
    return every(lang, at.level)[at.code] if at else None


def place(area: str) -> Place | None:
    """Where an area is among the groups; none for one that is not compared."""
    rows = records.of("group_of_area", area=area)
    return Place(rows[0]["level"], int(rows[0]["group_code"])) if rows else None


def every(lang: str, level: str) -> dict[int, Group]:
    """All groups of a level by their number, no two with the same name."""
    rows = query.run("area_groups", level=level)
    apart = _apart(rows)
    names = _names(lang, level, rows, apart)
    sizes = rows.groupby("group_code")["areas"].first()
    return {
        code: Group(level, code, name, _described(lang, level, apart, code), int(sizes[code]))
        for code, name in names.items()
    }


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Traits with how far each is from the mean of the other groups together (``apart``, scaled)
    and that mean (``elsewhere``), furthest first within a group: what there is much of before
    what there is little of."""
    order = {name: place for place, name in enumerate(features.FEATURES)}
    weights = {c: rows[c] * rows["areas"] for c in ("mean", "scaled")} | {"areas": rows["areas"]}
    sums = pd.DataFrame(weights).groupby(rows["feature"]).transform("sum")
    others = {c: (sums[c] - weights[c]) / (sums["areas"] - rows["areas"]) for c in weights}
    made = rows.assign(
        apart=rows["scaled"] - others["scaled"],
        elsewhere=others["mean"],
        place=rows["feature"].map(order),
    )
    rank = made["apart"].where(made["apart"] > 0, -OF_LITTLE * made["apart"]).round(2)
    far = made.assign(far=-rank).dropna(subset=["apart"])
    return far.sort_values(["group_code", "far", "place"])


def _names(lang: str, level: str, rows: pd.DataFrame, apart: pd.DataFrame) -> dict[int, str]:
    """Each by what it has most of all or least, with as many traits as tell all groups apart."""
    kinds = {code: _kind(level, own) for code, own in rows.groupby("group_code")}
    named = apart[apart["feature"] != "function_mix"] if level != "municipality" else apart
    names: dict[int, str] = {}
    for count in range(NAMED_BY, len(features.FEATURES)):
        names = {
            int(str(code)): _name(lang, level, kinds[code], own.head(count))
            for code, own in named.groupby("group_code")
        }
        if len(set(names.values())) == len(names):
            return names
    return {code: f"{name} ({code})" for code, name in names.items()}


def _name(lang: str, level: str, kind: str, traits: pd.DataFrame) -> str:
    told = traits[traits["far"] <= -LEAST_APART]
    parts = [
        features.said(lang, row["feature"], is_much=row["apart"] > 0)
        for row in (told if len(told) else traits.head(1)).to_dict("records")
    ]
    return words.translate(lang, KINDS[level, kind], traits=features.listed(lang, parts))


def _kind(level: str, traits: pd.DataFrame) -> str:
    mix = traits.loc[traits["feature"] == "function_mix", "mean"]
    if level == "municipality" or mix.empty or LIVING <= mix.iloc[0] <= WORKING:
        return "mixed"
    return "living" if mix.iloc[0] < LIVING else "working"


def _described(lang: str, level: str, apart: pd.DataFrame, code: int) -> str:
    own = apart[apart["group_code"] == code].head(TOLD_BY)
    parts = [
        words.translate(
            lang,
            "{feature} {value} (elsewhere {other})",
            feature=features.name(lang, row["feature"]),
            value=features.written(lang, row["feature"], row["mean"]),
            other=features.written(lang, row["feature"], row["elsewhere"]),
        )
        for row in own.to_dict("records")
    ]
    count = numbers.number(lang, own["areas"].iloc[0])
    return words.translate(
        lang,
        "{areas}, on average: {traits}.",
        areas=words.translate(lang, COUNTS[level], count=count),
        traits=features.listed(lang, parts),
    )
