"""The web application: ``streamlit run app.py`` or any ASGI server with ``app:app``."""

import sys
from pathlib import Path

import streamlit as st
from streamlit import file_util

sys.path.insert(0, str(Path(__file__).parent))

from wijkeconomie.view import http


def explain(error: Exception) -> bool:
    """Tells the visitor what went wrong. Imported late: components register at run time."""
    from wijkeconomie.view import ui  # noqa: PLC0415

    return ui.explain(error)


shell = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
app = st.App(
    Path(__file__).parent / "pages" / "_frame.py",
    routes=http.routes(shell),
    on_script_error=explain,
)
