"""What codes of the holder's own mean: letters for size classes, words for categories."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from wijkeconomie.view import choices, ui, words
from wijkeconomie.view.manage import fields, mapping, work
from wijkeconomie.view.ui import _
from wijkeconomie.work.uploads import Upload

ABREAST = 3
CLASS = re.compile(r"[0-9]{1,5}(-[0-9]{1,5}|\+)?")
DIMENSIONS = {"category": "place_category", "factor": "factor"}
ANSWERS = {"yes": words.mark("yes"), "no": words.mark("no")}


def ask(upload: Upload, found: dict[str, Any], kept: mapping.Choice) -> None:
    """Draws a box per code whose meaning is not known; nothing when there is none."""
    unclear = mapping.unclear(found, kept)
    if not unclear:
        return
    meant: dict[str, dict[str, str]] = {}
    with st.form(f"meanings-{upload.upload_id}"):
        for field, codes in unclear.items():
            _about(field)
            meant[field] = _boxes(upload, found, kept, field, codes)
        is_sent = st.form_submit_button(_("Keep what they mean and go on"), type="primary")
    if is_sent:
        filled = {f: {c: text for c, text in told.items() if text} for f, told in meant.items()}
        _keep(upload, found, kept, filled)


def _about(field: str) -> None:
    if field == "size_class":
        st.subheader(_("What the size classes mean"))
        st.caption(
            _(
                "Write how many people work there: 1, 2-9 or 100+. Rows of a class that is left "
                "empty are refused."
            )
        )
    else:
        title = fields.title(ui.lang(), field)
        st.subheader(_("What the words mean: {field}", field=title))
        st.caption(_("Rows with a word that is left empty are refused."))


def _boxes(
    upload: Upload, found: dict[str, Any], kept: mapping.Choice, field: str, codes: Sequence[str]
) -> dict[str, str]:
    """What is filled in for each code of a field."""
    known = found.get("remembered_meanings", {}).get(field, {}) | kept.meanings.get(field, {})
    allowed, meant = _allowed(found, field), {}
    for position, code in enumerate(codes):
        if position % ABREAST == 0:
            row = st.columns(ABREAST)
        key, title = f"meaning-{upload.upload_id}-{field}-{code}", words.plain(code)
        box, text = row[position % ABREAST], known.get(code, "")
        if allowed:
            at = allowed.index(text) if text in allowed else 0
            meant[code] = box.selectbox(
                title, allowed, at, format_func=lambda v: _named(field, v), key=key
            )
        else:
            meant[code] = str(box.text_input(title, text, key=key) or "").strip()
    return meant


def _allowed(found: dict[str, Any], field: str) -> list[str]:
    """What can be chosen; empty where it is written."""
    told = found.get("meanings", {}).get(field, [])
    known = [value for value in told if field in DIMENSIONS or value in ANSWERS]
    return ["", *known] if known else []


def _named(field: str, value: str) -> str:
    if not value:
        return "–"
    return ui.label(DIMENSIONS[field], value) if field in DIMENSIONS else _(ANSWERS[value])


def _keep(
    upload: Upload, found: dict[str, Any], kept: mapping.Choice, meant: dict[str, dict[str, str]]
) -> None:
    classes = meant.get("size_class", {}).values()
    wrong = next((text for text in classes if not CLASS.fullmatch(text)), None)
    if wrong is not None:
        told = words.plain(wrong)
        st.error(_("{value} is no size class such as 1, 2-9 or 100+: correct it.", value=told))
    elif work.allowed():
        mapping.save(upload, found, replace(kept, meanings=kept.meanings | meant))
        choices.keep("step", "check")
        st.rerun()
