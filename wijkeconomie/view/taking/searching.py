"""A field to search in, kept in the address."""

import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.view import choices
from wijkeconomie.view.exports import selection
from wijkeconomie.view.ui import _

KEY = "q"


def field(title: str, placeholder: str, width: int = 320) -> str:
    """What is searched, as it stands in the address; typing there does not start anew."""
    wanted = choices.asked(KEY) or ""
    if st.session_state.get("typed_q") != wanted:
        st.session_state["search_rows"] = wanted
        st.session_state["typed_q"] = wanted
    st.text_input(
        title,
        key="search_rows",
        type="search",
        live="300ms",
        placeholder=placeholder,
        max_chars=80,
        width=width,
        on_change=_keep,
    )
    return _usable(wanted)


def _usable(wanted: str) -> str:
    try:
        return selection.searched([wanted])
    except Refused as refused:
        st.warning(_(refused.message, **refused.details))
        return ""


def _keep() -> None:
    typed = st.session_state["search_rows"] or ""
    st.session_state["typed_q"] = typed
    choices.keep(KEY, typed)
