"""The sectors of two areas: what one has more of than the other, and whether they fill each other
up. See docs/decisions/compare.md."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wijkeconomie.view import charts, features, numbers, words
from wijkeconomie.view.charts import Drawn
from wijkeconomie.view.profile import figures as profiled
from wijkeconomie.view.profile import formulas
from wijkeconomie.view.taking import figures

TOLD, WORTH = 3, 1.0
ALIKE, DIFFERENT = 90, 70


@dataclass(frozen=True)
class Mix:
    """Shares of establishments by sector, in percent, of one area and of another, and the
    difference in percentage points; ``overlap`` is what both share, 0 to 100, none where too much
    is protected."""

    rows: pd.DataFrame
    overlap: float | None


def compared(one: str, other: str, year: int) -> Mix:
    """Sectors of two areas in a year: one, other, difference, by code of the sector."""
    both = [_shares(area, year) for area in (one, other)]
    rows = pd.DataFrame({"one": both[0], "other": both[1]})
    rows["difference"] = rows["one"] - rows["other"]
    is_told = all(np.nansum(each) >= 100 * formulas.TOLD_FROM for each in both)
    least = np.minimum(*(each.fillna(0).to_numpy() for each in both))
    return Mix(rows, min(float(least.sum()), 100.0) if is_told else None)


def _shares(area: str, year: int) -> "pd.Series[float]":
    """Percent of an area's establishments, nan where protected."""
    found = profiled.around(area)
    counts = found.mix(area, year)["establishments"].astype(float)
    total = float(found.cells.at[(area, year), "establishments"])  # pyright: ignore
    return counts / total * 100 if total > 0 else counts * np.nan


def drawn(lang: str, mix: Mix, names: tuple[str, str]) -> Drawn:
    """Bars of the difference: to the right what the first has more of."""
    rows = mix.rows
    labels = [words.label(lang, "sector", code) for code in rows.index]
    protected = words.label(lang, "state", "protected")
    shown = pd.DataFrame(
        {
            "label": labels,
            "value": rows["difference"].to_numpy(float),
            "reference": np.nan,
            "note": rows["difference"].isna().map({True: protected, False: ""}).to_numpy(),
        }
    )
    chart = charts.bars(lang, shown, "+.1~f")
    columns = {
        words.translate(lang, "{area} (%)", area=names[0]): ("one", numbers.number),
        words.translate(lang, "{area} (%)", area=names[1]): ("other", numbers.number),
        words.translate(lang, "Difference (percentage points)"): ("difference", numbers.signed),
    }
    texts = {
        title: [protected if pd.isna(v) else write(lang, float(v), 1) for v in rows[name]]
        for title, (name, write) in columns.items()
    }
    index = pd.Index(labels, name=words.translate(lang, "Sector"))
    return replace(
        chart, words=" ".join(told(lang, mix, names)), table=pd.DataFrame(texts, index=index)
    )


def taken(lang: str, mix: Mix, areas: Mapping[str, str], year: int) -> pd.DataFrame:
    """The shares of both areas in percent and the difference in percentage points, a row a sector:
    sector, sector_name, year, reference_date, area_code, area_name, share_percent, state,
    other_code, other_name, other_share_percent, other_state, difference_points. ``areas``: the
    names of one and other by code."""
    (one, name), (other, other_name) = areas.items()
    rows, told = mix.rows.reset_index(names="sector"), {}
    for column, start in (("one", ""), ("other", "other_")):
        states = figures.state_of(rows[column])
        told[column] = {
            f"{start}share_percent": figures.known(rows[column], states),
            f"{start}state": states,
        }
    return pd.DataFrame(
        {
            "sector": rows["sector"],
            "sector_name": [words.label(lang, "sector", code) for code in rows["sector"]],
            "year": year,
            "reference_date": figures.dates([year] * len(rows)),
            "area_code": one,
            "area_name": name,
            **told["one"],
            "other_code": other,
            "other_name": other_name,
            **told["other"],
            "difference_points": rows["difference"].round(1),
        }
    )


def told(lang: str, mix: Mix, names: tuple[str, str]) -> list[str]:
    """What each has more of, and how much both are alike."""
    sentences = []
    for name, sign in zip(names, (1, -1), strict=True):
        more = (mix.rows["difference"] * sign).nlargest(TOLD)
        listed = [
            words.translate(
                lang,
                "{sector} ({points} points)",
                sector=words.label(lang, "sector", str(code)).lower(),
                points=numbers.signed(lang, float(value), 1),
            )
            for code, value in more[more >= WORTH].items()
        ]
        if listed:
            message = words.mark("{area} has more of {sectors}.")
            sectors = features.listed(lang, listed)
            sentences.append(words.translate(lang, message, area=name, sectors=sectors))
    return [*sentences, _complement(lang, mix, names)]


def _complement(lang: str, mix: Mix, names: tuple[str, str]) -> str:
    one, other = names
    if mix.overlap is None:
        return words.translate(
            lang, "Too much is protected to say whether they fill each other up."
        )
    details = {
        "share": numbers.percent(lang, mix.overlap / 100, 0),
        "one": one,
        "other": other,
    }
    if mix.overlap >= ALIKE:
        message = words.mark("They have {share} of their mix in common: nearly the same economy.")
    elif mix.overlap >= DIFFERENT:
        message = words.mark(
            "They have {share} of their mix in common: alike, and each adds something."
        )
    else:
        message = words.mark(
            "They have {share} of their mix in common: {one} and {other} fill each other up."
        )
    return words.translate(lang, message, **details)
