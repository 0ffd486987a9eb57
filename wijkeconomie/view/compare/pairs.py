"""All areas of a level by two figures, the chosen ones among them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkeconomie.view import charts, words
from wijkeconomie.view.charts import Axis, Drawn
from wijkeconomie.view.compare import amounts
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.profile import among
from wijkeconomie.view.taking import figures


def axis(
    lang: str, indicator: Indicator, middle: float | None = None, *, is_log: bool = False
) -> Axis:
    """An axis that measures an indicator, with its unit where its title does not say it."""
    title, unit = (words.translate(lang, text) for text in (indicator.title, indicator.unit))
    is_percent = indicator.unit == "percent"
    is_told = is_percent or unit.lower() in title.lower() or indicator.unit == "index"
    return Axis(
        title=f"{title} (%)" if is_percent else title if is_told else f"{title} ({unit})",
        number_format=f",.{indicator.decimals}~f" if indicator.decimals else ",d",
        unit=indicator.unit_sign(lang) if is_percent else "",
        middle=middle,
        is_log=is_log,
    )


def dots(
    found: pd.DataFrame, x: str, y: str, names: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Rows for a scatter of ``amounts.of_level`` by two figures: name, x, y, is_chosen by code;
    and names of areas left out, by why. Chosen areas are called as elsewhere on the page."""
    is_told = amounts.is_counted(found, x) & amounts.is_counted(found, y)
    told = found[is_told]
    rows = pd.DataFrame(
        {
            "name": [names.get(str(code), name) for code, name in told["name"].items()],
            "x": told[x].astype(float),
            "y": told[y].astype(float),
            "is_chosen": told.index.isin(list(names)),
        }
    )
    return rows, _left_out(found[~is_told], (x, y))


def taken(
    lang: str, found: pd.DataFrame, pair: Sequence[Indicator], rows: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Both figures of all areas, as ``figures.of`` has them, with is_in_chart, and part where
    ``rows`` of the chart have one."""
    parts = []
    for each in dict.fromkeys(pair):
        name = each.indicator
        states = found[f"{name}_state"]
        told = found[["name"]].assign(year=year, value=found[name], state=states)
        parts.append(figures.of(lang, each, told.rename_axis("area_code").reset_index()))
    every = pd.concat(parts, ignore_index=True)
    every["is_in_chart"] = every["area_code"].isin(rows.index)
    if "where" in rows:
        every["part"] = every["area_code"].map(rows["where"])
    return every


def _left_out(missing: pd.DataFrame, names: Sequence[str]) -> dict[str, list[str]]:
    """Each area once, by the first reason that holds."""
    by_why: dict[str, list[str]] = {}
    done: set[str] = set()
    for name in dict.fromkeys(names):
        for why, areas in amounts.left_out(missing, name).items():
            new = [area for area in areas if area not in done]
            by_why.setdefault(why, []).extend(new)
            done |= set(new)
    return {why: areas for why, areas in by_why.items() if areas}


def scatter(lang: str, rows: pd.DataFrame, x: Indicator, y: Indicator) -> Drawn:
    """The chart of ``dots``."""
    return charts.scatter(lang, rows, axis(lang, x), axis(lang, y))


def told_left_out(lang: str, left_out: Mapping[str, Sequence[str]]) -> str:
    """How many areas are left out, and why; empty when none is."""
    return among.left_out(lang, {why: len(areas) for why, areas in left_out.items()})


def listed_left_out(lang: str, left_out: Mapping[str, Sequence[str]]) -> list[str]:
    """The areas that are left out by name, a line a reason."""
    return [
        f"{among.reason(lang, why, len(left_out[why]))}: {', '.join(left_out[why])}"
        for why in among.WHY
        if left_out.get(why)
    ]
