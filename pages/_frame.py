"""The frame around every page: navigation, language, sample notice, footer."""

import streamlit as st

from wijkeconomie.errors import Refused, ReleaseMissing, ReleaseOutdated, UnknownName
from wijkeconomie.settings import ASSETS
from wijkeconomie.view import atlas, choices, editions, http, login, method, query, show, ui, words
from wijkeconomie.view.taking import arriving, embedding, panel, sources
from wijkeconomie.view.ui import _

TITLES = {
    "overview": words.mark("Overview"),
    "activity": words.mark("Map"),
    "places": words.mark("Places"),
    "district": words.mark("Profile"),
    "compare": words.mark("Compare"),
    "knowledge": words.mark("Knowledge"),
    "downloads": words.mark("Download"),
    "method": words.mark("Method"),
    "manage": words.mark("Manage"),
}
OWN = "manage"


def missing() -> None:
    st.title(_("This page does not exist"))
    st.page_link("overview.py", label=_("Go to the overview"))


def header(release: query.Release | None, decision: editions.Decision) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        name = choices.whole_name() if release else "Wijkeconomie"
        st.markdown(f"**{words.plain(name)}**", width="content")
        if release and release.is_sample:
            st.badge(_("sample data (synthetic)"), icon=":material/science:", color="orange")
        st.space("stretch")
        if release and len(atlas.areas()) > 1:
            show.search_field()
        show_login(decision)
        choices.choose(
            "lang",
            _("Language"),
            words.LANGUAGES,
            str.upper,
            widget=st.segmented_control,
            label_visibility="collapsed",
            required=True,
        )


def show_login(decision: editions.Decision) -> None:
    if login.is_offered() and decision.reason in editions.KNOWN:
        st.button(_("Sign out"), on_click=login.sign_out, type="tertiary", key="sign-out")
    elif login.is_offered():
        st.button(_("Sign in"), on_click=login.sign_in, type="tertiary", key="sign-in")


def footer(release: query.Release | None) -> None:
    with st.container(key="footer"):
        st.divider()
        if release is not None:
            estimates = method.told_estimates(ui.lang(), ui.rows("series_breaks"))
            st.caption(f"{sources.told(ui.lang(), release)} {estimates}")


def refuse(refused: Refused, decision: editions.Decision) -> None:
    """In the place of a page, without a release to show: why, and what can be done."""
    if is_framed:
        embedding.show_missing(refused)
    elif isinstance(refused, UnknownName):
        header(None, decision)
        arriving.show_missing(refused)
    elif page.url_path == OWN:
        header(None, decision)
        page.run()
        footer(None)
    else:
        show_login(decision)
        ui.no_release(refused, is_steward=is_steward)
        footer(None)


st.set_page_config(page_icon=str(ASSETS / "icon.svg"), layout="wide", menu_items={})
if not (is_framed := ui.is_embedded()):
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "logo.svg"))
ui.style()
is_steward = not login.shut_to_visit()
pages = [
    st.Page(
        f"{name}.py",
        title=_(TITLES.get(name, name)),
        url_path=name,
        visibility="visible" if is_steward or name != OWN else "hidden",
    )
    for name in sorted(http.pages(), key=list(TITLES).index)
    if not (is_framed and name == OWN)
]
home = st.Page(missing, default=True, visibility="hidden")
page = st.navigation([home, *pages], position="hidden" if is_framed else "top")
st.set_page_config(page_title=f"{page.title} – Wijkeconomie")
choices.enter(page.url_path)
with ui.edition() as decision:
    try:
        used = query.release()
    except (ReleaseMissing, ReleaseOutdated, UnknownName) as refused:
        refuse(refused, decision)
    else:
        st.session_state["release"] = used.release_id
        if is_framed:
            embedding.show(page)
        else:
            header(used, decision)
            show.search_answers()
            arriving.tell_edition(decision, is_told=is_steward or page.url_path == OWN)
            arriving.show(page.url_path)
            panel.show_name()
            page.run()
            footer(used)
        ui.settle()
