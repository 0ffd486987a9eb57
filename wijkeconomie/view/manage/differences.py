"""What differs between two releases, for people: why, where most, and per table."""

from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie.view import numbers, show, ui, words
from wijkeconomie.view.manage import told
from wijkeconomie.view.ui import _

TABLES = {
    "activity": words.mark("Establishments and jobs"),
    "location": words.mark("Establishments and jobs by location type"),
    "dynamics": words.mark("Openings, closures and moves"),
    "survival": words.mark("Survival of establishments that opened"),
    "hexagon": words.mark("Home-based establishments by hexagon"),
    "area": words.mark("Areas"),
    "area_shape": words.mark("Shapes of areas"),
    "place": words.mark("Hubs and third places"),
    "initiative": words.mark("Initiatives"),
    "site": words.mark("Vacant spaces"),
    "place_reach": words.mark("Reach of hubs and third places"),
    "reach": words.mark("Establishments within reach of hubs and third places"),
    "series_break": words.mark("Breaks in series"),
    "similar_area": words.mark("Similar areas"),
    "area_feature": words.mark("What areas are compared by"),
    "area_group": words.mark("Groups of areas"),
    "area_group_trait": words.mark("Traits of groups of areas"),
    "peer_group": words.mark("Kinds of municipalities"),
    "factor": words.mark("What hinders and stimulates"),
    "factor_definition": words.mark("Checklist of factors"),
    "claim": words.mark("Claims"),
    "practice": words.mark("Practices"),
}
OF_CHANGES = {
    "new": words.mark("New"),
    "gone": words.mark("Gone"),
    "changed": words.mark("Changed"),
}


def draw(found: dict[str, Any]) -> None:
    """Draws a comparison; one sentence when nothing differs."""
    if found["is_same"]:
        st.success(_("Nothing differs: both releases hold the same figures."))
        return
    title = _("What differs")
    st.markdown("\n".join([f"**{title}**\n", *_reasons(found)]))
    show.facts(counts(ui.lang(), found["totals"]), _("Establishments by municipality"))
    if found["since"]:
        show.facts(counts(ui.lang(), found["since"]), _("Wijken that moved most since last time"))
    if found["moved"]:
        title = _("Wijken whose earlier figures change most")
        show.facts(counts(ui.lang(), found["moved"]), title)
    st.caption(_("Counts are rounded to 5. A dash is a figure that is protected or not there."))
    with st.expander(_("Per table")):
        show.facts(tables(ui.lang(), found), _("Figures that are new, gone or changed"))


def counts(lang: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Establishments before and after, and the difference, per area and year."""
    first, now, more = (
        words.translate(lang, title)
        for title in (words.mark("Before"), words.mark("Now"), words.mark("Difference"))
    )
    differences = [
        None if None in (r["before"], r["after"]) else r["after"] - r["before"] for r in rows
    ]
    index = pd.Index([_area(lang, r) for r in rows], name=words.translate(lang, "Area and year"))
    return pd.DataFrame(
        {
            first: [numbers.number(lang, r["before"]) for r in rows],
            now: [numbers.number(lang, r["after"]) for r in rows],
            more: [numbers.signed(lang, value) for value in differences],
        },
        index=index,
    )


def tables(lang: str, found: dict[str, Any]) -> pd.DataFrame:
    """Per table that differs, how many of its figures are new, gone and changed."""
    rows = [r for r in found["tables"] if any(r[key] for key in OF_CHANGES)]
    titles = [TABLES.get(r["table"], r["table"]) for r in rows]
    names = [words.translate(lang, str(title)) for title in titles]
    shown = {
        words.translate(lang, title): [numbers.number(lang, r[key]) for r in rows]
        for key, title in OF_CHANGES.items()
    }
    return pd.DataFrame(shown, index=pd.Index(names, name=words.translate(lang, "Table")))


def _area(lang: str, row: dict[str, Any]) -> str:
    year, before = int(row["year"]), row["year_before"]
    if before is None or int(before) == year:
        return f"{row['name']}, {year}"
    return words.translate(
        lang, "{area}, {year} beside {before}", area=row["name"], year=year, before=int(before)
    )


def _reasons(found: dict[str, Any]) -> list[str]:
    told_ = [told.sentence(ui.lang(), reason) for reason in found["reasons"]]
    return [f"- {words.plain(sentence)}" for sentence in told_]
