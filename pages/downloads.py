"""Filter a published table, look at it, take it away."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from wijkeconomie.view import atlas, choices, filters, profile, query, scope, spelling, ui, words
from wijkeconomie.view.exports import columns, conflicts, reader, selection
from wijkeconomie.view.exports.selection import Selection
from wijkeconomie.view.taking import (
    behind,
    embedding,
    folded,
    grid,
    ordering,
    panel,
    part,
    reasons,
    searching,
)
from wijkeconomie.view.ui import _

VIEWS = ("table",)


@ui.fragment
def view() -> None:
    alone = embedding.view(*VIEWS)
    top = st.container()
    left, right = (top, top) if alone else st.columns([1, 3], gap="large")
    with embedding.controls(alone) if alone else left:
        table = choose_table()
        with st.container() if alone else folded.container(part.known(table)[1:]):
            given = choose_search() | choose_filters(table) | ordering.choose(table)
    with top:
        given |= part.asked(table)
    about = columns.table(table)
    top.title(_(about.title) if alone else _("Take figures with you"), anchor=False)
    top.markdown(_(about.description))
    top.caption(grid.dates(table, given))
    asked = selection.parse(table, given | {"lang": [ui.lang()]})
    with st.container() if alone else right:
        count = 0 if conflicts.found(asked) else selection.count(asked)
        if not alone and not conflicts.found(asked):
            seen = behind.Rows(about.title, table, given)
            panel.show([seen], _(about.title), VIEWS, is_open=True)
        show_rows(asked, count)
        if not alone and count:
            grid.show_total(asked)


def choose_table() -> str:
    known = columns.tables()
    part.leave_behind(known)
    return choices.choose("table", _("Table"), known, lambda name: _(columns.table(name).title))


def choose_search() -> dict[str, list[str]]:
    wanted = searching.field(_("Search"), _("An area, a sector"))
    return {"search": [wanted]} if wanted else {}


def choose_filters(table: str) -> dict[str, list[str]]:
    whole = {filters.ALL: _("All areas")} if table in filters.OF_NO_AREA else {}

    def label(code: str) -> str:
        return whole.get(code) or profile.area_label(ui.lang(), atlas.areas(), code)

    options = {
        "area": ([*whole, *scope.areas_near()], label),
        "within": (query.release().municipality_codes, atlas.name),
        "level": (atlas.levels(), partial(ui.label, "level")),
        "year": ([str(year) for year in query.release().years], str),
    }
    given = {}
    for name in (name for name in filters.TITLES if name in filters.names(table)):
        if name == "within" and not (atlas.has_several() or choices.asked(name)):
            continue
        codes, names = options.get(name) or _choice(table, name)
        title = _(filters.TITLES[name])
        chosen = choices.choose_many(spelling.key(name), title, list(codes), names)
        if chosen:
            given[name] = chosen
    return given


def _choice(table: str, name: str) -> tuple[Sequence[str], Callable[[str], str]]:
    """Codes with their names, or the whole numbers that there are."""
    if name in filters.WHOLE:
        return [str(number) for number in reader.distinct(f"table_{table}", name)], str
    return words.codes(name), partial(ui.label, name)


def show_rows(asked: Selection, count: int) -> None:
    if not count:
        left = _("No rows are left: take a filter away, or search for other words.")
        st.info(words.plain(" ".join([*reasons.told(asked), left])))
        st.button(_("Take all filters away"), on_click=clear, icon=":material/filter_alt_off:")
        return
    told = words.counted(ui.lang(), words.mark("1 row"), words.mark("{count} rows"), count)
    st.markdown(f"**{told}**")
    grid.show_rows(asked, count)


def clear() -> None:
    kept = {key: choices.asked(key) for key in ("table", "lang", "release")}
    st.query_params.from_dict({key: value for key, value in kept.items() if value})


view()
