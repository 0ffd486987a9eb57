"""What an area is made of: sectors, sizes and premises, and what came and went."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from wijkeconomie.view import charts, city_parts, similar, words
from wijkeconomie.view.charts import Marks
from wijkeconomie.view.profile.figures import Figures

OPENED = {
    "openings": words.mark("Openings"),
    "closures": words.mark("Closures"),
    "net": words.mark("Openings minus closures"),
}
MOVED = {
    "moved_in": words.mark("Came from elsewhere"),
    "moved_out": words.mark("Went elsewhere"),
    "net": words.mark("Came minus went"),
}


def quotients(lang: str, figures: Figures, area: str, year: int) -> charts.Drawn | None:
    """Sectors by location quotient, in the order of their codes; none without a reference."""
    rows = figures.mix(area, year)
    if figures.states.at[(area, year), "specialisation"] == "not_applicable":
        return None
    protected = words.label(lang, "state", "protected")
    missing = pd.Series("–", rows.index).mask(rows["flag"] == "c", protected)
    shown = pd.DataFrame(
        {
            "label": [words.label(lang, "sector", code) for code in rows.index],
            "value": rows["lq"].to_numpy(float),
            "reference": 1.0,
            "note": missing.where(rows["lq"].isna(), "").to_numpy(),
        }
    )
    shown.attrs.update(label=words.translate(lang, "Sector"), value=words.translate(lang, "LQ"))
    return charts.bars(lang, shown, ".1f")


def shares(lang: str, rows: pd.DataFrame, dimension: str, names: tuple[str, str]) -> charts.Drawn:
    """Shares of establishments by a dimension, with the mean of similar areas where enough of them
    have a figure. ``rows``: the read query ``breakdown``; ``names``: of the area and of the
    municipality beside it."""
    shown = breakdown(lang, dimension, rows)
    shown.attrs.update(
        unit="%" if lang == "en" else "\N{NO-BREAK SPACE}%", value=names[0], reference=names[1]
    )
    shown.attrs.update(similar=words.translate(lang, "Mean of similar areas (of how many)"))
    if names[0] == names[1]:
        shown["reference"] = None
    shown["similar"] = shown["similar"].where(shown["similar_areas"] >= similar.LEAST_ALIKE)
    return charts.bars(lang, shown, ".0f")


def breakdown(lang: str, dimension: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Shares per code with the municipality's beside them, in the order of the codes.

    ``rows``: the read query ``breakdown``. Returns label, establishments, value (%), reference
    (%), note (why a value is missing), similar (%, the mean of areas like it), similar_areas (how
    many have a figure). Finer sectors and small-scale sets are left out.
    """
    finer = words.section_codes() | {"lt10", "one", "wijkeconomie"}
    order = [c for c in words.codes(dimension) if c in set(rows["code"]) - finer]
    known = rows.set_index("code").loc[order].reset_index()
    states = {"c": "protected", "u": "unknown"}
    notes = {flag: words.label(lang, "state", state) for flag, state in states.items()}
    return pd.DataFrame(
        {
            "label": [words.label(lang, dimension, code) for code in order],
            "establishments": known["establishments"],
            "value": known["share"],
            "reference": known["municipality_share"],
            "note": known["flag"].map(notes).fillna(""),
            "similar": known["similar_share"],
            "similar_areas": known["similar_areas"],
        }
    )


def legend(lang: str, names: tuple[str, str], *, has_similar: bool) -> str:
    """What the marks on shares are. ``names``: of the area and of the municipality beside it."""
    marks = [words.mark("Percent of all establishments.")]
    if names[0] != names[1]:
        marks = [words.mark("Percent of all establishments; the orange mark is {area}.")]
    if has_similar:
        marks.append(words.mark("The diamond is the mean of similar areas."))
    return " ".join(words.translate(lang, mark, area=names[1]) for mark in marks)


def flows(
    lang: str, rows: pd.DataFrame, titles: dict[str, str], marks: Marks
) -> charts.Drawn | None:
    """What came and what went per year, and the difference; none before a second reference date.
    ``rows``: the read query ``dynamics_by_year``; ``titles``: OPENED or MOVED."""
    known = rows[rows["flag"].fillna("") != "u"]
    if known.empty:
        return None
    came, went = list(titles)[:2]
    netted = known.assign(net=known[came] - known[went])
    told = [name for name in netted if str(name).startswith("least_")]
    long = netted.melt(["year", "area_code", *told], list(titles), "series", "value")
    protected = words.label(lang, "state", "protected")
    long["note"] = [
        _note(lang, row, protected) if pd.isna(row["value"]) else ""
        for row in long.to_dict("records")
    ]
    long["series"] = [words.translate(lang, titles[s]) for s in long["series"]]
    return charts.trend(lang, long, marks=marks)


def _note(lang: str, row: Mapping[Hashable, Any], protected: str) -> str:
    """That a figure is protected, or of a city part how many there are at least."""
    least = row.get(f"least_{row['series']}")
    if not city_parts.is_one(row["area_code"]) or pd.isna(least) or not least:
        return protected
    return city_parts.at_least(lang, least)
