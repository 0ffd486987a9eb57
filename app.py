"""The web application: ``streamlit run app.py`` or any ASGI server with ``app:app``."""

import importlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit import file_util

# The event loop waits at most this long for a page that computes, instead of 5 ms a turn.
sys.setswitchinterval(0.0005)
PROJECT = Path(__file__).parent
STATIC = Path(file_util.get_static_dir())
sys.path.insert(0, str(PROJECT))

from wijkeconomie.errors import Refused  # noqa: E402
from wijkeconomie.view import faults, http, login, opening, words  # noqa: E402

faults.keep_values_out()


def explain(error: Exception) -> bool:
    """Tells the visitor what went wrong. Loaded late: map components register in a run."""
    return importlib.import_module("wijkeconomie.view.ui").explain(error)


try:
    routes = http.routes(STATIC)
    layers = http.layers(STATIC)
except Refused as refused:
    sys.exit(words.translate(words.terminal_language(), refused.message, **refused.details))


@asynccontextmanager
async def served(application: object) -> AsyncIterator[None]:
    """Says in the log who sees what, and leaves nothing behind: who ends a server by a signal ends
    Python before it tidies up."""
    async with login.announced(application):
        try:
            yield
        finally:
            opening.SPILL.cleanup()


app = st.App(
    PROJECT / "pages" / "_frame.py",
    routes=routes,
    middleware=layers,
    lifespan=served,
    on_script_error=explain,
)
