"""A release made as a draft, compared, put to use; and an earlier one taken back."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from wijkeconomie.view import choices, show, ui
from wijkeconomie.view.manage import findings, present, told, work
from wijkeconomie.view.ui import _

COMPARE = ["releases", "compare"]
AS_JSON = ["--json", "{folder}/compare.json"]


def screen() -> None:
    """Draws the making of a release."""
    found = present.status()
    if not found["register"]["dates"]:
        st.info(_("There is no register yet: import one first."))
        st.button(_("Add a file"), on_click=lambda: choices.keep("step", "file"))
        return
    st.markdown(
        _(
            "Figures are made and protected, every check and attack is run, and the result is kept "
            "as a draft: visitors see nothing of it until you put it to use."
        )
    )
    used = next((r for r in found["releases"] if r["is_used"]), None)
    lines = [["release", "--draft"], *([[*COMPARE, *AS_JSON]] if used else [])]
    work.button(_("Make a draft"), "release", lines)
    job = work.last("release")
    if job is not None and job.state != "done":
        work.outcome(job)
    draft = found["releases"][0] if found["releases"] else None
    if draft is None or not draft["is_draft"]:
        _tell_same(job, used)
        return
    st.subheader(_("Draft {release}", release=draft["release_id"]))
    comparison = told.read(job, "compare.json")
    if comparison and comparison["after"] == draft["release_id"]:
        compared(comparison)
    _use(_("Put it to use"), draft["release_id"])


def compared(found: dict[str, Any]) -> None:
    """Shows what differs between two releases."""
    show.facts(findings.changes(ui.lang(), found), _("What changes in the tables"))
    if found["moved"]:
        show.facts(findings.moved(ui.lang(), found), _("Establishments that changed most"))
    else:
        st.markdown(_("In no wijk does the number of establishments change."))


def kept() -> None:
    """Draws the releases that are kept."""
    releases = present.status()["releases"]
    if not releases:
        st.info(_("There is no release yet: make one first."))
        return
    work.outcome(work.last("publish"))
    known = {release["release_id"]: release for release in releases}
    picked = st.radio(
        _("The last ten releases are kept; choose one to put it to use again."),
        list(known),
        format_func=lambda key: _named(known[key]),
        key="kept-release",
    )
    if picked and not known[picked]["is_used"]:
        used = next((key for key, release in known.items() if release["is_used"]), None)
        if used:
            line = [*COMPARE, used, picked, *AS_JSON]
            st.button(
                _("Compare with the release in use"),
                disabled=work.is_busy(),
                on_click=lambda: work.begin("compare", [line]),
            )
            found = told.read(work.last("compare"), "compare.json")
            if found and (found["before"], found["after"]) == (used, picked):
                compared(found)
        _use(_("Put this release to use"), picked)


def _use(title: str, release_id: str) -> None:
    work.button(title, "publish", [["releases", "use", release_id]], step="releases")


def _named(release: dict[str, Any]) -> str:
    made = datetime.fromisoformat(release["made_at"]).replace(tzinfo=UTC).astimezone()
    state = _("in use") if release["is_used"] else _("draft") if release["is_draft"] else ""
    return " · ".join(
        part for part in (release["release_id"], f"{made:%d-%m-%Y %H:%M}", state) if part
    )


def _tell_same(job: Any, used: dict[str, Any] | None) -> None:
    if job is not None and job.state == "done" and used is not None:
        st.success(_("There is no draft that differs from the release in use."))
