"""Public facts of Almere, behind the embedded default."""

import pandas as pd

from wijkeconomie.shipped import table


def buurten() -> pd.DataFrame:
    """One row per buurt of Almere: codes, names, centre in EPSG:28992 (m), area (ha), type."""
    return _numeric(table("almere/buurten"), ["centre_x_rd", "centre_y_rd", "area_ha"])


def wijken() -> pd.DataFrame:
    """One row per wijk of Almere: codes, names, population and dwellings of 2022, type."""
    return _numeric(table("almere/wijken"), ["population_2022", "dwellings_2022"])


def sector_totals() -> pd.DataFrame:
    """One row per sector group: establishments of April 2018 and jobs of April 2017."""
    return _numeric(table("almere/sector_totals"), ["establishments_2018_04", "jobs_2017_04"])


def outline() -> pd.DataFrame:
    """One row per vertex of the schematic outline of Almere, EPSG:28992 (m)."""
    return _numeric(table("almere/outline"), ["x_rd", "y_rd"])


def _numeric(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return frame.assign(**{c: pd.to_numeric(frame[c]).astype("float64") for c in columns})
