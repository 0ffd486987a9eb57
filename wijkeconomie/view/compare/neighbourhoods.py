"""The eight MKB neighbourhoods: which areas of the release they are, and what is measured there."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.view import atlas, factors, numbers, query, words
from wijkeconomie.view.compare import amounts, side
from wijkeconomie.view.factor_readings import Asked
from wijkeconomie.view.indicators import Indicator

LEVELS = ("wijk", "buurt")
TITLES = (
    words.mark("Neighbourhood"),
    words.mark("Municipality"),
    words.mark("In these figures"),
)
NUMBERED = re.compile(r"^wijk\s+\d+\s+")


@dataclass(frozen=True)
class Neighbourhood:
    """One of the eight: its name and municipality, and the areas of the release it is: none when
    its municipality is not loaded, or has no area of that name."""

    name: str
    municipality: str
    code: str
    is_loaded: bool
    areas: list[str]
    proved: str


@dataclass(frozen=True)
class Theme:
    """A theme of the experiments: the indicators that measure it, and without them what would be
    needed, unless the municipality measured the factor of the same ``code`` itself."""

    code: str
    name: str
    indicators: list[str]
    needed: str


def listed() -> list[Neighbourhood]:
    """The eight, in the order of the source."""
    known = atlas.areas()
    codes = query.release().municipality_codes
    found = []
    for row in shipped.rows("mkb_neighbourhoods"):
        code = row["municipality_code"]
        spellings = [row["name"], *filter(None, row["also_written"].split("|"))]
        own = known[known["municipality_code"] == code]
        found.append(
            Neighbourhood(
                name=row["name"],
                municipality=row["municipality_name"],
                code=code,
                is_loaded=code in codes,
                areas=matched(own, spellings),
                proved=_proved(row),
            )
        )
    return found


def _proved(row: Mapping[str, str]) -> str:
    """What CBS called it in 2022, where that is known: names with codes."""
    pairs = zip(row["names_2022"].split("|"), row["codes_2022"].split("|"), strict=True)
    return ", ".join(f"{name} ({code})" for name, code in pairs if code)


def matched(areas: pd.DataFrame, spellings: list[str]) -> list[str]:
    """Codes of wijken whose name holds all words of a spelling, and only where no wijk does of
    buurten; all that do, as a name may be of more. ``areas``: level and name, by code."""
    for level in LEVELS:
        of_level = areas[areas["level"] == level]
        found = [
            str(code)
            for code, name in of_level["name"].items()
            if any(name_words(spelling) <= name_words(str(name)) for spelling in spellings)
        ]
        if found:
            return sorted(found)
    return []


def name_words(name: str) -> frozenset[str]:
    """Words of a name without capitals, accents, hyphens or the number of a wijk."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(re.findall(r"[a-z0-9]+", NUMBERED.sub("", letters.strip())))


def themes() -> list[Theme]:
    """The eight themes of the experiments, in order."""
    return [
        Theme(row["theme"], row["name"], row["indicators"].split(), row["needed"])
        for row in shipped.rows("mkb_themes")
    ]


def frame(
    lang: str, known: Mapping[str, Indicator], found: list[Neighbourhood], year: int
) -> pd.DataFrame:
    """A row a theme: what measures it, and a column an area that is loaded."""
    areas = {area: each.name for each in found for area in each.areas}
    rows, index = [], []
    for theme in themes():
        made = [_row(lang, known[name], areas, year) for name in theme.indicators]
        made = made or _own(lang, theme, areas, year) or [_none(lang, theme, areas)]
        rows += made
        index += [words.translate(lang, theme.name)] * len(made)
    corner = words.translate(lang, "Theme")
    return pd.DataFrame(rows, index=pd.Index(index, name=corner))


def _none(lang: str, theme: Theme, areas: Mapping[str, str]) -> dict[str, str]:
    needed = words.translate(lang, theme.needed)
    told = words.translate(lang, "Not measured. Needed: {needed}", needed=needed)
    return {_by(lang): told} | {_column(area): numbers.DASH for area in areas}


def own(lang: str, theme: Theme, areas: Iterable[str], year: int) -> dict[str, dict[str, str]]:
    """What municipalities measured of a theme themselves, in words: by title, and by area."""
    found: dict[str, dict[str, str]] = {}
    for area in areas:
        for factor in factors.checklist(Asked(lang, area, year)):
            for each in factor.readings if factor.code == theme.code else []:
                found.setdefault(each.title, {})[area] = each.value
    return found


def _own(lang: str, theme: Theme, areas: Mapping[str, str], year: int) -> list[dict[str, str]]:
    """A row each; where none of the eight is loaded, what is measured of what is."""
    measured = own(lang, theme, areas or query.release().municipality_codes, year)
    return [
        {_by(lang): title} | {_column(area): known.get(area, numbers.DASH) for area in areas}
        for title, known in measured.items()
    ]


def _by(lang: str) -> str:
    return words.translate(lang, "Measured by")


def _row(lang: str, indicator: Indicator, areas: Mapping[str, str], year: int) -> dict[str, str]:
    found = {area: amounts.value(indicator.indicator, area, year) for area in areas}
    values = {_column(area): side.written(lang, indicator, *found[area]) for area in areas}
    return {_by(lang): words.translate(lang, indicator.title)} | values


def _column(area: str) -> str:
    return f"{atlas.name(area)} ({area})"


def status(lang: str, found: list[Neighbourhood]) -> pd.DataFrame:
    """A row a neighbourhood: municipality, and the areas it is here, or why there is none."""
    titles = [words.translate(lang, text) for text in TITLES]
    return pd.DataFrame(
        {
            titles[1]: [f"{each.municipality} ({each.code})" for each in found],
            titles[2]: [_status(lang, each) for each in found],
        },
        index=pd.Index([each.name for each in found], name=titles[0]),
    )


def _status(lang: str, each: Neighbourhood) -> str:
    if each.areas:
        return ", ".join(_column(area) for area in each.areas)
    if each.is_loaded:
        message = words.mark("no wijk or buurt of this name among those of {municipality}")
        return words.translate(lang, message, municipality=each.municipality)
    if each.proved:
        message = words.mark("not loaded yet; in 2022 {areas}")
        return words.translate(lang, message, areas=each.proved)
    return words.translate(lang, "not loaded yet")


def to_load(found: list[Neighbourhood]) -> str:
    """Command lines that load what is lacking; empty when nothing is."""
    lacking = list(dict.fromkeys(each.code for each in found if not each.is_loaded))
    if not lacking:
        return ""
    program = ".venv/bin/python -m wijkeconomie"
    return "\n".join(
        [
            *(f"{program} areas --pdok --municipality {code}" for code in lacking),
            f"{program} import REGISTER.csv --layout lisa --reference-date 2025-04-01",
            f"{program} release",
        ]
    )
