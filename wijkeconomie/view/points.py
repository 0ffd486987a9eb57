"""Places and initiatives as points on the map: what each is, how it is drawn, whom it reaches."""

from datetime import date
from itertools import pairwise

import pandas as pd

from wijkeconomie.view import attribution, look, numbers, query, words

THEMES = {
    "neighbourhood_services": words.mark("Neighbourhood services"),
    "home_cooking": words.mark("Cooking at home for others"),
    "local_currency": words.mark("Local currency"),
    "sharing": words.mark("Sharing"),
    "swapping": words.mark("Swapping"),
    "repair": words.mark("Repair"),
}
TOGGLES = {
    "hub": words.mark("Hubs"),
    "third_place": words.mark("Third places"),
    "initiative": words.mark("Initiatives"),
}
SAID = {
    "points": words.mark("Places: arrow keys go from one to the next, Enter opens one"),
    "cluster": words.mark("{count} together: zoom in"),
    "together": words.mark("{count} at the same spot"),
    "more": words.mark("and {count} more"),
    "capacity": words.mark("Workplaces: {count}"),
    "unknown": words.mark("Workplaces: unknown"),
    "symbols": words.mark("Symbols"),
    "close": words.mark("Close"),
}


def places() -> dict[str, object]:
    """GeoJSON of all places by place_id, with how categories and capacities are drawn.

    Properties: code, name, kind, category, capacity (missing when unknown), area."""
    features = [
        feature(
            row,
            code=row["place_id"],
            name=row["name"],
            kind=row["kind"],
            category=row["category"],
            capacity=None if pd.isna(row["capacity"]) else int(row["capacity"]),
            area=row["area_name"],
        )
        for row in _by_id("table_place", "place_id").to_dict("records")
    ]
    symbols = {code: _symbol(code) for code in words.codes("place_category")}
    return {
        "type": "FeatureCollection",
        "features": features,
        "symbols": symbols,
        "sizes": look.SIZES,
    }


def initiatives() -> dict[str, object]:
    """GeoJSON of all initiatives with a point or an area. Properties: code, name, kind
    ('initiative'), theme in every language, area."""
    rows = _by_id("table_initiative", "initiative_id").dropna(subset=["lon", "lat"])
    features = [
        feature(
            row,
            code=row["initiative_id"],
            name=row["name"],
            kind="initiative",
            category="initiative",
            theme={lang: theme(lang, row["theme"]) for lang in words.LANGUAGES},
            area=row["area_name"],
        )
        for row in rows.to_dict("records")
    ]
    symbols = {"initiative": _symbol("initiative")}
    return {"type": "FeatureCollection", "features": features, "symbols": symbols}


def chosen(found: pd.Series) -> str | None:
    """Which points are shown, a letter each in the order of ``places`` or ``initiatives``; None
    for all. ``found``: whether each is, by its id."""
    return None if found.all() else "".join("1" if f else "." for f in found.sort_index())


def was_closed(rows: pd.DataFrame, on: date) -> pd.Series:
    """Whether each place was closed for good by a day."""
    return rows["closed_on"].notna() & (rows["closed_on"] <= pd.Timestamp(on))


def is_later(rows: pd.DataFrame, on: date) -> pd.Series:
    """Whether each place opened after a day."""
    return rows["opened_on"].notna() & (rows["opened_on"] > pd.Timestamp(on))


def open_in(year: int) -> str | None:
    """Which places were open on the reference date of a year, as ``chosen``; also those that do
    not tell since when, or until when."""
    rows, on = _by_id("table_place", "place_id"), query.release().date_of(year)
    return chosen((~is_later(rows, on) & ~was_closed(rows, on)).set_axis(rows["place_id"]))


def theme(lang: str, code: str | None) -> str:
    """A theme in words; as it stands when it is one of its own."""
    if code is None or pd.isna(code):
        return ""
    return words.translate(lang, THEMES[code]) if code in THEMES else str(code)


def label(lang: str, category: str) -> str:
    """Name of a category of places, or of initiatives, which are none."""
    if category in look.PLACES:
        return words.label(lang, "place_category", category)
    return words.translate(lang, "Initiative")


def described(lang: str, row: dict) -> str:
    """What is known of a row of a table with points, in one line."""
    size = row.get("capacity")
    desks = words.mark("Workplaces: {count}")
    told = [
        words.translate(lang, desks, count=numbers.number(lang, size)) if size else "",
        row.get("operator"),
        theme(lang, row.get("theme")),
        row.get("opening_hours"),
        row["area_name"],
    ]
    return ", ".join(str(part) for part in told if part)


def options(lang: str, toggles: tuple[str, ...]) -> dict[str, object]:
    """What the map says and offers about points."""
    return {
        "toggles": {kind: words.translate(lang, TOGGLES[kind]) for kind in toggles},
        "said": {name: words.translate(lang, message) for name, message in SAID.items()},
        "flags": {
            "c": words.label(lang, "state", "protected"),
            "u": numbers.DASH,
            "x": words.label(lang, "state", "not_applicable"),
        },
        "sizes": [text for _, text in sizes(lang)],
        "sources": attribution.lines(lang),
    }


def sizes(lang: str) -> list[tuple[int, str]]:
    """Diameters in pixels with the workplaces they stand for; the first for an unknown number."""
    least = [least for least, _ in look.SIZES]
    told = [words.translate(lang, "unknown")]
    told += [
        words.translate(lang, "{low} to {high}", low=low, high=high - 1)
        for low, high in pairwise(least)
    ]
    told.append(words.translate(lang, "{high} or more", high=least[-1]))
    diameters = [look.SIZES[0][1], *(diameter for _, diameter in look.SIZES)]
    return list(zip(diameters, told, strict=True))


def feature(row: dict, **properties: object) -> dict:
    """A GeoJSON feature at the lon and lat of a row."""
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "properties": properties, "geometry": point}


def _by_id(name: str, key: str) -> pd.DataFrame:
    return query.run(name).sort_values(key)


def _symbol(category: str) -> dict[str, str]:
    """How a category is drawn, and its name in every language."""
    shape, colour = look.PLACES.get(category, look.INITIATIVE)
    names = {lang: label(lang, category) for lang in words.LANGUAGES}
    return {"path": look.PATHS[shape], "colour": colour, **names}
