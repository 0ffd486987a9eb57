"""Take it with you: files of what is seen, links, code, saved views and frames."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urljoin

import streamlit as st

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import choices, query, ui, words
from wijkeconomie.view.exports import formats, rows, selection
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.taking import code, embedding, saved, sizes
from wijkeconomie.view.taking.behind import Rows
from wijkeconomie.view.ui import _

SCOPES = {"view": words.mark("This view"), "whole": words.mark("Whole table")}
DIALECTS = {
    "nl": words.mark("{format} for Dutch Excel"),
    "stat": words.mark("{format} for statistics (JSON-stat)"),
}
OUTPUT = ("lang", "dialect", "release")


def show(found: Sequence[Rows], title: str, views: Sequence[str], *, is_open: bool = False) -> None:
    """What can be taken from a page, folded until somebody asks; ``title`` is what the page shows,
    ``views`` what of it can stand alone in a frame."""

    def folded() -> None:
        fold = st.expander(
            _("Take it with you: file, link, code, on your website"),
            is_open,
            key="take",
            icon=":material/download:",
            on_change="rerun",
        )
        if fold.open:
            with fold:
                show_files(_chosen(found))
                show_more(title, views)

    if not ui.is_embedded():
        ui.fragment(folded, key="take-part")()


def show_name() -> None:
    """The name of a saved view, above the page it opened."""
    if name := saved.shortened(choices.asked(saved.KEY) or ""):
        st.header(f":material/bookmark: {words.plain(name)}", anchor=False)


def show_files(behind: Rows) -> None:
    """One format of the rows that are seen or of their whole table: the file, the link to it, and
    code that fetches it."""
    possible = _possible(query.release().release_id, behind.table)
    with st.container(horizontal=True, vertical_alignment="bottom", key="take-choices"):
        scope = st.segmented_control(
            _("Which rows"),
            list(SCOPES),
            format_func=lambda code: _(SCOPES[code]),
            default="view",
            required=True,
            key="take-scope",
        )
        ending, dialect = st.selectbox(
            _("Format"), possible, format_func=lambda pair: titled(*pair), width=300, key="take-as"
        )
        is_fixed = _choose_release()
    given = behind.given if scope == "view" else {}
    output = {"lang": [ui.lang()]} | ({"release": [query.release().release_id]} if is_fixed else {})
    asked = selection.parse(behind.table, given | output)
    address = asked.address(ending, **({"dialect": dialect} if dialect else {}))
    size = sizes.told(ui.lang(), _size(query.release().release_id, address, ending, asked, dialect))
    with st.container(horizontal=True, vertical_alignment="center"):
        label = _("Download {format}", format=titled(ending, dialect))
        st.link_button(label, address, type="primary", icon=":material/download:")
        st.markdown(size, width="content")
    show_link(_("Link to this file"), urljoin(st.context.url or "", address))
    if query.is_internal():
        st.caption(_("Without a login this link gives the public figures."))
    _show_code(asked, ending, urljoin(st.context.url or "", address))


def show_link(title: str, text: str) -> None:
    """A link, or other words to copy, with a button that does; ``assets/start.js`` copies."""
    press, done, name = _("Copy"), _("Copied"), _("Copy: {what}", what=title)
    st.html(
        f'<div class="copied"><span>{escape(title)}</span><output role="status"></output>'
        f'<code>{escape(text)}</code><button type="button" data-copy="" '
        f'data-done="{escape(done)}" aria-label="{escape(name)}">{escape(press)}</button></div>'
    )


def show_more(title: str, views: Sequence[str]) -> None:
    """A short link to the page as it is, and the HTML that shows it elsewhere."""
    left, right = st.columns(2, gap="large")
    with left:
        _show_saved()
    with right:
        _show_frame(title, views)


def titled(ending: str, dialect: str) -> str:
    """A format in words."""
    title = _(formats.FORMATS[ending].title)
    return _(DIALECTS.get(dialect, "{format}"), format=title) if dialect else title


def _chosen(found: Sequence[Rows]) -> Rows:
    if len(found) == 1:
        return found[0]
    titles = [_(each.title) for each in found]
    place = st.selectbox(
        _("Figures"), range(len(found)), format_func=titles.__getitem__, key="take-rows", width=420
    )
    return found[place]


def _choose_release() -> bool:
    """Whether a link is to give these figures for good, where earlier releases are kept."""
    if query.is_internal() or not sizes.is_kept():
        return False
    told = _("The link gives the figures of this release as long as it is kept, not later ones.")
    return st.toggle(_("Always these figures"), key="take-fixed", help=told)


def _show_code(asked: Selection, ending: str, link: str) -> None:
    csv = urljoin(st.context.url or "", asked.address("csv"))
    name = formats.file_name(asked.table, ending)
    written = code.snippets(csv, rows.described(asked), link, name)
    for tab, snippet in zip(st.tabs([_(each.title) for each in written]), written, strict=True):
        with tab:
            if snippet.note:
                st.caption(_(snippet.note))
            st.code(snippet.text, language=snippet.language, height=260)


def _show_saved() -> None:
    st.subheader(_("Save this view"))
    name = st.text_input(
        _("Name"), max_chars=saved.NAME, key="take-name", placeholder=_("Such as: work in Haven")
    )
    asked = st.query_params.to_dict() | {"lang": ui.lang()}
    try:
        path = saved.link(saved.View(st.session_state["page"], name or "", asked))
    except Refused as refused:
        st.info(_(refused.message))
        return
    show_link(_("Link to this view"), urljoin(st.context.url or "", path))
    st.caption(_("The link holds the whole view: nothing is kept here, and it needs no account."))


def _show_frame(title: str, views: Sequence[str]) -> None:
    st.subheader(_("Show it on another website"))
    shown = st.segmented_control(
        _("What to show"),
        [*views, ""],
        format_func=lambda view: _(embedding.VIEWS[view][0]),
        default=views[0] if views else "",
        required=True,
        key="take-frame",
    )
    html = embedding.code(st.session_state["page"], title, shown or "")
    show_link(_("HTML for your website"), html)
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


@st.cache_data(show_spinner=False, max_entries=100)
def _possible(release_id: str, table: str) -> list[tuple[str, str]]:
    del release_id
    return sizes.possible(table)


@st.cache_data(show_spinner=False, max_entries=500)
def _size(
    release_id: str, address: str, ending: str, _asked: Selection, dialect: str
) -> sizes.Size:
    del release_id, address
    more = {"dialect": [dialect]} if dialect else {}
    return sizes.of(ending, selection.parse(_asked.table, {**_asked.given, **more}))
