"""A file is sent, and told what it is."""

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

import streamlit as st

from wijkeconomie.view import assets, choices, numbers, ui, words
from wijkeconomie.view.manage import asking, kinds, listed, options, present, work
from wijkeconomie.view.ui import _
from wijkeconomie.work import uploads
from wijkeconomie.work.uploads import Upload


def chosen() -> Upload | None:
    """The upload in the address, else the last that is whole."""
    whole = [upload for upload in uploads.every() if upload.is_whole]
    asked = choices.asked("upload")
    return next((u for u in whole if u.upload_id == asked), whole[0] if whole else None)


def screen() -> None:
    """Draws it."""
    uploads.tidy()
    _tell_last()
    way = choices.choose(
        "way",
        _("How"),
        list(WAYS),
        lambda key: _(WAYS[key][0]),
        widget=st.segmented_control,
        required=True,
        label_visibility="collapsed",
    )
    WAYS[way][1]()


def need() -> Upload | None:
    """The chosen upload; where there is none the visitor is told."""
    upload = chosen()
    if upload is None:
        st.info(_("There is no file yet: send one first."))
        st.button(_("Add data"), on_click=lambda: choices.keep("step", "file"))
    return upload


def _tell_last() -> None:
    """What came of the data that was loaded last, and what comes next."""
    done = (work.last(kind) for kind in kinds.KINDS)
    job = max((job for job in done if job), key=lambda job: job.job_id, default=None)
    upload = chosen()
    if (
        job
        and job.state != "done"
        and job.upload
        and (not upload or upload.upload_id != job.upload)
    ):
        return
    listed.screen(job)
    if job and job.state == "done":
        present.lead_on(but="file")


def _send() -> None:
    st.markdown(
        _(
            "Boundaries, the register, figures, addresses, location types, places, initiatives, "
            "vacant spaces, factors or streets: at most {most} MB a file. It stays on this "
            "server, and is removed once it is imported.",
            most=uploads.LARGEST // uploads.MEGABYTE,
        )
    )
    _box()
    st.button(
        _("Show what was sent"),
        key="upload-done",
        on_click=lambda: choices.keep("upload", None),
    )
    upload = chosen()
    if upload is not None:
        _pick(upload)
        _use(upload)


def _box() -> None:
    told = {
        "sending": _("{received} of {size} MB sent"),
        "done": _("{name} is sent."),
        "failed": _("The connection broke. Choose the same file again to go on where it stopped."),
    }
    title, drop, sent = (
        escape(text) for text in (_("Choose a file to send"), _("or drop it here"), _("Sent"))
    )
    accepted = ",".join(f".{ending}" for ending in uploads.ENDINGS)
    st.html(
        f'<div class="upload" data-upload="{escape(json.dumps(told))}">'
        f'<label><input type="file" accept="{accepted}"><span>{title}</span></label>'
        f"<small>{drop}</small>"
        f'<progress hidden aria-label="{sent}"></progress>'
        f'<output role="status"></output></div>'
        f'<script src="{assets.url("upload.js")}"></script>',
        unsafe_allow_javascript=True,
    )


def _pick(upload: Upload) -> None:
    known = {u.upload_id: u for u in uploads.every() if u.is_whole}
    key = f"choose-upload-{'-'.join(known)}-{upload.upload_id}"
    st.radio(
        _("Files that are here"),
        list(known),
        index=list(known).index(upload.upload_id),
        format_func=lambda code: _named(known[code]),
        key=key,
        on_change=lambda: choices.keep("upload", st.session_state[key]),
    )


def _named(upload: Upload) -> str:
    """Name, size and moment: a choice is known by these words, so no two are the same."""
    kilobytes = upload.size / 1024
    size, unit = (kilobytes, "kB") if kilobytes < 1024 else (kilobytes / 1024, "MB")
    told = f"{numbers.number(ui.lang(), size, 1)} {unit}"
    moment = datetime.fromtimestamp(upload.begun, UTC).astimezone()
    return f"{words.plain(upload.name)} · {told} · {moment:%d-%m-%Y %H:%M:%S}"


def _use(upload: Upload) -> None:
    known = present.status()["commands"]
    kind = st.segmented_control(
        _("What is in it?"),
        kinds.offered(known),
        default=kinds.likely(upload.name, known),
        required=True,
        format_func=lambda code: _(kinds.KINDS[code].title),
        key=f"kind-{upload.upload_id}",
    )
    st.caption(_(kinds.KINDS[str(kind)].about))
    if kind == kinds.REGISTER or kind in kinds.LISTS:
        work.button(
            _("Look at its columns"),
            "columns",
            [kinds.looking(str(upload.file), str(kind))],
            upload=upload.upload_id,
            step="columns",
            is_main=kind == kinds.REGISTER,
        )
    if kind != kinds.REGISTER:
        _load(upload, str(kind))
    st.button(
        _("Remove this file"),
        type="tertiary",
        icon=":material/delete:",
        on_click=lambda: _remove(upload),
    )


def _load(upload: Upload, kind: str) -> None:
    asked = kinds.KINDS[kind].options

    def key(option: str) -> str:
        return f"option-{kind}-{option}-{upload.upload_id}"

    for option, column in zip(asked, st.columns(len(asked) or 1), strict=False):
        _fill_in(column, options.OPTIONS[option], key(option), upload.name)

    def commands() -> work.Commands:
        given = ((o, st.session_state.get(key(o))) for o in asked)
        told = [part for o, v in given for part in asking.option(options.OPTIONS[o].name, v)]
        return [[kind, str(upload.file), *told, *kinds.KINDS[kind].results]]

    work.button(_("Load it"), kind, commands, upload=upload.upload_id)


def _fill_in(column: Any, option: options.Option, key: str, name: str) -> None:
    if option.values:
        values = list(option.values)
        column.selectbox(
            _(option.title),
            values,
            index=values.index(options.likely(option, name) or values[0]),
            format_func=lambda value: _(option.values[value]),
            key=key,
        )
    else:
        column.text_input(_(option.title), placeholder=option.example, key=key)


def _remove(upload: Upload) -> None:
    if work.allowed():
        uploads.remove(upload.upload_id)
        choices.keep("upload", None)


WAYS = {
    "file": (words.mark("Send a file"), _send),
    "service": (words.mark("Ask PDOK, CBS, the BAG or OpenStreetMap"), asking.screen),
}
