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
    heading = markup.heading(_("Similar areas"), anchor="similar")
    with st.container(key="similar", width=WIDTH):
        if level == city_parts.LEVEL:
            st.html(heading + _wijken(area))
            return
        told = _told(ui.release_id(), ui.lang(), area)
        top, rest = heading + (_grouped(told.group) if told.group else ""), ""
        if not told.rows:
            top += markup.paragraph(similar.missing(ui.lang(), area))
        else:
            known = similar.presets(told.rows)
            if len(known) > 1:
                st.html(top)
                top = ""
            rest = _nearest(area, told, _choose_preset(known)) + _how(told.year, year)
        kinds = peers.of(ui.lang(), area) if level == "municipality" else None
        st.html(top + rest + (_kind(kinds) if kinds else ""))


def _wijken(area: str) -> str:
    links = [_link(code, atlas.name(code)) for code in city_parts.areas_of(area)]
    return markup.paragraph(similar.missing(ui.lang(), area)) + _listed(links)


def _listed(links: list[str]) -> str:
    return f'<div class="themes">{"".join(links)}</div>'


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


def _nearest(area: str, told: Told, preset: str) -> str:
    """Each with how near it is and why, and the way to all beside each other."""
    found = [row for row in told.rows if row["preset"] == preset]
    lines = "".join(f"<li>{_one(row, told.why)}</li>" for row in found)
    return f'<ul class="alike">{lines}</ul>' + _side_by_side(area, found)


def _one(row: Record, why: Mapping[str, str]) -> str:
    code = str(row["area_code"])
    degree = escape(similar.degree(ui.lang(), row["distance"]))
    return f"<b>{_link(code, similar.name(row))}</b> – {degree}{markup.note(why[code])}"


def _link(code: str, label: str) -> str:
    if ui.is_embedded():
        return f"<span>{escape(label)}</span>"
    asked = {key: choices.asked(key) for key in ("year", "preset")}
    kept = {key: value for key, value in asked.items() if value}
    return markup.link("district", choices.onward(**kept, area=code), label)


def _side_by_side(area: str, found: list[Record]) -> str:
    """The way to the area beside those most like it, as many as can be compared."""
    if ui.is_embedded():
        return ""
    codes = [area, *(str(row["area_code"]) for row in found)][: chosen.MOST]
    asked = choices.onward(area=",".join(codes), year=choices.asked("year") or "")
    link = markup.link("compare", asked, _("Compare them side by side"), "→")
    return f'<p class="go">{link}</p>'


def _grouped(group: Group) -> str:
    told = escape(_("Belongs to: {group}", group=group.name))
    return f"<p><b>{told}</b></p>{markup.note(group.description)}"


def _how(of_year: int | None, year: int) -> str:
    told = _(
        "Found by published figures of {year} only: shares, sizes, density, growth and sectors, "
        "each counted the same.",
        year=of_year,
    )
    other = _("For other years the same areas are shown.") if of_year != year else ""
    return markup.note(f"{told} {other}".strip())


def _kind(known: Peers) -> str:
    told = f"<p><b>{escape(known.name)}</b> – {escape(known.why)}</p>"
    title = markup.heading(_("Municipalities of the same kind"))
    text = f"{title}{told}{markup.note(known.note)}"
    if known.others.empty:
        return text + markup.paragraph(_("There is no other of this kind in these figures."))
    first = known.others.head(MOST_LINKED).to_dict("records")
    text += _listed([_link(str(row["area_code"]), str(row["name"])) for row in first])
    left = len(known.others) - MOST_LINKED
    if left > 0:
        text += markup.note(_("And {count} others.", count=ui.number(left)))
    return text
