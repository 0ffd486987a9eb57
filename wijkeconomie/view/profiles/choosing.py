"""Which area a profile is of. A browser takes a third of a change over a list of all areas, so that
buurten have a list of their own, a wijk at a time; the search on top finds all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from wijkeconomie.view import atlas, choices, city_parts, profile, query, ui
from wijkeconomie.view.ui import _


@dataclass(frozen=True)
class Areas:
    """Of a municipality: itself, its city parts and wijken; and by wijk its buurten."""

    wide: list[str]
    buurten: Mapping[str, list[str]]

    def asked(self) -> str:
        """The area that the address asks for, or the municipality."""
        area = choices.asked("area")
        return area if area and self.upper(area) else self.wide[0]

    def upper(self, area: str) -> str:
        """What stands for an area in the first list: itself, or the wijk it is in; nothing for one
        that is not here."""
        inside = (wijk for wijk, within in self.buurten.items() if area in within)
        return area if area in self.wide else next(inside, "")


def known(municipality: str) -> Areas:
    """The areas to choose from."""
    return _within(ui.release_id(), municipality)


@st.cache_resource(show_spinner=False, max_entries=50)
def _within(release_id: str, whole: str) -> Areas:
    del release_id
    every = atlas.areas()
    within = every[(every["municipality_code"] == whole) & (every.index != whole)]
    is_part = within["level"] == city_parts.LEVEL
    order = [whole, *within.index[is_part], *within.index[~is_part]]
    buurten: dict[str, list[str]] = {}
    for code in order:
        wijk = f"WK{code[2:8]}"
        if code.startswith("BU") and wijk in order:
            buurten.setdefault(wijk, []).append(code)
    inside = {code for each in buurten.values() for code in each}
    return Areas([code for code in order if code not in inside], buurten)


def _title(areas: Areas) -> str:
    """What the first list holds, so that nobody looks for buurten in it."""
    if not areas.buurten:
        return _("Area")
    has_parts = any(map(city_parts.is_one, areas.wide))
    return _("Municipality, city part or wijk") if has_parts else _("Municipality or wijk")


def show(areas: Areas, area: str) -> None:
    """The two lists, in which an area is chosen."""
    label = partial(profile.known_label, query.release().release_id, ui.lang())
    upper = areas.upper(area)
    buurten = areas.buurten.get(upper, [])
    choices.choose("area", _title(areas), areas.wide, label, elsewhere=buurten, shown=upper)
    if buurten:
        whole = _("The whole wijk")
        names = {upper: whole} | {code: atlas.name(code) for code in buurten}
        choices.choose("area", _("Buurt"), [upper, *buurten], names.__getitem__, field="buurt")
