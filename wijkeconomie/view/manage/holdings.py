"""What is loaded, as tables: boundaries, location types and reference dates."""

from typing import Any

import pandas as pd

from wijkeconomie.view import ui, words
from wijkeconomie.view.manage import kinds
from wijkeconomie.view.ui import _

LISTS = {kind: kind.replace("-", "_") for kind in (*kinds.LISTS, "city-parts")}


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


def locations(known: list[dict[str, Any]]) -> pd.DataFrame:
    """Location types: per rule how many areas or outlines, and of which types."""
    return pd.DataFrame(
        {
            _("Areas or outlines"): [ui.number(sum(rule["types"].values())) for rule in known],
            _("Types"): [", ".join(map(_type, rule["types"])) for rule in known],
        },
        index=pd.Index([rules()[rule["rule"]] for rule in known], name=_("By")),
    )


def rules() -> dict[str, str]:
    """Names of the rules that location types are known by."""
    return {
        "area": _("a list of areas"),
        "sites": _("work sites and centres"),
        "land_use": _("land use by CBS"),
    }


def lists(found: dict[str, Any]) -> pd.DataFrame:
    """Lists that are loaded: what they hold, of which source or municipality, and how many rows."""
    known = [(kind, s, n) for kind, key in LISTS.items() for s, n in found.get(key, {}).items()]
    return pd.DataFrame(
        {
            _("Source"): [source for _kind, source, _count in known],
            _("Rows"): [ui.number(count) for _kind, _source, count in known],
        },
        index=pd.Index([_(kinds.KINDS[kind].title) for kind, *_rest in known], name=_("List")),
    )


def listed(found: dict[str, Any]) -> dict[str, list[str]]:
    """Sources, or municipalities, of the lists that are loaded, by kind."""
    return {kind: list(found.get(key, {})) for kind, key in LISTS.items()}


def _type(code: str) -> str:
    return words.label(ui.lang(), "location_type", code).lower()


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
