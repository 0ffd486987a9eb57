"""Section of the knowledge page: what no register holds, and what would be needed."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import knowledge
from wijkeconomie.view.ui import _


def show_section(top: Top) -> None:
    """A card a subject: why it is not measured, and what would measure it."""
    top.title(_("What no register holds"), anchor=False)
    st.markdown(
        _(
            "A register of establishments counts establishments and jobs. The source documents ask "
            "for more. An empty chart would look as if there were nothing; so here stands what is "
            "missing, and what would be needed to know it."
        )
    )
    with st.container(key="unmeasured"):
        for subject, why, needed in knowledge.UNMEASURED:
            with st.container(border=True):
                st.html(_card(_(subject), _(why), _(needed)))


def _card(subject: str, why: str, needed: str) -> str:
    lines = [(_("Why not"), why), (_("What would be needed"), needed)]
    told = "".join(f"<dt>{escape(t)}</dt><dd>{escape(v)}</dd>" for t, v in lines)
    mark = escape(_("Not measured"))
    return (
        f'<article class="claim"><p class="outcome untestable"><span aria-hidden="true">?</span> '
        f"{mark}</p><h2>{escape(subject)}</h2><dl>{told}</dl></article>"
    )
