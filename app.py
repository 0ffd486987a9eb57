"""The web application: ``streamlit run app.py`` or any ASGI server with ``app:app``."""

import importlib
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import file_util

# The event loop waits at most this long for a page that computes, instead of 5 ms a turn.
sys.setswitchinterval(0.0005)
PROJECT = Path(__file__).parent
sys.path.insert(0, str(PROJECT))

from wijkeconomie.view import http, login  # noqa: E402


def explain(error: Exception) -> bool:
    """Tells the visitor what went wrong. Loaded late: map components register in a run."""
    return importlib.import_module("wijkeconomie.view.ui").explain(error)


app = st.App(
    PROJECT / "pages" / "_frame.py",
    routes=http.routes(Path(file_util.get_static_dir())),
    middleware=[Middleware(login.Guard)],
    lifespan=login.announced,
    on_script_error=explain,
)
