"""Filter a published table, look at it, take it away."""

from functools import partial
from urllib.parse import urljoin

import streamlit as st

from wijkeconomie.view import atlas, choices, filters, profile, query, ui, words
from wijkeconomie.view.exports import columns, formats, rows, selection
from wijkeconomie.view.ui import _

SHOWN = 500
FILES = {
    ("csv", ""): words.mark("CSV"),
    ("csv", "nl"): words.mark("CSV for Dutch Excel"),
    ("xlsx", ""): words.mark("Excel"),
}
LINKED_INTERNAL = words.mark("Link to this file; without a login it gives the public figures:")
KEYS = {"size_class": "size"}


@ui.fragment
def view() -> None:
    st.title(_("Take figures with you"))
    st.markdown(_("The file holds exactly the rows that the filters leave; none means all."))
    left, right = st.columns([1, 3], gap="large")
    with left:
        table = choose_table()
        given = choose_filters(table)
    asked = selection.parse(table, given | {"lang": [ui.lang()]})
    shown = rows.frame(asked.page(SHOWN))
    count = selection.count(asked)
    with right:
        show_files(table, given)
        st.markdown(
            _(
                "{rows} rows, {columns} columns",
                rows=ui.number(count),
                columns=len(shown.columns),
            )
        )
        st.dataframe(shown, hide_index=True, height=520, placeholder="")
        if count > SHOWN:
            st.caption(_("The first {count} rows are shown here.", count=ui.number(SHOWN)))


def choose_table() -> str:
    known = columns.tables()
    return choices.choose("table", _("Table"), known, lambda name: _(columns.table(name).title))


def choose_filters(table: str) -> dict[str, list[str]]:
    label = partial(profile.area_label, ui.lang(), atlas.areas())
    options = {
        "area": (choices.areas_near(), label),
        "level": (atlas.levels(), partial(ui.label, "level")),
        "year": ([str(year) for year in query.release().years], str),
    }
    given = {}
    for name in (name for name in filters.names(table) if name in filters.TITLES):
        codes, names = options.get(name) or (words.codes(name), partial(ui.label, name))
        title = _(filters.TITLES[name])
        chosen = choices.choose_many(KEYS.get(name, name), title, list(codes), names)
        if chosen:
            given[name] = chosen
    return given


def show_files(table: str, given: dict[str, list[str]]) -> None:
    show = show_links if query.is_internal() else show_buttons
    show(table, given)
    st.caption(_(LINKED_INTERNAL) if query.is_internal() else _("Link to this file, for programs:"))
    link = urljoin(st.context.url or "", selection.address(table, "csv", given))
    st.code(link, language=None, wrap_lines=True)


def show_buttons(table: str, given: dict[str, list[str]]) -> None:
    for column, (ending, dialect) in zip(st.columns(len(FILES)), FILES, strict=True):
        output = {"lang": [ui.lang()]} | ({"dialect": [dialect]} if dialect else {})
        with column:
            st.download_button(
                _(FILES[ending, dialect]),
                partial(file, table, ending, given | output),
                file_name=formats.file_name(table, ".".join(filter(None, [dialect, ending]))),
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
                key=f"download-{dialect}{ending}",
            )


def file(table: str, ending: str, given: dict[str, list[str]]) -> bytes:
    return b"".join(formats.make(ending, selection.parse(table, given)))


def show_links(table: str, given: dict[str, list[str]]) -> None:
    """Exact figures come by an address that asks who wants them, each time anew."""
    for column, (ending, dialect) in zip(st.columns(len(FILES)), FILES, strict=True):
        output = {"lang": [ui.lang()]} | ({"dialect": [dialect]} if dialect else {})
        path = selection.address(table, ending, given | output)
        with column:
            st.link_button(
                _(FILES[ending, dialect]), path, icon=":material/download:", width="stretch"
            )


view()
