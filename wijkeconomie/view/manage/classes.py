"""What size classes of the holder's own mean, such as letters."""

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from wijkeconomie.view import choices, words
from wijkeconomie.view.manage import mapping, work
from wijkeconomie.view.ui import _
from wijkeconomie.work.uploads import Upload

ABREAST = 3
CLASS = re.compile(r"[0-9]{1,5}(-[0-9]{1,5}|\+)?")


def ask(upload: Upload, found: dict[str, Any], kept: mapping.Choice) -> None:
    """Draws a box per size class that has no number in it; nothing when there is none."""
    codes = mapping.unknown_classes(found, kept)
    if not codes:
        return
    known, meant = found.get("remembered_classes", {}) | kept.classes, {}
    with st.form(f"classes-{upload.upload_id}"):
        st.subheader(_("What the size classes mean"))
        st.caption(
            _(
                "Write how many people work there: 1, 2-9 or 100+. Rows of a class that is left "
                "empty are refused."
            )
        )
        for position, code in enumerate(codes):
            if position % ABREAST == 0:
                row = st.columns(ABREAST)
            key = f"class-{upload.upload_id}-{code}"
            box = row[position % ABREAST]
            meant[code] = box.text_input(words.plain(code), known.get(code, ""), key=key)
        is_sent = st.form_submit_button(_("Keep the classes and go on"), type="primary")
    if is_sent:
        _keep(upload, found, kept, {c: text.strip() for c, text in meant.items() if text.strip()})


def _keep(
    upload: Upload, found: dict[str, Any], kept: mapping.Choice, meant: dict[str, str]
) -> None:
    wrong = next((text for text in meant.values() if not CLASS.fullmatch(text)), None)
    if wrong is not None:
        told = words.plain(wrong)
        st.error(_("{value} is no size class such as 1, 2-9 or 100+: correct it.", value=told))
    elif work.allowed():
        mapping.save(upload, found, replace(kept, classes=meant))
        choices.keep("step", "check")
        st.rerun()
