"""The profile of an area in words and rows."""

from datetime import date
from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, words

SERIES = {
    "home_based": words.mark("At home"),
    "business_premises": words.mark("Business premises"),
    "premises_unknown": words.mark("Premises unknown"),
}
FLOWS = {"openings": words.mark("Openings"), "closures": words.mark("Closures")}
COMPARED = {
    "per_1000": words.mark("Establishments per 1,000 inhabitants"),
    "jobs_per_establishment": words.mark("Jobs per establishment"),
    "share_home": words.mark("Share home-based"),
    "share_one": words.mark("Share one-person establishments"),
    "share_small": words.mark("Share small-scale (fewer than 10 full-time)"),
}
PARTS = {
    "jobs_per_establishment": ["jobs"],
    "share_home": ["home_based"],
    "share_one": ["one_person"],
    "share_small": ["small_scale"],
}


def area_label(lang: str, areas: pd.DataFrame, code: str) -> str:
    """Name of an area for a list: with its level, and its wijk when it is a buurt."""
    row = areas.loc[code].to_dict()
    level = words.label(lang, "level", row["level"]).lower()
    return f"{row['name']} – {level}" + (
        f", {row['parent_name']}" if row["level"] == "buurt" else ""
    )


def place_in_the_world(lang: str, areas: pd.DataFrame, code: str) -> str:
    """Level, code, parent, inhabitants and dwellings of an area in one line."""
    row = areas.loc[code].to_dict()
    parts = [f"{words.label(lang, 'level', row['level'])} {code}"]
    if row["level"] != "municipality":
        parts.append(words.translate(lang, "in {area}", area=row["parent_name"]))
    for column, message in (
        ("population", words.mark("{count} inhabitants")),
        ("dwellings", words.mark("{count} dwellings")),
    ):
        if pd.notna(row[column]):
            count = numbers.number(lang, row[column])
            parts.append(words.translate(lang, message, count=count))
    return " · ".join(parts)


def summary(lang: str, rows: pd.DataFrame, on: date) -> str:
    """What is special about an area in one sentence, from its published figures."""
    row, told = _of(rows, on.year), numbers.day(lang, on)
    if row.get("flag") == "u":
        return words.translate(lang, "No register was delivered for {date}.", date=told)
    home, total = row.get("home_based"), row.get("establishments")
    if total is None or pd.isna(total):
        return words.translate(lang, "Too few establishments to show figures.")
    if total == 0:
        return words.translate(lang, "No establishments on the reference date.")
    if home is None or pd.isna(home):
        return words.translate(
            lang,
            "{count} establishments on {date}.",
            count=numbers.number(lang, total),
            date=told,
        )
    return words.translate(
        lang,
        "{count} establishments on {date}, of which {share} at home.",
        count=numbers.number(lang, total),
        date=told,
        share=numbers.percent(lang, _share(home, total), 0),
    )


def beside(
    lang: str,
    areas: pd.DataFrame,
    area: tuple[str, pd.DataFrame],
    whole: tuple[str, pd.DataFrame],
    year: int,
) -> pd.DataFrame:
    """Ratios of an area with its municipality's beside them, in words."""
    columns = {}
    for code, rows in (area, whole):
        row = _of(rows, year)
        ratios = _ratios(row, areas.loc[code].to_dict())
        columns[areas.loc[code, "name"]] = [
            _written(lang, name, ratios[name], _is_protected(row, name)) for name in COMPARED
        ]
    index = [words.translate(lang, title) for title in COMPARED.values()]
    return pd.DataFrame(columns, index=index)


def _ratios(row: dict[str, Any], area: dict[Any, Any]) -> dict[str, float]:
    total, people = _known(row.get("establishments")), _known(area["population"])
    return {
        "per_1000": _divided(total * 1000, people),
        "jobs_per_establishment": _divided(_known(row.get("jobs")), total),
        "share_home": _share(_known(row.get("home_based")), total),
        "share_one": _share(_known(row.get("one_person")), total),
        "share_small": _share(_known(row.get("small_scale")), total),
    }


def _is_protected(row: dict[str, Any], name: str) -> bool:
    """Whether a ratio misses a part because it is protected, not because it is unknown."""
    parts = ["establishments", *PARTS.get(name, [])]
    is_known = row.get("home_flag" if name == "share_home" else "flag") != "u"
    return bool(row) and is_known and any(pd.isna(row[part]) for part in parts)


def _written(lang: str, name: str, value: float, is_protected: bool) -> str:
    if is_protected:
        return words.label(lang, "state", "protected")
    if name.startswith("share"):
        return numbers.percent(lang, value)
    return numbers.number(lang, value, 0 if name == "per_1000" else 1)


def _known(value: float | None) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)


def _divided(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _share(part: float, whole: float) -> float:
    """Rounding can make a part larger than its whole: a share stays at 1."""
    share = _divided(part, whole)
    return 1.0 if share > 1 else share


def trend(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Establishments by premises for a chart: year, series, value."""
    long = rows.melt("year", list(SERIES), "series", "value")
    return long.assign(series=[words.translate(lang, SERIES[s]) for s in long["series"]])


def dynamics(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Openings and closures for a chart: year, series, value; without the unknown first year."""
    known = rows[rows["flag"].fillna("") != "u"]
    long = known.melt("year", list(FLOWS), "series", "value")
    return long.assign(series=[words.translate(lang, FLOWS[s]) for s in long["series"]])


def buurten_in(areas: pd.DataFrame, code: str) -> list[str]:
    """Codes of an area and all areas within it."""
    inside = areas.index[areas.index.str[2:].str.startswith(code[2:])]
    return [code, *inside]


def _of(rows: pd.DataFrame, year: int) -> dict[str, Any]:
    found = rows[rows["year"] == year].to_dict("records")
    return {str(k): v for k, v in found[0].items()} if found else {}
