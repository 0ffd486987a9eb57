"""Which boundaries go with which reference date: those of its year, else the nearest before."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkeconomie.errors import Refused

CHANGED_SHARE = 0.02
CHANGED_M2 = 10_000


def chosen(areas: gpd.GeoDataFrame, years: list[int]) -> pd.DataFrame:
    """One row per municipality and reference year: municipality_code, year and the boundary_year
    that goes with it, the latest that is not later than the year, else the first there is."""
    kept = areas[["municipality_code", "boundary_year"]].drop_duplicates()
    pairs = kept.merge(pd.DataFrame({"year": years}, dtype="int64"), how="cross")
    is_later = pairs["boundary_year"] > pairs["year"]
    distance = (pairs["boundary_year"] - pairs["year"]).abs()
    order = pairs.assign(is_later=is_later, distance=distance).sort_values(["is_later", "distance"])
    first = order.drop_duplicates(["municipality_code", "year"])
    return first.drop(columns=["is_later", "distance"]).sort_values(["municipality_code", "year"])


def of_years(areas: gpd.GeoDataFrame, years: list[int]) -> list[tuple[list[int], gpd.GeoDataFrame]]:
    """Reference years with the same boundaries, and the areas that go with them."""
    found: dict[tuple, list[int]] = {}
    for year, rows in chosen(areas, years).groupby("year"):
        pairs = rows[["municipality_code", "boundary_year"]].itertuples(index=False, name=None)
        found.setdefault(tuple(pairs), []).append(int(str(year)))
    kept = pd.MultiIndex.from_frame(areas[["municipality_code", "boundary_year"]])
    return [(same, areas[kept.isin(list(pairs))]) for pairs, same in found.items()]


def without(areas: gpd.GeoDataFrame | None, year: int) -> gpd.GeoDataFrame:
    """Areas but for those of a boundary year.

    Raises Refused when there are none of that year, or no others.
    """
    years = [] if areas is None else sorted(set(areas["boundary_year"]))
    if areas is None or year not in years or len(years) == 1:
        raise Refused(
            "Boundaries of {year} cannot be taken away: there are those of {years}, and one year "
            "has to stay.",
            year=year,
            years=", ".join(map(str, years)) or "–",
        )
    return areas[areas["boundary_year"] != year]


def in_use(areas: gpd.GeoDataFrame, years: list[int]) -> gpd.GeoDataFrame:
    """Areas that go with any of the years, with the first and last of those (from_year,
    until_year)."""
    keys = ["municipality_code", "boundary_year"]
    used = chosen(areas, years).groupby(keys)["year"].agg(from_year="min", until_year="max")
    joined = areas.merge(used.reset_index(), on=keys)
    return joined.sort_values(["area_code", "boundary_year"], ignore_index=True)


def changes(used: gpd.GeoDataFrame) -> pd.DataFrame:
    """Areas whose outline is another than the year before, or that are new then.

    ``used``: as ``in_use`` gives it. Returns area_code, year, before and after (boundary years;
    of a new area they are those of its municipality). A difference of less than 2 percent of the
    area, or of a hectare, is a matter of drawing.
    """
    parts = [_changed(old, new) for old, new in _consecutive(used)]
    columns = ["area_code", "year", "before", "after"]
    whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return whole[columns].astype({"area_code": "string", **dict.fromkeys(columns[1:], "int64")})


def _consecutive(used: gpd.GeoDataFrame) -> list[tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]]:
    """Per municipality its areas of one boundary year and of the next."""
    found = []
    for _, areas in used.groupby("municipality_code"):
        by_year = [part for _, part in areas.groupby("boundary_year")]
        found += pairwise(by_year)
    return found


def _changed(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    before = old.set_index("area_code").geometry.reindex(new["area_code"])
    is_new = before.isna().to_numpy()
    shapes, earlier = new.geometry.to_numpy(), before.to_numpy()
    moved = np.zeros(len(new))
    both = ~is_new
    moved[both] = shapely.area(shapely.symmetric_difference(shapes[both], earlier[both]))
    is_changed = (moved > CHANGED_M2) & (moved > CHANGED_SHARE * shapely.area(shapes))
    rows = new[is_new | is_changed]
    return pd.DataFrame(
        {
            "area_code": rows["area_code"],
            "year": rows["from_year"],
            "before": int(old["boundary_year"].iloc[0]),
            "after": rows["boundary_year"],
        }
    )
