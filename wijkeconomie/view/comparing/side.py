"""Section: figures side by side."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import choices, city_parts, query, ui, words
from wijkeconomie.view.compare import chosen, side, taken
from wijkeconomie.view.comparing.picking import Asked
from wijkeconomie.view.taking import dated, panel, sources
from wijkeconomie.view.ui import _


def show_section(top: Top, asked: Asked) -> None:
    """The table, with what words in place of figures mean."""
    title = side.title(ui.lang(), list(asked.names.values()))
    top.title(words.plain(title), anchor=False)
    top.caption(f"{dated.of(asked.year)} {sources.source(ui.lang())}")
    whole = side.beside(asked.areas)
    names = asked.names | (chosen.names(ui.lang(), [whole]) if whole else {})
    rows = side.rows(ui.lang(), ui.indicators(), list(names), asked.year)
    st.html(side.table(ui.lang(), rows, names, whole))
    for line in side.missing(ui.lang(), rows):
        st.caption(line)
    if any(map(city_parts.is_one, asked.areas)):
        st.caption(_(city_parts.SUMS))
    st.caption(
        _(
            "No area is ranked: what suits one need not suit another. How an area stands among "
            "others is on its profile."
        )
    )
    _link_profiles(asked)
    years = [y for y in (asked.year, asked.year - 5) if y in query.release().years]

    def shown() -> dict[str, pd.DataFrame]:
        return {title: side.taken(ui.lang(), ui.indicators(), names, asked.year)}

    panel.show(taken.of_areas(list(names), years), title, ["side"], worked_out=shown)


def _link_profiles(asked: Asked) -> None:
    if ui.is_embedded():
        return
    with st.container(horizontal=True, gap="small", key="profiles"):
        for code, name in asked.names.items():
            st.page_link(
                "district.py",
                label=words.plain(name),
                icon=":material/description:",
                query_params=choices.onward(area=code, year=str(asked.year)),
            )
