"""A page passed on: a short link to it as it is, and the HTML that shows it elsewhere."""

from collections.abc import Sequence
from urllib.parse import urljoin

import streamlit as st

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import ui, words
from wijkeconomie.view.taking import copying, embedding, saved
from wijkeconomie.view.ui import _


def show(title: str, views: Sequence[str], release: str | None) -> None:
    """A short link to the page as it is, and the HTML that shows it elsewhere; with the release
    whose figures both are to keep, if any."""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k != "release"}
    asked |= {"lang": ui.lang()} | ({"release": release} if release else {})
    left, right = st.columns(2, gap="large")
    with left:
        _show_saved(asked)
    with right:
        _show_frame(asked, title, views)


def _show_saved(asked: dict[str, str]) -> None:
    st.header(_("Save this view"))
    name = st.text_input(
        _("Name"), max_chars=saved.NAME, key="take-name", placeholder=_("Such as: work in Haven")
    )
    try:
        path = saved.link(saved.View(st.session_state["page"], name or "", asked))
    except Refused as refused:
        st.info(_(refused.message))
        return
    copying.show(_("Link to this view"), urljoin(st.context.url or "", path))
    st.caption(_("The link holds the whole view: nothing is kept here, and it needs no account."))


def _show_frame(asked: dict[str, str], title: str, views: Sequence[str]) -> None:
    st.header(_("Show it on another website"))
    shown = st.segmented_control(
        _("What to show"),
        list(views) if set(views) & set(embedding.SECTIONS) else [*views, ""],
        format_func=lambda view: _(embedding.VIEWS[view]),
        default=views[0] if views else "",
        required=True,
        key="take-frame",
    )
    html = embedding.code(st.session_state["page"], asked, title, shown or "")
    copying.show(_("HTML for your website"), html)
    sites = settings.frame_ancestors()
    if sites:
        told = words.plain(", ".join(sites))
        st.caption(_("It works on {sites}. It always shows the public figures.", sites=told))
    else:
        st.info(
            _(
                "No other website may show these pages yet: ask who manages this website to set "
                "{setting}.",
                setting="WIJKECONOMIE\\_FRAME\\_ANCESTORS",
            )
        )
