"""A delivery checked without changing anything, and then imported."""

from pathlib import Path
from typing import Any

import streamlit as st

from wijkeconomie.view import choices, show, ui, words
from wijkeconomie.view.manage import files, findings, kinds, mapping, present, told, work
from wijkeconomie.view.ui import _
from wijkeconomie.work.jobs import Job

FILES = {
    "rejects.xlsx": words.mark("Refused rows (Excel)"),
    "report.xlsx": words.mark("Report (Excel)"),
    "report.csv": words.mark("Report (CSV)"),
    "report.json": words.mark("Report (JSON)"),
}
LEFT_OUT = words.mark("Names and addresses are left out.")
PUBLISHED = {
    "places": words.mark(
        "Everyone will see the name, category and point of each place, and what else is told of it "
        "in columns that are used. Addresses only serve to find the point."
    ),
    "sites": words.mark(
        "Everyone will see the name, point, website and floor area of each space. Addresses only "
        "serve to find the point."
    ),
    "initiatives": words.mark(
        "Everyone will see the name, theme, area or point, dates and website of each initiative "
        "that gave consent."
    ),
    "factors": words.mark(
        "Everyone will see the area, factor, value, unit, date and source of each row. Leave out "
        "names of people."
    ),
    "practices": words.mark(
        "Everyone will read each practice: title, themes, place, period, summary, text and "
        "website. Name no private persons."
    ),
}


def screen() -> None:
    """Draws the check."""
    upload = files.need()
    if upload is None:
        return
    st.markdown(_("File: **{file}**", file=words.plain(upload.name)))
    choice = mapping.load(upload)
    if choice is None:
        st.info(_("First tell which column holds what."))
        st.button(_("To the columns"), on_click=lambda: choices.keep("step", "columns"))
        return
    st.markdown(_("Every row is checked as when it is imported. Nothing is changed yet."))
    line = mapping.command(upload, choice, is_check=True)
    job = work.last("check", upload.upload_id)
    is_done = job is not None and job.state == "done"
    with st.container(horizontal=True):
        if is_done:
            st.button(
                _("On to the import"),
                type="primary",
                icon=":material/arrow_forward:",
                on_click=lambda: choices.keep("step", "import"),
            )
        title = _("Check again") if is_done else _("Check the file")
        work.button(title, "check", [line], upload=upload.upload_id, is_main=not is_done)
    report(job)


def importing() -> None:
    """Draws the import."""
    done = filter(None, map(work.last, ("import", *kinds.LISTS)))
    job = max(done, key=lambda job: job.job_id, default=None)
    upload = files.chosen()
    choice = mapping.load(upload) if upload else None
    if upload is not None and choice is not None:
        _before(job, upload)
        _ask(upload, choice)
        report(work.last(choice.kind, upload.upload_id))
        return
    if job is None:
        st.info(_("There is no file yet whose columns are known: start with a file."))
        st.button(_("Add data"), on_click=lambda: choices.keep("step", "file"))
    elif job.state == "done":
        present.lead_on(but="import")
    report(job)


def _before(job: Job | None, upload: files.Upload) -> None:
    """What came of the file before, under its own name, as long as nothing else was done."""
    if job is None or job.upload == upload.upload_id or job.state == "running":
        return
    name = words.plain(Path(job.commands[0][1]).name)
    with st.expander(_("The file before: {file}", file=name), expanded=job.job_id == work.newest()):
        report(job)


def _ask(upload: files.Upload, choice: mapping.Choice) -> None:
    st.markdown(_("File: **{file}**", file=words.plain(upload.name)))
    if choice.kind in kinds.LISTS:
        kept = (
            _("The rows are added to those of the list they came from.")
            if choice.is_again
            else _("The rows take the place of those of a list of the same name.")
        )
    else:
        kept = (
            _("The rows are added to those that are there already of the same reference date.")
            if choice.is_added or choice.is_again
            else _("The rows take the place of those of the same reference date.")
        )
    shown = _(PUBLISHED.get(choice.kind, LEFT_OUT))
    rest = _("The file is removed from the server afterwards.")
    st.markdown(f"{kept} {shown} {rest}")
    line = mapping.command(upload, choice, is_check=False)
    work.button(_("Import it"), choice.kind, [line], upload=upload.upload_id)


def report(job: Job | None) -> None:
    """What was found in a delivery: figures, files to take, rules with examples, surprises."""
    found = told.read(job, "report.json")
    if job is None or job.state == "running":
        return
    if found is None or job.state != "done":
        work.outcome(job)
    if found is None:
        return
    _figures(job, found)
    _surprises(found)
    _rules(found, is_list=_is_list(job))
    work.files(job, {name: _(title) for name, title in FILES.items()})


def _figures(job: Job, found: dict[str, Any]) -> None:
    is_list = _is_list(job)
    title = _("Can be imported") if found["is_check"] else _("Imported")
    with st.container(key="figures"):
        for date, rows in (found.get("accepted") or {}).items():
            _metric(title, rows, date if is_list else ui.day(date))
        _metric(_("Refused"), found.get("refused", 0), _("rows"))
    notes = told.notes(ui.lang(), job) if job.state == "done" else []
    st.markdown("  \n".join(map(words.plain, notes)))


def _is_list(job: Job) -> bool:
    """Whether a job took in or checked a list of places."""
    return job.commands[0][0] in kinds.LISTS


def _metric(title: str, rows: int, told: str) -> None:
    plain: Any = {"delta_color": "off", "delta_arrow": "off"}
    st.metric(title, ui.number(rows), told, border=True, height="stretch", **plain)


def _surprises(found: dict[str, Any]) -> None:
    if sentences := findings.surprises(ui.lang(), found):
        lines = [f"- {words.plain(sentence)}" for sentence in sentences]
        st.warning(
            "\n".join([_("Is this right? It differs much from the year before."), "", *lines])
        )


def _rules(found: dict[str, Any], *, is_list: bool) -> None:
    for group, title in findings.GROUPS.items():
        rules = findings.rules(ui.lang(), found, group)
        if len(rules):
            show.facts(rules, _(title))
    if found.get("refused") and not found.get("accepted"):
        st.markdown(
            _(
                "Nothing is taken. Mend the file and send it again, or choose other columns under "
                "step 3 and check it again."
            )
        )
    elif found.get("refused") and is_list:
        st.markdown(
            _(
                "Refused rows can be sent in again: take the file, mend the rows in Excel, leave "
                "the first three columns as they are, and add it as a file once the rest is "
                "loaded. Its rows are added to the list they came from."
            )
        )
    elif found.get("refused"):
        st.markdown(
            _(
                "Refused rows can be sent in again: take the file, mend the rows in Excel, leave "
                "the first three columns as they are, and add it as a file once the rest is "
                "imported. Its rows are added to the date they came from."
            )
        )
