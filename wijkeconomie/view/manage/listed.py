"""What was found in a list of places that was loaded last."""

from wijkeconomie.view import show, ui
from wijkeconomie.view.manage import findings, told, work
from wijkeconomie.view.ui import _
from wijkeconomie.work.jobs import Job

GROUPS = ("error", "warning")


def screen(job: Job | None) -> None:
    """Draws what came of it, and why rows were refused or mended, until other work is begun."""
    work.news(job, {"rejects.xlsx": _("Refused rows (Excel)")})
    if job is None or job.job_id != work.newest() or job.state == "running":
        return
    found = told.read(job, "report.json") or {}
    for group in GROUPS:
        rules = findings.rules(ui.lang(), found, group)
        if len(rules):
            show.facts(rules, _(findings.GROUPS[group]))
