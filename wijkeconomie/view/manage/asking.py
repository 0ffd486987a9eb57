"""Boundaries, figures and addresses asked of services, so that no file is needed."""

from datetime import UTC, datetime

import streamlit as st

from wijkeconomie.errors import Refused
from wijkeconomie.view.manage import present, services, work
from wijkeconomie.view.ui import _

FIRST_YEAR = 2023


def screen() -> None:
    """Draws a card per service."""
    st.markdown(
        _("What is public can be asked for. Only the municipality and the year are sent outside.")
    )
    found = present.status()
    for kind, service in services.SERVICES.items():
        if kind in found["commands"]:
            with st.container(border=True):
                st.subheader(_(service.title))
                st.markdown(_(service.about))
                ask = _by_name if service.takes_name else _of_loaded
                ask(kind, service, present.own_areas(found))


def option(name: str, value: object) -> list[str]:
    """An option with its value, which never reads as an option itself."""
    given = str(value or "").strip()
    return [f"{name}={given}"] if given else []


def _by_name(kind: str, service: services.Service, _loaded: list[dict]) -> None:
    now = datetime.now(UTC).year
    left, right = st.columns([3, 1])
    left.text_input(
        _("Municipality: name or code"), placeholder=_("Baarn, or GM0308"), key=f"ask-{kind}-name"
    )
    years = list(range(now, FIRST_YEAR - 1, -1))
    right.selectbox(_("Year"), years, index=1, key=f"ask-{kind}-year")

    def commands() -> work.Commands:
        name, year = (st.session_state.get(f"ask-{kind}-{key}") for key in ("name", "year"))
        if not str(name or "").strip():
            raise Refused("Fill in a municipality, by its name or its code.")
        told = [*option("--municipality", name), *option("--year", year)]
        return [[kind, service.option, *told]]

    work.button(_("Ask for it"), kind, commands)


def _of_loaded(kind: str, service: services.Service, loaded: list[dict]) -> None:
    if not loaded:
        st.info(_("First load the boundaries of your municipality."))
        return
    takes_year = kind == "figures"
    sets = {
        (a["municipality_code"], a["boundary_year"] if takes_year else None): a["name"]
        for a in reversed(loaded)
    }

    def named(key: tuple[str, int | None]) -> str:
        return " ".join([sets[key], str(key[1] or "")]).strip()

    picked = f"ask-{kind}-of"
    st.selectbox(_("Municipality"), list(sets), format_func=named, key=picked)

    def commands() -> work.Commands:
        code, year = st.session_state[picked]
        told = [*option("--municipality", code), *option("--year", year)]
        return [[kind, service.option, *told]]

    work.button(_("Ask for it"), kind, commands)
