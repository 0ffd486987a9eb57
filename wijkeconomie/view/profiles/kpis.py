"""The figures of an area as cards: value, what is beside it, where it stands, and what it means."""

from html import escape

import streamlit as st

from wijkeconomie.view import atlas, markup, ui, words
from wijkeconomie.view.profile import bands
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.profile.kpis import Kpi
from wijkeconomie.view.ui import _

COMPARED = {
    "municipality": words.mark("The strip shows in which fifth of the {count} municipalities."),
    "wijk": words.mark("The strip shows in which fifth of the {count} wijken of {area}."),
    "buurt": words.mark("The strip shows in which fifth of the {count} buurten of {area}."),
    "city_part": words.mark("The strip shows in which fifth of the {count} city parts of {area}."),
}


def show(found: list[Kpi], figures: Figures, area: str) -> None:
    """The cards, with what the strip on them means."""
    beside = atlas.name(figures.reference) if figures.reference else ""
    st.html(f'<ul class="kpis">{"".join(_card(each, beside) for each in found)}</ul>')
    if any(each.fifth is not None for each in found):
        level = str(atlas.areas().at[area, "level"])
        told = _(COMPARED[level], count=ui.number(len(figures.peers)), area=words.plain(beside))
        note = _(
            "Shares and ratios of fewer than {count} establishments are left out: there rounding "
            "and chance decide.",
            count=bands.COUNTED_FROM,
        )
        usual = _("Of similar areas the mean is told.") if any(k.similar for k in found) else ""
        st.caption(f"{told} {note} {usual}".strip())


def _card(kpi: Kpi, beside: str) -> str:
    lines = [
        f'<span class="kpi-name">{escape(kpi.title)}</span>',
        f'<strong class="{"kpi-none" if kpi.why else "kpi-value"}">{escape(kpi.text)}</strong>',
    ]
    if kpi.detail:
        lines.append(f'<span class="kpi-beside">{escape(kpi.detail)}</span>')
    if kpi.beside:
        lines.append(_line(beside, kpi.beside))
    if kpi.similar is not None:
        lines.append(_line(kpi.similar.title, kpi.similar.text))
    if kpi.fifth is not None:
        strip = "".join(f"<i{' class=on' * (n == kpi.fifth)}></i>" for n in range(5))
        lines.append(
            f'<span class="kpi-place"><span aria-hidden="true">{strip}</span>'
            f"{escape(kpi.place)}</span>"
        )
    told = [kpi.why, kpi.definition, kpi.similar.told if kpi.similar else "", kpi.source]
    about = "".join(map(markup.paragraph, filter(None, told)))
    named, title = escape(_("What {figure} means", figure=kpi.title)), escape(_("Meaning"))
    lines.append(f'<details><summary aria-label="{named}">{title}</summary>{about}</details>')
    return f"<li>{''.join(lines)}</li>"


def _line(name: str, value: str) -> str:
    return f'<span class="kpi-beside">{escape(name)} <b>{escape(value)}</b></span>'
