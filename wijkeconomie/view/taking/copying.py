"""Words to copy, with a button that does."""

from html import escape

import streamlit as st

from wijkeconomie.view.ui import _


def show(title: str, text: str) -> None:
    """A link, or other words to copy, with a button that does; ``assets/start.js`` copies."""
    press, done, name = _("Copy"), _("Copied"), _("Copy: {what}", what=title)
    st.html(
        f'<div class="copied"><span>{escape(title)}</span><output role="status"></output>'
        f'<code tabindex="0">{escape(text)}</code><button type="button" data-copy="" '
        f'data-done="{escape(done)}" aria-label="{escape(name)}">{escape(press)}</button></div>'
    )
