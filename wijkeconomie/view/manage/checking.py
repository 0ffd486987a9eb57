"""A delivery checked without changing anything, and then imported."""

from typing import Any

import streamlit as st

from wijkeconomie.view import choices, show, ui, words
from wijkeconomie.view.manage import files, findings, mapping, told, work
from wijkeconomie.view.ui import _
from wijkeconomie.work.jobs import Job

FILES = {
    "rejects.csv": words.mark("Refused rows"),
    "report.json": words.mark("Report (JSON)"),
    "report.csv": words.mark("Report (CSV)"),
    "report.xlsx": words.mark("Report (Excel)"),
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
    work.button(_("Check the file"), "check", [line], upload=upload.upload_id)
    job = work.last("check", upload.upload_id)
    report(job)
    if job and job.state == "done":
        st.button(_("On to the import"), on_click=lambda: choices.keep("step", "import"))


def importing() -> None:
    """Draws the import."""
    job = work.last("import")
    upload = files.chosen()
    choice = mapping.load(upload) if upload else None
    if upload is None or choice is None:
        if job is None:
            st.info(_("There is no file yet whose columns are known: start with a file."))
            st.button(_("Add a file"), on_click=lambda: choices.keep("step", "file"))
    else:
        st.markdown(_("File: **{file}**", file=words.plain(upload.name)))
        st.markdown(
            _(
                "The rows take the place of those of the same reference date. Names and addresses "
                "are left out, and the file is removed from the server afterwards."
            )
        )
        line = mapping.command(upload, choice, is_check=False)
        work.button(_("Import it"), "import", [line], upload=upload.upload_id)
    report(job)
    if job and job.state == "done":
        st.button(_("On to the release"), on_click=lambda: choices.keep("step", "release"))


def report(job: Job | None) -> None:
    """What was found in a delivery: figures, rules with examples, surprises, files."""
    found = told.read(job, "report.json")
    if job is None or job.state == "running":
        return
    if found is None or job.state != "done":
        work.outcome(job)
    if found is None:
        return
    _figures(found)
    _remarks(job, found)
    _rules(found)
    work.files(job, {name: _(title) for name, title in FILES.items()})


def _remarks(job: Job, found: dict[str, Any]) -> None:
    for sentence in told.notes(ui.lang(), job) if job.state == "done" else []:
        st.info(words.plain(sentence))
    for sentence in findings.surprises(ui.lang(), found):
        st.warning(words.plain(sentence))


def _rules(found: dict[str, Any]) -> None:
    rules = findings.rules(ui.lang(), found)
    if len(rules):
        show.facts(rules.set_index(rules.columns[0]), _("What was found"))
    for rule in found.get("rules", []):
        shown = findings.examples(ui.lang(), rule)
        if len(shown):
            sentence = words.plain(findings.rule_sentence(ui.lang(), rule))
            with st.expander(_("Examples: {rule}", rule=sentence)):
                st.dataframe(shown, hide_index=True, width="content")


def _figures(found: dict[str, Any]) -> None:
    accepted = found.get("accepted") or {}
    with st.container(key="figures"):
        for date, rows in accepted.items():
            st.metric(_("Good, {date}", date=ui.day(date)), ui.number(rows), border=True)
        st.metric(_("Refused"), ui.number(found.get("refused", 0)), border=True)
