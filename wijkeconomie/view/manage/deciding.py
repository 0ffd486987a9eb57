"""Places that wait for a decision of the steward: buildings that may be a hub, and doubles."""

from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.view import choices, show, ui, words
from wijkeconomie.view.manage import locator, maplink, pairs, present, work
from wijkeconomie.view.ui import _

AT_ONCE = 10
KINDS = ("buildings", "decide", "undo", "pairs", "undo-pair")
NAMED = ("hub", "site")
WAYS = {
    "hub": words.mark("It is a hub"),
    "site": words.mark("A place could come here"),
    "no": words.mark("Neither"),
}
DECIDED = {
    "hub": words.mark("hub"),
    "site": words.mark("site for a next place"),
    "no": words.mark("neither"),
}


def screen() -> None:
    """Draws it."""
    found = present.status()
    _tell_last(found)
    if found["register"]["dates"]:
        _buildings([row for row in found["buildings"] if row["status"] == "open"])
        _decided([row for row in found["buildings"] if row["status"] != "open"])
    else:
        st.info(
            _("Buildings that may be a hub are found in the register: import one first."),
        )
        st.button(_("Add data"), on_click=lambda: choices.keep("step", "file"))
    if "duplicates" in found["commands"]:
        pairs.screen(found["pairs"])


def _tell_last(found: dict[str, Any]) -> None:
    """What came of the last decisions, and what comes next."""
    done = [job for kind in KINDS if (job := work.last(kind))]
    job = max(done, key=lambda job: job.job_id, default=None)
    work.news(job)
    if job and job.job_id == work.newest() and job.state == "done" and present.own_dates(found):
        present.lead_on(but="places")


def _buildings(rows: list[dict[str, Any]]) -> None:
    st.subheader(_("Buildings with many establishments"))
    st.markdown(
        _(
            "At least ten businesses of five sectors at one point: perhaps a multi-tenant business "
            "building. Only you see this. A hub is published with the next release; where a place "
            "could come is a site for the search for a next one; neither is not proposed again."
        )
    )
    if not rows:
        st.info(
            _(
                "No building waits for a decision. They are looked for when a release is made, or "
                "now with the button below."
            )
        )
        work.button(_("Look for buildings"), "buildings", [["buildings"]], is_main=False)
        return
    shown = sorted(rows, key=lambda row: (-row["establishments"], row["building_id"]))[:AT_ONCE]
    if len(shown) < len(rows):
        some, every = ui.number(len(shown)), ui.number(len(rows))
        st.caption(_("The {count} largest of {total}; the rest follows.", count=some, total=every))
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(key="locator"):
        _map(shown)
    with right:
        for number, row in enumerate(shown, 1):
            _ask(number, row)
        work.button(_("Save decisions"), "decide", lambda: _commands(shown))


def _map(rows: list[dict[str, Any]]) -> None:
    points = pd.DataFrame(rows)[["lon", "lat", "municipality_code"]]
    told = [_named(number, row) for number, row in enumerate(rows, 1)]
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    described = _("Map of the buildings: {names}", names="; ".join(told))
    locator.draw(points.assign(number=numbers, told=told), described)


def _ask(number: int, row: dict[str, Any]) -> None:
    """A building with where it is, and what it may be called."""
    with st.container(border=True, key=f"building-{number}"):
        name = words.plain(_named(number, row))
        st.markdown(f"**{name}**  \n{maplink.written(row)}")
        way = st.segmented_control(
            _("What is building {number}?", number=number),
            list(WAYS),
            format_func=lambda way: _(WAYS[way]),
            key=_key("way", row),
            label_visibility="collapsed",
        )
        if way in NAMED:
            st.text_input(
                _("Name of building {number}, as it is published", number=number),
                key=_key("name", row),
                max_chars=80,
            )


def _named(number: int, row: dict[str, Any]) -> str:
    return f"{number}. {_size(row)}"


def _size(row: dict[str, Any]) -> str:
    count = ui.number(row["establishments"])
    return _("{area}, about {count} establishments", area=row["area"], count=count)


def _key(what: str, row: dict[str, Any]) -> str:
    return f"{what}-{row['building_id']}"


def _commands(rows: list[dict[str, Any]]) -> work.Commands:
    """A command for each building that was decided over."""
    lines = []
    for number, row in enumerate(rows, 1):
        way = st.session_state.get(_key("way", row))
        name = str(st.session_state.get(_key("name", row)) or "").strip()
        if way in NAMED and not name:
            raise Refused("Building {building} needs a name: fill it in.", building=number)
        if way:
            told = [f"--name={name}"] if way in NAMED else []
            lines.append(["buildings", f"--{way}={row['building_id']}", *told])
    if not lines:
        raise Refused("Choose of at least one building what it is.")
    return lines


def _decided(rows: list[dict[str, Any]]) -> None:
    """What was decided before, which can be taken back."""
    if not rows:
        return
    known = {row["building_id"]: row for row in rows}
    with st.expander(_("Decided before ({count})", count=len(rows))):
        show.facts(_table(rows))
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        picked = left.selectbox(
            _("Take a decision back"),
            list(known),
            format_func=lambda code: _called(known[code]),
            key=f"undo-{len(rows)}",
        )
        with right:
            line = ["buildings", f"--undo={picked}"]
            work.button(_("Take back"), "undo", [line], is_main=False)


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Decision"): [_decision(row) for row in rows],
            _("Area"): [row["area"] for row in rows],
            _("Decided on"): [ui.day(row["decided_on"]) for row in rows],
        },
        index=pd.Index([row["name"] or "–" for row in rows], name=_("Building")),
    )


def _called(row: dict[str, Any]) -> str:
    what = row["name"] or _size(row)
    return f"{words.plain(what)} – {_decision(row)}"


def _decision(row: dict[str, Any]) -> str:
    decided = DECIDED[row["status"]]
    return _(decided)
