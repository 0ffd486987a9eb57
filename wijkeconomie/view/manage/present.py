"""What is in place now: areas, register, release in use, and what to do next."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import choices, show, ui
from wijkeconomie.view.manage import work
from wijkeconomie.view.ui import _
from wijkeconomie.work import snapshot

LOOKING_S = 300


def status() -> dict[str, Any]:
    """What is in place, as a process of its own saw it: this one does not open the register."""
    found = snapshot.read()
    if found is None:
        command = [sys.executable, "-m", "wijkeconomie", "status", "--json"]
        with st.spinner(_("Looking what is in place")):
            subprocess.run(
                command,
                cwd=settings.PROJECT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=LOOKING_S,
                check=False,
            )
        found = snapshot.read(is_stale_fine=True)
    if found is None:
        raise Refused("What is in place cannot be read: run python -m wijkeconomie doctor.")
    return found


def screen() -> None:
    """Draws it."""
    found = status()
    has_own = any(area["kind"] != "schematic" for area in found["areas"])
    dates = found["register"]["dates"]
    show.facts(_areas(found["areas"]), _("Boundaries"))
    if dates:
        show.facts(_dates(dates), _("Register"))
    if trouble := found["register"].get("trouble"):
        message = trouble["message"]
        st.error(_(message, **trouble["details"]))
    used = next((r for r in found["releases"] if r["is_used"]), None)
    told = (
        _("Release in use: {release}.", release=used["release_id"])
        if used
        else _("No release is in use.")
    )
    st.markdown(told)
    st.markdown(f"**{_next(found, has_own=has_own)}**")
    st.button(
        _("Add a file"),
        type="primary",
        icon=":material/upload_file:",
        on_click=lambda: choices.keep("step", "file"),
    )
    if dates:
        _forget([date["date"] for date in dates])


def _next(found: dict[str, Any], *, has_own: bool) -> str:
    if not has_own:
        return _("Start with the boundaries of your municipality, then add its register.")
    if not found["register"]["dates"]:
        return _("The boundaries are here: add the register now.")
    if _is_behind(found):
        return _("Boundaries or register are newer than the last release: make a release now.")
    return _("All is in place. Add the register of another reference date when you have it.")


def _is_behind(found: dict[str, Any]) -> bool:
    """Whether what a release is made from has changed since the last one was made."""
    if not found["releases"]:
        return True
    made = datetime.fromisoformat(found["releases"][0]["made_at"]).replace(tzinfo=UTC)
    marks = (found["marks"].get(name) for name in ("areas.parquet", "register.duckdb"))
    return any(mark[1] / 1e9 > made.timestamp() + 1 for mark in marks if mark)


def _areas(areas: list[dict[str, Any]]) -> pd.DataFrame:
    kinds = {"schematic": _("schematic, of the sample"), "official": _("official")}
    index = pd.Index(
        [f"{a['name']} ({a['municipality_code']})" for a in areas], name=_("Municipality")
    )
    return pd.DataFrame(
        {
            _("Year"): [str(a["boundary_year"]) for a in areas],
            _("Wijken"): [ui.number(a["wijken"]) for a in areas],
            _("Buurten"): [ui.number(a["buurten"]) for a in areas],
            _("Kind"): [kinds.get(a["kind"], a["kind"]) for a in areas],
        },
        index=index,
    )


def _dates(dates: list[dict[str, Any]]) -> pd.DataFrame:
    index = pd.Index([ui.day(d["date"]) for d in dates], name=_("Reference date"))
    return pd.DataFrame(
        {
            _("Establishments"): [ui.number(d["rows"]) for d in dates],
            _("Kind"): [_("sample") if d["is_sample"] else _("your own") for d in dates],
        },
        index=index,
    )


def _forget(dates: list[str]) -> None:
    with st.expander(_("Take a reference date out of the register")):
        st.markdown(_("For a date that was imported by mistake. The file itself is not needed."))
        date = st.selectbox(_("Reference date"), dates, format_func=ui.day, key="forget-date")
        work.button(_("Take it out"), "forget", [["forget", "--reference-date", str(date)]])
    job = work.last("forget")
    work.outcome(job)
