"""What areas are compared by: features computed from the published tables of a release alone.

See docs/decisions/similar-areas.md for what was chosen, and why.
"""

import numpy as np
import pandas as pd

from wijkeconomie import thresholds

LEAST_ESTABLISHMENTS = 25
GROUPS = ("A", "B-E", "F", "G", "I", "H", "J", "K-N", "O", "P", "Q", "R-U")
SECTORS = {
    "share_industry": "B-E",
    "share_construction": "F",
    "share_trade": "G",
    "share_hospitality": "I",
    "share_business": "K-N",
    "share_care": "Q",
}
SKEWED = ("jobs_per_establishment", "per_1000", "density")
VILLAGE_URBANITY = 4
VILLAGE_DENSITY = 500


def values(areas: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Features by area_code, in the order of codes; missing where a part is protected or unknown.

    ``areas``: the query ``release/feature_area``; ``cells``: ``release/feature_cell``. Shares and
    growth in percent; density per km² of land; diversity is the evenness of Shannon over the 12
    sector groups, -sum(p ln p) / ln 12. Areas with fewer than 25 establishments have none.
    """
    known = areas.set_index("area_code").sort_index()
    counts = _of_year(known["year"], cells, "establishments")
    total = counts["*"].where(counts["*"] >= LEAST_ESTABLISHMENTS)
    jobs = _of_year(known["year"], cells, "jobs")["*"].where(total.notna())
    before = _of_year(known["year_before"], cells, "establishments")["*"]
    people = known["population"].astype(float)
    dwellings = known["dwellings"].astype(float)
    made = {
        "share_home": _share(counts["home"], total),
        "share_one": _share(counts["one"], total),
        "share_small": _share(counts["lt10"], total),
        "jobs_per_establishment": jobs / total,
        "per_1000": 1000 * total / people.where(people >= thresholds.POPULATION),
        "function_mix": 100 * jobs / (jobs + dwellings),
        "diversity": _evenness(counts[list(GROUPS)], total),
        "density": 100 * total / known["land_ha"].where(known["land_ha"] > 0),
        "growth": 100 * (total / before.where(before > 0) - 1),
        "urbanity": known["urbanity"].astype(float).where(total.notna()),
        **{name: _share(counts[group], total) for name, group in SECTORS.items()},
    }
    return pd.DataFrame(made, known.index).astype(float).round(4)


def scaled(features: pd.DataFrame) -> pd.DataFrame:
    """Features of the areas of one level made comparable: distance to the middle area, in robust
    standard deviations (the middle half of areas spans 1.35), at most 3 either way.

    Skewed ones by their logarithm. One counts when half of the areas with any have it and it
    differs among them; the others are left out.
    """
    present = features.dropna(how="all")
    logs = {name: np.log(features[name].where(features[name] > 0)) for name in SKEWED}
    even = features.assign(**logs)
    counts = even.notna().sum() * 2 >= max(len(present), 1)
    low, middle, high = (even.quantile(at) for at in (0.25, 0.5, 0.75))
    spread = (high - low) / 1.349
    used = even.columns[counts & (spread > 0)]
    return ((even[used] - middle[used]) / spread[used]).clip(-3, 3)


def villages(areas: pd.DataFrame) -> pd.Series:
    """Which areas are villages, by area_code: urbanity 4 or 5 by CBS; where that is unknown fewer
    than 500 dwellings per km² of land, of a buurt also in its wijk. People live in each."""
    known = areas.set_index("area_code").sort_index()
    own = 100 * known["dwellings"].astype(float) / known["land_ha"]
    whole = 100 * known["whole_dwellings"].astype(float) / known["whole_land_ha"]
    is_open = (own < VILLAGE_DENSITY) & ((whole < VILLAGE_DENSITY) | (known["level"] != "buurt"))
    urbanity = known["urbanity"].astype(float)
    is_rural = (urbanity >= VILLAGE_URBANITY).where(urbanity.notna(), is_open)
    return is_rural.astype(bool) & (known["population"].astype(float) >= thresholds.POPULATION)


def _of_year(years: pd.Series, cells: pd.DataFrame, measure: str) -> pd.DataFrame:
    """A measure by area and kind, in a year of its own for each area."""
    own = cells[cells["year"] == cells["area_code"].map(years)]
    found = own.pivot(index="area_code", columns="kind", values=measure)
    kinds = ["*", "home", "one", "lt10", *GROUPS]
    return found.reindex(index=years.index, columns=kinds).astype(float)


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Rounding can make a part larger than its whole: a share stays at 100."""
    return (100 * part / whole).clip(upper=100)


def _evenness(parts: pd.DataFrame, total: pd.Series) -> pd.Series:
    share = parts.div(parts.sum(axis=1, skipna=False), axis=0).where(total.notna(), axis=0)
    weighted = share * np.log(share.where(share > 0, 1))
    return -weighted.sum(axis=1, skipna=False) / np.log(len(GROUPS))
