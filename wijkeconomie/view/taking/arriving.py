"""What a page tells of the address it was opened with: its release, and what is not there."""

import streamlit as st

from wijkeconomie.errors import Refused, ReleaseGone
from wijkeconomie.view import atlas, choices, editions, numbers, query, spelling, telling, ui, words
from wijkeconomie.view.opening import Release
from wijkeconomie.view.ui import _

PICKS_AREA = ("activity", "compare", "district", "downloads")
NOT_KEPT = words.mark("The address asks for release {release}, which is not kept here.")
TOO_OLD = words.mark(
    "The address asks for release {release}, which an earlier version of this website made: it "
    "lacks figures that are shown now."
)
EARLIER = words.mark(
    "These are the figures of release {release} of {day}; the newest are of {newest}."
)
SAME_DAY = words.mark(
    "These are the figures of release {release} of {day}; the newest are of release {newest} of "
    "the same day."
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


def tell_edition(decision: editions.Decision, *, is_told: bool) -> None:
    """Above a page: which edition it shows and why; that a role is lacking unless ``is_told``."""
    if decision.edition == "internal":
        st.warning(f"**{_(editions.INTERNAL)}.**", icon=":material/lock:")
    elif reason := editions.REASONS[decision.reason]:
        st.info(_(reason))
    elif decision.reason == "known" and not is_told:
        st.info(_(editions.NO_ROLE))


def tell_unused(known: tuple[str, ...]) -> None:
    """Tells of parameters in the address that a page does not know."""
    unknown = spelling.unknown(list(st.query_params), known)
    if unknown:
        telling.unused(ui.lang(), unknown, [*known, "lang", "release"])


def show_missing(refused: Refused) -> None:
    """In the place of a page: that its release cannot be shown, and the way to the newest."""
    st.title(_("These figures are not here"), anchor=False)
    st.markdown(why(refused))
    _show_way()


def why(refused: Refused) -> str:
    """Why the release that the address asks for cannot be shown."""
    message = TOO_OLD if isinstance(refused, ReleaseGone) else NOT_KEPT
    return _(message, release=words.plain((choices.release() or "")[:40]))


def told(lang: str, shown: Release, newest: Release) -> str:
    """That a release is not the newest: by its day, or by its name where both are of one day."""
    days = [numbers.day(lang, each.made_at.date()) for each in (shown, newest)]
    message, last = (EARLIER, days[1]) if days[0] != days[1] else (SAME_DAY, newest.release_id)
    release = f"**{shown.release_id}**"
    return words.translate(lang, message, release=release, day=days[0], newest=last)


def _newest() -> Release | None:
    """The public release in use, where it can be read."""
    try:
        with query.reading("public"), query.reading_release(None):
            return query.release()
    except Refused:
        return None


def _show_release(shown: Release, newest: Release) -> None:
    """In a frame in one line: its site chose the release, and the page below has the way on."""
    line = f":material/history: {told(ui.lang(), shown, newest)}"
    if ui.is_embedded():
        st.caption(line)
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="earlier"):
        st.markdown(line, width="stretch")
        _show_way()


def _show_way() -> None:
    st.button(
        _("Show the newest figures"),
        on_click=lambda: choices.keep("release", None),
        icon=":material/update:",
        key="newest",
    )
