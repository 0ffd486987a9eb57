"""Section of the places page: where the next hub or third place would help most."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.distances import straight
from wijkeconomie.view import charts, choices, maps, marks, reach, scope, show, tables, ui, words
from wijkeconomie.view.hubs import asking, covering, drawing, plan, sentences, told, worked_out
from wijkeconomie.view.hubs.plan import Plan, Question, Situation
from wijkeconomie.view.taking import behind, dated, embedding, panel
from wijkeconomie.view.ui import _

MOST = 10
SHOWN = 10
SECTION = "next"
CANDIDATES = {
    plan.HEXAGON: words.mark("Anywhere people work at home"),
    "vacant": words.mark("Vacant spaces ({count})"),
    "building": words.mark("Confirmed buildings ({count})"),
    plan.ANY: words.mark("Vacant spaces and confirmed buildings ({count})"),
}


def show_section(top: Top) -> None:
    """Title, comparison, map and list, who gains, and what is not known."""
    alone = embedding.part(SECTION)
    title, sentence = top.empty(), top.empty()
    title.title(_("The next place"), anchor=False)
    if not asking.is_of_one():
        return
    with embedding.controls(alone):
        count = int(choices.choose("number", _("How many"), _counts(), str, width=100))
        asked = asking.question(asking.newest())
        kind = _choose_candidates(asked)
    asking.tell_straight()
    now = plan.situation(asked)
    if not now.whole:
        st.info(_("This release has no hexagons with home-based work here, so nothing to reach."))
        return
    try:
        with st.spinner(_("Working out the best sites…")):
            found = plan.plan(asked, kind, count)
    except covering.NotSolved as refused:
        st.error(_(refused.message, **refused.details))
        return
    names = asking.wijken()
    headline = told.headline(ui.lang(), asked, found, names)
    title.title(words.plain(headline), anchor=False)
    today = told.said(ui.lang(), "today", asked, **_share(now))
    sentence.markdown(words.plain(f"{dated.of(asked.year)} {today}"))
    if fewer := told.fewer(ui.lang(), found, count, len(plan.candidates(asked, kind))):
        st.info(fewer)
    if alone:
        _show_map(asked, now, found)
        return
    _show_steps(now, found)
    _show_answer(asked, now, found, names)
    _show_panel(asked, now, found, headline, behind.of_spots(asked, has_sites=kind != plan.HEXAGON))


def _show_panel(
    asked: Question, now: Situation, found: Plan, headline: str, seen: list[behind.Rows]
) -> None:
    def listed() -> dict[str, pd.DataFrame]:
        names = asking.wijken()
        return {
            _("Where, and what each adds"): worked_out.sites(asked, now, found, names),
            _("Who gains"): worked_out.gains(asked, found.gains, names),
        }

    panel.show(seen, headline, embedding.of_section(SECTION), worked_out=listed)


def _counts() -> list[str]:
    return [str(count) for count in range(1, MOST + 1)]


def _share(now: Situation) -> dict[str, str]:
    return {"share": told.share(ui.lang(), now.met, now.whole)}


def _choose_candidates(asked: Question) -> str:
    counts = plan.listed(asked.within)["kind"].value_counts()
    kinds = [plan.HEXAGON, *counts.index, *([plan.ANY] if len(counts) > 1 else [])]
    totals = {**counts.to_dict(), plan.ANY: int(counts.sum())}
    titles = {
        kind: _(title, count=ui.number(totals.get(kind, 0)))
        for kind, title in CANDIDATES.items()
        if kind in kinds
    }
    return choices.choose(
        "from",
        _("Sites to choose from"),
        list(titles),
        titles.__getitem__,
        elsewhere=CANDIDATES,
        width=330,
    )


def _show_steps(now: Situation, found: Plan) -> None:
    show.figures(
        [
            tables.Figure(title, value, more, [], "")
            for title, value, more in told.steps(ui.lang(), now, found)
        ]
    )


def _show_answer(asked: Question, now: Situation, found: Plan, names: "pd.Series[str]") -> None:
    if not found.is_best:
        st.warning(_not_proven(found))
    left, right = st.columns([5, 3], gap="large")
    with left:
        _show_map(asked, now, found)
    if not found.sites.empty:
        with right:
            st.header(_("Where, and what each adds"))
            show.facts(told.marginal(ui.lang(), now, found, names))
            st.caption(_("Each next one counts only those that the ones before do not reach."))
    left, right = st.columns([5, 3], gap="large")
    with left:
        _show_gains(found, names)
    with right:
        show_unknown()


def _not_proven(found: Plan) -> str:
    return _(
        "Time ran out before this was proven to be the best choice: another could reach at most "
        "{count} more.",
        count=told.about(ui.lang(), found.most - found.added),
    )


def _show_map(asked: Question, now: Situation, found: Plan) -> None:
    within = choices.within()
    points = [
        marks.Point(
            lon=site["lon"],
            lat=site["lat"],
            radius_m=straight(asked.radius_m),
            kind="site",
            sign=str(order),
            label=_("{name}: +{count}", name=site["name"], count=_added(site)),
        )
        for order, site in enumerate(found.sites.to_dict("records"), start=1)
    ]
    show.area_map(
        "next-map",
        maps.base(ui.lang(), scope.whole(within)),
        drawing.unmet(ui.lang(), now.pieces, within),
        marked=[marks.drawn(points, plan.inside(now.places, asked))],
    )
    st.caption(_("Dots are places there are; a numbered circle is what a next one reaches."))


def _added(site: dict) -> str:
    return told.about(ui.lang(), site["added"])


def _show_gains(found: Plan, names: "pd.Series[str]") -> None:
    if found.gains.empty:
        return
    st.header(_("Who gains"))
    rows = told.gains(found.gains, names)
    rows.attrs.update(label=_("Wijk"), value=_("Newly reached"))
    title = _("Home-based establishments newly reached, by wijk")
    show.chart(charts.bars(ui.lang(), rows.head(SHOWN), ",d"), title)
    st.caption(title)


def show_unknown() -> None:
    """What the answer does not know, in plain words."""
    st.header(_("What this does not know"))
    detour = reach.detour(ui.lang())
    lines = [words.plain(_(line, detour=detour)) for line in sentences.UNKNOWN]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(" ".join([_(sentences.PROTECTED), _(sentences.DIFFERS)]))
