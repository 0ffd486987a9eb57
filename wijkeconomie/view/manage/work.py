"""The job at work: begun, followed, cancelled, and what came of it."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.view import choices, login, ui, words
from wijkeconomie.view.manage import steward, told
from wijkeconomie.view.ui import _
from wijkeconomie.work import jobs

EVERY_S = 0.5
Commands = list[list[str]]
REFUSED = "manage_refused"


def allowed() -> bool:
    """Whether the visitor may manage now; asked before whatever is done."""
    shut = login.shut_to_visit()
    if shut:
        st.session_state[REFUSED] = Refused(steward.SHUT[shut])
    return not shut


def begin(
    kind: str,
    commands: Commands | Callable[[], Commands],
    upload: str | None = None,
    step: str | None = None,
) -> None:
    """Starts a job, from within a callback, and goes to another step."""
    if not allowed():
        return
    try:
        jobs.start(kind, commands() if callable(commands) else commands, upload, ui.lang())
    except Refused as refused:
        st.session_state[REFUSED] = refused
        return
    if step:
        choices.keep("step", step)


def button(  # noqa: PLR0913
    title: str,
    kind: str,
    commands: Commands | Callable[[], Commands],
    *,
    upload: str | None = None,
    step: str | None = None,
    is_main: bool = True,
) -> None:
    """A button that starts a job; shut while another is at work. Commands that depend on what is
    filled in are told by a function, which is asked when the button is pressed."""
    st.button(
        title,
        type="primary" if is_main else "secondary",
        key=f"begin-{kind}",
        disabled=is_busy(),
        on_click=lambda: begin(kind, commands, upload, step),
    )


def is_busy() -> bool:
    """Whether a job is at work."""
    return jobs.running() is not None


def last(kind: str, upload: str | None = None) -> jobs.Job | None:
    """The last job of a kind, about an upload when one is given."""
    return jobs.latest(kind, upload)


def tell_refusal() -> None:
    """Shows once what could not be begun."""
    refused = st.session_state.pop(REFUSED, None)
    if refused is not None:
        st.error(_(refused.message, **refused.details))


def panel() -> None:
    """The job at work, followed each second; nothing when there is none."""
    job = jobs.running()
    if job is not None:
        with st.container(border=True, key="job"):
            _follow(job.job_id)


def _follow(job_id: str) -> None:
    @ui.fragment(key="follow", run_every=EVERY_S)
    def followed() -> None:
        if not allowed():
            st.rerun(scope="app")
        job = jobs.find(job_id)
        if job.state != "running":
            st.rerun(scope="app")
        st.markdown(f"**{_(told.KINDS[job.kind])}**")
        seconds = int((datetime.now(UTC) - job.started).total_seconds())
        steps = told.progress(job)
        if steps:
            done, total = steps
            text = _(
                "Step {step} of {total}, {seconds} seconds",
                step=done + 1,
                total=total,
                seconds=seconds,
            )
            st.progress(done / total, text)
        else:
            text = _("{seconds} seconds", seconds=seconds)
            st.markdown(f":material/hourglass_top: {text}")
        st.button(_("Cancel"), key="cancel-job", on_click=lambda: _cancel(job))

    followed()


def _cancel(job: jobs.Job) -> None:
    if allowed():
        jobs.cancel(job)


def news(job: jobs.Job | None, names: dict[str, str] | None = None) -> None:
    """What came of a job and the files it made (see ``files``), until another is begun."""
    if job is not None and job.job_id == newest():
        outcome(job)
        files(job, names or {})


def newest() -> str | None:
    """Id of the last job of all."""
    return next((job.job_id for job in jobs.every()), None)


def outcome(job: jobs.Job | None) -> None:
    """What a job that ended told, in the colour of how it ended."""
    if job is None or job.state == "running":
        return
    sentences = dict.fromkeys(told.sentences(ui.lang(), job))
    text = "  \n".join(map(words.plain, sentences)) or _("Done.")
    show = {"done": st.success, "cancelled": st.info}.get(job.state, st.error)
    show(text)


def history() -> None:
    """The log of the last jobs."""
    known = jobs.every()
    if not known:
        return
    with st.expander(_("Log")):
        for job in known[:5]:
            name, state = _(told.KINDS[job.kind]), _(told.STATES[job.state])
            moment = f"{job.started.astimezone():%d-%m-%Y %H:%M}"
            st.markdown(f"**{name}** · {state} · {moment}")
            st.code("\n".join(told.lines(ui.lang(), job)) or "–", language=None, wrap_lines=True)


def files(job: jobs.Job | None, names: dict[str, str]) -> None:
    """Links to what a job made: titles by the names of files."""
    present = [name for name in names if job and job.result(name)]
    if job is None or not present:
        return
    with st.container(horizontal=True):
        for name in present:
            st.link_button(names[name], f"/jobs/{job.job_id}/{name}", icon=":material/download:")
