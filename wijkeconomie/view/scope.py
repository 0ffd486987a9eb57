"""What a map page is about: one municipality or all of several, at which level, with its rows."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from wijkeconomie.view import (
    atlas,
    choices,
    city_parts,
    hexagons,
    indicators,
    maps,
    points,
    query,
    tables,
    ui,
)
from wijkeconomie.view.indicators import Indicator, Selection
from wijkeconomie.view.reach import Reach
from wijkeconomie.view.taking import begun, figures


def areas_near(*, is_cbs: bool = True) -> list[str]:
    """Codes of every municipality, and of what lies in those looked at; of CBS, or of all."""
    known = atlas.areas()
    wanted = (choices.asked("area") or "").split(",")
    is_near = known["municipality_code"].isin([atlas.municipality_of(area) for area in wanted])
    is_near |= known["level"] == "municipality"
    return known.index[is_near & ~(is_cbs & (known["level"] == city_parts.LEVEL))].tolist()


def levels() -> list[str]:
    """Levels to choose from, the first one first. Hexagons come last among what is within a
    municipality, and are not drawn of several at once."""
    within = choices.within()
    found = atlas.map_levels(within)
    if choices.is_whole() or atlas.names(ui.lang(), "hexagon", within).empty:
        return found
    place = len(found) - 1 if within else len(found)
    return [*found[:place], "hexagon", *found[place:]]


def selected(asked: Mapping[str, str]) -> Selection:
    """What an address asks for, with the area of that level."""
    shown = indicators.select(asked, ui.indicators(), levels(), query.release().years)
    area = atlas.area_at(ui.lang(), shown.level, shown.area, framed(shown))
    return replace(shown, area=area)


def framed(shown: Selection) -> str:
    """The one of several municipalities that is drawn, empty for all there is."""
    return atlas.frame(shown.level, choices.within())


def municipality() -> str:
    """The municipality that is shown, which frames and links then say."""
    shown = choices.municipality()
    begun.note("area", shown)
    return shown


def whole(within: str) -> str:
    """The area that a map has to fit; empty for all there is."""
    return within or ("" if atlas.has_several() else choices.municipality())


def every_year(shown: Selection) -> pd.DataFrame:
    """Rows of all years, per year in the order of codes."""
    names = atlas.names(ui.lang(), shown.level, framed(shown))
    if shown.level == "hexagon":
        rows = ui.rows("hexagons")
        return hexagons.aligned(hexagons.densities(rows[rows["h3"].isin(names.index)]), names)
    rows = ui.rows("indicator_by_area", **shown.cell, within=framed(shown) or None)
    return rows.assign(name=rows["area_code"].map(names).fillna(rows["name"]))


def drawn(indicator: Indicator, year: int) -> tuple[pd.DataFrame, maps.Paint]:
    """Rows of a year at the first level, unfiltered, and how they are painted."""
    within = choices.within()
    level = atlas.map_levels(within)[0]
    cell = indicators.cell(indicator, indicators.Filters())
    every = ui.rows("indicator_by_area", level=level, **cell, within=within or None)
    now = tables.of_year(every, year)
    measure = indicators.measure(ui.lang(), indicator, every["value"])
    return now, maps.choropleth(ui.lang(), level, now, measure, None, within=within)


def worked_out(indicator: Indicator, year: int) -> dict[str, pd.DataFrame]:
    """What ``drawn`` shows, as ``figures.of_map`` has it."""
    return figures.of_map(ui.lang(), indicator, drawn(indicator, year)[0])


def with_places(paint: maps.Paint, year: int) -> maps.Paint:
    """A paint with the places that were open in a year, which tell whom they reached."""
    there = replace(paint, visible=points.open_in(year))
    return maps.with_reach(there, ui.lang(), Reach(year))
