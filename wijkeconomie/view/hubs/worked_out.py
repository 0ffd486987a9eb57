"""Answers of the sections on places as tables to take away: the numbers that are told in words."""

import pandas as pd

from wijkeconomie.view import words
from wijkeconomie.view.hubs import told
from wijkeconomie.view.hubs.plan import Plan, Situation

LEAST = 2.5


def sites(lang: str, now: Situation, found: Plan, names: "pd.Series[str]") -> pd.DataFrame:
    """The chosen sites in their order: name, longitude and latitude (degrees), how many
    establishments each adds to those before it, to five, and the share (0-1) reached then."""
    reached = (now.met + found.sites["added"].cumsum()) / now.whole
    columns = {
        words.mark("Site"): told.located(found.sites, names),
        words.mark("Longitude"): found.sites["lon"].round(5),
        words.mark("Latitude"): found.sites["lat"].round(5),
        words.mark("Adds"): found.sites["added"].map(to_five),
        words.mark("Share reached then"): reached.round(2),
    }
    return _titled(lang, columns)


def gains(lang: str, gained: "pd.Series[float]", names: "pd.Series[str]") -> pd.DataFrame:
    """Wijken with the establishments that gain, to five; below five are left out."""
    known = gained[gained >= LEAST]
    columns = {
        words.mark("Wijk"): [names.get(code, code) for code in known.index],
        words.mark("Newly reached"): known.map(to_five).to_numpy(),
    }
    return _titled(lang, columns)


def around(
    lang: str, every: "pd.Series[float]", newly: "pd.Series[float]", names: "pd.Series[str]"
) -> pd.DataFrame:
    """Wijken around a spot: establishments within reach, and those not reached today, to five."""
    known = every[every >= LEAST]
    unmet = newly.reindex(known.index).fillna(0)
    columns = {
        words.mark("Wijk"): [names.get(code, code) for code in known.index],
        words.mark("Within reach"): known.map(to_five).to_numpy(),
        words.mark("Not reached today"): unmet.map(to_five).to_numpy(),
    }
    return _titled(lang, columns)


def to_five(count: float) -> int:
    """A count as it is told: to five."""
    return 5 * round(count / 5)


def _titled(lang: str, columns: dict) -> pd.DataFrame:
    return pd.DataFrame({words.translate(lang, title): part for title, part in columns.items()})
