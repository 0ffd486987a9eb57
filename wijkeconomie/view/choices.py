"""Choices of the visitor, kept in the URL: widgets, links and clicks on a map write and read it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import streamlit as st

from wijkeconomie.view import atlas, city_parts, numbers, query, telling, words
from wijkeconomie.view.taking import begun
from wijkeconomie.view.web import negotiation

STICKY = ("lang", "year", "area", "release")
NEWEST, OF_PARTS = "manage", ("district", "compare")


def lang() -> str:
    """The language of this visit: of the URL, else as before, else the browser's, else Dutch."""
    asked = st.query_params.get("lang") or st.session_state.get("kept_lang")
    return words.language(asked or negotiation.language(st.context.headers.get("accept-language")))


def enter(page: str) -> None:
    """Takes language, year, area and release along when the visitor comes from another page."""
    begun.take()
    if st.session_state.get("page") != page:
        kept = {key: st.session_state.get(f"kept_{key}") for key in STICKY}
        kept["lang"] = lang() if lang() != words.DEFAULT else kept["lang"]
        missing = {k: v for k, v in kept.items() if v and k not in st.query_params}
        if page == NEWEST:
            missing.pop("release", None)
        if "area" in missing and page not in OF_PARTS:
            missing["area"] = city_parts.published(missing["area"])
        if missing:
            st.query_params.update(missing)
    st.session_state["page"] = page
    if page != NEWEST:
        _take_along("release", asked("release"))


def release() -> str | None:
    """The release that the address asks for; the data steward always works with the newest."""
    return None if st.session_state.get("page") == NEWEST else asked("release") or None


def onward(**more: str) -> dict[str, str]:
    """What the address of a page of ours asks for, in the language and release of this one."""
    kept = {"lang": lang(), "release": release() or ""}
    return {key: value for key, value in (kept | more).items() if value}


def asked(key: str) -> str | None:
    """What the URL says under a key."""
    return st.query_params.get(key)


def keep(key: str, value: str | None) -> None:
    """Puts a value in the URL, or takes the key out, and takes it along to other pages."""
    _put(key, value)
    _take_along(key, value)


def change(key: str, value: str | None, reruns: Sequence[str]) -> None:
    """Keeps a value, from within a callback, and runs the fragments that show it again, or the
    page when it is about another municipality."""
    with query.reading_release(release()):
        before = within() if key == "area" else ""
        keep(key, value)
        is_elsewhere = key == "area" and within() != before
    if is_elsewhere:
        st.rerun(scope="app")
    if reruns:
        st.rerun(list(reruns))


def _take_along(key: str, value: str | None) -> None:
    """Remembers what other pages start with, but for hexagons."""
    is_hexagon = key == "area" and (value or "")[:1].isdigit()
    if key in STICKY and not is_hexagon:
        # Of several areas other pages start with the first.
        first = (value or "").partition(",")[0] if key == "area" else value
        st.session_state[f"kept_{key}"] = first or None


def _put(key: str, value: str | None) -> None:
    """A view that was saved under a name is no longer that view."""
    if (value or None) == asked(key):
        return
    changed = {k: v for k, v in st.query_params.to_dict().items() if k not in (key, "saved")}
    st.query_params.from_dict(changed | ({key: value} if value else {}))


def choose(  # noqa: PLR0913
    key: str,
    title: str,
    options: Sequence[str],
    names: Callable[[str], str],
    *,
    widget: Callable = st.selectbox,
    reruns: Sequence[str] = (),
    elsewhere: Collection[str] = (),
    shown: str = "",
    field: str = "",
    **more: Any,
) -> str:
    """One of the options, the first unless the URL holds another under ``key``. One that is no
    option is told to the visitor, unless it is one ``elsewhere``: beside other choices, where the
    option ``shown`` may stand for it. A change runs the fragments named in ``reruns`` again, or the
    one it stands in. Choices of one key have a ``field`` each."""
    wanted = asked(key)
    if wanted is not None and wanted not in options and wanted not in elsewhere:
        telling.unknown(lang(), title, wanted)
    value = wanted if wanted in options else shown or options[0]
    if wanted == value:
        _take_along(key, value)
    begun.note(key, str(value))
    widget_key = f"choose_{field or key}"
    st.session_state[widget_key] = value
    if widget is st.selectbox:
        more["placeholder"] = words.translate(lang(), "Choose")
    widget(
        title,
        options,
        format_func=names,
        key=widget_key,
        on_change=lambda: change(key, st.session_state[widget_key], reruns),
        **more,
    )
    return str(value)


def choose_level(levels: Sequence[str], reruns: Sequence[str]) -> str:
    """By which areas a map is drawn; others may be there for another municipality."""
    return choose(
        "level",
        words.translate(lang(), "Map by"),
        levels,
        lambda code: words.label(lang(), "level", code),
        widget=st.segmented_control,
        required=True,
        reruns=reruns,
        elsewhere=(*atlas.LEVELS, "hexagon") if atlas.has_several() else (),
    )


def year() -> int:
    """The reference year that the URL asks for, or the newest."""
    years, wanted = query.release().years, asked("year")
    return next((year for year in years if str(year) == wanted), years[0])


def choose_year(**more: Any) -> int:
    """The reference year, newest first."""
    years = [str(year) for year in query.release().years]
    title = words.translate(lang(), "Year")
    return int(choose("year", title, years, str, **{"width": 110, **more}))


def choose_many(
    key: str, title: str, options: Sequence[str], names: Callable[[str], str]
) -> list[str]:
    """Any of the options, kept in the URL with commas between; none means all."""
    wanted = [value for value in (asked(key) or "").split(",") if value]
    chosen = [value for value in dict.fromkeys(wanted) if value in options]
    for value in dict.fromkeys(wanted):
        if value not in options:
            telling.unknown(lang(), title, value, has_others=bool(chosen))
    widget_key = f"choose_{key}"
    st.session_state[widget_key] = chosen
    st.multiselect(
        title,
        options,
        format_func=names,
        key=widget_key,
        on_change=lambda: _put(key, ",".join(st.session_state[widget_key])),
        placeholder=words.translate(lang(), "All"),
    )
    return chosen


def municipality() -> str:
    """Code of the municipality looked at: of the area in the URL, else the first."""
    return atlas.municipality_of(asked("area")) or query.release().municipality_codes[0]


def within() -> str:
    """Code of the one of several municipalities looked at; empty when it is all there is."""
    return atlas.municipality_of(asked("area")) if atlas.has_several() else ""


def whole_name() -> str:
    """Name of the municipality looked at, or how many there are."""
    if not is_whole():
        return atlas.name(municipality())
    count = numbers.number(lang(), len(query.release().municipality_codes))
    return words.translate(lang(), "{count} municipalities", count=count)


def is_whole() -> bool:
    """Whether no single one of several municipalities is looked at."""
    return atlas.has_several() and not within()
