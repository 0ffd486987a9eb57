"""What is in place now: areas, register, release in use, and what to do next."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view import choices, show, ui, words
from wijkeconomie.view.manage import findings, forgetting, holdings, work
from wijkeconomie.view.ui import _
from wijkeconomie.work import snapshot

LOOKING_S = 300
ADDRESSES = {
    "numbers": words.mark("postcodes and house numbers, with their buurt"),
    "objects": words.mark("address objects of the BAG, with their use"),
}
NEXT = {
    "areas": (
        words.mark("Start with the boundaries of your municipality."),
        words.mark("Add boundaries"),
        "file",
    ),
    "register": (
        words.mark("The boundaries are here. Now add the register of establishments."),
        words.mark("Add the register"),
        "file",
    ),
    "release": (
        words.mark("The data is newer than the last release: make a release, to publish it."),
        words.mark("To the release"),
        "release",
    ),
    "draft": (
        words.mark("There is a draft: look at what it changes, and put it to use."),
        words.mark("To the draft"),
        "release",
    ),
    "unpublished": (
        words.mark(
            "Not published: {dates}. The register holds it, and the release in use does not; a "
            "newer release is kept."
        ),
        words.mark("To the releases"),
        "releases",
    ),
    "older": (
        words.mark("A newer release is kept than the one in use: not all that is here is shown."),
        words.mark("To the releases"),
        "releases",
    ),
    "decide": (
        words.mark("All is in place and published. Some places wait for your decision: {count}."),
        words.mark("To the places"),
        "places",
    ),
    "done": (
        words.mark(
            "All is in place and published. Add a new reference date or another municipality when "
            "you have it."
        ),
        words.mark("Add data"),
        "file",
    ),
}


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


def own_areas(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Municipalities and boundary years that were loaded, without those of the sample."""
    return [area for area in found["areas"] if area["kind"] != "schematic"]


def own_dates(found: dict[str, Any]) -> list[str]:
    """Reference dates of registers that were imported, without the sample."""
    return [date["date"] for date in found["register"]["dates"] if not date["is_sample"]]


def screen() -> None:
    """Draws it."""
    found = status()
    lead_on()
    if trouble := found["register"].get("trouble"):
        message = trouble["message"]
        st.error(_(message, **trouble["details"]))
    st.markdown(findings.in_use(ui.lang(), found))
    show.facts(holdings.areas(found["areas"]), _("Boundaries"))
    if dates := found["register"]["dates"]:
        show.facts(holdings.dates(dates), _("Register"))
    if known := found["locations"]:
        show.facts(holdings.locations(known), _("Location types"))
    if len(lists := holdings.lists(found)):
        show.facts(lists, _("Lists"))
    if found["addresses"]:
        kinds = ", ".join(_(ADDRESSES[kind]) for kind in found["addresses"])
        st.markdown(_("Addresses that are loaded: {kinds}.", kinds=kinds))
    streets = [str(km)] if (km := found.get("streets_km")) else []
    if km:
        st.markdown(_("Streets and paths that are loaded: {km} km.", km=ui.number(km)))
    forgetting.ask(
        own_dates(found),
        sorted({a["boundary_year"] for a in own_areas(found)}),
        [rule["rule"] for rule in known],
        holdings.listed(found) | {"streets": streets},
    )


def lead_on(but: str | None = None) -> None:
    """Says what comes next, with a button that goes there, unless that is the step ``but``."""
    found = status()
    sentence, title, step = NEXT[next_step(found)]
    dates = ", ".join(ui.day(day) for day in unpublished(found))
    heading = _("Next step")
    with st.container(border=True, key="next"):
        st.markdown(f"**{heading}**  \n{_(sentence, dates=dates, count=waiting(found))}")
        if step != but:
            st.button(
                _(title),
                type="primary",
                icon=":material/arrow_forward:",
                key="lead-on",
                disabled=work.is_busy(),
                on_click=lambda: choices.keep("step", step),
            )


def next_step(found: dict[str, Any]) -> str:
    """What comes next: a key of ``NEXT``."""
    if not own_areas(found):
        return "areas"
    if not own_dates(found):
        return "register"
    if _is_behind(found):
        return "release"
    if found["releases"][0]["is_draft"]:
        return "draft"
    if findings.used(found) in (None, found["releases"][0]):
        return "decide" if waiting(found) else "done"
    return "unpublished" if unpublished(found) else "older"


def waiting(found: dict[str, Any]) -> int:
    """How many places wait for a decision of the steward."""
    rows = [*found.get("buildings", []), *found.get("pairs", [])]
    return sum(row["status"] == "open" for row in rows)


def unpublished(found: dict[str, Any]) -> list[str]:
    """Own reference dates of the register that the release in use does not hold."""
    now = findings.used(found)
    return [day for day in own_dates(found) if now is None or day not in now["dates"]]


def _is_behind(found: dict[str, Any]) -> bool:
    """Whether what a release is made from has changed since the last one was made."""
    if not found["releases"]:
        return True
    made = max(datetime.fromisoformat(r["made_at"]) for r in found["releases"])
    marks = [mark for name, mark in found["marks"].items() if snapshot.is_made_from(name)]
    return any(mark[1] / 1e9 > made.replace(tzinfo=UTC).timestamp() + 1 for mark in marks)
