"""What every page needs from Streamlit: words, rows, areas, errors."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial, wraps
from typing import Any

import pandas as pd
import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.settings import ASSETS
from wijkeconomie.view import choices, login, numbers, query, words
from wijkeconomie.view.choices import lang
from wijkeconomie.view.indicators import Indicator, from_rows

FIRST_S = 0.06
PUBLIC = login.Decision("public", "nobody")


def _(message: str, **details: object) -> str:
    return words.translate(lang(), message, **details)


def label(dimension: str, code: str) -> str:
    """Name of a code in the visitor's language."""
    return words.label(lang(), dimension, code)


def number(value: float | None, decimals: int = 0) -> str:
    """A number in the visitor's notation."""
    return numbers.number(lang(), value, decimals)


def percent(share: float | None, decimals: int = 1) -> str:
    """A share (0-1) as a percentage in the visitor's notation."""
    return numbers.percent(lang(), share, decimals)


def day(iso: str) -> str:
    """A date in words, such as 1 april 2025."""
    return numbers.day(lang(), date.fromisoformat(iso))


def is_embedded() -> bool:
    """Whether the page is shown for a frame of another site: its address says ``embed=true``."""
    return bool(st.context.is_embedded)


def is_sample() -> bool:
    """Whether the release is made from the synthetic sample."""
    return query.release().is_sample


@contextmanager
def edition() -> Iterator[login.Decision]:
    """Reads from the edition the visitor may see, decided now, or from the public release that
    the address asks for; gives the edition with the reason. In a frame of another site that is
    the public one, whoever looks."""
    decision, asked = PUBLIC if is_embedded() else login.of_visit(), choices.release()
    if asked and decision.edition == "internal":
        decision = login.Decision("public", "release")
    with query.reading(decision.edition), query.reading_release(asked):
        yield decision


def fragment(
    drawn: Callable[[], None] | None = None,
    *,
    key: str | None = None,
    run_every: float | None = None,
) -> Any:
    """A part of a page that runs by itself, as ``st.fragment``: whose visitor is asked anew."""
    if drawn is None:
        return partial(fragment, key=key, run_every=run_every)

    @wraps(drawn)
    def within() -> None:
        with edition():
            drawn()

    return st.fragment(within, key=key, run_every=run_every)


def release_id() -> str:
    """Number of the release that is read, by which all that is worked out of it is remembered.

    Where another release came into use since the page was drawn, the page is drawn anew.
    """
    read = query.release().release_id
    if st.session_state.setdefault("release", read) != read:
        st.session_state["release"] = read
        st.rerun(scope="app")
    return read


def show_first() -> None:
    """Lets the browser draw what stands above before the rest of the page comes: what a browser is
    sent within one blink it draws as one."""
    time.sleep(FIRST_S)


def rows(name: str, **parameters: object) -> pd.DataFrame:
    """Rows of a read query, cached by name, parameters and release."""
    return _rows(release_id(), name, **parameters)


@st.cache_data(show_spinner=False, max_entries=400)
def _rows(release_id: str, name: str, **parameters: object) -> pd.DataFrame:
    del release_id
    return query.run(name, **parameters)


def indicators() -> dict[str, Indicator]:
    """Indicators by name, in order."""
    return _indicators(query.release().release_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _indicators(release_id: str) -> dict[str, Indicator]:
    del release_id
    return from_rows(query.run("indicators"))


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Keeps what is loaded by now out of garbage collection, once.

    Streamlit collects after every run, which took longer than the run itself.
    """
    gc.collect()
    gc.freeze()


def style() -> None:
    """Our own layout, for keys we gave ourselves."""
    st.html(ASSETS / "page.css")


def explain(error: Exception) -> bool:
    """Shows a refusal as its sentence, and anything else as a sentence without details."""
    if isinstance(error, Refused):
        st.error(_(error.message, **error.details))
    else:
        st.error(_("Something went wrong here. Reload the page; if it stays, tell the manager."))
    return True


def no_release(refused: Refused, *, is_steward: bool) -> None:
    """The empty state before there is a release that can be read."""
    st.title(_("Nothing to show yet"))
    st.write(_(refused.message, **refused.details))
    if is_steward:
        st.page_link("manage.py", label=_("Manage data"), icon=":material/database:")
    st.code(
        "make run\n\n"
        ".venv/bin/python -m wijkeconomie areas AREAS.gpkg\n"
        ".venv/bin/python -m wijkeconomie import REGISTER.csv --layout lisa "
        "--reference-date 2025-04-01\n"
        ".venv/bin/python -m wijkeconomie release",
        language="shell",
    )
