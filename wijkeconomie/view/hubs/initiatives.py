"""Initiatives of the civic economy beside places: a list of those that agreed to be shown."""

import pandas as pd
import streamlit as st

from wijkeconomie.view import choices, city_parts, places, points, query, ui
from wijkeconomie.view.taking import twins
from wijkeconomie.view.ui import _


def found(search: str, area: str | None = None) -> pd.DataFrame:
    """Initiatives that are searched for, in an area or in the municipality looked at."""
    within = area or choices.within()
    return query.run(
        "table_initiative",
        search=[search] if search else None,
        area=city_parts.areas_of(within) if within else None,
    )


def on_map(search: str) -> str | None:
    """Which of all initiatives the map shows: ``points.chosen``."""
    known = query.run("table_initiative").dropna(subset=["lon", "lat"])
    ids = known.set_index("initiative_id").index.to_series()
    return points.chosen(ids.isin(found(search)["initiative_id"])) if search else None


def show_list(search: str) -> None:
    """The list of those searched for, or that there are none."""
    if found("").empty:
        return
    st.header(_("Initiatives"))
    st.markdown(
        _(
            "Residents who do something for each other: those that agreed to be shown. Where only "
            "the area is known, the heart on the map stands somewhere within it."
        )
    )
    rows = found(search)
    if rows.empty:
        st.info(_("No initiative is found: search for something else."))
        return
    twins.table(places.initiatives(ui.lang(), rows.sort_values("name")))
