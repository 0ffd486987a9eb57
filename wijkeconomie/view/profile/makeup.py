"""What an area is made of: sectors, sizes and premises, and what came and went."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from wijkeconomie.view import charts, city_parts, filters, query, records, similar, words
from wijkeconomie.view.charts import Marks
from wijkeconomie.view.profile import alike
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.records import Record

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
    """Sectors by location quotient, highest first, then those without in the order of their codes;
    none without a reference."""
    rows = figures.mix(area, year).sort_values("lq", ascending=False, kind="stable")
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
    shown.attrs.update(is_fixed=True)
    return charts.bars(lang, shown, ".1f")


def rows(area: str, year: int, dimension: str) -> pd.DataFrame:
    """Rows of the read query ``breakdown`` of an area, with the mean share of areas like it
    (similar_share) and of how many (similar_areas)."""
    others = [_shares(code, year, dimension) for code in alike.codes(area)]
    told = []
    for row in _of(area, year, dimension):
        known = [v for each in others if (v := each.get(row["code"])) is not None]
        mean = sum(known) / len(known) if known else None
        told.append(row | {"similar_share": mean, "similar_areas": len(known)})
    return pd.DataFrame(told)


def _shares(area: str, year: int, dimension: str) -> dict[str, float | None]:
    return {row["code"]: row["share"] for row in _of(area, year, dimension)}


def _of(area: str, year: int, dimension: str) -> list[Record]:
    return _breakdowns(query.release().release_id, f"GM{area[2:6]}", year, dimension)[area]


@lru_cache(maxsize=64)
def _breakdowns(
    release_id: str, municipality: str, year: int, dimension: str
) -> defaultdict[str, list[Record]]:
    """The same of each area of a municipality, read at once."""
    del release_id
    found = defaultdict(list)
    asked = {"year": year, "dimension": dimension}
    for row in records.of("breakdown", municipality=municipality, **asked):
        found[row["area_code"]].append(row)
    return found


def shares(lang: str, rows: pd.DataFrame, dimension: str, names: tuple[str, str]) -> charts.Drawn:
    """Shares of establishments by a dimension, with the mean of similar areas where enough of them
    have a figure. ``rows``: the read query ``breakdown``; ``names``: of the area and of the
    municipality beside it."""
    shown = breakdown(lang, dimension, rows)
    shown.attrs.update(
        unit="%" if lang == "en" else "\N{NO-BREAK SPACE}%", value=names[0], reference=names[1]
    )
    shown.attrs.update(
        label=words.translate(lang, filters.TITLES[dimension]),
        similar=words.translate(lang, "Mean of similar areas (of how many)"),
    )
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
    known = {row["code"]: row for row in rows.to_dict("records")}
    order = [c for c in words.codes(dimension) if c in known and c not in finer]
    states = {"c": "protected", "u": "unknown"}
    notes = {flag: words.label(lang, "state", state) for flag, state in states.items()}
    return pd.DataFrame(
        {
            "label": [words.label(lang, dimension, code) for code in order],
            "establishments": [known[code]["establishments"] for code in order],
            "value": [known[code]["share"] for code in order],
            "reference": [known[code]["municipality_share"] for code in order],
            "note": [_why(known[code], notes) for code in order],
            "similar": [known[code]["similar_share"] for code in order],
            "similar_areas": [known[code]["similar_areas"] for code in order],
        }
    )


def _why(row: Mapping[Hashable, Any], notes: Mapping[str, str]) -> str:
    """Why a share is missing: by the flag of its own figure, or as the whole is protected."""
    is_of_hidden = row["establishments"] > 0 and pd.isna(row["share"])
    return notes.get(row["flag"], notes["c"] if is_of_hidden else "")


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
    known = [row for row in rows.to_dict("records") if row["flag"] != "u"]
    if not known:
        return None
    came, went = list(titles)[:2]
    netted = [row | {"net": row[came] - row[went]} for row in known]
    protected = words.label(lang, "state", "protected")
    long = {
        "year": [row["year"] for _series in titles for row in netted],
        "series": [words.translate(lang, title) for title in titles.values() for _row in netted],
        "value": [row[series] for series in titles for row in netted],
        "note": [
            _note(lang, row, series, protected) if pd.isna(row[series]) else ""
            for series in titles
            for row in netted
        ],
        "least": [_least(row, series) for series in titles for row in netted],
    }
    return charts.trend(lang, pd.DataFrame(long), marks=marks)


def _note(lang: str, row: Mapping[Hashable, Any], series: str, protected: str) -> str:
    """That a figure is protected, or of a city part how many there are at least."""
    least = _least(row, series)
    return city_parts.at_least(lang, least) if least > 0 else protected


def _least(row: Mapping[Hashable, Any], series: str) -> float:
    """How many there are at least in a city part; nan for other areas."""
    known = row.get(f"least_{series}")
    if not city_parts.is_one(row["area_code"]) or pd.isna(known):
        return float("nan")
    return float(known)
