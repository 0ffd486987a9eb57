"""Hubs and third places as a page tells of them: titles, details, lists."""

from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, points, words
from wijkeconomie.view.reach import Reach

COUNTS = {
    "hub": (words.mark("1 hub"), words.mark("{count} hubs")),
    "third_place": (words.mark("1 third place"), words.mark("{count} third places")),
}


def title(lang: str, rows: pd.DataFrame) -> str:
    """How many hubs and third places there are."""
    if rows.empty:
        return words.translate(lang, "Hubs and third places")
    counts = rows["kind"].value_counts()
    told = [
        words.counted(lang, *COUNTS[kind], counts[kind]) for kind in COUNTS if kind in counts.index
    ]
    return words.translate(lang, " and ").join(told)


def details(lang: str, place: dict[Any, Any]) -> list[tuple[str, str]]:
    """What is known of one place, in words: area, capacity, operator, theme, hours, dates."""
    told = [
        (words.mark("Area"), place["area_name"]),
        (words.mark("Workplaces"), _count(lang, place["capacity"])),
        (words.mark("Operator"), place["operator"]),
        (words.mark("Theme"), place["theme"]),
        (words.mark("Opening hours"), place["opening_hours"]),
        (words.mark("Open since"), _day(lang, place["opened_on"])),
        (words.mark("Closed since"), _day(lang, place["closed_on"])),
        (words.mark("Checked on"), _day(lang, place["checked_on"])),
    ]
    return [
        (words.translate(lang, term), str(value))
        for term, value in told
        if value is not None and not pd.isna(value)
    ]


def listed(lang: str, rows: pd.DataFrame, asked: Reach) -> pd.DataFrame:
    """Places as a table: name, reach, category, wijk, workplaces, operator."""
    columns = {
        words.translate(lang, "Name"): rows["name"],
        asked.column(lang): rows["reached"],
        words.translate(lang, "Category"): _categories(lang, rows),
        words.translate(lang, "Wijk"): rows["wijk_name"],
        words.translate(lang, "Workplaces"): rows["capacity"],
        words.translate(lang, "Operator"): rows["operator"].astype(object).fillna(""),
    }
    told = pd.DataFrame(columns)
    return told if rows["operator"].notna().any() else told.iloc[:, :-1]


def near(lang: str, rows: pd.DataFrame, reached: pd.DataFrame, asked: Reach) -> pd.DataFrame:
    """Places in and near an area: name, category, workplaces, distance and reach in words.
    ``reached``: the read query ``places_with_reach``."""
    known = reached.set_index("place_id").reindex(rows["place_id"])
    columns = {
        words.mark("Name"): rows["name"].tolist(),
        words.mark("Category"): _categories(lang, rows),
        words.mark("Distance to the centre"): [
            f"{numbers.number(lang, m / 1000, 1)} km" for m in rows["distance_m"]
        ],
        words.mark("Workplaces"): known["capacity"].tolist(),
    }
    told = {words.translate(lang, name): v for name, v in columns.items()}
    return pd.DataFrame({**told, asked.column(lang): known["reached"].tolist()})


def initiatives(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Initiatives as a table: name, theme, area, since when."""
    columns = {
        words.mark("Name"): rows["name"],
        words.mark("Theme"): [points.theme(lang, code) for code in rows["theme"]],
        words.mark("Area"): rows["area_name"],
        words.mark("Since"): [_day(lang, day) for day in rows["started_on"]],
        words.mark("Website"): rows["url"],
    }
    told = pd.DataFrame({words.translate(lang, name): v for name, v in columns.items()})
    return told.dropna(axis="columns", how="all").astype(object).fillna("")


def missing(lang: str, rows: pd.DataFrame) -> pd.Series:
    """What stands where a place has no reach: why."""
    states = {"c": "protected", "x": "not_applicable"}
    told = {flag: words.label(lang, "state", state) for flag, state in states.items()}
    return pd.Series([told.get(flag, numbers.DASH) for flag in rows["flag"]], rows.index)


def _categories(lang: str, rows: pd.DataFrame) -> list[str]:
    return [words.label(lang, "place_category", c) for c in rows["category"]]


def _count(lang: str, value: float | None) -> str | None:
    return None if value is None or pd.isna(value) else numbers.number(lang, value)


def _day(lang: str, value: Any) -> str | None:
    return None if pd.isna(value) else numbers.day(lang, value.date())
