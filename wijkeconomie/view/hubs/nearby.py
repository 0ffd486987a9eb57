"""In the profile of an area: places in and near it, with whom they reach, and its initiatives."""

import pandas as pd
import streamlit as st

from wijkeconomie.view import places, show, ui
from wijkeconomie.view.hubs import around, initiatives
from wijkeconomie.view.ui import _


def show_places(area: str, year: int) -> None:
    """Places in an area and near its centre, nearest first."""
    table, missing = _found(ui.release_id(), ui.lang(), area, year)
    st.header(_("Hubs and third places nearby"))
    if table.empty:
        st.write(_("None is known in this area or within 1.5 km of its centre."))
        return
    show.table(table, missing=missing)


def show_initiatives(area: str) -> None:
    """Initiatives in an area, when there are any."""
    rows = initiatives.found("", area)
    if not rows.empty:
        st.header(_("Initiatives"))
        show.table(places.initiatives(ui.lang(), rows.sort_values("name")))


@st.cache_resource(show_spinner=False, max_entries=400)
def _found(release_id: str, lang: str, area: str, year: int) -> tuple[pd.DataFrame, pd.Series]:
    del release_id
    return around.found(lang, area, year, ui.rows)
