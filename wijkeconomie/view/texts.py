"""Headings and remarks as plain HTML. Streamlit works out the look of each text in Markdown again
at every change of a page, which a page of many texts is slow by."""

import streamlit as st

from wijkeconomie.view import markup


def heading(title: str, level: int = 2, anchor: str = "") -> None:
    """A heading; ``anchor`` is where links within the page lead."""
    st.html(markup.heading(title, level, anchor))


def note(text: str) -> None:
    """A remark below what it is about; nothing where there is none to make."""
    if text:
        st.html(markup.note(text))


def plain(text: str) -> None:
    """A paragraph."""
    st.html(markup.paragraph(text))
