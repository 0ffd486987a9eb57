"""What stands in the columns of a delivery, and which of them holds what."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie.view import choices, ui, words
from wijkeconomie.view.manage import fields as titles
from wijkeconomie.view.manage import (
    files,
    kinds,
    mapping,
    meanings,
    passed_over,
    present,
    told,
    work,
)
from wijkeconomie.view.ui import _
from wijkeconomie.work.uploads import Upload

ABREAST = 3
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)
ALWAYS = ("reference_date", "jobs", "x", "y", "use", "shielded")


def screen() -> None:
    """Draws it."""
    upload = files.need()
    if upload is None:
        return
    st.markdown(_("File: **{file}**", file=words.plain(upload.name)))
    job = work.last("columns", upload.upload_id)
    found = told.read(job, "columns.json") if job and job.state == "done" else None
    if found is None:
        work.outcome(job)
        kind = kinds.likely(upload.name, present.status()["commands"])
        line = kinds.looking(str(upload.file), kind)
        work.button(_("Look at its columns"), "columns", [line], upload=upload.upload_id)
        return
    kept = mapping.load(upload)
    if found.get("remembered"):
        st.info(_remembered(found))
    layout = mapping.kind_of(found) or _layout(upload, found, kept)
    _preview(found, layout)
    _ask(upload, found, layout, kept)
    if kept and kept.layout == layout:
        meanings.ask(upload, found, kept)


def _remembered(found: dict[str, Any]) -> str:
    told = _("A file with these columns was imported before: the same choices are filled in.")
    if not found.get("left"):
        return told
    left = _("Left unused, as before: {columns}.", columns=words.plain(", ".join(found["left"])))
    return f"{told} {left}"


def _layout(upload: Upload, found: dict[str, Any], kept: mapping.Choice | None) -> str:
    """Who made a register, as chosen."""
    return str(
        st.segmented_control(
            _("Who made the file?"),
            list(mapping.LAYOUTS),
            default=kept.layout if kept else mapping.likely(found),
            required=True,
            format_func=lambda code: _(mapping.LAYOUTS[code]),
            key=f"layout-{upload.upload_id}",
        )
    )


def _preview(found: dict[str, Any], layout: str) -> None:
    taken = {column: field for field, column in mapping.guessed(found, layout).items()}
    lang, names = ui.lang(), [column["name"] for column in found["columns"]]
    rows = {
        _("Column"): names,
        _("Seems to be"): [titles.title(lang, taken[n]) if n in taken else "–" for n in names],
        _("Examples"): [" · ".join(map(str, c.get("examples") or [])) for c in found["columns"]],
    }
    title = _("{columns} columns, {rows} rows", columns=len(names), rows=ui.number(found["rows"]))
    with st.expander(title, expanded=not mapping.is_known(found, layout)):
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
        st.caption(_("Names, addresses and numbers of establishments are not shown."))


def _ask(upload: Upload, found: dict[str, Any], layout: str, kept: mapping.Choice | None) -> None:
    fields = mapping.fields(found, layout)
    start = kept.columns if kept and kept.layout == layout else mapping.guessed(found, layout)
    shown = [f for f, is_needed in fields.items() if is_needed or f in start or f in ALWAYS]
    key = f"{upload.upload_id}-{layout}"
    with st.form(f"columns-{key}"):
        st.subheader(_("Which column holds what"))
        st.caption(_("A star marks what is needed. Leave empty what the file does not hold."))
        picked = _pick(found, fields, shown, start, key)
        with st.expander(_("Other columns the file may hold")):
            rest = [field for field in fields if field not in shown]
            picked |= _pick(found, fields, rest, start, key)
        unused = passed_over.box(found, kept, key)
        iso = "" if layout in kinds.LISTS else _date(kept)
        is_added, asks_outside = _more(kept, layout)
        is_sent = st.form_submit_button(_("Keep this and go on"), type="primary")
    if is_sent:
        columns = {field: str(name) for field, name in picked.items() if name}
        meant = kept.meanings if kept else found.get("remembered_meanings", {})
        told = (layout, iso, columns, is_added, asks_outside, is_again(found), meant, unused)
        _keep(upload, found, mapping.Choice(*told))


def _date(kept: mapping.Choice | None) -> str:
    """The reference date of a register, as filled in; ISO, or empty."""
    day = st.date_input(
        _("Reference date of the file"),
        value=date.fromisoformat(kept.date) if kept and kept.date else None,
        min_value=FIRST,
        max_value=LAST,
        format="DD-MM-YYYY",
        help=_("Only when the file does not hold it in a column, or holds several."),
        width=240,
    )
    return day.isoformat() if isinstance(day, date) else ""


def _pick(
    found: dict[str, Any],
    fields: dict[str, bool],
    shown: Sequence[str],
    start: dict[str, str],
    key: str,
) -> dict[str, str]:
    """A box per field with the columns to choose from; what was chosen by field."""
    names, picked = ["", *(column["name"] for column in found["columns"])], {}
    for position, field in enumerate(shown):
        if position % ABREAST == 0:
            row = st.columns(ABREAST)
        picked[field] = row[position % ABREAST].selectbox(
            titles.title(ui.lang(), field) + (" *" if fields[field] else ""),
            names,
            index=names.index(start[field]) if start.get(field) in names else 0,
            format_func=lambda name: name or "–",
            key=f"field-{key}-{field}",
        )
    return picked


def _more(kept: mapping.Choice | None, layout: str) -> tuple[bool, bool]:
    """Whether rows are added to those of their date, and addresses may be sent outside."""
    if layout in ("initiatives", "factors"):
        return False, False
    can_add = layout not in kinds.LISTS and bool(present.own_dates(present.status()))
    is_added = can_add and st.checkbox(
        _("This is another municipality: keep the rows that are there of the same reference date"),
        value=bool(kept and kept.is_added),
    )
    asks_outside = st.checkbox(
        _("Ask the Locatieserver of PDOK where addresses are that cannot be placed otherwise"),
        value=bool(kept and kept.asks_outside),
        help=_(
            "This sends postcodes and house numbers outside, at most ten a second. Names and "
            "numbers of establishments are not sent."
        ),
    )
    return is_added, asks_outside


def _keep(upload: Upload, found: dict[str, Any], choice: mapping.Choice) -> None:
    lang = ui.lang()
    if absent := mapping.missing(found, choice):
        fields = ", ".join(titles.title(lang, field) for field in absent)
        st.error(_("Choose a column for: {fields}.", fields=fields))
    elif double := mapping.twice(choice):
        columns = words.plain(", ".join(double))
        st.error(_("A column can hold one thing only: {columns} is chosen twice.", columns=columns))
    elif passed := passed_over.unasked(found, choice):
        passed_over.ask(passed)
    elif choice.kind == "import" and not _is_dated(found, choice):
        st.error(_("Give the reference date: the file does not hold it."))
    elif work.allowed():
        mapping.save(upload, found, choice)
        unclear = mapping.unclear(found, choice)
        if all(choice.meanings.get(field) for field in unclear):
            choices.keep("step", "check")
        st.rerun()


def _is_dated(found: dict[str, Any], choice: mapping.Choice) -> bool:
    return bool(choice.date) or "reference_date" in choice.columns or is_again(found)


def is_again(found: dict[str, Any]) -> bool:
    """Whether the file holds refused rows that are sent in again: these say their date."""
    return "refused_from" in [column["name"] for column in found["columns"]]
