"""What only the address of the downloads page asks: a part of the rows, several orders, and what
the table does not have."""

from collections.abc import Collection, Mapping

import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.view import choices, filters, spelling, ui, words
from wijkeconomie.view.exports import selection
from wijkeconomie.view.taking import arriving
from wijkeconomie.view.ui import _

PART = ("limit", "offset")
SEEN = "table-seen"
TOLD = {
    (True, False): words.mark("The address asks for at most {limit} rows."),
    (False, True): words.mark("The address leaves out the first {offset} rows."),
    (True, True): words.mark("The address asks for at most {limit} rows after the first {offset}."),
}


def asked(table: str) -> dict[str, list[str]]:
    """At most how many rows after how many, as the address says, which is told with a way back;
    with what else in the address the table does not know."""
    arriving.tell_unused(known(table))
    given = {name: [choices.asked(name) or ""] for name in PART if choices.asked(name)}
    try:
        found = selection.parse(table, given)
    except Refused as refused:
        st.warning(_(refused.message, **refused.details), icon=":material/link_off:")
        return {}
    if found.limit is not None or found.offset:
        _tell(found)
    return given


def several(orders: Mapping[str, str]) -> dict[str, str]:
    """An order of several columns that the address asks for, where all of them are known."""
    wanted = choices.asked("sort") or ""
    keys = wanted.split(",")
    is_known = {*keys} <= {*orders} - {""}
    return {wanted: " + ".join(orders[key] for key in keys)} if is_known else {}


def leave_behind(tables: Collection[str]) -> None:
    """Takes out of the address what was chosen for another table and this one does not have, once
    the visitor has chosen this one; a link and the back button are taken as they stand."""
    wanted = choices.asked("table")
    table = wanted if wanted and wanted in tables else next(iter(tables))
    if st.session_state.get("choose_table") == table != st.session_state.get(SEEN, table):
        there = {*known(table), *spelling.ALWAYS} - {"columns", "sort", *PART}
        kept = {k: v for k, v in st.query_params.to_dict().items() if k in there}
        st.query_params.from_dict(kept)
    st.session_state[SEEN] = table


def known(table: str) -> tuple[str, ...]:
    """Keys of the address that a table takes."""
    own = map(spelling.key, filters.names(table))
    return tuple(dict.fromkeys((*spelling.OF_TABLE, *own)))


def _tell(found: selection.Selection) -> None:
    message = TOLD[found.limit is not None, found.offset > 0]
    told = _(message, limit=ui.number(found.limit), offset=ui.number(found.offset))
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="part"):
        st.markdown(told, width="stretch")
        st.button(_("Show all rows"), on_click=_show_all, key="all-rows")


def _show_all() -> None:
    for name in PART:
        choices.keep(name, None)
