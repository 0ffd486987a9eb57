"""Section: where an area lies, and what is near: places, whom they reach, initiatives."""

from datetime import UTC, datetime

import streamlit as st

from wijkeconomie.view import (
    atlas,
    choices,
    city_parts,
    indicators,
    maps,
    markup,
    scope,
    show,
    tables,
    ui,
)
from wijkeconomie.view.hubs import nearby
from wijkeconomie.view.indicators import Filters
from wijkeconomie.view.ui import _

PAINTED = "share_home"


def show_nearby(area: str, year: int) -> None:
    """The map beside the places."""
    left, right = st.columns([1, 2], gap="large")
    with left:
        show_map(area, year)
    today = datetime.now(UTC).date()
    with right:
        st.html(nearby.html(ui.release_id(), ui.lang(), area, year, today))


def show_map(area: str, year: int) -> None:
    """Where the area lies in its municipality, among others of its level."""
    st.html(markup.heading(_("Where it lies"), anchor="where") + _whole_map(area))
    whole, known = choices.municipality(), ui.indicators()[PAINTED]
    level = _level(area)
    within = whole if atlas.has_several() else ""
    cell = indicators.cell(known, Filters())
    every = ui.rows("indicator_by_area", level=level, **cell, within=within or None)
    measure = indicators.measure(ui.lang(), known, every["value"])
    now = tables.of_year(every, year)
    paint = maps.choropleth(
        ui.lang(), level, now, measure, " ".join(city_parts.areas_of(area)), within=within
    )
    show.area_map("profile-map", maps.base(ui.lang(), scope.whole(whole)), paint, height=380)


def _whole_map(area: str) -> str:
    """The way to the map of all areas of the same level."""
    if ui.is_embedded():
        return ""
    wanted = choices.onward(area=city_parts.published(area), level=_level(area))
    link = markup.link("activity", wanted, _("Open the full map"), "→")
    return f'<p class="go">{link}</p>'


def _level(area: str) -> str:
    level = str(atlas.areas().at[area, "level"])
    is_wide = level in ("municipality", city_parts.LEVEL)
    return "wijk" if is_wide and "wijk" in atlas.levels() else level
