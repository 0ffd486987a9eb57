"""Section: how far the buurten of a municipality lie apart, year by year."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, choices, markup, show, ui, words
from wijkeconomie.view.compare import amounts, courses, pairs, spread, spread_words, taken
from wijkeconomie.view.compare.spread import Spread
from wijkeconomie.view.comparing import picking
from wijkeconomie.view.comparing.picking import Asked
from wijkeconomie.view.indicators import Indicator
from wijkeconomie.view.taking import dated, panel
from wijkeconomie.view.ui import _


def show_section(top: Top, asked: Asked) -> None:
    """The spread of one figure, and which buurten it is not about."""
    with picking.controls("figures-chosen"):
        indicator = ui.indicators()[picking.choose_figure()]
        whole = _choose_whole(asked)
    name, title = atlas.name(whole), _(indicator.title)
    if not amounts.around_all(spread.LEVEL, [whole]):
        top.title(title, anchor=False)
        st.info(words.plain(_("{area} has no buurten in these figures.", area=name)))
        return
    years = amounts.years([whole])
    found = spread.by_year(indicator, whole, years)
    breaks = ui.rows("series_breaks", area=whole)
    marks = courses.marks(ui.lang(), indicator.indicator, breaks, years)
    top.title(words.plain(spread_words.title(ui.lang(), indicator, found)), anchor=False)
    sentence = spread_words.sentence(ui.lang(), indicator, found, asked.year)
    compared = spread_words.compared(ui.lang(), found)
    top.markdown(words.plain(f"{dated.through(years)} {compared} {sentence}"))
    drawn = spread.drawn(ui.lang(), indicator, found, marks)
    show.chart(drawn, f"{title}, {name}")
    measure = _(spread.measure(indicator))
    st.caption(
        _(
            "{measure}, of buurten of {area}. The higher, the further they lie apart; {nothing} is "
            "no difference at all.",
            measure=measure,
            area=words.plain(name),
            nothing=0 if spread.is_difference(indicator) else 1,
        )
    )
    left_out = spread.left_out(indicator, whole, asked.year, found)
    if told := pairs.told_left_out(ui.lang(), left_out):
        lines = pairs.listed_left_out(ui.lang(), left_out)
        paragraphs = "".join(markup.paragraph(line) for line in lines)
        st.html(markup.fold(f"{asked.year}. {told}", paragraphs))
    st.caption(f"{title}: {_(indicator.definition)}")
    _show_panel(title, indicator, found, whole)


def _show_panel(title: str, indicator: Indicator, found: Spread, whole: str) -> None:
    def shown() -> dict[str, pd.DataFrame]:
        return {title: spread.taken(ui.lang(), indicator, found, whole)}

    behind = taken.of_level(spread.LEVEL, [whole], [indicator], [])
    panel.show(behind, title, ["spread"], worked_out=shown)


def _choose_whole(asked: Asked) -> str:
    wholes = picking.wholes(asked)
    if len(wholes) == 1:
        return wholes[0]
    return choices.choose("within", _("Buurten of"), wholes, atlas.name, width=260)
