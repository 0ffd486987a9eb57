"""Hubs and third places as a page tells of them: titles, details, lists."""

from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, words


def title(lang: str, rows: pd.DataFrame) -> str:
    """How many hubs and third places there are."""
    if rows.empty:
        return words.translate(lang, "Hubs and third places")
    counts = rows["kind"].value_counts()
    return words.translate(
        lang,
        "{hubs} hubs and {third} third places",
        hubs=numbers.number(lang, int(counts.get("hub", 0))),
        third=numbers.number(lang, int(counts.get("third_place", 0))),
    )


def details(lang: str, place: dict[Any, Any]) -> list[tuple[str, str]]:
    """What is known of one place, in words: area, capacity, operator, dates, website."""
    told = [
        (words.mark("Area"), place["area_name"]),
        (words.mark("Workplaces"), _count(lang, place["capacity"])),
        (words.mark("Operator"), place["operator"]),
        (words.mark("Open since"), _day(lang, place["opened_on"])),
        (words.mark("Checked on"), _day(lang, place["checked_on"])),
        (words.mark("Website"), place["url"]),
    ]
    return [
        (words.translate(lang, term), str(value))
        for term, value in told
        if value is not None and not pd.isna(value)
    ]


def listed(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Places as a table: name, category, area, workplaces, reach."""
    columns = {
        words.mark("Name"): rows["name"],
        words.mark("Category"): [words.label(lang, "place_category", c) for c in rows["category"]],
        words.mark("Wijk"): rows["wijk_name"],
        words.mark("Workplaces"): rows["capacity"],
        words.mark("Home-based within 1 km"): rows["home_based"],
    }
    return pd.DataFrame({words.translate(lang, name): v for name, v in columns.items()})


def near(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Places near an area: name, category, distance in words."""
    columns = {
        words.mark("Name"): rows["name"],
        words.mark("Category"): [words.label(lang, "place_category", c) for c in rows["category"]],
        words.mark("Distance to the centre"): [
            f"{numbers.number(lang, m / 1000, 1)} km" for m in rows["distance_m"]
        ],
    }
    return pd.DataFrame({words.translate(lang, name): v for name, v in columns.items()})


def _count(lang: str, value: float | None) -> str | None:
    return None if value is None or pd.isna(value) else numbers.number(lang, value)


def _day(lang: str, value: Any) -> str | None:
    return None if pd.isna(value) else numbers.day(lang, value.date())
