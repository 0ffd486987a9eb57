"""What the attack suite tried, and what came of it."""

from dataclasses import dataclass
from math import sqrt

CHANCE = 0.5
ONE_IN_A_HUNDRED = 2.33
LABELS = {
    "sums": "sums written down",
    "cells": "cells tried",
    "protected": "protected cells",
    "exact": "recovered exactly (must be 0)",
    "narrow": "left with fewer than 3 candidates (must be 0)",
    "fewest": "fewest candidates left for a protected count",
    "sharpened": "cells also tried by linear programming",
    "contradictions": "sums that contradict each other (must be 0)",
    "shown_twice": "sets of establishments shown with two figures (must be 0)",
    "smallest_average_error": "standard error of the best average, establishments",
    "not_as_promised": "figures that are not what the rules make of the register (must be 0)",
    "told_by_flag": "employers whose jobs a flag tells within 7 percent (must be 0)",
    "employers": "employers with most of the jobs of a cell",
    "nearest_jobs": "smallest error of an employer's jobs, jobs",
    "nearest_share": "smallest error of an employer's jobs, %",
    "within_seven_percent": "employers found within 7 percent, % (by chance 50)",
}
PERCENTAGES = ("nearest_share", "within_seven_percent")


@dataclass(frozen=True)
class Report:
    """What was tried and what came of it. ``fewest`` is None without protected cells; figures of
    employers are None without a register, and errors are in jobs and as a share (0-1)."""

    sums: dict[str, int]
    cells: int
    protected: int
    exact: int
    narrow: int
    fewest: int | None
    sharpened: int
    contradictions: int
    shown_twice: int
    smallest_average_error: float | None
    not_as_promised: float | None = None
    told_by_flag: float | None = None
    employers: float | None = None
    nearest_jobs: float | None = None
    nearest_share: float | None = None
    within_seven_percent: float | None = None

    @property
    def figures(self) -> dict[str, float]:
        """Every measure by name, those of the sums added up; what was not tried is left out."""
        told = vars(self) | {"sums": sum(self.sums.values())}
        return {name: float(value) for name, value in told.items() if value is not None}

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was tried and its result, in words, one line each."""
        told = [(f"sums tried: {kind}", f"{count:,}") for kind, count in self.sums.items()]
        for name, value in self.figures.items():
            shown = value * 100 if name in PERCENTAGES else value
            told.append((LABELS[name], f"{shown:,.1f}" if shown % 1 else f"{shown:,.0f}"))
        return told

    @property
    def failures(self) -> list[str]:
        """Names of the measures that are not as they must be."""
        wrong = {
            "exact": self.exact > 0,
            "narrow": self.narrow > 0,
            "contradictions": self.contradictions > 0,
            "shown_twice": self.shown_twice > 0,
            "not_as_promised": bool(self.not_as_promised),
            "told_by_flag": bool(self.told_by_flag),
            "within_seven_percent": self._is_beyond_chance,
        }
        return [name for name, is_wrong in wrong.items() if is_wrong]

    @property
    def _is_beyond_chance(self) -> bool:
        """One who knows how noise is made and guesses its sign is within 7 percent half the
        time; more than that by 2.33 standard errors is beyond chance (1 in 100)."""
        if not self.employers or self.within_seven_percent is None:
            return False
        return self.within_seven_percent > CHANCE + ONE_IN_A_HUNDRED * sqrt(
            CHANCE**2 / self.employers
        )
