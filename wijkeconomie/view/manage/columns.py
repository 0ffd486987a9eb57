"""What stands in the columns of a delivery, and which of them holds what."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie.view import choices, ui, words
from wijkeconomie.view.manage import files, mapping, told, work
from wijkeconomie.view.ui import _
from wijkeconomie.work.uploads import Upload

ABREAST = 3
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


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
        line = ["columns", str(upload.file), "--json", "{folder}/columns.json"]
        work.button(_("Look at its columns"), "columns", [line], upload=upload.upload_id)
        return
    kept = mapping.load(upload)
    known = list(mapping.LAYOUTS)
    layout = st.segmented_control(
        _("Who made the file?"),
        known,
        default=kept.layout if kept else mapping.likely(found),
        required=True,
        format_func=lambda code: _(mapping.LAYOUTS[code]),
        key=f"layout-{upload.upload_id}",
    )
    _preview(found, str(layout))
    _ask(upload, found, str(layout), kept)


def _preview(found: dict[str, Any], layout: str) -> None:
    taken = {column: field for field, column in mapping.guessed(found, layout).items()}
    lang = ui.lang()
    rows = [
        {
            _("Column"): column["name"],
            _("Examples"): " · ".join(map(str, column.get("examples") or [])),
            _("Seems to be"): mapping.title(lang, taken[column["name"]])
            if column["name"] in taken
            else "–",
        }
        for column in found["columns"]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _ask(upload: Upload, found: dict[str, Any], layout: str, kept: mapping.Choice | None) -> None:
    names = ["", *(column["name"] for column in found["columns"])]
    fields = mapping.fields(found, layout)
    start = kept.columns if kept and kept.layout == layout else mapping.guessed(found, layout)
    with st.form(f"columns-{upload.upload_id}-{layout}"):
        st.subheader(_("Which column holds what"))
        st.caption(_("A star marks what is needed. Leave empty what the file does not hold."))
        picked = {}
        for position, (field, is_needed) in enumerate(fields.items()):
            if position % ABREAST == 0:
                row = st.columns(ABREAST)
            title = mapping.title(ui.lang(), field) + (" *" if is_needed else "")
            picked[field] = row[position % ABREAST].selectbox(
                title,
                names,
                index=names.index(start[field]) if start.get(field) in names else 0,
                format_func=lambda name: name or "–",
                key=f"field-{upload.upload_id}-{layout}-{field}",
            )
        day = st.date_input(
            _("Reference date of the file"),
            value=date.fromisoformat(kept.date) if kept and kept.date else None,
            min_value=FIRST,
            max_value=LAST,
            format="DD-MM-YYYY",
            help=_("Only when the file does not hold it in a column, or holds several."),
        )
        is_sent = st.form_submit_button(_("Keep this and go on"), type="primary")
    if is_sent:
        columns = {field: str(name) for field, name in picked.items() if name}
        iso = day.isoformat() if isinstance(day, date) else ""
        _keep(upload, found, mapping.Choice(layout, iso, columns))


def _keep(upload: Upload, found: dict[str, Any], choice: mapping.Choice) -> None:
    lang = ui.lang()
    if absent := mapping.missing(found, choice):
        fields = ", ".join(mapping.title(lang, field) for field in absent)
        st.error(_("Choose a column for: {fields}.", fields=fields))
    elif double := mapping.twice(choice):
        columns = words.plain(", ".join(double))
        st.error(_("A column can hold one thing only: {columns} is chosen twice.", columns=columns))
    elif not choice.date and "reference_date" not in choice.columns:
        st.error(_("Give the reference date: the file does not hold it."))
    elif work.allowed():
        mapping.save(upload, found, choice)
        choices.keep("step", "check")
        st.rerun()
