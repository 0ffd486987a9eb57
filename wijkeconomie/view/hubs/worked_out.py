"""Answers of the sections on places as rows for files: the numbers that are told in words."""

import pandas as pd

from wijkeconomie.view.hubs.plan import Plan, Question, Situation
from wijkeconomie.view.taking import figures

LEAST = 2.5
SHARES = {"per_place": 0, "per_desk": 1, "desks_per_100": 1}


def sites(asked: Question, now: Situation, found: Plan, names: "pd.Series[str]") -> pd.DataFrame:
    """The chosen sites in their order: position, name, area_code and area_name (its wijk), year,
    lon and lat (degrees), added (establishments, to five, beside those before it) and
    reached_percent (of all, with it and those before it)."""
    chosen = found.sites
    reached = (now.met + chosen["added"].cumsum()) / now.whole * 100
    return pd.DataFrame(
        {
            "position": range(1, len(chosen) + 1),
            "name": chosen["name"],
            "area_code": chosen["area_code"],
            "area_name": chosen["area_code"].map(names),
            "year": asked.year,
            "lon": chosen["lon"].round(5),
            "lat": chosen["lat"].round(5),
            "added": chosen["added"].map(to_five),
            "reached_percent": reached.round(),
            **_asked(asked),
        }
    )


def gains(asked: Question, gained: "pd.Series[float]", names: "pd.Series[str]") -> pd.DataFrame:
    """Wijken with the establishments that gain, to five; below five are left out."""
    known = gained[gained >= LEAST]
    return _of_wijken(asked, known, names).assign(newly_reached=known.map(to_five).to_numpy())


def around(
    asked: Question,
    every: "pd.Series[float]",
    newly: "pd.Series[float]",
    names: "pd.Series[str]",
) -> pd.DataFrame:
    """Wijken around a spot: establishments within_reach, and those not_reached today, to five."""
    known = every[every >= LEAST]
    unmet = newly.reindex(known.index).fillna(0)
    return _of_wijken(asked, known, names).assign(
        within_reach=known.map(to_five).to_numpy(), not_reached=unmet.map(to_five).to_numpy()
    )


def listed(lang: str, asked: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """All wijken: establishments that work at home and are not reached, how many share a place
    and a desk, desks by 100 of them; empty with a state where that is protected or unknown.
    ``rows``: ``supply.balance``."""
    missing = rows["flag"].map({"u": "unknown"}).fillna("protected")
    states = figures.state_of(rows["not_reached"])
    states = states.where(rows["not_reached"].notna(), missing)
    told = {name: rows[name].round(decimals) for name, decimals in SHARES.items()}
    return pd.DataFrame(
        {
            "area_code": rows["area_code"],
            "area_name": rows["name"],
            "year": asked.year,
            "reference_date": figures.dates([asked.year] * len(rows)),
            "unit": "establishments",
            "home_based": figures.whole(rows["home_based"]),
            "not_reached": figures.whole(rows["not_reached"]),
            **told,
            **figures.stated(lang, states),
            **{f"{name}_state": _shared(told[name], states) for name in told},
            **_asked(asked, asked.distance),
        }
    )


def _shared(shares: pd.Series, states: pd.Series) -> list[str]:
    """States of shares: where nothing is shared within reach, none applies."""
    none = states.isin(figures.KNOWN) & shares.isna()
    missing = states.where(shares.isna(), figures.state_of(shares))
    return missing.mask(none, "not_applicable").tolist()


def to_five(count: float) -> int:
    """A count as it is told: to five."""
    return 5 * round(count / 5)


def _of_wijken(asked: Question, known: "pd.Series[float]", names: "pd.Series[str]") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": known.index,
            "area_name": [names.get(code, code) for code in known.index],
            "year": asked.year,
            **_asked(asked),
        }
    )


def _asked(asked: Question, distance: str = "straight") -> dict[str, object]:
    """What reach is meant: of which kind of place, within how many metres, measured how."""
    return {"kind": asked.counted, "radius": asked.radius_m, "distance": distance}
