"""In the profile of an area: places in and near it, with whom they reach, and its initiatives."""

import streamlit as st

from wijkeconomie.view import atlas, places, points, profile, query, shapes, show, ui
from wijkeconomie.view.hubs import initiatives
from wijkeconomie.view.reach import Reach
from wijkeconomie.view.ui import _

NEAR_M = 1500


def show_places(area: str, year: int) -> None:
    """Places in an area and within NEAR_M of its centre, nearest first."""
    west, south, east, north = shapes.bounds(area)
    inside = profile.buurten_in(atlas.areas(), area)
    lon, lat = (west + east) / 2, (south + north) / 2
    near = ui.rows("places_near", lon=lon, lat=lat, within_m=NEAR_M, areas=inside)
    asked = Reach(year)
    reached = ui.rows("places_with_reach", **asked.parameters)
    closed = reached.loc[points.was_closed(reached, query.release().date_of(year)), "place_id"]
    near = near[~near["place_id"].isin(closed)].reset_index(drop=True)
    st.header(_("Hubs and third places nearby"))
    if near.empty:
        st.write(_("None is known in this area or within 1.5 km of its centre."))
        return
    table = places.near(ui.lang(), near, reached, asked)
    told = places.missing(ui.lang(), reached.set_index("place_id").loc[near["place_id"]])
    show.table(table, missing=told.reset_index(drop=True).rename(table.columns[-1]))


def show_initiatives(area: str) -> None:
    """Initiatives in an area, when there are any."""
    rows = initiatives.found("", area)
    if not rows.empty:
        st.header(_("Initiatives"))
        show.table(places.initiatives(ui.lang(), rows.sort_values("name")))
