"""Beside the map of places: the one that is chosen, or what the symbols mean."""

import pandas as pd
import streamlit as st

from wijkeconomie.view import choices, look, places, points, show, tables, ui, words
from wijkeconomie.view.reach import Reach
from wijkeconomie.view.ui import _


def show_place(rows: pd.DataFrame, place_id: str, asked: Reach) -> None:
    """What is known of a place and whom it reaches."""
    place = rows[rows["place_id"] == place_id].to_dict("records")[0]
    with st.container(border=True, key="place-card"):
        st.header(words.plain(place["name"]))
        show.symbols({place["category"]: None})
        st.metric(asked.title(ui.lang()), tables.shown(ui.lang(), place["reached"], place["flag"]))
        if place["flag"] == "x":
            st.caption(_("Not open on the reference date of {year}.", year=asked.year))
        details = places.details(ui.lang(), place)
        st.markdown("  \n".join(f"{term}: **{words.plain(told)}**" for term, told in details))
        _show_links(place)


def _show_links(place: dict) -> None:
    if str(place["url"] or "").startswith(("http://", "https://")):
        st.link_button(_("Website"), place["url"], icon=":material/open_in_new:")
    if pd.notna(place["wijk_code"]) and not ui.is_embedded():
        st.page_link(
            "district.py",
            label=_("Profile of {area}", area=words.plain(place["wijk_name"])),
            icon=":material/description:",
            query_params=choices.onward(area=place["wijk_code"]),
        )
    st.button(
        _("Close"),
        icon=":material/close:",
        on_click=lambda: choices.keep("place", None),
        type="tertiary",
    )


def show_legend(rows: pd.DataFrame) -> None:
    """Symbols with what they stand for and how many there are, and sizes."""
    for kind in words.codes("place_kind"):
        name, note = ui.label("place_kind", kind), words.note(ui.lang(), "place_kind", kind)
        counts = rows.loc[rows["kind"] == kind, "category"].value_counts()
        if counts.empty:
            continue
        st.markdown(f"**{name}** – {note}")
        show.symbols({c: int(counts[c]) for c in words.codes("place_category") if c in counts})
    size = _("Size: workplaces")
    st.markdown(f"**{size}**")
    (unknown, told), *known = points.sizes(ui.lang())
    drawn = [(look.dot(unknown, is_known=False), told)]
    drawn += [(look.dot(diameter), text) for diameter, text in known]
    show.legend(drawn)
