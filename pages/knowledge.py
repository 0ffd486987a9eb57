"""Claims, practices, the civic economy and what no register holds, a section each."""

import streamlit as st

from wijkeconomie.view import choices, ui, words
from wijkeconomie.view.learning import cards, civic, claims, practices, unmeasured
from wijkeconomie.view.taking import embedding
from wijkeconomie.view.ui import _

SECTIONS = {
    "claims": (words.mark("Claims"), claims.show_section),
    "practices": (words.mark("Practices"), practices.show_section),
    "civic": (words.mark("Civic economy"), civic.show_section),
    "unmeasured": (words.mark("What no register holds"), unmeasured.show_section),
}


@ui.fragment
def view() -> None:
    practice = choices.asked(cards.KEY)
    if practice and practices.show_one(practice):
        return
    top = st.container()
    with embedding.controls("any" if ui.is_embedded() else "", "section"):
        section = choose_section("practices" if practice else "")
    if practice:
        st.warning(
            _("Practice '{value}' does not exist here.", value=words.plain(practice[:40])),
            icon=":material/link_off:",
        )
    SECTIONS[section][1](top)


def choose_section(wanted: str) -> str:
    first = [wanted] if wanted else []
    return choices.choose(
        "view",
        _("Section"),
        [*first, *(code for code in SECTIONS if code not in first)],
        lambda code: _(SECTIONS[code][0]),
        widget=st.segmented_control,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        elsewhere=embedding.VIEWS,
    )


view()
