"""Section of the knowledge page: every claim of the sources, recomputed and judged."""

from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.view import atlas, choices, claim, ledger, ledger_breaks, show, ui, words
from wijkeconomie.view import ledger_words as worded
from wijkeconomie.view.learning.marks import OUTCOMES
from wijkeconomie.view.ledger import Asked, Judged
from wijkeconomie.view.taking import dated, embedding, panel
from wijkeconomie.view.taking.behind import Rows
from wijkeconomie.view.ui import _


def show_section(top: Top) -> None:
    """Choices of definitions, then a card a claim, with the title put in ``top``."""
    area = choices.municipality()
    name = atlas.name(area)
    with embedding.controls("any" if ui.is_embedded() else "", "ledger-choices"):
        year = choices.choose_year()
        rules = ui.rows("claim_by_rule", area=area, year=year)["rule"].tolist()
        asked = Asked(area, name, year, **_definitions(rules or [claim.RULE]))
    judged = ledger.judge_all(ui.rows("claims"), asked, ui.rows)
    title = worded.title(ui.lang(), judged, name)
    top.title(words.plain(title), anchor=False)
    top.caption(dated.of(year))
    st.markdown(
        _(
            "What policy documents say of the neighbourhood economy, beside what these figures "
            "say. Each claim is worked out anew from this release, by a rule that was fixed "
            "beforehand. A quoted figure is of the date of its source; the outcome is of the date "
            "shown here."
        )
    )
    if choices.is_whole():
        told = _("These figures are of {area}: search another municipality at the top.", area=name)
        st.info(words.plain(told))
    if ui.is_sample():
        st.info(_(claim.SAMPLE), icon=":material/science:")
    breaks = ui.rows("series_breaks", area=area)
    for each in judged:
        _show_card(each, rules, breaks)
    panel.show([Rows(words.mark("Claims"), "claim", {})], title, ["claims"])


def show_way() -> None:
    """A link to this section, for the page with the first claim."""
    if not ui.is_embedded():
        asked = choices.onward(area=choices.municipality())
        label = _("All claims, and how they are judged")
        st.page_link("knowledge.py", label=label, icon=":material/rule:", query_params=asked)


def _definitions(rules: list[str]) -> dict[str, str]:
    titles = {code: _(title) for code, title in claim.CONCEPTS.items()}
    rule = (
        choices.choose(
            "rule", _("Neighbourhood by"), rules, lambda c: ui.label("rule", c), width=270
        )
        if len(rules) > 1
        else rules[0]
    )
    concept = choices.choose(
        "concept", _("Counted as"), list(titles), titles.__getitem__, width=190
    )
    size = choices.choose(
        "size",
        _("Small is"),
        ledger.SIZES,
        lambda code: ui.label("size_class", code),
        width=400,
    )
    return {"rule": rule, "concept": concept, "size": size}


def _show_card(judged: Judged, rules: list[str], breaks: pd.DataFrame) -> None:
    with st.container(border=True, key=f"ledger-{judged.claim['claim_id']}"):
        st.html(_card(judged, ledger_breaks.told(ui.lang(), judged, breaks)))
        if not judged.claim["switches"]:
            return
        fold = st.expander(
            _("By every definition"), key=f"ways-{judged.claim['claim_id']}", on_change="rerun"
        )
        if fold.open:
            with fold:
                ways = ledger.by_definition(judged, ui.rows, rules)
                show.facts(worded.table(ui.lang(), ways))


def _card(judged: Judged, crossed: str) -> str:
    """A claim as HTML: outcome, claim, figures beside each other, breaks that are ``crossed``, and
    how it is read."""
    lang, row = ui.lang(), judged.claim
    fold = _("How it is read and judged")
    symbol = OUTCOMES[judged.outcome]
    outcome = words.label(lang, "outcome", judged.outcome)
    none = ' class="none"' if row["figure"] is None else ""
    source, here = escape(_("The source")), escape(_("Here"))
    pairs = f"<div><dt>{source}</dt><dd{none}>{escape(worded.quoted(lang, row))}</dd></div>"
    if judged.value is not None:
        value = escape(worded.figure(lang, judged))
        pairs += f"<div><dt>{here}</dt><dd>{value}</dd></div>"
    told = [
        (_("Our reading"), worded.reading(lang, judged)),
        (_("Judged by"), worded.rule(lang, row)),
        (_("Definition"), ledger.defined(lang, judged)),
        (_("Source"), worded.source(lang, row)),
        (_("Query"), row["query"] or ""),
    ]
    lines = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>"
        for title, text in told
        if text
    )
    more = [worded.sentence(lang, judged), worded.about(lang, judged)]
    sentences = "".join(f"<p>{escape(text)}</p>" for text in more if text)
    sentences += f'<p class="crossed">{escape(crossed)}</p>' if crossed else ""
    return (
        f'<article class="claim"><p class="outcome {judged.outcome}">'
        f'<span aria-hidden="true">{symbol}</span> {escape(outcome)}</p>'
        f"<h2>{escape(worded.said(lang, row))}</h2>"
        f'<dl class="beside">{pairs}</dl><div class="told">{sentences}</div>'
        f"<details><summary>{escape(fold)}</summary>"
        f"<dl>{lines}</dl></details></article>"
    )
