"""Practices beside each other as HTML, each with the way to its text."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from wijkeconomie.view import choices, markup, ui
from wijkeconomie.view.knowledge import Practice
from wijkeconomie.view.learning import marks

KEY, PAGE = "practice", "knowledge"


def html(shown: Iterable[Practice], level: int = 2) -> str:
    """A card a practice, with titles of a level."""
    return f'<div class="practices">{"".join(_card(each, level) for each in shown)}</div>'


def _card(practice: Practice, level: int) -> str:
    """In a frame the title leads nowhere, as links to pages do not work there."""
    title = practice.said(ui.lang(), "title")
    link = markup.link(PAGE, asked({KEY: practice.practice_id}), title)
    heading = f"<h{level}>{escape(title) if ui.is_embedded() else link}</h{level}>"
    inside = marks.where(practice) + heading + marks.short(practice)
    return f'<article class="practice">{inside}</article>'


def asked(changed: Mapping[str, str | None]) -> dict[str, str]:
    """What the address of the knowledge page asks for: as now but for what is changed."""
    kept = {k: v for k, v in st.query_params.to_dict().items() if k not in ("saved", "q")}
    if st.session_state.get("page") != PAGE:
        kept = {k: v for k, v in kept.items() if k in choices.STICKY}
    return {k: v for k, v in (choices.onward() | kept | changed).items() if v}
