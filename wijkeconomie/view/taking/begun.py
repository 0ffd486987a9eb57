"""What a page starts with where its address does not say it: frames and links say it."""

import streamlit as st

KEY = "begun"


def note(key: str, value: str) -> None:
    """Notes what is shown under a key that the address leaves to the page."""
    kept = {k: v for k, v in st.session_state.get(KEY, {}).items() if k != key}
    said = st.query_params.get(key) or not value
    st.session_state[KEY] = kept if said else kept | {key: value}


def take() -> dict[str, str]:
    """What was noted since this was last asked, by key."""
    return st.session_state.pop(KEY, {})
