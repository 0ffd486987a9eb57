"""Areas side by side: a table of figures, each with its meaning, none with a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from wijkeconomie.view import atlas, city_parts, features, indicators, markup, numbers, words
from wijkeconomie.view.compare import amounts
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.taking import figures

SAID = ("percent", "index")


@dataclass(frozen=True)
class Row:
    """A figure of all areas, in text; ``states`` says of each whether and why it is missing."""

    indicator: str
    title: str
    unit: str
    definition: str
    texts: dict[str, str]
    states: dict[str, str]


def rows(lang: str, known: Mapping[str, Indicator], areas: Sequence[str], year: int) -> list[Row]:
    """The figures of a profile of each area in a year."""
    return [_row(lang, known[name], areas, year) for name in amounts.INDICATORS if name in known]


def _row(lang: str, indicator: Indicator, areas: Sequence[str], year: int) -> Row:
    found = {area: amounts.value(indicator.indicator, area, year) for area in areas}
    title, unit = (words.translate(lang, text) for text in (indicator.title, indicator.unit))
    return Row(
        indicator=indicator.indicator,
        title=title,
        unit="" if indicator.unit in SAID or unit.lower() in title.lower() else unit,
        definition=words.translate(lang, indicator.definition),
        texts={
            area: amounts.at_least(lang, indicator.indicator, area, year)
            or written(lang, indicator, *pair)
            for area, pair in found.items()
        },
        states={area: state for area, (_value, state) in found.items()},
    )


def written(lang: str, indicator: Indicator, value: float, state: str) -> str:
    """A value with a percent sign, other units left to the row; or its state in words."""
    if state in ("value", "zero") and indicator.unit != "percent":
        signed = numbers.signed if indicator.scale == "diverging" else numbers.number
        return signed(lang, value, indicator.decimals)
    return indicators.written(lang, indicator, value, state)


def beside(areas: Sequence[str]) -> str:
    """The municipality to show beside areas that all lie in it; empty when there is none or it is
    one of them."""
    wholes = set(atlas.areas().loc[list(areas), "municipality_code"])
    whole = str(next(iter(wholes)))
    return whole if len(wholes) == 1 and whole not in areas else ""


def table(lang: str, found: Sequence[Row], names: Mapping[str, str], whole: str) -> str:
    """The rows as HTML: a column an area, the municipality ``whole`` last and apart."""
    told = words.translate(lang, "Figures of areas side by side")
    corner = words.translate(lang, "Figure")
    head = "".join(
        f'<th scope="col" class="{_kind(code, whole)}">{escape(name)}'
        f"<small>{escape(_level(lang, code))}</small></th>"
        for code, name in names.items()
    )
    body = "".join(_line(row, names, whole) for row in found)
    return (
        f'<div class="compared" tabindex="0" role="region" aria-label="{escape(told)}"><table>'
        f'<thead><tr><th scope="col">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _line(row: Row, names: Mapping[str, str], whole: str) -> str:
    unit = f"<small>{escape(row.unit)}</small>" if row.unit else ""
    fold = markup.fold(row.title, markup.paragraph(row.definition), "meaning")
    cells = "".join(
        f'<td class="{_kind(code, whole, row.states[code])}">{escape(row.texts[code])}</td>'
        for code in names
    )
    return f'<tr><th scope="row">{fold}{unit}</th>{cells}</tr>'


def _level(lang: str, code: str) -> str:
    return city_parts.level_name(lang, str(atlas.areas().at[code, "level"])).lower()


def _kind(code: str, whole: str, state: str = "value") -> str:
    kinds = {"apart": code == whole, "missing": state not in ("value", "zero")}
    return " ".join(name for name, is_so in kinds.items() if is_so)


def taken(
    lang: str, known: Mapping[str, Indicator], names: Mapping[str, str], year: int
) -> pd.DataFrame:
    """The figures of areas in a year, as ``figures.of`` has them."""
    parts = [
        figures.of_cells(
            lang,
            known[name],
            names,
            {(area, year): amounts.value(name, area, year) for area in names},
            amounts.least,
        )
        for name in amounts.INDICATORS
        if name in known
    ]
    return pd.concat(parts, ignore_index=True)


def missing(lang: str, found: Sequence[Row]) -> list[str]:
    """What words in place of a figure mean, each once."""
    states = dict.fromkeys(s for row in found for s in row.states.values())
    told = []
    for state in states:
        if state in ("value", "zero"):
            continue
        name, note = words.label(lang, "state", state), words.note(lang, "state", state)
        if note:
            told.append(f"{name}: {note}")
    return told


def title(lang: str, names: Sequence[str]) -> str:
    """Which areas are compared, as a title."""
    return words.translate(lang, "{areas} side by side", areas=features.listed(lang, list(names)))
