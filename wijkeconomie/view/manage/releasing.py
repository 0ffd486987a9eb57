"""A release made as a draft, compared, put to use; and an earlier one taken back."""

from typing import Any

import streamlit as st

from wijkeconomie.view import choices, ui
from wijkeconomie.view.manage import differences, findings, present, told, work
from wijkeconomie.view.ui import _

COMPARE = ["releases", "compare"]
AS_JSON = ["--json", "{folder}/compare.json"]


def screen() -> None:
    """Draws the making of a release."""
    found = present.status()
    if not found["register"]["dates"]:
        st.info(_("There is no register yet: import one first."))
        st.button(_("Add data"), on_click=lambda: choices.keep("step", "file"))
        return
    st.markdown(findings.in_use(ui.lang(), found))
    job = work.last("release")
    if job is not None and job.state != "done":
        work.outcome(job)
    used = findings.used(found)
    draft = found["releases"][0] if found["releases"] else None
    has_draft = draft is not None and draft["is_draft"]
    if draft is not None and has_draft:
        _draft(draft, used, job)
    _make(job, used, has_draft=has_draft)


def _make(job: Any, used: dict[str, Any] | None, *, has_draft: bool) -> None:
    st.subheader(_("Make a draft again") if has_draft else _("Make a draft"))
    st.markdown(
        _(
            "The figures are made, rounded and protected, and tested against attempts to find out "
            "what is protected. The result is a draft: visitors see nothing of it until you put it "
            "to use."
        )
    )
    lines = [["release", "--draft"], *([[*COMPARE, *AS_JSON]] if used else [])]
    work.button(_("Make a draft"), "release", lines, is_main=not has_draft)
    if not has_draft and used and job is not None and job.state == "done":
        st.success(_("There is no draft that differs from the release in use."))


def _draft(draft: dict[str, Any], used: dict[str, Any] | None, job: Any) -> None:
    with st.container(border=True, key="draft"):
        st.subheader(_("The draft"))
        st.markdown(_named(draft))
        comparison = told.read(job, "compare.json")
        if comparison and comparison["after"] == draft["release_id"]:
            differences.draw(comparison)
        elif used:
            line = [*COMPARE, used["release_id"], draft["release_id"], *AS_JSON]
            _compared(used["release_id"], draft["release_id"], line)
        else:
            st.markdown(_("It is the first: there is no release in use to compare it with."))
        _use(_("Put it to use"), draft["release_id"])


def _compared(before: str, after: str, line: list[str]) -> None:
    """A comparison of two releases, or the button that makes it."""
    found = told.read(work.last("compare"), "compare.json")
    if found and (found["before"], found["after"]) == (before, after):
        differences.draw(found)
    else:
        title = _("Compare with the release in use")
        work.button(title, "compare", [line], is_main=False)


def kept() -> None:
    """Draws the releases that are kept."""
    found = present.status()
    releases = found["releases"]
    if not releases:
        st.info(_("There is no release yet: make one first."))
        return
    work.news(work.last("publish"))
    st.markdown(findings.in_use(ui.lang(), found))
    known = {release["release_id"]: release for release in releases}
    used = (findings.used(found) or {}).get("release_id")
    picked = st.radio(
        _("The last ten releases are kept; choose one to put it to use again."),
        list(known),
        index=list(known).index(used) if used else 0,
        format_func=lambda key: _named(known[key]),
        key=f"kept-release-{used}",
    )
    if picked and picked != used:
        with st.container(border=True, key="draft"):
            st.subheader(_("Release {release}", release=picked))
            if used:
                _compared(used, picked, [*COMPARE, used, picked, *AS_JSON])
            _use(_("Put this release to use"), picked)


def _use(title: str, release_id: str) -> None:
    work.button(title, "publish", [["releases", "use", release_id]], step="releases")


def _named(release: dict[str, Any]) -> str:
    """A release by when it was made, its dates, its id and its state."""
    state = _("in use") if release["is_used"] else _("draft") if release["is_draft"] else ""
    made = _("made {moment}", moment=findings.moment(ui.lang(), release["made_at"]))
    parts = (release["release_id"], made, findings.dates(ui.lang(), release), state)
    return " · ".join(part for part in parts if part)
