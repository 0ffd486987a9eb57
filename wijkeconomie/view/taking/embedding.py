"""Pages, or one map, chart or table of them, within a page of another site."""

from html import escape
from typing import Any
from urllib.parse import urlencode, urljoin

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from wijkeconomie.view import choices, query, ui, words
from wijkeconomie.view.taking import sources
from wijkeconomie.view.ui import _

KEY = "view"
VIEWS = {
    "map": (words.mark("The map"), 720),
    "chart": (words.mark("The chart"), 520),
    "table": (words.mark("The table"), 760),
    "": (words.mark("The whole page"), 1400),
}


def view(*offered: str) -> str:
    """Which of the views a page offers is shown alone in a frame; nothing for the whole page."""
    wanted = choices.asked(KEY) or ""
    return wanted if ui.is_embedded() and wanted in offered else ""


def controls(alone: str, key: str = "choices") -> DeltaGenerator:
    """Where a page puts its choices: not to be seen beside a view that stands alone."""
    named = f"unseen-{key}" if alone else key
    return st.container(horizontal=True, vertical_alignment="bottom", key=named)


def code(page: str, title: str, shown: str) -> str:
    """The HTML with which another site shows a page, or one view of it, as it is seen here."""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k not in (KEY, "saved")}
    more = {"lang": ui.lang(), "embed": "true"} | ({KEY: shown} if shown in VIEWS and shown else {})
    address = urljoin(st.context.url or "", f"/{page}?{urlencode(asked | more)}")
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{VIEWS[shown][1]}" style="border: 0" loading="lazy"></iframe>'
    )


def show(page: Any) -> None:
    """A page of Streamlit in a frame, with the source below it."""
    page.run()
    _show_source()


def _show_source() -> None:
    """The line below what is in a frame: source, date, and the way to the page itself."""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k != KEY}
    page = f"/{st.session_state['page']}?{urlencode(asked | {'lang': ui.lang()})}"
    address = urljoin(st.context.url or "", page)
    told, opening = sources.told(ui.lang(), query.release()), _("Open on Wijkeconomie")
    with st.container(key="footer"):
        st.caption(f"{told} [{opening}]({address})")
