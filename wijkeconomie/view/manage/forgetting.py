"""A reference date, boundaries, types, a list or streets taken away, after a question."""

from collections.abc import Sequence

import streamlit as st

from wijkeconomie.view import ui, words
from wijkeconomie.view.manage import holdings, work
from wijkeconomie.view.manage import kinds as files
from wijkeconomie.view.ui import _

ASKED = "manage_forget"
OPTIONS = {"date": "--reference-date", "year": "--boundary-year", "rule": "--locations"}
OPTIONS |= {kind: f"--{kind}" for kind in holdings.LISTS}
LIST = words.mark(
    "Take the list {what} away? To get it back, it has to be loaded again. Releases stay as they "
    "are."
)
QUESTIONS = {
    "date": words.mark(
        "Take all establishments of {what} out of the register? To get them back, the delivery has "
        "to be imported again. Releases stay as they are."
    ),
    "year": words.mark(
        "Take the boundaries of {what} away? Reference dates of that year are then placed in the "
        "boundaries of the nearest year. Releases stay as they are."
    ),
    "rule": words.mark(
        "Take the location types by {what} away? To get them back, the file has to be loaded "
        "again. Releases stay as they are."
    ),
    "streets": words.mark(
        "Take the streets ({what}) away? The next release then tells no walking distances. To get "
        "them back, the file has to be loaded again. Releases stay as they are."
    ),
} | dict.fromkeys(holdings.LISTS, LIST)


def ask(
    dates: Sequence[str],
    years: Sequence[int],
    rules: Sequence[str],
    lists: dict[str, list[str]],
) -> None:
    """Offers what can be taken away; boundaries only when others stay."""
    work.news(work.last("forget"))
    kinds = {
        "date": list(dates),
        "year": [str(y) for y in years] if len(years) > 1 else [],
        "rule": list(rules),
    } | lists
    if not any(kinds.values()):
        return
    with st.expander(_("Take something out"), expanded=ASKED in st.session_state):
        _question(kinds)
        titles = {
            "date": _("A reference date"),
            "year": _("Boundaries of a year"),
            "rule": _("Location types"),
        } | {kind: _(files.KINDS[kind].title) for kind in lists}
        for kind, values in kinds.items():
            if values:
                left, right = st.columns([3, 1], vertical_alignment="bottom")
                left.selectbox(
                    titles[kind],
                    values,
                    format_func=lambda value, kind=kind: _named(kind, value),
                    key=f"forget-{kind}",
                )
                right.button(
                    _("Take out"),
                    key=f"ask-forget-{kind}",
                    disabled=work.is_busy(),
                    on_click=lambda kind=kind: _remember(kind),
                )


def _question(kinds: dict[str, list[str]]) -> None:
    kind, value = st.session_state.get(ASKED, ("", ""))
    if value not in kinds.get(kind, []):
        return
    with st.container(border=True, key="question"):
        question = QUESTIONS[kind]
        asked = _(question, what=_named(kind, value))
        st.markdown(f"**{asked}**")
        with st.container(horizontal=True):
            st.button(
                _("Yes, take it out"),
                type="primary",
                key="forget-yes",
                disabled=work.is_busy(),
                on_click=lambda: _forget(kind, value),
            )
            st.button(_("No, keep it"), key="forget-no", on_click=_leave)


def _named(kind: str, value: str) -> str:
    if kind == "rule":
        return holdings.rules()[value]
    if kind == "streets":
        return f"{ui.number(int(value))} km"
    return ui.day(value) if kind == "date" else value


def _remember(kind: str) -> None:
    st.session_state[ASKED] = (kind, str(st.session_state[f"forget-{kind}"]))


def _leave() -> None:
    st.session_state.pop(ASKED, None)


def _forget(kind: str, value: str) -> None:
    _leave()
    told = "--streets" if kind == "streets" else f"{OPTIONS[kind]}={value}"
    work.begin("forget", [["forget", told]])
