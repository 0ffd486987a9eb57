"""A file is sent, and told what it is."""

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

import streamlit as st

from wijkeconomie.view import assets, choices, numbers, ui, words
from wijkeconomie.view.manage import present, work
from wijkeconomie.view.ui import _
from wijkeconomie.work import uploads
from wijkeconomie.work.uploads import Upload

KINDS = {
    "register": words.mark("Register of establishments"),
    "areas": words.mark("Boundaries"),
    "figures": words.mark("Figures of areas"),
    "places": words.mark("Hubs and third places"),
}
OF_AREAS = ("geojson", "gpkg", "zip")


def chosen() -> Upload | None:
    """The upload in the address, else the last that is whole."""
    whole = [upload for upload in uploads.every() if upload.is_whole]
    asked = choices.asked("upload")
    return next((u for u in whole if u.upload_id == asked), whole[0] if whole else None)


def screen() -> None:
    """Draws it."""
    uploads.tidy()
    st.markdown(
        _(
            "Send a file of at most {most} MB. It stays on this server, and is "
            "removed once it is imported.",
            most=uploads.LARGEST // uploads.MEGABYTE,
        )
    )
    _box()
    st.button(
        _("Show what was sent"),
        key="upload-done",
        type="tertiary",
        on_click=lambda: choices.keep("upload", None),
    )
    for kind in ("areas", "figures", "places"):
        _tell(kind)
    upload = chosen()
    if upload is None:
        return
    _pick(upload)
    _use(upload)


def need() -> Upload | None:
    """The chosen upload; where there is none the visitor is told."""
    upload = chosen()
    if upload is None:
        st.info(_("There is no file yet: send one first."))
        st.button(_("Add a file"), on_click=lambda: choices.keep("step", "file"))
    return upload


def _box() -> None:
    told = {
        "sending": _("{received} of {size} MB sent"),
        "done": _("{name} is sent."),
        "failed": _("The connection broke. Choose the same file again to go on where it stopped."),
    }
    title, sent = escape(_("File to send")), escape(_("Sent"))
    accepted = ",".join(f".{ending}" for ending in uploads.ENDINGS)
    st.html(
        f'<div class="upload" data-upload="{escape(json.dumps(told))}">'
        f'<label>{title} <input type="file" accept="{accepted}"></label>'
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
    kinds = [kind for kind in KINDS if kind == "register" or kind in known]
    likely = "areas" if upload.name.rpartition(".")[2] in OF_AREAS else "register"
    kind = st.segmented_control(
        _("What is in it?"),
        kinds,
        default=likely,
        required=True,
        format_func=lambda code: _(KINDS[code]),
        key=f"kind-{upload.upload_id}",
    )
    if kind == "register":
        st.button(
            _("Look at its columns"),
            type="primary",
            disabled=work.is_busy(),
            on_click=lambda: work.begin(
                "columns",
                [["columns", str(upload.file), "--json", "{folder}/columns.json"]],
                upload.upload_id,
                "columns",
            ),
        )
    else:
        _load(upload, str(kind))
    st.button(_("Remove this file"), type="tertiary", on_click=lambda: _remove(upload))


def _load(upload: Upload, kind: str) -> None:
    line: list[str] = [kind, str(upload.file)]
    if kind == "areas":
        left, right = st.columns(2)
        code = left.text_input(
            _("Municipality"),
            placeholder="GM0308",
            help=_("Only when the file holds more than one municipality."),
            key="areas-code",
        )
        year = right.text_input(
            _("Year"),
            placeholder="2025",
            help=_("Only when the file does not say of which year its boundaries are."),
            key="areas-year",
        )
        line += _option("--municipality", code) + _option("--year", year)
    work.button(_("Load it"), kind, [line], upload=upload.upload_id)


def _option(name: str, value: str | None) -> list[str]:
    """An option with its value, which never reads as an option itself."""
    given = (value or "").strip()
    return [f"{name}={given}"] if given else []


def _tell(kind: str) -> None:
    job: Any = work.last(kind)
    if job is not None and job.state != "running":
        work.outcome(job)


def _remove(upload: Upload) -> None:
    if work.allowed():
        uploads.remove(upload.upload_id)
        choices.keep("upload", None)
