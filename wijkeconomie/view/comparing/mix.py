"""Section: the sectors of two areas, and whether they fill each other up."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, choices, show, ui, words
from wijkeconomie.view.compare import chosen, mix, side, taken
from wijkeconomie.view.comparing import picking
from wijkeconomie.view.comparing.picking import Asked
from wijkeconomie.view.taking import panel
from wijkeconomie.view.ui import _


def show_section(top: Top, asked: Asked) -> None:
    """The difference by sector, and how much both have in common."""
    with picking.controls("figures-chosen"):
        one, other = _choose_two(asked)
    both = chosen.names(ui.lang(), [one, other])
    names = both[one], both[other]
    title = _("Sectors of {one} and {other}", one=names[0], other=names[1])
    top.title(words.plain(title), anchor=False)
    found = mix.compared(one, other, asked.year)
    top.markdown(words.plain(" ".join(mix.told(ui.lang(), found, names))))
    st.header(_("Difference in percentage points"), anchor=False)
    drawn = mix.drawn(ui.lang(), found, names)
    show.chart(drawn, title)
    st.caption(
        words.plain(
            _(
                "Share of establishments on {date}: to the right {one} has more of a sector, to "
                "the left {other}.",
                date=picking.when(asked),
                one=names[0],
                other=names[1],
            )
        )
    )
    st.caption(
        _(
            "In common: of each sector the smaller of both shares, added up. 100% is the same mix, "
            "0% is no sector in common. Protected sectors count as none where the others hold 95 "
            "percent of establishments; else it is not told."
        )
    )
    behind = taken.of_areas([one, other], [asked.year])[1:]

    def shown() -> dict[str, pd.DataFrame]:
        return {title: mix.taken(ui.lang(), found, both, asked.year)}

    panel.show(behind, title, ["mix"], worked_out=shown)


def _choose_two(asked: Asked) -> tuple[str, str]:
    whole = side.beside(asked.areas)
    areas = [*asked.areas, *([whole] if whole else [])]
    names = chosen.names(ui.lang(), areas)
    one = choices.choose("one", _("Area"), asked.areas, lambda c: names[c], width=260)
    others = [code for code in areas if code != one]
    other = choices.choose(
        "other", _("Beside"), others, lambda c: names[c], width=260, elsewhere=atlas.areas().index
    )
    return one, other
