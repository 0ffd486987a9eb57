"""Columns of a list that seem to tell what is private: passed over only when that is said."""

from typing import Any

import streamlit as st

from wijkeconomie.view import words
from wijkeconomie.view.manage import mapping
from wijkeconomie.view.ui import _


def box(found: dict[str, Any], kept: mapping.Choice | None, key: str) -> list[str]:
    """Columns that are said to be of no use, of those that seem to tell what is private."""
    asked = _asked(found)
    if not asked:
        return []
    return st.multiselect(
        _("Of no use"),
        asked,
        [column for column in asked if kept and column in kept.unused],
        format_func=words.plain,
        help=_("These columns seem to tell what is private: they are passed over only when named."),
        key=f"unused-{key}",
    )


def unasked(found: dict[str, Any], choice: mapping.Choice) -> list[str]:
    """Such columns that are neither chosen nor said to be of no use, and would be passed over."""
    guesses = {c["name"]: (c.get("guess") or {}).get(choice.layout) for c in found["columns"]}
    known = mapping.recognised(found, choice.layout).values()
    done = [*choice.columns.values(), *choice.unused]
    rest = [column for column in _asked(found) if column not in done]
    return [column for column in rest if column in known or not guesses[column]]


def ask(passed: list[str]) -> None:
    """Draws the question about columns that would be passed over."""
    st.error(
        _(
            "Say what {columns} holds: choose it as public, a home or consent, or name it under of "
            "no use.",
            columns=words.plain(", ".join(passed)),
        )
    )


def _asked(found: dict[str, Any]) -> list[str]:
    """Columns of a list that seem to tell what is private."""
    return [column["name"] for column in found["columns"] if column.get("asked")]
