"""All figures of the areas a profile compares, from two read queries, once per release."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from wijkeconomie.view import atlas, city_parts, query, words
from wijkeconomie.view.profile import formulas

MIXED = ("diversity", "specialisation")
LEVEL = "municipality"


@dataclass(frozen=True, eq=False)
class Figures:
    """By area and year: ``cells`` as published, ``amounts`` of figures and their ``states``; by
    sector as well: ``sectors`` with establishments, jobs, flag and lq, the location quotient."""

    cells: pd.DataFrame
    amounts: pd.DataFrame
    states: pd.DataFrame
    sectors: pd.DataFrame
    peers: tuple[str, ...]
    reference: str

    @property
    def years(self) -> list[int]:
        """Years there are figures of, in order."""
        return sorted(set(self.cells.index.get_level_values("year").tolist()))

    def of(self, area: str) -> pd.DataFrame:
        """Cells of one area by year."""
        return _part(self.cells, area)

    def mix(self, area: str, year: int) -> pd.DataFrame:
        """Sectors of an area in a year, in the order of their codes."""
        found = self.sectors.iloc[self._mixes[area, year]]
        return found.set_axis(found.index.get_level_values("sector")).reindex(groups())

    def course(self, area: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Figures of an area by year, and their states."""
        return _part(self.amounts, area), _part(self.states, area)

    def least(self, name: str, area: str, year: int) -> float | None:
        """How many there are at least in a city part of which some wijken are protected: the sum of
        the others; none for other areas and figures."""
        column = f"least_{name}"
        if not city_parts.is_one(area) or column not in self.cells:
            return None
        found: Any = self.cells[column].get((area, year))
        return None if found is None or np.isnan(found) else float(found)

    def value(self, name: str, area: str, year: int) -> tuple[float, str]:
        """A figure and its state; unknown of an area that is not there in a year."""
        return self._told.get((area, year), {}).get(name, (float("nan"), "unknown"))

    @cached_property
    def _told(self) -> dict[Any, dict[str, tuple[float, str]]]:
        """Figures and states by area and year and then by name: a frame finds each slowly."""
        names = [str(name) for name in self.amounts]
        amounts, states = self.amounts.to_numpy(float).tolist(), self.states[names].to_numpy()
        rows = zip(self.amounts.index, amounts, states.tolist(), strict=True)
        return {
            at: dict(zip(names, zip(each, told, strict=True), strict=True))
            for at, each, told in rows
        }

    @cached_property
    def _mixes(self) -> Any:
        """Positions of sectors by area and year."""
        return self.sectors.groupby(level=["area_code", "year"]).indices


def _part(rows: pd.DataFrame, key: Any) -> pd.DataFrame:
    return rows.xs(key)  # pyright: ignore[reportReturnType]


def groups() -> list[str]:
    """Codes of the twelve sector groups, in order."""
    return [c for c in words.codes("sector") if c != "*" and c not in words.section_codes()]


def around(area: str) -> Figures:
    """Figures of an area, the areas of its level in the municipality (of a municipality: of all
    others) and its municipality."""
    return _around(query.release().release_id, area_scope(area))


def holding(codes: tuple[str, ...], known: Figures) -> Figures:
    """Figures that hold some areas: those at hand when they do, else theirs alone, compared
    with nothing."""
    if set(codes) <= set(known.peers):
        return known
    return _around(query.release().release_id, ("", ""), codes)


def area_scope(area: str) -> tuple[str, str]:
    """Level and municipality in which an area is compared; the latter empty for a municipality,
    which is compared with all others."""
    row = atlas.areas().loc[area]
    level = str(row["level"])
    return level, "" if level == LEVEL else str(row["municipality_code"])


@lru_cache(maxsize=16)
def _around(release_id: str, scope: tuple[str, str], others: tuple[str, ...] = ()) -> Figures:
    del release_id
    level, within = scope
    asked = {"level": level, "within": within or None, "areas": [*filter(None, [within]), *others]}
    cells = query.run("profile_figures", **asked).astype({"year": int})
    cells = cells.set_index(["area_code", "year"])
    sectors = query.run("profile_sectors", sectors=groups(), **asked).astype({"year": int})
    found, states = formulas.values(cells)
    sectors = _with_quotients(cells, sectors, within)
    _add_mix(cells, sectors, found, states)
    is_peer = (cells["level"] == level) & (_is_in(cells, within) if within else True)
    peers = tuple(dict.fromkeys(cells.index.get_level_values("area_code")[is_peer]))
    return Figures(cells, found, states, sectors, peers, within)


def _is_in(cells: pd.DataFrame, within: str) -> np.ndarray:
    codes = cells.index.get_level_values("area_code")
    return (atlas.areas()["municipality_code"].reindex(codes) == within).to_numpy()


def _wide(cells: pd.DataFrame, sectors: pd.DataFrame, column: str) -> np.ndarray:
    """A row an area and year as in ``cells``, a column a sector."""
    wide = sectors.pivot(index=["area_code", "year"], columns="sector", values=column)
    return wide.reindex(index=cells.index, columns=groups()).to_numpy(float)


def _with_quotients(cells: pd.DataFrame, sectors: pd.DataFrame, within: str) -> pd.DataFrame:
    """Sectors by area, year and code with their location quotients, their shares in what they are
    compared with, and the most jobs a protected one can have."""
    jobs, total = _wide(cells, sectors, "jobs"), cells["jobs"].to_numpy(float)
    elsewhere = _references(cells, jobs, total, within)
    found = {
        "lq": formulas.quotients(jobs, total, elsewhere),
        "elsewhere": elsewhere,
        "most_jobs": formulas.unseen(jobs, total, _wide(cells, sectors, "least_jobs")),
    }
    by_code = sectors.set_index(["area_code", "year", "sector"])
    columns = pd.Index(groups(), name="sector")
    long = {name: _long(pd.DataFrame(v, cells.index, columns)) for name, v in found.items()}
    return by_code.assign(**{name: each.reindex(by_code.index) for name, each in long.items()})


def _long(wide: pd.DataFrame) -> Any:
    return wide.stack()


def _references(
    cells: pd.DataFrame, jobs: np.ndarray, total: np.ndarray, within: str
) -> np.ndarray:
    """Shares of sectors in what each row is compared with: the municipality, or for municipalities
    all others together, as far as they are published."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if within:
            shares = pd.DataFrame(jobs / total[:, None], cells.index).loc[within]
            return shares.reindex(cells.index.get_level_values("year")).to_numpy(float)
        known = pd.DataFrame(np.nan_to_num(jobs), cells.index)
        sums = known.groupby(level="year").transform("sum").to_numpy() - known.to_numpy()
        whole = pd.Series(np.nan_to_num(total), cells.index)
        others = (whole.groupby(level="year").transform("sum") - whole).to_numpy()
        return sums / np.where(others > 0, others, np.nan)[:, None]


def _add_mix(
    cells: pd.DataFrame, sectors: pd.DataFrame, found: pd.DataFrame, states: pd.DataFrame
) -> None:
    """Diversity and specialisation, with their states."""
    plain = sectors.reset_index()
    jobs, total = _wide(cells, plain, "jobs"), cells["jobs"].to_numpy(float)
    counts = _wide(cells, plain, "establishments")
    least = _wide(cells, plain, "least_establishments")
    whole = cells["establishments"].to_numpy(float)
    found["diversity"] = formulas.diversity(counts, whole, least)
    highest = formulas.specialisation(_wide(cells, plain, "lq"), jobs, total)
    hidden, elsewhere = (_wide(cells, plain, name) for name in ("most_jobs", "elsewhere"))
    is_surpassed = formulas.could_exceed(highest, hidden, total, elsewhere)
    found["specialisation"] = np.where(is_surpassed, np.nan, highest)
    for name in MIXED:
        state = pd.Series("value", cells.index).where(found[name].notna(), "protected")
        state = state.mask(cells["establishments"] == 0, "not_applicable")
        states[name] = state.mask(cells["flag"] == "u", "unknown")
    alone = [] if len(set(cells.index.get_level_values(0))) > 1 else list(cells.index)
    states.loc[alone, "specialisation"] = "not_applicable"
