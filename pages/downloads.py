"""Filter a published table, look at it, take it away."""

from functools import partial
from urllib.parse import urljoin

import streamlit as st

from wijkeconomie.view import atlas, choices, exports, filters, profile, query, ui, words
from wijkeconomie.view.ui import _

SHOWN = 500
TABLES = {
    "activity": words.mark("Establishments and jobs"),
    "location": words.mark("Establishments and jobs by location type"),
    "dynamics": words.mark("Openings, closures and moves"),
    "hexagon": words.mark("Home-based establishments by hexagon"),
    "place": words.mark("Hubs and third places"),
    "place_reach": words.mark("Reach of hubs and third places"),
    "initiative": words.mark("Initiatives"),
    "reach": words.mark("Establishments within reach of hubs and third places"),
    "site": words.mark("Spaces where a next place could come"),
    "area": words.mark("Areas"),
    "area_location": words.mark("Location types of areas"),
    "series_break": words.mark("Breaks in series"),
}
FILES = {
    "csv": words.mark("CSV"),
    "nl.csv": words.mark("CSV for Dutch Excel"),
    "xlsx": words.mark("Excel"),
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
    asked = filters.parse(table, given)
    rows = exports.table(table, {**asked, "limit": SHOWN}, ui.lang())
    count = query.count(f"table_{table}", **asked)
    with right:
        show_files(table, given)
        st.markdown(
            _(
                "{rows} rows, {columns} columns",
                rows=ui.number(count),
                columns=len(rows.columns),
            )
        )
        st.dataframe(rows, hide_index=True, height=520, placeholder="")
        if count > SHOWN:
            st.caption(_("The first {count} rows are shown here.", count=ui.number(SHOWN)))


def choose_table() -> str:
    known = [name for name in TABLES if name in filters.tables()]
    return choices.choose("table", _("Table"), known, lambda name: _(TABLES[name]))


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
    link = urljoin(st.context.url or "", filters.address(table, "csv", given))
    st.code(link, language=None, wrap_lines=True)


def show_buttons(table: str, given: dict[str, list[str]]) -> None:
    lang = ui.lang()
    makers = {
        "csv": lambda rows: b"".join(exports.csv(rows, "standard")),
        "nl.csv": lambda rows: b"".join(exports.csv(rows, "nl")),
        "xlsx": lambda rows: exports.xlsx(rows, lang),
    }
    for column, (ending, make) in zip(st.columns(3), makers.items(), strict=True):
        with column:
            st.download_button(
                _(FILES[ending]),
                lambda make=make: make(exports.parts(table, filters.parse(table, given), lang)),
                file_name=exports.file_name(table, ending),
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
                key=f"download-{ending}",
            )


def show_links(table: str, given: dict[str, list[str]]) -> None:
    """Exact figures come by an address that asks who wants them, each time anew."""
    more = {"csv": {}, "nl.csv": {"dialect": ["nl"]}, "xlsx": {}}
    for column, (ending, output) in zip(st.columns(3), more.items(), strict=True):
        asked = {**given, **output, "lang": [ui.lang()]}
        path = filters.address(table, ending.removeprefix("nl."), asked)
        with column:
            st.link_button(_(FILES[ending]), path, icon=":material/download:", width="stretch")


view()
