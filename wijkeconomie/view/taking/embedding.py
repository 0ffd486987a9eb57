"""Pages, or one map, chart or table of them, within a page of another site."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from wijkeconomie.errors import Refused, UnknownName
from wijkeconomie.view import choices, query, ui, words
from wijkeconomie.view.taking import arriving, dated, sources
from wijkeconomie.view.ui import _

KEY = "view"
MAP, CHART, TABLE = words.mark("The map"), words.mark("The chart"), words.mark("The table")
VIEWS = {"map": MAP, "chart": CHART, "table": TABLE, "": words.mark("The whole page")}
# Sections of pages, under the same key, with what of each can stand alone.
SECTIONS = {"demand": ("chart", "table"), "next": ("map",), "try": ("map",)}
COMPARED = ("side", "years", "scatter", "mix", "quadrant", "spread", "mkb")
LEARNT = ("claims", "practices", "civic", "unmeasured")
SECTIONS |= dict.fromkeys((*COMPARED, *LEARNT), ())
VIEWS |= {f"{section}-{part}": VIEWS[part] for section, known in SECTIONS.items() for part in known}
VIEWS |= dict.fromkeys(SECTIONS, words.mark("The whole section"))
# Heights in px, as measured, in which views are seen whole where they are 1,000 px wide. What is
# longer than LONGEST scrolls in its frame, unless the script that goes with it may run.
LONGEST = 1400
HEIGHTS = {
    "activity": {"map": 760, "table": 600, "": 960},
    "overview": {"map": 560, "chart": 480, "": 1280},
    "district": {"chart": 540},
    "places": {
        "map": 920,
        "table": 580,
        "demand-chart": 740,
        "demand-table": 680,
        "next-map": 820,
        "try-map": 800,
        "try": 1200,
    },
    "compare": {
        "side": 760,
        "years": 760,
        "scatter": 760,
        "mix": 740,
        "quadrant": 920,
        "spread": 600,
        "mkb": 1220,
    },
    "downloads": {"table": 780, "": 1220},
}
# What of a page can be asked for in a frame, its sections too.
OFFERED = {page: [*filter(None, heights)] for page, heights in HEIGHTS.items()}
OFFERED["places"] += ["demand", "next"]
OFFERED["knowledge"] = list(LEARNT)
# On the other site: a frame gets the height it tells. Only that frame, and only from this address.
SCRIPT = """<script>(function (frame) {{
  addEventListener("message", function (told) {{
    if (told.source !== frame.contentWindow || told.origin !== {origin}) return;
    var height = Number(told.data && told.data.wijkeconomie && told.data.wijkeconomie.height);
    if (height > 0 && height < 20000) frame.style.height = height + "px";
  }});
}})(document.currentScript.previousElementSibling);</script>"""


def view(*offered: str) -> str:
    """Which of the views a page offers is shown alone in a frame; nothing for the whole page."""
    wanted = choices.asked(KEY) or ""
    return wanted if ui.is_embedded() and wanted in offered else ""


def section() -> str:
    """The section of a page that an address asks for, of which a part may stand alone."""
    wanted = (choices.asked(KEY) or "").partition("-")[0]
    return wanted if wanted in SECTIONS else ""


def part(section: str) -> str:
    """Which part of a section is shown alone in a frame; nothing for all of it."""
    wanted = view(*of_section(section))
    return wanted.partition("-")[2]


def of_section(section: str) -> list[str]:
    """The views of a section: its parts, and at last the whole of it."""
    return [*(f"{section}-{part}" for part in SECTIONS[section]), section]


def controls(alone: str, key: str = "choices") -> DeltaGenerator:
    """Where a page puts its choices: not to be seen beside a view that stands alone."""
    named = f"unseen-{key}" if alone else key
    return st.container(horizontal=True, vertical_alignment="bottom", key=named)


def code(page: str, asked: Mapping[str, str], title: str, shown: str) -> str:
    """The HTML with which another site shows a page, or one view of it, as it is asked for."""
    kept = {k: v for k, v in asked.items() if k not in (KEY, "saved")}
    more = {"embed": "true"} | ({KEY: shown} if shown in VIEWS and shown else {})
    address = urljoin(st.context.url or "", f"/{page}?{urlencode(kept | more)}")
    return html(address, title, height(page, shown))


def html(address: str, title: str, high: int) -> str:
    """A frame, and a script that keeps it as high as what it shows; a site that lets no script
    through shows it ``high`` px high."""
    site = urlsplit(address)
    frame = (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{high}" style="border: 0" loading="lazy"></iframe>'
    )
    origin = json.dumps(f"{site.scheme}://{site.netloc}").replace("<", "\\u003c")
    return frame + SCRIPT.format(origin=origin)


def height(page: str, shown: str) -> int:
    """How high a frame is made, in px."""
    return HEIGHTS.get(page, {}).get(shown, LONGEST)


def show(page: Any) -> None:
    """A page of Streamlit in a frame, with what is to be told of its address above it and the
    source below it."""
    arriving.show(page.url_path)
    if told := unknown(page.url_path):
        st.info(told, icon=":material/link_off:")
    dated.begin()
    page.run()
    _show_source()


def unknown(page: str) -> str:
    """That the address asks for a view that a page does not have, and which it has; empty where it
    does."""
    wanted, known = choices.asked(KEY), OFFERED.get(page, [])
    if not wanted or wanted in known:
        return ""
    asked = words.plain(wanted[:40])
    if not known:
        return _("This page has no view '{asked}': it is shown whole, without view=.", asked=asked)
    return _(
        "This page has no view '{asked}': use one of {known}, or leave view= out for what is shown "
        "here.",
        asked=asked,
        known=", ".join(known),
    )


def show_missing(refused: Refused) -> None:
    """In the place of a view that cannot be shown: why, in a sentence, and the way to the page."""
    is_unknown = isinstance(refused, UnknownName)
    told = arriving.why(refused) if is_unknown else _("There are no figures to show here yet.")
    with st.container(key="footer"):
        st.markdown(f"{told} {_link('release')}")


def _show_source() -> None:
    """The line below what is in a frame: source, dates of what is shown, and the way to the page
    itself."""
    with st.container(key="footer"):
        st.caption(f"{sources.told(ui.lang(), query.release(), dated.told())} {_link()}")


def _link(*without: str) -> str:
    """The way to the page itself, as it is asked for."""
    left_out = (KEY, *without)
    asked = {k: v for k, v in st.query_params.to_dict().items() if k not in left_out}
    asked |= {"lang": ui.lang()} | ({KEY: section()} if section() else {})
    address = urljoin(st.context.url or "", f"/{st.session_state['page']}?{urlencode(asked)}")
    opening = _("Open on Wijkeconomie")
    return f"[{opening}]({address})"
