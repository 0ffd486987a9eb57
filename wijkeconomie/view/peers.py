"""Municipalities of the same kind: large, small, or one of the three in between."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, query, words

WHY = {
    "near_city": words.mark("{count} inhabitants, {km} km from {city}."),
    "monocentric": words.mark(
        "{count} inhabitants, of whom {share} in the largest core; no bigger city is near."
    ),
    "polycentric": words.mark(
        "{count} inhabitants in {cores} cores of at least 5,000, of whom {share} in the largest."
    ),
    "scattered": words.mark("{count} inhabitants, and no core of at least 5,000."),
    "large_city": words.mark("{count} inhabitants."),
    "small": words.mark("{count} inhabitants."),
}


@dataclass(frozen=True)
class Peers:
    """The kind of a municipality, its name, what it means, why it is of this kind, and the others
    of it in the release: area_code, name."""

    kind: str
    name: str
    note: str
    why: str
    others: pd.DataFrame


def of(lang: str, municipality: str) -> Peers | None:
    """The kind of a municipality with its peers; none when it is not known."""
    rows = query.run("peer_groups").rename(columns={"municipality_code": "area_code"})
    own = rows[rows["area_code"] == municipality].to_dict("records")
    if not own:
        return None
    kind = own[0]["kind"]
    is_peer = (rows["kind"] == kind) & (rows["area_code"] != municipality)
    return Peers(
        kind=kind,
        name=words.label(lang, "peer_kind", kind),
        note=words.note(lang, "peer_kind", kind),
        why=_why(lang, kind, own[0]),
        others=rows.loc[is_peer, ["area_code", "name"]].reset_index(drop=True),
    )


def _why(lang: str, kind: str, row: Mapping[Any, Any]) -> str:
    told = "scattered" if row["cores"] == 0 else kind
    return words.translate(
        lang,
        WHY[told],
        count=numbers.number(lang, row["population"]),
        km=numbers.number(lang, row["city_km"]),
        city=row["city_name"],
        cores=numbers.number(lang, row["cores"]),
        share=numbers.percent(lang, row["largest_core"], 0),
    )
