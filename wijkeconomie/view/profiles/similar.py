"""Section of the profile: which areas are like this one and why, its group, and its peers."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from wijkeconomie.view import (
    area_groups,
    atlas,
    choices,
    city_parts,
    markup,
    peers,
    similar,
    texts,
    ui,
    words,
)
from wijkeconomie.view.area_groups import Group
from wijkeconomie.view.compare import chosen
from wijkeconomie.view.peers import Peers
from wijkeconomie.view.profiles import KEPT
from wijkeconomie.view.records import Record
from wijkeconomie.view.ui import _

MOST_LINKED, WIDTH = 12, 960


def show(area: str, year: int) -> None:
    """The areas most like an area, as links with why; its group; a municipality's peers. City parts
    are not compared: of them its wijken are linked."""
    level = str(atlas.areas().loc[area, "level"])
    with st.container(key="similar", width=WIDTH):
        texts.heading(_("Similar areas"), anchor="similar")
        if level == city_parts.LEVEL:
            _show_wijken(area)
            return
        told = _told(ui.release_id(), ui.lang(), area)
        rows = told.rows
        if told.group:
            _show_group(told.group)
        if not rows:
            texts.plain(similar.missing(ui.lang(), area))
        else:
            preset = _choose_preset(similar.presets(rows))
            nearest = [row for row in rows if row["preset"] == preset]
            for row in nearest:
                _show_one(row, told.why)
            _link_side_by_side(area, [str(row["area_code"]) for row in nearest])
            _show_how(told.year, year)
        known = peers.of(ui.lang(), area) if level == "municipality" else None
        if known:
            _show_peers(known)


def _show_wijken(area: str) -> None:
    texts.plain(similar.missing(ui.lang(), area))
    with st.container(horizontal=True, gap="small"):
        for code in city_parts.areas_of(area):
            _link(code, words.plain(atlas.name(code)))


@dataclass(frozen=True)
class Told:
    """The areas like one, why each is, of which year that is known, and the group it is in."""

    rows: list[Record]
    why: dict[str, str]
    year: int | None
    group: Group | None


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _told(release_id: str, lang: str, area: str) -> Told:
    rows, at = similar.of(area), area_groups.place(area)
    why = similar.whys(lang, area, list(dict.fromkeys(row["area_code"] for row in rows)))
    group = _groups(release_id, lang, at.level)[at.code] if at else None
    return Told(rows, why, similar.year(area), group)


@st.cache_resource(show_spinner=False, max_entries=16)
def _groups(release_id: str, lang: str, level: str) -> dict[int, Group]:
    del release_id
    return area_groups.every(lang, level)


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


def _show_one(row: Record, why: Mapping[str, str]) -> None:
    code, name = str(row["area_code"]), similar.name(row)
    with st.container(gap="xxsmall"):
        degree = words.plain(similar.degree(ui.lang(), row["distance"]))
        _link(code, f"**{words.plain(name)}** – {degree}")
        texts.note(why[code])


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
    told = escape(_("Belongs to: {group}", group=group.name))
    st.html(f"<p><b>{told}</b></p>{markup.note(group.description)}")


def _show_how(of_year: int | None, year: int) -> None:
    told = _(
        "Found by published figures of {year} only: shares, sizes, density, growth and sectors, "
        "each counted the same.",
        year=of_year,
    )
    other = _("For other years the same areas are shown.") if of_year != year else ""
    texts.note(f"{told} {other}".strip())


def _show_peers(known: Peers) -> None:
    told = f"<p><b>{escape(known.name)}</b> – {escape(known.why)}</p>"
    title = markup.heading(_("Municipalities of the same kind"))
    st.html(f"{title}{told}{markup.note(known.note)}")
    if known.others.empty:
        texts.plain(_("There is no other of this kind in these figures."))
        return
    with st.container(horizontal=True, gap="small"):
        for row in known.others.head(MOST_LINKED).to_dict("records"):
            _link(str(row["area_code"]), words.plain(str(row["name"])))
    left = len(known.others) - MOST_LINKED
    if left > 0:
        texts.note(_("And {count} others.", count=ui.number(left)))
