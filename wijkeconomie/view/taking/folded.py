"""Choices that are folded on a phone, so that what they lead to is near."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from wijkeconomie.view import choices, words
from wijkeconomie.view.ui import _

KEY = "unfolded"


def container(known: tuple[str, ...]) -> DeltaGenerator:
    """Where choices stand; on a narrow screen once a switch is on, which tells how many of the
    choices, ``known`` by their keys in the address, are made."""
    count = len([key for key in known if choices.asked(key)])
    label = _("Filters, columns and order")
    if count:
        one, several = words.mark("1 in use"), words.mark("{count} in use")
        label = f"{label} ({words.counted(choices.lang(), one, several, count)})"
    with st.container(key="fold-switch"):
        is_open = st.toggle(label, key=KEY)
    return st.container(key="choices-open" if is_open else "choices-folded")
