"""A page passed on: a short link to it as it is, and the HTML that shows it elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

import streamlit as st

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import ui, words
from wijkeconomie.view.taking import copying, embedding, saved
from wijkeconomie.view.ui import _


@dataclass(frozen=True)
class Shown:
    """What a page shows: the title it has, a plain one without figures, and by key what the
    address leaves to the page."""

    title: str
    plain: str
    begun: Mapping[str, str]


def show(shown: Shown, views: Sequence[str], release: str | None) -> None:
    """A short link to the page as it is, and the HTML that shows it elsewhere; with the release
    whose figures both are to keep, if any. Both hold all that is shown, its year too, unless the
    visitor wants them to go along with the newest one."""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k != "release"}
    asked = {**shown.begun, **asked, "lang": ui.lang()} | ({"release": release} if release else {})
    if "year" in asked and _goes_along():
        asked.pop("year")
    title = shown.title if "year" in asked or not has_figures(shown.title) else shown.plain
    left, right = st.columns(2, gap="large")
    with left:
        _show_saved(asked)
    with right:
        _show_frame(asked, title, views)


def has_figures(title: str) -> bool:
    """Whether a title tells figures, which are of one date."""
    return any(letter.isdigit() for letter in title)


def _goes_along() -> bool:
    told = _("The link and the frame then leave the year out, and the title of the frame figures.")
    return st.toggle(_("Always the newest year"), key="take-newest", help=told)


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
