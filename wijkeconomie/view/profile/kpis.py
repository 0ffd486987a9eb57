"""The figures of a profile: each with those beside it, its place, definition, date and source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wijkeconomie.view import atlas, city_parts, indicators, numbers, similar, words
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.profile import alike, among, bands, formulas
from wijkeconomie.view.profile.alike import Alike
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.taking import sources

KPIS = (
    "establishments",
    "jobs",
    "growth",
    "share_home",
    "share_one",
    "share_small",
    "share_wijkeconomie",
    "jobs_per_establishment",
    "per_1000",
    "function_mix",
    "diversity",
    "specialisation",
)
NOTHING = words.mark("There is nothing here to compare or divide by.")
LQ = "specialisation"
OF_CBS = {
    "per_1000": words.mark("Fewer than {count} people live here: too few for a number per 1,000."),
    "function_mix": words.mark(
        "There are fewer than {count} dwellings here: too few to tell a mix."
    ),
}
COULD_EXCEED = words.mark(
    "Sectors that are protected hold so many of the jobs here that one of them could be stronger "
    "than those that are known."
)
NO_PLACE = words.mark("too few to compare")
TOO_FEW = words.mark("too few known")


@dataclass(frozen=True)
class Similar:
    """The mean of similar areas in text: of how many, its value, of which areas, and of how many
    when some are left out."""

    title: str
    text: str
    told: str
    part: str


@dataclass(frozen=True)
class Kpi:
    """One figure in text. ``fifth`` is 0 (lowest) to 4, none where it has no place; ``why`` says
    why there is no figure; ``compared`` among how many areas it is compared, and ``told`` the same
    in words, with why others are not; ``similar`` is none where no areas are similar, and for what
    is of another sector in each; ``detail`` says of what it is."""

    indicator: str
    title: str
    text: str
    why: str
    beside: str
    similar: Similar | None
    fifth: int | None
    place: str
    compared: int
    told: str
    definition: str
    source: str
    detail: str = ""


def listed(
    lang: str,
    figures: Figures,
    known: Mapping[str, Indicator],
    area: str,
    when: date,
) -> list[Kpi]:
    """The figures of KPIS for an area in a year, with the municipality's (none for one itself) and
    the mean of similar areas."""
    others = alike.of(area, figures)
    found = [_kpi(lang, figures, known[name], area, when) for name in KPIS if name in known]
    if others is None:
        return found
    return [replace(k, similar=_mean(lang, others, known[k.indicator], when.year)) for k in found]


def _kpi(
    lang: str,
    figures: Figures,
    indicator: Indicator,
    area: str,
    when: date,
) -> Kpi:
    indicator, name, year = _short(lang, indicator), indicator.indicator, when.year
    state = figures.value(name, area, year)[1]
    place = bands.place(figures, name, area, year)
    others = among.of(figures, name, year)
    areas = among.called(lang, str(atlas.areas().at[area, "level"]))
    beside = ""
    if figures.reference and name != LQ:
        beside = indicators.written(lang, indicator, *figures.value(name, figures.reference, year))
    text, detail = _written(lang, figures, indicator, area, year)
    return Kpi(
        indicator=name,
        title=words.translate(lang, indicator.title),
        text=text,
        why="" if detail else _why(lang, figures, name, area, year),
        beside=beside,
        similar=None,
        fifth=place.fifth if place else None,
        place=words.translate(lang, bands.FIFTHS[place.fifth] if place else NO_PLACE),
        compared=others.count,
        told=others.told(lang, areas) if others.total > 1 else "",
        definition=words.translate(lang, indicator.definition),
        source=_source(lang, figures, name, area, when),
        detail=_strongest(lang, figures, area, year) if name == LQ and state == "value" else detail,
    )


def _source(lang: str, figures: Figures, name: str, area: str, when: date) -> str:
    """Date and source of a figure: those of CBS too where it counts inhabitants or dwellings."""
    on = words.translate(lang, "On {date}.", date=numbers.day(lang, when))
    told = f"{on} {sources.source(lang)}"
    return f"{told} {key_figures(lang, figures, area, when.year)}" if name in OF_CBS else told


def key_figures(lang: str, figures: Figures, area: str, year: int) -> str:
    """Where inhabitants and dwellings of an area in a year come from; empty where it is not."""
    if (area, year) not in figures.cells.index:
        return ""
    boundaries: Any = figures.cells.at[(area, year), "boundary_year"]
    return sources.key_figures(lang, int(boundaries))


def _written(
    lang: str, figures: Figures, indicator: Indicator, area: str, year: int
) -> tuple[str, str]:
    """A figure as text, and of what it is: of a city part at least so many, when some of its wijken
    are protected."""
    value, state = figures.value(indicator.indicator, area, year)
    least = figures.least(indicator.indicator, area, year) if state == "protected" else None
    if not least:
        return indicators.written(lang, indicator, value, state), ""
    return city_parts.at_least(lang, least), words.translate(lang, city_parts.SOME)


def _strongest(lang: str, figures: Figures, area: str, year: int) -> str:
    """Name of the sector with the location quotient of ``specialisation``."""
    mix, value = figures.mix(area, year), figures.value(LQ, area, year)[0]
    return words.label(lang, "sector", str(mix.index[mix["lq"] == value][0]))


def _short(lang: str, indicator: Indicator) -> Indicator:
    """Without a unit that its title says already."""
    unit = words.translate(lang, indicator.unit).lower()
    is_said = unit in words.translate(lang, indicator.title).lower()
    return replace(indicator, unit="index") if is_said else indicator


def _why(lang: str, figures: Figures, name: str, area: str, year: int) -> str:
    """Why there is no figure; empty where there is."""
    state = figures.value(name, area, year)[1]
    is_counted = figures.value("jobs", area, year)[1] == "value"
    if name == LQ and state == "protected" and is_counted:
        return words.translate(lang, COULD_EXCEED)
    if state == "protected" and city_parts.is_sum(area):
        return words.translate(lang, city_parts.NO_SHARE)
    if state in ("value", "zero"):
        return ""
    needs = formulas.FORMULAS[name].needs if name in OF_CBS else None
    if state == "not_applicable" and needs:
        return words.translate(lang, OF_CBS[name], count=needs[1])
    return words.note(lang, "state", state) or words.translate(lang, NOTHING)


def _mean(lang: str, others: Alike, indicator: Indicator, year: int) -> Similar | None:
    """What is usual among similar areas, with the unit as the figure itself has it."""
    name, short = indicator.indicator, _short(lang, indicator)
    if name == LQ:
        return None
    values = others.values(name, year)
    mean = similar.mean(values.values())
    text = words.translate(lang, TOO_FEW)
    if mean.value is not None:
        text = indicators.written(lang, short, mean.value, "value")
    part = numbers.number(lang, mean.known) if mean.value is not None and mean.left_out else ""
    return Similar(mean.title(lang), text, others.told(lang, values), part)
