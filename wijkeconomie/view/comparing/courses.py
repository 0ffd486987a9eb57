"""Section: one figure through the years, a little chart an area."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import charts, markup, method, show, ui, words
from wijkeconomie.view.charts import Drawn
from wijkeconomie.view.compare import amounts, courses, taken
from wijkeconomie.view.comparing import picking
from wijkeconomie.view.comparing.picking import Asked
from wijkeconomie.view.query import is_internal
from wijkeconomie.view.taking import dated, panel
from wijkeconomie.view.ui import _

BESIDE = 3


def show_section(top: Top, asked: Asked) -> None:
    """The little charts, all on one scale, with one table."""
    with picking.controls("figures-chosen"):
        indicator = ui.indicators()[picking.choose_figure()]
    title = _("{figure} in {areas}", figure=_(indicator.title), areas=asked.listed)
    top.title(words.plain(title), anchor=False)
    years = amounts.years(asked.areas)
    top.caption(dated.through(years))
    told = courses.rows(ui.lang(), indicator, asked.names, years)
    breaks = pd.concat(
        [ui.rows("series_breaks", area=area) for area in asked.areas], ignore_index=True
    ).drop_duplicates()
    marks = courses.marks(ui.lang(), indicator.indicator, breaks, years)
    drawn, table = courses.drawn(ui.lang(), indicator, told, marks)
    with st.container(key="multiples"):
        _show(drawn, _(indicator.title))
    st.html(markup.fold(_("The same as a table"), markup.table(table)))
    unit = _(indicator.unit)
    gaps = _("Gaps are unknown.") if is_internal() else _("Gaps are protected or unknown.")
    gaps += " " + _(charts.OPEN) if told["least"].notna().any() else ""
    one = _("All charts have the same scale; the other areas are thin behind each line.")
    st.caption(f"{unit[:1].upper()}{unit[1:]}. {one} {gaps}")
    st.caption(_(indicator.definition))
    if marks.breaks:
        st.caption(" ".join(method.told_breaks(ui.lang(), breaks, asked.areas[0]).split()))

    def shown() -> dict[str, pd.DataFrame]:
        return {title: courses.taken(ui.lang(), indicator, asked.names, years)}

    panel.show(taken.of_areas(asked.areas, []), title, ["years"], worked_out=shown)


def _show(drawn: dict[str, Drawn], figure: str) -> None:
    names = list(drawn)
    wide = BESIDE if len(names) not in (2, 4) else 2
    for start in range(0, len(names), wide):
        for name, column in zip(names[start : start + wide], st.columns(wide), strict=False):
            with column:
                st.header(words.plain(name), anchor=False)
                show.chart(drawn[name], f"{figure}, {name}")
