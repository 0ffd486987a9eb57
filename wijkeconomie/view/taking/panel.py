"""Take it with you: files of what is seen, links, code, saved views and frames."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import streamlit as st

from wijkeconomie.view import choices, query, ui, words
from wijkeconomie.view.exports import citation, file_names, formats, rows, selection
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.taking import begun, code, copying, saved, seen, sharing, sizes
from wijkeconomie.view.taking.behind import Rows
from wijkeconomie.view.ui import _

SCOPES = {"view": words.mark("This view"), "whole": words.mark("Whole table")}
DIALECTS = {
    "nl": words.mark("{format} for Dutch Excel"),
    "stat": words.mark("{format} for statistics (JSON-stat)"),
}
MORE = words.mark("Link, code, reference, and on your website")
OUTPUT = ("lang", "dialect", "release")


def show(
    found: Sequence[Rows],
    title: str,
    views: Sequence[str],
    worked_out: Callable[[], seen.Tables] | None = None,
    *,
    is_open: bool = False,
) -> None:
    """What can be taken from a page, folded until somebody asks; ``title`` is what the page shows,
    ``views`` what of it can stand alone in a frame, ``worked_out`` makes its tables that are no
    rows of the release, by their titles, once they are wanted."""

    left_out = begun.take()
    plain = f"{_(found[0].title)} – {choices.whole_name()}"

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
                if worked_out:
                    seen.show(worked_out())
                    st.header(_("The published rows behind it"), anchor=False)
                taken = show_file(_chosen(found))
                # Where it stands open rows come below it.
                with st.expander(_(MORE)) if is_open else st.container():
                    show_ways(taken)
                    shown = sharing.Shown(title, plain, left_out)
                    sharing.show(shown, views, taken.release)

    if not ui.is_embedded():
        # In a place of its own: what a fragment adds to a container around it stays there.
        with st.container():
            ui.fragment(folded, key="take-part")()


def show_name() -> None:
    """The name of a saved view, above the page it opened."""
    if name := saved.shortened(choices.asked(saved.KEY) or ""):
        st.header(f":material/bookmark: {words.plain(name)}", anchor=False)


@dataclass(frozen=True)
class Taken:
    """A file: its rows, its name, the link to it, and the release it is to keep, if any."""

    asked: Selection
    name: str
    link: str
    release: str | None


def show_file(behind: Rows) -> Taken:
    """One format of the rows that are seen or of their whole table, and how large it is."""
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
        release = _choose_release()
    given = behind.given if scope == "view" else {}
    output = {"lang": [ui.lang()]} | ({"release": [release]} if release else {})
    asked = selection.parse(behind.table, given | output)
    address = asked.address(ending, **({"dialect": dialect} if dialect else {}))
    size = sizes.told(ui.lang(), _size(query.release().release_id, address, ending, asked, dialect))
    with st.container(horizontal=True, vertical_alignment="center"):
        label = _("Download {format}", format=titled(ending, dialect))
        st.link_button(label, address, type="primary", icon=":material/download:")
        st.markdown(size, width="content")
    name = file_names.of_rows(replace(asked, dialect=dialect), ending)
    return Taken(asked, name, urljoin(st.context.url or "", address), release)


def show_ways(taken: Taken) -> None:
    """The link to a file, code that fetches it, and how to refer to it."""
    copying.show(_("Link to this file"), taken.link)
    if query.is_internal():
        st.caption(_("Without a login this link gives the public figures."))
    _show_code(taken)
    _show_reference(taken.asked)


def _show_reference(asked: Selection) -> None:
    site = urljoin(st.context.url or "", "/").rstrip("/")
    copying.show(_("How to refer to it"), citation.text(ui.lang(), asked, site))
    st.markdown(
        _(
            "[BibTeX]({bibtex}) · [CITATION.cff]({cff}) · [What programs can ask, and "
            "how]({manual})",
            bibtex=citation.address(asked, "bib"),
            cff=citation.address(asked, "cff"),
            manual=f"/api/docs?lang={ui.lang()}",
        )
    )


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


def _choose_release() -> str | None:
    """The release whose figures links are to give for good, where earlier ones are kept: what is
    chosen here goes for the file, the saved view and the frame. An address with a release starts
    with it."""
    if query.is_internal() or not sizes.is_kept():
        return None
    told = _(
        "Links, the saved view and the frame give the figures of this release as long as it is "
        "kept, not later ones."
    )
    asked = choices.release() or ""
    is_fixed = st.toggle(
        _("Always these figures"), value=bool(asked), key=f"take-fixed{asked}", help=told
    )
    return query.release().release_id if is_fixed else None


def _show_code(taken: Taken) -> None:
    csv = urljoin(st.context.url or "", taken.asked.address("csv"))
    written = code.snippets(csv, rows.described(taken.asked), taken.link, taken.name)
    for tab, snippet in zip(st.tabs([_(each.title) for each in written]), written, strict=True):
        with tab:
            if snippet.note:
                st.caption(_(snippet.note))
            copying.show(_(snippet.title), snippet.text)


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
