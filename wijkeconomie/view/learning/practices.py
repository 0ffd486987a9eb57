"""Section of the knowledge page: practices as cards to search, and one of them in full."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, choices, knowledge, markup, prose, ui, words
from wijkeconomie.view.knowledge import Practice
from wijkeconomie.view.learning import cards, marks
from wijkeconomie.view.taking import embedding, panel, searching
from wijkeconomie.view.taking.behind import Given, Rows
from wijkeconomie.view.ui import _

ALIKE = 3
TABLE = words.mark("Practices")


def show_section(top: Top) -> None:
    """What is searched, then a card a practice, with the title put in ``top``."""
    known = knowledge.practices(ui.rows)
    with embedding.controls("any" if ui.is_embedded() else "", "practice-choices"):
        search = searching.field(_("Search practices"), _("Word, place or theme"), 260)
        theme = _choose_theme(known)
        place = _choose_place(known)
    shown = knowledge.found(ui.lang(), known, search, theme, place)
    count = ui.number(len(shown))
    one, several = _("1 practice"), _("{count} practices", count=count)
    title = one if len(shown) == 1 else several
    top.title(title, anchor=False)
    st.markdown(
        _(
            "What was tried elsewhere, and what came of it as far as that is known. Texts are our "
            "own words; where no outcome is known to us, we say so."
        )
    )
    if not shown:
        st.info(_("No practice is found: search for something else, or choose another theme."))
    st.html(cards.html(shown))
    given: Given = {"theme": [theme] if theme else [], "search": [search] if search else []}
    panel.show(
        [Rows(TABLE, "practice", {k: v for k, v in given.items() if v})], title, ["practices"]
    )


def show_one(practice_id: str) -> bool:
    """A practice in full; False when there is none of that code."""
    known = knowledge.practices(ui.rows)
    practice = next((each for each in known if each.practice_id == practice_id), None)
    if practice is None:
        return False
    lang = ui.lang()
    if not ui.is_embedded():
        asked = cards.asked({cards.KEY: None, "view": "practices"})
        st.html(markup.link(cards.PAGE, asked, _("All practices"), "←"))
    title = practice.said(lang, "title")
    st.title(words.plain(title), anchor=False)
    st.html(f'<div class="practice">{marks.chips(practice)}</div>')
    st.markdown(f"**{words.plain(practice.said(lang, 'summary'))}**")
    text = practice.said(lang, "text")
    if text:
        st.html(prose.html(text))
    else:
        st.markdown(_("There is no more text with this practice."))
    _show_origin(practice)
    _show_areas(practice)
    alike = knowledge.alike(known, practice)[:ALIKE]
    if alike:
        st.header(_("On the same themes"))
        st.html(cards.html(alike))
    panel.show([Rows(TABLE, "practice", {})], title, ())
    return True


def _choose_theme(known: list[Practice]) -> str:
    options = ["", *knowledge.themes(known)]
    names = {"": _("All themes")} | {code: ui.label("theme", code) for code in options if code}
    return choices.choose("theme", _("Theme"), options, names.__getitem__, width=250)


def _choose_place(known: list[Practice]) -> str:
    options = ["", *knowledge.places(known)]
    return choices.choose(
        "place",
        _("Town or region"),
        options,
        lambda name: name or _("All towns and regions"),
        width=230,
    )


def _show_origin(practice: Practice) -> None:
    lang = ui.lang()
    told = [practice.where(lang), practice.source(lang)]
    st.caption(words.plain(" · ".join(filter(None, told))))
    if url := practice.row["url"]:
        name = _("Website")
        st.html(prose.html(f"[{name}](<{url}>)"))


def _show_areas(practice: Practice) -> None:
    """The way to profiles of the areas it was in, as far as they are loaded."""
    known = atlas.areas().index
    for code in practice.area_codes:
        if code in known and not ui.is_embedded():
            st.page_link(
                "district.py",
                label=_("Open the profile of {area}", area=words.plain(atlas.name(code))),
                icon=":material/description:",
                query_params=choices.onward(area=code),
            )
