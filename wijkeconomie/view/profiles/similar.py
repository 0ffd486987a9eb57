"""Section of the profile: which areas are like this one and why, its group, and its peers."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from wijkeconomie.view import (
    area_groups,
    atlas,
    choices,
    city_parts,
    peers,
    similar,
    ui,
    words,
)
from wijkeconomie.view.area_groups import Group
from wijkeconomie.view.compare import chosen
from wijkeconomie.view.peers import Peers
from wijkeconomie.view.ui import _

MOST_LINKED, WIDTH = 12, 960


def show(area: str, year: int) -> None:
    """The areas most like an area, as links with why; its group; a municipality's peers. City parts
    are not compared: of them its wijken are linked."""
    level = str(atlas.areas().loc[area, "level"])
    with st.container(key="similar", width=WIDTH):
        st.header(_("Similar areas"), anchor="similar")
        if level == city_parts.LEVEL:
            _show_wijken(area)
            return
        rows, group = similar.of(area), _group(ui.release_id(), ui.lang(), area)
        if group:
            _show_group(group)
        if rows.empty:
            st.markdown(words.plain(similar.missing(ui.lang(), area)))
        else:
            preset = _choose_preset(similar.presets(rows))
            nearest = rows[rows["preset"] == preset]
            for row in nearest.to_dict("records"):
                _show_one(area, row)
            _link_side_by_side(area, nearest["area_code"].tolist())
            _show_how(area, year)
        known = peers.of(ui.lang(), area) if level == "municipality" else None
        if known:
            _show_peers(known)


def _show_wijken(area: str) -> None:
    st.markdown(words.plain(similar.missing(ui.lang(), area)))
    with st.container(horizontal=True, gap="small"):
        for code in city_parts.areas_of(area):
            _link(code, words.plain(atlas.name(code)))


@st.cache_data(show_spinner=False, max_entries=2000)
def _group(release_id: str, lang: str, area: str) -> Group | None:
    del release_id
    return area_groups.of(lang, area)


@st.cache_data(show_spinner=False, max_entries=10_000)
def _why(release_id: str, lang: str, area: str, other: str) -> str:
    del release_id
    return similar.why(lang, area, other)


def _choose_preset(known: list[str]) -> str:
    if len(known) == 1:
        return known[0]
    return choices.choose(
        "preset",
        _("Compared with"),
        known,
        lambda code: ui.label("preset", code),
        widget=st.segmented_control,
        required=True,
        help=words.note(ui.lang(), "preset", "village"),
    )


def _show_one(area: str, row: Mapping[Any, Any]) -> None:
    code, name = str(row["area_code"]), similar.name(row)
    with st.container(gap="xxsmall"):
        degree = words.plain(similar.degree(ui.lang(), row["distance"]))
        _link(code, f"**{words.plain(name)}** – {degree}")
        st.caption(words.plain(_why(ui.release_id(), ui.lang(), area, code)))


def _link(code: str, label: str) -> None:
    if ui.is_embedded():
        st.markdown(label)
        return
    asked = {key: choices.asked(key) for key in ("year", "preset")}
    kept = {key: value for key, value in asked.items() if value}
    st.page_link(
        "district.py",
        label=label,
        icon=":material/arrow_forward:",
        query_params=choices.onward(**kept, area=code),
    )


def _link_side_by_side(area: str, alike: list[str]) -> None:
    """The way to the area beside those most like it, as many as can be compared."""
    if ui.is_embedded():
        return
    codes = [area, *alike][: chosen.MOST]
    with st.container(key="side-by-side"):
        st.page_link(
            "compare.py",
            label=_("Compare them side by side"),
            icon=":material/compare_arrows:",
            query_params=choices.onward(area=",".join(codes), year=choices.asked("year") or ""),
        )


def _show_group(group: Group) -> None:
    st.markdown(_("Belongs to: {group}", group=f"**{words.plain(group.name)}**"))
    st.caption(words.plain(group.description))


def _show_how(area: str, year: int) -> None:
    of_year = similar.year(area)
    told = _(
        "Found by published figures of {year} only: shares, sizes, density, growth and sectors, "
        "each counted the same.",
        year=of_year,
    )
    other = _("For other years the same areas are shown.") if of_year != year else ""
    st.caption(words.plain(f"{told} {other}".strip()))


def _show_peers(known: Peers) -> None:
    st.header(_("Municipalities of the same kind"))
    st.markdown(f"**{words.plain(known.name)}** – {words.plain(known.why)}")
    st.caption(words.plain(known.note))
    if known.others.empty:
        st.markdown(_("There is no other of this kind in these figures."))
        return
    with st.container(horizontal=True, gap="small"):
        for row in known.others.head(MOST_LINKED).to_dict("records"):
            _link(str(row["area_code"]), words.plain(str(row["name"])))
    left = len(known.others) - MOST_LINKED
    if left > 0:
        st.caption(_("And {count} others.", count=ui.number(left)))
