"""Section: the profile to take away on paper, its charts as pictures, and a pack of all areas."""

from html import escape
from tempfile import TemporaryFile
from urllib.parse import urlencode, urljoin

import streamlit as st

from wijkeconomie.view import atlas, choices, ui
from wijkeconomie.view.exports import file_names
from wijkeconomie.view.printing import packs, pictures, press, seen
from wijkeconomie.view.ui import _

API = "/api/v1/profiles"
ENDINGS = ("svg", "png")


def link(area: str, year: int) -> str:
    """The way to the two pages as HTML."""
    if ui.is_embedded():
        return ""
    press.start()
    address = f"{API}/{area}.pdf?{escape(_asked(year))}"
    told = escape(_("Profile on paper (PDF)"))
    sign = '<span aria-hidden="true">↓</span>'
    return f'<p class="go"><a class="button" href="{address}">{sign} {told}</a></p>'


def show_more(area: str, year: int) -> None:
    """Folded, what else can be taken."""
    if ui.is_embedded():
        return
    fold = st.expander(
        _("More to take: charts as pictures, all areas in one file"),
        key="paper",
        icon=":material/folder_zip:",
        on_change="rerun",
    )
    if fold.open:
        with fold:
            _show_pictures(seen.Seen(ui.lang(), area, year), _asked(year))
            ui.fragment(lambda: _show_pack(area, year), key="pack")()


def _asked(year: int) -> str:
    return urlencode(choices.onward(year=str(year)))


def _show_pictures(about: seen.Seen, asked: str) -> None:
    st.subheader(_("Charts as pictures"), anchor=False)
    lines = [
        f"- {_(kind.title)}: "
        + " · ".join(f"[{e.upper()}]({API}/{about.area}/{name}.{e}?{asked})" for e in ENDINGS)
        for name, kind in pictures.drawable(about).items()
    ]
    st.markdown("\n".join(lines))
    st.caption(_("With title and source in the picture: SVG for print, PNG for slides."))


def _show_pack(area: str, year: int) -> None:
    """Made while the visitor waits, with how far it is; who leaves or stops ends it."""
    st.subheader(_("All areas in one file"), anchor=False)
    levels = [level for level in atlas.levels() if level != "municipality"] or atlas.levels()
    level = st.segmented_control(
        _("Level"),
        levels,
        format_func=lambda code: ui.label("level", code),
        default=levels[0],
        required=True,
        key="pack-level",
    )
    areas = packs.areas(level, atlas.municipality_of(area))
    st.caption(_("{count} profiles of two pages each.", count=ui.number(len(areas))))
    if st.button(_("Make the pack"), icon=":material/folder_zip:", key="pack-make"):
        _make(areas, year, level)


def _make(areas: list[str], year: int, level: str) -> None:
    bar, stop = st.progress(0.0), st.empty()
    # A button of Streamlit in a fragment waits for the run it would stop: assets/start.js ends it.
    words = escape(_("Stop"))
    stop.html(f'<button type="button" class="button stop">{words}</button>')
    with TemporaryFile() as file:
        made = packs.sheets(ui.lang(), areas, year, urljoin(st.context.url or "", "/"))
        for count, part in enumerate(packs.parts(made), 1):
            file.write(part)
            done = min(count, len(areas))
            told = _("{done} of {total} profiles", done=done, total=len(areas))
            bar.progress(done / len(areas), told)
        stop.empty()
        file.seek(0)
        within = atlas.municipality_of(areas[0])
        name = file_names.of_area(f"profiles-{level}", within, year, "zip", ui.lang())
        st.download_button(
            _("Download the pack (zip)"),
            file.read(),
            name,
            "application/zip",
            type="primary",
            on_click="ignore",
            icon=":material/download:",
        )
