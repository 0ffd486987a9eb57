"""Sentences about an address that asks for what is not there."""

from collections.abc import Sequence
from zlib import crc32

import streamlit as st

from wijkeconomie.view import words

STANDARD = words.mark(
    "The address asks for '{value}' under {title}, which does not exist here: the standard choice "
    "is shown."
)
LEFT_OUT = words.mark(
    "The address asks for '{value}' under {title}, which does not exist here and is left out."
)


def unknown(lang: str, title: str, value: str, *, has_others: bool = False) -> None:
    """Tells of a value that does not exist, also where the choice itself is not to be seen; beside
    it there may be others that do exist."""
    # A choice is drawn unseen in a frame, which its own styles make an exception of by this name.
    with st.container(key=f"told-{crc32(f'{title} {value}'.encode()):08x}"):
        st.warning(
            words.translate(
                lang,
                LEFT_OUT if has_others else STANDARD,
                title=title,
                value=words.plain(value[:40]),
            ),
            icon=":material/link_off:",
        )


def unused(lang: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Tells of parameters that are not known here, and of those that are."""
    several = words.mark(
        "The address also asks for {names}, which are not known here and change nothing. Known are "
        "{known}."
    )
    one = words.mark(
        "The address also asks for {names}, which is not known here and changes nothing. Known are "
        "{known}."
    )
    st.info(
        words.translate(
            lang,
            one if len(names) == 1 else several,
            names=", ".join(f"**{words.plain(name[:40])}**" for name in names[:5]),
            known=", ".join(map(words.plain, sorted(known))),
        ),
        icon=":material/link_off:",
    )
