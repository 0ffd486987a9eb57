"""Section: the eight MKB neighbourhoods, and the frame of their themes."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import choices, features, markup, show, ui, words
from wijkeconomie.view.compare import chosen, neighbourhoods, taken, themes
from wijkeconomie.view.compare.neighbourhoods import Neighbourhood
from wijkeconomie.view.comparing.picking import Asked
from wijkeconomie.view.taking import dated, panel
from wijkeconomie.view.ui import _


def show_section(top: Top, asked: Asked) -> None:
    """Which of the eight are in these figures, and what of each theme is measured."""
    found = neighbourhoods.listed()
    areas = [area for each in found for area in each.areas]
    title, measured = _("The eight MKB neighbourhoods"), _("What of their themes is measured")
    top.title(title, anchor=False)
    tried = _(
        "From 2008 to 2012 MKB-Nederland tried in eight neighbourhoods what helps small business."
    )
    top.markdown(f"{tried} {_counted(sum(bool(each.areas) for each in found))}")
    status = neighbourhoods.status(ui.lang(), found)
    show.facts(status)
    with st.container(key="ready-compared"):
        for part in chosen.parts(areas):
            _link(part, found)
    st.header(measured, anchor=False)
    st.caption(dated.of(asked.year))
    frame = neighbourhoods.frame(ui.lang(), ui.indicators(), found, asked.year)
    st.html(markup.scrolling(measured, frame))
    _show_missing(neighbourhoods.to_load(found))

    def shown() -> dict[str, pd.DataFrame]:
        known = ui.indicators()
        return {
            title: themes.listed(ui.lang(), found),
            measured: themes.measured(ui.lang(), known, found, asked.year),
        }

    panel.show(taken.of_named(areas, asked.year), title, ["mkb"], worked_out=shown)


def _counted(count: int) -> str:
    if not count:
        return _("None of the eight is in these figures.")
    return _("{count} of the eight are in these figures.", count=ui.number(count))


def _show_missing(commands: str) -> None:
    """That others are not loaded, and how a data steward does."""
    if not commands:
        return
    st.header(_("Not loaded yet"), anchor=False)
    st.markdown(
        _(
            "Their municipalities are not in these figures. The data steward can load the areas "
            "and the business register of each."
        )
    )
    with st.expander(_("For the data steward: the commands")):
        st.code(commands, language="shell", wrap_lines=True)


def _link(areas: list[str], found: list[Neighbourhood]) -> None:
    """The way to areas side by side: by name where there are more than fit beside each other."""
    if ui.is_embedded():
        return
    names = [each.name for each in found if set(each.areas) & set(areas)]
    is_all = sum(len(each.areas) for each in found) == len(areas)
    told = _("Compare them side by side")
    if not is_all:
        told = _("{areas} side by side", areas=features.listed(ui.lang(), names))
    st.page_link(
        "compare.py",
        label=words.plain(told),
        icon=":material/compare_arrows:",
        query_params=choices.onward(area=",".join(areas), year=choices.asked("year") or ""),
    )
