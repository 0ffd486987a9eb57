"""Sections: all areas of a level by two figures, and specialise or diversify."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, city_parts, features, markup, show, ui, words
from wijkeconomie.view.compare import amounts, pairs, quadrant, taken
from wijkeconomie.view.comparing import picking
from wijkeconomie.view.comparing.picking import Asked
from wijkeconomie.view.taking import panel
from wijkeconomie.view.ui import _

LEAST = 5


def show_scatter(top: Top, asked: Asked) -> None:
    """Any two figures, with the chosen areas named."""
    known = ui.indicators()
    with picking.controls("figures-chosen"):
        x = known[picking.choose_figure()]
        y = known[picking.choose_figure("against", "share_one")]
        level = picking.choose_level(asked)
    title = _("{figure} against {other}", figure=_(x.title), other=_(y.title).lower())
    top.title(title, anchor=False)
    top.caption(_told_dots(asked, level))
    found = amounts.of_level(level, asked.areas, asked.year)
    rows, left_out = pairs.dots(found, x.indicator, y.indicator, asked.names)
    drawn = pairs.scatter(ui.lang(), rows, x, y)
    show.chart(drawn, title)
    _show_left_out(left_out)
    for each in dict.fromkeys([x, y]):
        st.caption(f"{_(each.title)}: {_(each.definition)}")
    within = [] if level == "municipality" else picking.wholes(asked)
    behind = taken.of_level(level, within, [x, y], [asked.year])

    def taken_along() -> dict[str, pd.DataFrame]:
        return {title: pairs.taken(ui.lang(), found, [x, y], rows, asked.year)}

    panel.show(behind, title, ["scatter"], worked_out=taken_along)


def show_quadrant(top: Top, asked: Asked) -> None:
    """The strongest specialisation against how versatile areas are."""
    known = ui.indicators()
    title = _("Specialise or diversify?")
    top.title(title, anchor=False)
    with picking.controls("figures-chosen"):
        level = picking.choose_level(asked)
    top.caption(_told_dots(asked, level))
    found = amounts.of_level(level, asked.areas, asked.year)
    rows, left_out = pairs.dots(found, quadrant.X, quadrant.Y, asked.names)
    if len(rows) < LEAST:
        st.info(_("Too few areas of this level have both figures to compare them."))
        _show_left_out(left_out)
        return
    rows, usual = quadrant.parts(ui.lang(), rows)
    shown = {c: n for c, n in asked.names.items() if c in found.index}
    told = quadrant.told(ui.lang(), rows, shown, asked.year)
    st.markdown("\n".join(f"- {words.plain(line)}" for line in told))
    drawn = quadrant.drawn(ui.lang(), rows, usual, known)
    show.chart(drawn, title)
    st.caption(
        _(
            "The dashed lines are the middle of all areas shown. A strong sector can draw related "
            "businesses, and makes an area lean on it; a versatile area bears a blow to one sector "
            "better. Which is wise differs from place to place."
        )
    )
    _show_left_out(left_out)
    for name in (quadrant.X, quadrant.Y):
        st.caption(f"{_(known[name].title)}: {_(known[name].definition)}")
    within = [] if level == "municipality" else picking.wholes(asked)
    chosen = [known[quadrant.X], known[quadrant.Y]]
    behind = taken.of_level(level, within, chosen, [asked.year])

    def taken_along() -> dict[str, pd.DataFrame]:
        return {title: pairs.taken(ui.lang(), found, chosen, rows, asked.year)}

    panel.show(behind, title, ["quadrant"], worked_out=taken_along)


def _told_dots(asked: Asked, level: str) -> str:
    told = _(
        "A dot for each area: {level}, on {date}. The chosen areas have a diamond and a name.",
        level=city_parts.level_name(ui.lang(), level).lower(),
        date=picking.when(asked),
    )
    levels = atlas.areas()["level"]
    others = [name for code, name in asked.names.items() if levels[code] != level]
    if not others:
        return told
    listed = words.plain(features.listed(ui.lang(), others))
    left_out = _("Of another level, so not among these: {areas}.", areas=listed)
    return f"{told} {left_out}"


def _show_left_out(left_out: dict[str, list[str]]) -> None:
    told = pairs.told_left_out(ui.lang(), left_out)
    if not told:
        return
    lines = pairs.listed_left_out(ui.lang(), left_out)
    st.html(markup.fold(told, "".join(markup.paragraph(line) for line in lines)))
