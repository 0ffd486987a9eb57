"""What a page tells of the address it was opened with: its release, and what is not there."""

import streamlit as st

from wijkeconomie.errors import Refused, ReleaseGone
from wijkeconomie.view import atlas, choices, query, spelling, telling, ui, words
from wijkeconomie.view.opening import Release
from wijkeconomie.view.ui import _

PICKS_AREA = ("activity", "compare", "district", "downloads")
NOT_KEPT = words.mark("The address asks for release {release}, which is not kept here.")
TOO_OLD = words.mark(
    "The address asks for release {release}, which an earlier version of this website made: it "
    "lacks figures that are shown now."
)


def show(page: str) -> None:
    """Above a page: that its figures are not the newest, and what of its address is not known."""
    newest = _newest()
    if choices.release() and newest and newest.release_id != query.release().release_id:
        _show_release(query.release(), newest)
    if page in spelling.KEYS:
        known = (*spelling.TRAVELS, *spelling.KEYS[page])
        tell_unused(known)
    area = choices.asked("area")
    if page not in PICKS_AREA and area and area not in atlas.areas().index:
        telling.unknown(ui.lang(), _("Area"), area)


def tell_unused(known: tuple[str, ...]) -> None:
    """Tells of parameters in the address that a page does not know."""
    unknown = spelling.unknown(list(st.query_params), known)
    if unknown:
        telling.unused(ui.lang(), unknown, [*known, "lang", "release"])


def show_missing(refused: Refused) -> None:
    """In the place of a page: that its release cannot be shown, and the way to the newest."""
    st.title(_("These figures are not here"), anchor=False)
    message = TOO_OLD if isinstance(refused, ReleaseGone) else NOT_KEPT
    st.markdown(_(message, release=words.plain((choices.release() or "")[:40])))
    _show_way()


def _newest() -> Release | None:
    """The public release in use, where it can be read."""
    try:
        with query.reading("public"), query.reading_release(None):
            return query.release()
    except Refused:
        return None


def _show_release(shown: Release, newest: Release) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="earlier"):
        told = _(
            "These are the figures of release {release} of {day}; the newest are of {newest}.",
            release=f"**{shown.release_id}**",
            day=ui.day(shown.made_at.date().isoformat()),
            newest=ui.day(newest.made_at.date().isoformat()),
        )
        st.markdown(f":material/history: {told}", width="stretch")
        _show_way()


def _show_way() -> None:
    st.button(
        _("Show the newest figures"),
        on_click=lambda: choices.keep("release", None),
        icon=":material/update:",
        key="newest",
    )
