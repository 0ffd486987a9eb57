"""Bring your own data, for the data steward: a file, its columns, a check, a release."""

import streamlit as st

from wijkeconomie.view import choices, login, words
from wijkeconomie.view.manage import (
    checking,
    columns,
    deciding,
    files,
    present,
    releasing,
    steward,
    work,
)
from wijkeconomie.view.ui import _

STEPS = {
    "now": (words.mark("In place"), present.screen),
    "file": (words.mark("Add data"), files.screen),
    "columns": (words.mark("Columns"), columns.screen),
    "check": (words.mark("Check"), checking.screen),
    "import": (words.mark("Import"), checking.importing),
    "places": (words.mark("Places"), deciding.screen),
    "release": (words.mark("Make a release"), releasing.screen),
    "releases": (words.mark("All releases"), releasing.kept),
}


def numbered(step: str) -> str:
    return f"{list(STEPS).index(step) + 1}. {_(STEPS[step][0])}"


def steps() -> None:
    step = choices.choose(
        "step", _("Step"), list(STEPS), numbered, widget=st.segmented_control, required=True
    )
    work.tell_refusal()
    work.panel()
    st.header(_(STEPS[step][0]))
    STEPS[step][1]()
    work.history()


st.title(_("Manage data"))
shut = login.shut_to_visit()
if shut:
    st.info(_(steward.SHUT[shut]))
else:
    steps()
