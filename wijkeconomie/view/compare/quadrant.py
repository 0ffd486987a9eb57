"""Specialise or diversify: the strongest specialisation of areas against how versatile they are."""

from collections.abc import Mapping

import pandas as pd

from wijkeconomie.view import charts, numbers, words
from wijkeconomie.view.charts import Drawn
from wijkeconomie.view.compare import pairs
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.profile import figures, formulas

X, Y = "diversity", "specialisation"
PARTS = {
    (True, True): words.mark("strong in one sector, and versatile"),
    (True, False): words.mark("strong in one sector, little else"),
    (False, True): words.mark("versatile, without a strong sector"),
    (False, False): words.mark("neither strong in one sector nor versatile"),
}

CORNERS = (
    words.mark("specialised"),
    words.mark("specialised and versatile"),
    words.mark("versatile"),
    words.mark("neither"),
)


def parts(lang: str, rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, float]]:
    """``pairs.dots`` with ``where``: in which of four parts each lies, divided by the medians of
    all areas, which are returned too (x, y)."""
    usual = {axis: float(rows[axis].median()) for axis in ("x", "y")}
    is_mixed, is_strong = rows["x"] >= usual["x"], rows["y"] >= usual["y"]
    found = [PARTS[pair] for pair in zip(is_strong, is_mixed, strict=True)]
    return rows.assign(where=[words.translate(lang, part) for part in found]), usual


def drawn(
    lang: str, rows: pd.DataFrame, usual: Mapping[str, float], known: Mapping[str, Indicator]
) -> Drawn:
    """The four parts, with dashed lines at the medians."""
    across = pairs.axis(lang, known[X], usual["x"])
    upwards = pairs.axis(lang, known[Y], usual["y"], is_log=True)
    corners = tuple(words.translate(lang, corner) for corner in CORNERS)
    return charts.scatter(lang, rows, across, upwards, corners)


def told(lang: str, rows: pd.DataFrame, names: Mapping[str, str], year: int) -> list[str]:
    """Of each chosen area its strongest sector, and in which part it lies."""
    sentences = []
    for code, name in names.items():
        if code not in rows.index:
            message = words.mark("{area}: too little is known here to say.")
            sentences.append(words.translate(lang, message, area=name))
            continue
        sector, quotient = strongest(code, year)
        sentences.append(
            words.translate(
                lang,
                "{area}: {where}. Strongest in {sector} ({quotient} times its share elsewhere).",
                area=name,
                where=rows.at[code, "where"],
                sector=words.label(lang, "sector", sector).lower(),
                quotient=numbers.number(lang, quotient, 1),
            )
        )
    return sentences


def strongest(area: str, year: int) -> tuple[str, float]:
    """The sector with the highest location quotient among those with WEIGHT_FROM of the jobs."""
    found = figures.around(area)
    mix, total = found.mix(area, year), float(found.cells.at[(area, year), "jobs"])  # pyright: ignore
    weighty = mix.loc[mix["jobs"] / total >= formulas.WEIGHT_FROM, "lq"].dropna()
    return str(weighty.idxmax()), float(weighty.max())
