"""Section of the places page: which wijken have much demand and little supply."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.distances import straight
from wijkeconomie.view import charts, choices, reach, show, ui, words
from wijkeconomie.view.hubs import asking, drawing, plan, supply, worded, worked_out
from wijkeconomie.view.hubs.plan import Question
from wijkeconomie.view.taking import behind, dated, embedding, panel, twins
from wijkeconomie.view.ui import _

SHORTEST = 7
SECTION = "demand"


def show_section(top: Top) -> None:
    """Title, figures, chart and ranking, one wijk through the years, and all wijken."""
    alone = embedding.part(SECTION)
    title, sentence = top.empty(), top.empty()
    title.title(_("Supply and demand"), anchor=False)
    if not asking.is_of_one():
        return
    with embedding.controls(alone):
        asked = asking.question(choices.choose_year(width=110))
        asked = replace(asked, distance=asking.distance())
    reached = _reached(asked)
    rows = supply.balance(_wijken(asked, reached), _shares(asked))
    if rows["home_based"].fillna(0).sum() == 0:
        st.info(_("It is not known here in which wijken people work at home, so nor is demand."))
        return
    told = worded.headline(ui.lang(), asked, rows)
    title.title(words.plain(told), anchor=False)
    sentence.markdown(f"{dated.of(asked.year)} {_(worded.WHAT)}")
    if alone:
        _show_alone(alone, asked, rows)
        return
    show.figures(worded.figures(ui.lang(), asked, reached, plan.open_places(asked)))
    chosen = _show_chart(asked, rows)
    _show_years(asked, chosen)
    _show_all(asked, rows)

    def listed() -> dict[str, pd.DataFrame]:
        return {_("All wijken"): worked_out.listed(ui.lang(), asked, rows)}

    views = embedding.of_section(SECTION)
    panel.show(behind.of_demand(asked), told, views, worked_out=listed)
    _show_how(asked)


def _show_alone(alone: str, asked: Question, rows: pd.DataFrame) -> None:
    if alone == "chart":
        _draw(rows, choices.asked("wijk") or "")
    else:
        _show_all(asked, rows)


def _reached(asked: Question) -> pd.DataFrame:
    """The read query ``reach_shares`` for the municipality and its wijken, in the year asked."""
    rows = _shares_reached(asked, year=asked.year)
    return rows[rows["area_code"].str[2:6] == asked.within[2:6]]


def _shares_reached(asked: Question, **which: object) -> pd.DataFrame:
    return ui.rows(
        "reach_shares",
        radius_m=asked.radius_m,
        distance=asked.distance,
        kind=asked.counted,
        who="home",
        **which,
    )


def _wijken(asked: Question, reached: pd.DataFrame) -> pd.DataFrame:
    """Wijken with their home-based establishments and those reached; without places nobody is."""
    rows = ui.rows("home_by_wijk", within=asked.within, year=asked.year)
    if reached.empty:
        return rows.assign(reached=0.0)
    told = reached.set_index("area_code").reindex(rows["area_code"]).set_axis(rows.index)
    flag = rows["flag"].where(rows["home_based"].isna(), told["flag"])
    return rows.assign(reached=told["reached"], flag=flag)


def _shares(asked: Question) -> pd.DataFrame:
    now = plan.situation(asked)
    return supply.shared(now.pieces, now.places, straight(asked.radius_m))


def _show_chart(asked: Question, rows: pd.DataFrame) -> str:
    """The quadrants with the ranking beside them; returns the wijk that is looked at."""
    names = rows.sort_values("name").set_index("area_code")["name"]
    everything = _("All wijken")
    left, right = st.columns([5, 3], gap="large")
    with right:
        chosen = choices.choose(
            "wijk", _("Wijk"), ["", *names.index], lambda code: names.get(code, everything)
        )
        if chosen:
            _show_wijk(asked, rows, chosen)
        else:
            st.header(_("Largest shortage"))
            show.facts(worded.shortest(ui.lang(), rows.head(SHORTEST)))
    with left:
        st.header(_("Demand against supply"))
        _draw(rows, chosen)
    return chosen


def _draw(rows: pd.DataFrame, chosen: str) -> None:
    known, usual = supply.quadrants(rows)
    told = worded.described(ui.lang(), known, usual)
    show.chart(drawing.quadrants(ui.lang(), known, usual, chosen), told)
    st.caption(_(worded.CHART))


def _show_wijk(asked: Question, rows: pd.DataFrame, chosen: str) -> None:
    row = rows[rows["area_code"] == chosen].iloc[0]
    show.card(row["name"], worded.wijk(ui.lang(), asked, row), chosen)


def _show_years(asked: Question, chosen: str) -> None:
    """Whether new places changed anything: the share reached, year by year."""
    names = asking.wijken()
    parts = []
    for area in dict.fromkeys([asked.within, chosen or asked.within]):
        rows = _shares_reached(asked, area=area)
        parts.append(rows.assign(series=names.get(area, area), value=rows["share"] * 100))
    told = pd.concat(parts, ignore_index=True)
    if told["value"].isna().all():
        return
    left, right = st.columns([5, 3], gap="large")
    with left:
        title = _("Share reached, per year")
        st.header(title)
        show.chart(charts.trend(ui.lang(), told[["year", "series", "value"]], ".0f"), title)
        st.caption(
            _(
                "Percentage of home-based establishments, by the places open in that year. Places "
                "without an opening date count as open in all years."
            )
        )
    with right:
        st.header(_("Opened since then"))
        first = int(told["year"].min())
        opened = worded.opened(ui.lang(), ui.rows("table_place"), asked, first)
        if opened.empty:
            st.markdown(_("No place that counts opened here in these years."))
        else:
            show.facts(opened)


def _show_all(asked: Question, rows: pd.DataFrame) -> None:
    st.header(_("All wijken"))
    twins.table(worded.listed(ui.lang(), asked, rows), 1)
    hidden = int(rows["not_reached"].isna().sum())
    if hidden:
        count = ui.number(hidden)
        st.caption(_("Wijken with a figure that is protected or unknown: {count}.", count=count))


def _show_how(asked: Question) -> None:
    st.header(_("How this is counted"))
    detour = reach.detour(ui.lang())
    lines = [words.plain(_(line, detour=detour)) for line in worded.how(asked)]
    st.markdown("\n".join(f"- {line}" for line in lines))
