"""Supply beside demand: what places there are for the home-based establishments of each wijk."""

import numpy as np
import pandas as pd

from wijkeconomie.view.hubs import covering, demand


def shared(pieces: pd.DataFrame, places: pd.DataFrame, distance: float) -> pd.DataFrame:
    """Places and their desks divided over areas. Each place belongs in equal parts to all
    home-based establishments within the distance, wherever they are; what those of an area have
    together is the area's.

    ``pieces``: ``demand.pieces``; ``places``: x, y, capacity. Returns by area_code the ``places``
    and ``desks`` that are its, and how many establishments have one (``met``). Places of unknown
    size have no desks, and those that reach nobody are divided over nobody. After the first step
    of the floating catchment method of Luo and Wang (2003).
    """
    covers = covering.within(demand.coordinates(pieces), demand.coordinates(places), distance)
    weights = pieces["establishments"].to_numpy(float)
    users = covers.T @ weights
    per_user = np.divide(1, users, out=np.zeros(len(users)), where=users > 0)
    desks = places["capacity"].astype(float).fillna(0).to_numpy()
    told = {
        "places": weights * (covers @ per_user),
        "desks": weights * (covers @ (per_user * desks)),
        "met": weights * (covers.sum(axis=1) > 0),
    }
    return pd.DataFrame(told).groupby(pieces["area_code"].to_numpy(object)).sum()


def balance(wijken: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Shortage by wijk, largest first; see docs/decisions/supply-and-demand.md.

    ``wijken``: area_code, name, home_based and reached (both null where protected) and flag;
    ``shares``: ``shared``. Adds not_reached (home_based - reached, at least 0), per_place and
    per_desk (home-based establishments that share each within reach, null without any) and
    desks_per_100 (null without demand). What a protected figure is needed for is null.
    """
    own = shares.reindex(wijken["area_code"]).fillna(0).set_axis(wijken.index)
    whole = wijken["home_based"].astype(float)
    made = wijken.assign(
        not_reached=(whole - wijken["reached"].astype(float)).clip(lower=0),
        per_place=_per(own["met"], own["places"]).where(whole.notna()),
        per_desk=_per(own["met"], own["desks"]).where(whole.notna()),
        desks_per_100=100 * _per(own["desks"], whole),
    )
    ranked = made.sort_values(["not_reached", "home_based", "name"], ascending=[False, False, True])
    return ranked.reset_index(drop=True)


def _per(amount: pd.Series, each: pd.Series) -> pd.Series:
    return amount / each.where(each > 0)


def quadrants(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, float]]:
    """Wijken with demand and a known shortage, and in which quadrant they lie: ``shortage`` (more
    demand and less supply than usual), ``served``, ``quiet`` (little of both) or ``ample``.

    ``rows``: ``balance``. Usual is the middle wijk for demand and, for supply, desks by 100
    establishments of all wijken together; both are returned as well.
    """
    known = rows[(rows["home_based"] > 0) & rows["not_reached"].notna()]
    if known.empty:
        return known.assign(quadrant=pd.Series(dtype=object)), {"demand": 0.0, "supply": 0.0}
    desks = (known["desks_per_100"] * known["home_based"]).sum() / known["home_based"].sum()
    usual = {"demand": float(known["home_based"].median()), "supply": float(desks)}
    is_much = known["home_based"] >= usual["demand"]
    is_little = known["desks_per_100"] < usual["supply"]
    names = np.select(
        [is_much & is_little, is_much, is_little], ["shortage", "served", "quiet"], "ample"
    )
    return known.assign(quadrant=names), usual
