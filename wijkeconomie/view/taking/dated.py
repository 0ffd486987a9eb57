"""The reference dates of the figures on a page: told above them, and beside their source."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from wijkeconomie.view import numbers, query, ui
from wijkeconomie.view.ui import _

KEY = "dated"


def begin() -> None:
    """Forgets what the page before was about."""
    st.session_state[KEY] = []


def of(year: int) -> str:
    """The reference date of a year in words, which the line with the source tells too."""
    return _("On {date}.", date=numbers.day(ui.lang(), _keep([year])[0]))


def through(years: Iterable[int]) -> str:
    """The first and the last reference date of some years in words; of one year its own."""
    kept = _keep(years)
    if len(set(kept)) < 2:
        return _("On {date}.", date=numbers.day(ui.lang(), kept[0])) if kept else ""
    first, last = (numbers.day(ui.lang(), each) for each in (min(kept), max(kept)))
    return _("From {first} to {last}.", first=first, last=last)


def told() -> list[date]:
    """The dates that the page told, in their order."""
    return sorted(set(st.session_state.get(KEY, [])))


def _keep(years: Iterable[int]) -> list[date]:
    known = query.release().years
    dates = [query.release().date_of(int(year)) for year in years if int(year) in known]
    st.session_state[KEY] = [*st.session_state.get(KEY, []), *dates]
    return dates
