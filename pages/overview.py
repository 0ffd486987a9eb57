"""The municipality at a glance: the claim, four figures, a small map, a trend."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from wijkeconomie.view import charts, choices, claim, maps, query, scope, show, tables, ui, words
from wijkeconomie.view.learning import claims
from wijkeconomie.view.taking import behind, dated, embedding, panel
from wijkeconomie.view.ui import _

MAP_INDICATOR = "share_home"
VIEWS = ("map", "chart")


@ui.fragment
def view() -> None:
    alone = embedding.view(*VIEWS)
    indicator, name = ui.indicators()[MAP_INDICATOR], choices.whole_name()
    if choices.is_whole():
        st.title(name, anchor=False)
        st.markdown(_("Search one at the top, or click it on the map."))
        show_map("", year := choices.choose_year())
        mapped = partial(scope.worked_out, indicator, year)
        panel.show([behind.of_small_map(indicator, year, "")], name, VIEWS[:1], mapped)
        return
    area = scope.municipality()
    top = st.container()
    with embedding.controls(alone):
        concept = choose_concept()
        year = choices.choose_year()
        by_rule = ui.rows("claim_by_rule", area=area, year=year)
        rule = choose_rule(by_rule)
    rows = ui.rows("claim_by_year", area=area, rule=rule)
    parts = {"map": partial(show_map, area, year), "chart": partial(show_trend, rows, concept)}
    if alone:
        parts[alone](st.title)
        return
    told = claim.recompute(ui.lang(), rows, concept, query.release().date_of(year))
    title = claim.title(ui.lang(), told, concept, name)
    top.title(words.plain(title), anchor=False)
    show_claim(told, year, rule)
    claims.show_way()
    show_variants(by_rule)
    show.figures(tables.figures(ui.lang(), ui.rows("figures_by_year", area=area), year))
    for part, column in zip(parts.values(), st.columns(2, gap="large"), strict=True):
        with column:
            part()
    seen = [*behind.of_claim(area, rule), behind.of_small_map(indicator, year, choices.within())]
    panel.show(seen, title, VIEWS, worked_out=partial(scope.worked_out, indicator, year))


def choose_concept() -> str:
    names = {code: _(title) for code, title in claim.CONCEPTS.items()}
    more = {"widget": st.segmented_control, "required": True}
    return choices.choose("concept", _("Counted as"), list(names), names.__getitem__, **more)


def choose_rule(by_rule: pd.DataFrame) -> str:
    known = by_rule["rule"].tolist()
    if len(known) < 2:
        return known[0] if known else claim.RULE
    title, names = _("Neighbourhood by"), partial(ui.label, "rule")
    return choices.choose("rule", title, known, names, width=300)


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
            title = _("The claim, about {area}", area=quoted["about"])
            st.metric(title, ui.percent(quoted["figure"], 0))
            st.markdown(f"“{_(quote)}”")
            st.caption(f"{quoted['source_holder']}, *{quoted['source_title']}*")
        with right:
            st.metric(_("Recomputed for {year}", year=year), told.share)
            st.markdown(told.sentence)
            st.caption(_(reading) if rule == claim.RULE else words.note(ui.lang(), "rule", rule))
            if ui.is_sample():
                st.caption(_(claim.SAMPLE))


def show_map(area: str, year: int, heading: Callable = st.header) -> None:
    known = ui.indicators()[MAP_INDICATOR]
    now, paint = scope.drawn(known, year)
    heading(words.plain(tables.headline(ui.lang(), now, known)))
    st.caption(f"{dated.of(year)} {tables.ranked_from(ui.lang(), now, known)}")
    show.area_map("overview-map", maps.base(ui.lang(), area), paint, height=380)
    if not ui.is_embedded():
        label, onward = _("Open the full map"), choices.onward()
        st.page_link("activity.py", label=label, icon=":material/map:", query_params=onward)


def show_trend(rows: pd.DataFrame, concept: str, heading: Callable = st.header) -> None:
    title = claim.trend_title(ui.lang(), rows, concept)
    heading(title)
    series = claim.trend(ui.lang(), rows, concept)
    count = series["value"].notna().sum()
    if count < 2:
        none, one = _("There are no figures to draw."), _("Known for one date: no trend yet.")
        st.markdown(one if count else none)
        return
    quoted = ui.rows("claims")["figure"].iloc[0]
    series.attrs.update(reference=quoted * 100, zero=False)
    show.chart(charts.trend(ui.lang(), series, ".1f"), title)
    told = _("Percent. The dashed line is the claim of {share}.", share=ui.percent(quoted, 0))
    st.caption(f"{dated.through(series.dropna()['year'])} {told}")


view()
