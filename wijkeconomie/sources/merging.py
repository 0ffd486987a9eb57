"""Several rows of one place as one."""

import geopandas as gpd
import pandas as pd

FILLED = ["operator", "theme", "opening_hours", "url", "capacity"]
BETWEEN = " "


def merged(rows: gpd.GeoDataFrame, heads: dict[str, str]) -> gpd.GeoDataFrame:
    """Rows in order, those with the same head as one: the values of the first, its gaps filled
    from the others but for when it opened and closed, checked when the last of them was, with all
    sources."""
    groups = rows["place_id"].map(heads)
    shown = rows.drop_duplicates("place_id").set_index("place_id", drop=False)
    shown = shown[shown.index.isin(set(groups))]
    for first in groups[groups.duplicated()].unique():
        part = rows[groups == first]
        for field in FILLED:
            known = part[field].dropna()
            shown.loc[first, field] = known.iloc[0] if len(known) else pd.NA
        checked = part["checked_on"].dropna().tolist()
        shown.loc[first, "checked_on"] = max(checked) if checked else pd.NA
        shown.loc[first, "source"] = BETWEEN.join(dict.fromkeys(part["source"]))
    return gpd.GeoDataFrame(shown.reset_index(drop=True))


def without_doubles(rows: gpd.GeoDataFrame, undecided: pd.DataFrame) -> gpd.GeoDataFrame:
    """Rows in order without those that may be the same as one that stays before them."""
    partners: dict[str, set[str]] = {}
    for one, other in undecided.itertuples(index=False):
        partners.setdefault(str(one), set()).add(str(other))
        partners.setdefault(str(other), set()).add(str(one))
    stays: set[str] = set()
    for number in rows["place_id"]:
        if not partners.get(str(number), set()) & stays:
            stays.add(str(number))
    return gpd.GeoDataFrame(rows[rows["place_id"].isin(stays)].reset_index(drop=True))


def heads(order: list[str], same: pd.DataFrame) -> dict[str, str]:
    """The first in order of the places that are the same (``same``: place_a, place_b), by place."""
    position = {number: i for i, number in enumerate(order)}
    head = {number: number for number in order}

    def top(number: str) -> str:
        while head[number] != number:
            number = head[number]
        return number

    for one, other in same.itertuples(index=False):
        if one in position and other in position:
            first, second = sorted((top(str(one)), top(str(other))), key=lambda n: position[n])
            head[second] = first
    return {number: top(number) for number in order}
