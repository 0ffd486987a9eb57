"""The figures that are compared: of the profile, of each area among those of its own level."""

from collections.abc import Sequence

import pandas as pd

from wijkeconomie.view import atlas, city_parts
from wijkeconomie.view.profile import bands, figures
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.profile.kpis import KPIS

INDICATORS = KPIS
HIDDEN = "protected"


def value(name: str, area: str, year: int) -> tuple[float, str]:
    """A figure of an area in a year and its state, as on its profile."""
    return figures.around(area).value(name, area, year)


def least(name: str, area: str, year: int) -> float | None:
    """How many there are at least in a city part; none where there is a figure, or nothing is
    published."""
    found = figures.around(area)
    is_hidden = found.value(name, area, year)[1] == HIDDEN
    return (found.least(name, area, year) or None) if is_hidden else None


def at_least(lang: str, name: str, area: str, year: int) -> str:
    """The same in words; empty where there is none."""
    known = least(name, area, year)
    return city_parts.at_least(lang, known) if known else ""


def course(name: str, area: str) -> pd.DataFrame:
    """A figure of an area by year: value, state."""
    values, states = figures.around(area).course(area)
    return pd.DataFrame({"value": values[name], "state": states[name]})


def years(areas: Sequence[str]) -> list[int]:
    """Years there are figures of, in order."""
    return sorted({year for area in areas for year in figures.around(area).years})


def of_level(level: str, areas: Sequence[str], year: int) -> pd.DataFrame:
    """All areas of a level in the municipalities of some areas (of municipalities: all) in a year,
    by code: name, and each of INDICATORS with its state in ``<name>_state``."""
    found = [_of(each, year) for each in around_all(level, areas)]
    rows = pd.concat(found) if found else pd.DataFrame()
    return rows.loc[~rows.index.duplicated()]


def around_all(level: str, areas: Sequence[str]) -> list[Figures]:
    """Figures of all areas of a level, a municipality at a time."""
    known = atlas.areas()
    of_its = known[known["level"] == level]
    if level == figures.LEVEL:
        return [figures.around(str(of_its.index[0]))]
    wholes = dict.fromkeys(known.loc[list(areas), "municipality_code"])
    firsts = [of_its.index[of_its["municipality_code"] == whole] for whole in wholes]
    return [figures.around(str(codes[0])) for codes in firsts if len(codes)]


def _of(found: Figures, year: int) -> pd.DataFrame:
    at = found.cells.index.get_level_values("year") == year
    is_peer = found.cells.index.get_level_values("area_code").isin(found.peers)
    rows = found.cells.loc[at & is_peer, ["name"]]
    values = found.amounts.reindex(rows.index)[list(INDICATORS)]
    states = found.states.reindex(rows.index)[list(INDICATORS)].add_suffix("_state")
    return pd.concat([rows, values, states], axis=1).droplevel("year")


def changed_since(level: str, municipality: str, first: int, year: int) -> set[str]:
    """Codes of areas of a municipality whose boundaries in a year are not those of the first."""
    found = [each.cells.xs(year, level="year") for each in around_all(level, [municipality])]
    return {
        str(code)
        for cells in found
        for code in cells.index[(cells["same_since"].fillna(first) > first).to_numpy()]
    }


def is_counted(rows: pd.DataFrame, name: str) -> pd.Series:
    """Which of ``of_level`` can be compared in a figure: it is known and, of a ratio, of at least
    COUNTED_FROM establishments, as on profiles; in smaller ones rounding and chance decide."""
    is_known = rows[name].notna()
    if name in bands.COUNTS:
        return is_known
    return is_known & (rows["establishments"] >= bands.COUNTED_FROM)


def left_out(rows: pd.DataFrame, name: str) -> dict[str, list[str]]:
    """Names of areas that cannot be compared in a figure, by why: a state, or ``small``."""
    missing = rows[~is_counted(rows, name)]
    why = missing[f"{name}_state"].where(missing[name].isna(), "small")
    return {str(state): sorted(part["name"].astype(str)) for state, part in missing.groupby(why)}
