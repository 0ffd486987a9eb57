"""Places that may be one and the same, decided over by the steward."""

from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.view import show, ui, words
from wijkeconomie.view.manage import maplink, work
from wijkeconomie.view.ui import _

AT_ONCE = 10
SOURCES = {"osm": "OpenStreetMap"}
DECIDED = {"same": words.mark("one and the same"), "different": words.mark("two places")}
WAYS = {"same": words.mark("One and the same"), "different": words.mark("Two places")}


def screen(rows: list[dict[str, Any]]) -> None:
    """Draws the pairs that are open and those decided about: place_a, place_b, name_a, name_b,
    source_a, source_b, distance_m, lon, lat, status."""
    st.subheader(_("Places that may be there twice"))
    _open([row for row in rows if row["status"] == "open"])
    _decided([row for row in rows if row["status"] != "open"])


def _open(rows: list[dict[str, Any]]) -> None:
    if not rows:
        st.info(
            _(
                "No place seems to be there twice. They are looked for whenever a list of places "
                "or OpenStreetMap is loaded."
            )
        )
        return
    st.markdown(
        _(
            "Visitors see one of the two until you decide. One and the same: the list of your own "
            "goes first, and what it does not tell is taken from the other."
        )
    )
    shown = rows[:AT_ONCE]
    if len(shown) < len(rows):
        some, every = ui.number(len(shown)), ui.number(len(rows))
        st.caption(_("The first {count} of {total}; the rest follows.", count=some, total=every))
    for number, row in enumerate(shown, 1):
        _ask(number, row)
    work.button(_("Save these decisions"), "pairs", lambda: _commands(shown))


def _ask(number: int, row: dict[str, Any]) -> None:
    with st.container(border=True, key=f"pair-{number}"):
        names = " – ".join(f"**{words.plain(row[f'name_{side}'])}**" for side in "ab")
        sources = " – ".join(words.plain(_source(row[f"source_{side}"])) for side in "ab")
        apart = _("{metres} m apart", metres=ui.number(row["distance_m"]))
        link = maplink.written(row)
        st.markdown(f"**{number}.** {names}  \n{sources} · {apart} · {link}")
        st.segmented_control(
            _("What are places {number}?", number=number),
            list(WAYS),
            format_func=lambda way: _(WAYS[way]),
            key=_key(row),
            label_visibility="collapsed",
        )


def _source(name: str) -> str:
    return SOURCES.get(name, name)


def _key(row: dict[str, Any]) -> str:
    return f"pair-{row['place_a']}-{row['place_b']}"


def _decided(rows: list[dict[str, Any]]) -> None:
    """What was decided before, which can be taken back."""
    if not rows:
        return
    with st.expander(_("Pairs decided before ({count})", count=len(rows))):
        show.facts(_table(rows))
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        picked = left.selectbox(
            _("Take a decision about a pair back"),
            range(len(rows)),
            format_func=lambda at: _called(rows[at]),
            key=f"undo-pair-{len(rows)}",
        )
        with right:
            row = rows[picked or 0]
            line = ["duplicates", "--undo", row["place_a"], row["place_b"]]
            work.button(_("Take back"), "undo-pair", [line], is_main=False)


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    apart = [_("{metres} m apart", metres=ui.number(row["distance_m"])) for row in rows]
    sources = [" – ".join(_source(row[f"source_{side}"]) for side in "ab") for row in rows]
    return pd.DataFrame(
        {
            _("Decision"): [_decision(row) for row in rows],
            _("Source"): sources,
            _("Distance"): apart,
        },
        index=pd.Index([_names(row) for row in rows], name=_("Places")),
    )


def _names(row: dict[str, Any]) -> str:
    return f"{row['name_a']} – {row['name_b']}"


def _called(row: dict[str, Any]) -> str:
    return f"{words.plain(_names(row))} ({_decision(row)})"


def _decision(row: dict[str, Any]) -> str:
    decided = DECIDED[row["status"]]
    return _(decided)


def _commands(rows: list[dict[str, Any]]) -> work.Commands:
    """A command for each pair that was decided over."""
    chosen = [(st.session_state.get(_key(row)), row) for row in rows]
    lines = [
        ["duplicates", f"--{way}", row["place_a"], row["place_b"]] for way, row in chosen if way
    ]
    if not lines:
        raise Refused("Choose of at least one pair what it is.")
    return lines
