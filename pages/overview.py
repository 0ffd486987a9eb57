"""The municipality at a glance: the claim, four figures, a small map, a trend."""

from functools import partial

import pandas as pd
import streamlit as st

from wijkeconomie.view import (
    atlas,
    charts,
    choices,
    claim,
    maps,
    query,
    scope,
    show,
    tables,
    ui,
    words,
)
from wijkeconomie.view.ui import _

MAP_INDICATOR = "share_home"


@ui.fragment
def view() -> None:
    if choices.is_whole():
        st.title(choices.whole_name(), anchor=False)
        st.markdown(_("Search one at the top, or click it on the map."))
        show_map("", choices.choose_year())
        return
    area = choices.municipality()
    top = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        concept = choices.choose(
            "concept",
            _("Counted as"),
            list(claim.CONCEPTS),
            lambda code: _(claim.CONCEPTS[code]),
            widget=st.segmented_control,
            required=True,
        )
        year = choices.choose_year()
        by_rule = ui.rows("claim_by_rule", area=area, year=year)
        rule = choose_rule(by_rule)
    rows = ui.rows("claim_by_year", area=area, rule=rule)
    told = claim.recompute(ui.lang(), rows, concept, query.release().date_of(year))
    top.title(words.plain(claim.title(ui.lang(), told, concept, atlas.name(area))), anchor=False)
    show_claim(told, year, rule)
    show_variants(by_rule)
    show.figures(tables.figures(ui.lang(), ui.rows("figures_by_year", area=area), year))
    left, right = st.columns(2, gap="large")
    with left:
        show_map(area, year)
    with right:
        show_trend(rows, concept)


def choose_rule(by_rule: pd.DataFrame) -> str:
    """What counts as a residential neighbourhood."""
    known = by_rule["rule"].tolist()
    if len(known) < 2:
        return known[0] if known else claim.RULE
    names = partial(ui.label, "rule")
    return choices.choose("rule", _("Neighbourhood by"), known, names, width=300)


def show_variants(by_rule: pd.DataFrame) -> None:
    if len(by_rule) > 1:
        with st.expander(_("The same share by every rule and every way of counting")):
            show.facts(claim.variants(ui.lang(), by_rule))


def show_claim(told: claim.Recomputed, year: int, rule: str) -> None:
    quoted = ui.rows("claims").to_dict("records")[0]
    quote, reading = quoted["quote"], quoted["reading"]
    with st.container(border=True, key="claim"):
        left, right = st.columns(2, gap="large")
        with left:
            st.metric(
                _("The claim, about {area}", area=quoted["about"]), ui.percent(quoted["figure"], 0)
            )
            st.markdown(f"“{_(quote)}”")
            st.caption(f"{quoted['source_holder']}, *{quoted['source_title']}*")
        with right:
            st.metric(_("Recomputed for {year}", year=year), told.share)
            st.markdown(told.sentence)
            st.caption(_(reading) if rule == claim.RULE else words.note(ui.lang(), "rule", rule))
            if ui.is_sample():
                st.caption(_(claim.SAMPLE))


def show_map(area: str, year: int) -> None:
    known = ui.indicators()[MAP_INDICATOR]
    now, paint = scope.drawn(known, year)
    st.header(words.plain(tables.headline(ui.lang(), now, known)))
    st.caption(tables.ranked_from(ui.lang(), now, known))
    show.area_map("overview-map", maps.base(ui.lang(), area), paint, height=380)
    st.page_link("activity.py", label=_("Open the full map"), icon=":material/map:")


def show_trend(rows: pd.DataFrame, concept: str) -> None:
    title = claim.trend_title(ui.lang(), rows, concept)
    st.header(title)
    series = claim.trend(ui.lang(), rows, concept)
    count = series["value"].notna().sum()
    if count < 2:
        none, one = _("There are no figures to draw."), _("Known for one date: no trend yet.")
        st.markdown(one if count else none)
        return
    quoted = ui.rows("claims")["figure"].iloc[0] * 100
    series.attrs.update(reference=quoted, zero=False)
    show.chart(charts.trend(ui.lang(), series, ".1f"), title)
    st.caption(
        _("Percent. The dashed line is the claim of {share}.", share=ui.percent(quoted / 100, 0))
    )


view()
