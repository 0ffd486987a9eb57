"""What is loaded, as tables: boundaries and reference dates."""

from typing import Any

import pandas as pd

from wijkeconomie.view import ui
from wijkeconomie.view.ui import _


def areas(known: list[dict[str, Any]]) -> pd.DataFrame:
    """Boundaries: municipality, year, areas, and how many have figures."""
    whole = [1 + a["wijken"] + a["buurten"] for a in known]
    return pd.DataFrame(
        {
            _("Year"): [str(a["boundary_year"]) for a in known],
            _("Wijken"): [ui.number(a["wijken"]) for a in known],
            _("Buurten"): [ui.number(a["buurten"]) for a in known],
            _("With figures"): [
                _share(a["with_figures"], n) for a, n in zip(known, whole, strict=True)
            ],
        },
        index=pd.Index([_named(a) for a in known], name=_("Municipality")),
    )


def _named(area: dict[str, Any]) -> str:
    code = f"{area['name']} ({area['municipality_code']})"
    return _("{name}, sample", name=code) if area["kind"] == "schematic" else code


def _share(some: int, whole: int) -> str:
    if some == whole:
        return _("all")
    return _("{some} of {all}", some=ui.number(some), all=ui.number(whole))


def dates(known: list[dict[str, Any]]) -> pd.DataFrame:
    """Reference dates of the register: establishments and whose they are."""
    index = pd.Index([ui.day(d["date"]) for d in known], name=_("Reference date"))
    return pd.DataFrame(
        {
            _("Establishments"): [ui.number(d["rows"]) for d in known],
            _("Kind"): [_("sample") if d["is_sample"] else _("your own") for d in known],
        },
        index=index,
    )
