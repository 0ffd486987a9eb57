"""The synthetic register of Almere, in the shape of a LISA delivery, ten reference dates."""

from pathlib import Path

import numpy as np
import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.sources import sample_addresses, sample_history
from wijkeconomie.sources.sample_history import YEARS, History

ORIGIN = "voorbeeldgegevens (synthetisch)"


def make(seed: int = 1, scale: float = 1.0) -> pd.DataFrame:
    """One row per establishment and reference date (1 April 2016-2025).

    Columns as in a LISA delivery: peildatum, vestigingsnummer, sbi, sbi_versie,
    mannen_voltijd, vrouwen_voltijd, mannen_deeltijd, vrouwen_deeltijd (jobs), gemeentecode,
    x, y (EPSG:28992, m), gebruiksdoel, afgeschermd, herkomst. Identical for a seed.
    """
    rng = np.random.default_rng(seed)
    history = sample_history.simulate(rng, scale)
    buurt, moves = sample_addresses.buurten(rng, history)
    fixed = _fixed(rng, history)
    row, year = np.nonzero(history.alive.T)[::-1]
    stays = sample_addresses.stays(rng, history, buurt, moves)
    stay = stays.loc[pd.MultiIndex.from_arrays([row, moves[row, year]])]
    jobs = _split_jobs(rng, history, row, year)
    frame = pd.DataFrame(
        {
            "peildatum": np.array([f"{y}-04-01" for y in YEARS])[year],
            "vestigingsnummer": fixed["number"].to_numpy()[row],
            "sbi": np.where(year == len(YEARS) - 1, fixed["sbi_2025"][row], fixed["sbi_2008"][row]),
            "sbi_versie": np.where(year == len(YEARS) - 1, "2025", "2008"),
            **jobs,
            "gemeentecode": "0034",
            "x": stay["x"].to_numpy(),
            "y": stay["y"].to_numpy(),
            "gebruiksdoel": stay["use"].to_numpy(),
            "afgeschermd": np.where(fixed["shielded"][row], "Ja", "Nee"),
            "herkomst": ORIGIN,
        }
    )
    return frame.sort_values(["peildatum", "vestigingsnummer"], ignore_index=True)


def write(path: Path, seed: int = 1, scale: float = 1.0) -> int:
    """Writes ``make`` as CSV with semicolons; returns the number of rows."""
    frame = make(seed, scale)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    frame.to_csv(beside, sep=";", index=False)
    beside.replace(path)
    return len(frame)


def _fixed(rng: np.random.Generator, history: History) -> pd.DataFrame:
    """What stays the same in a life: number, SBI codes, whether the address is shielded."""
    n = len(history.sector)
    activities = shipped.table("almere/sample_activities").astype({"weight": float})
    codes = sample_history.sectors()["sector_code"]
    chosen = np.zeros(n, dtype=int)
    for position, code in enumerate(codes):
        rows = np.flatnonzero(history.sector == position)
        options = activities[activities["sector_code"] == code]
        weight = options["weight"] / options["weight"].sum()
        chosen[rows] = rng.choice(options.index, rows.size, p=weight)
    picked = activities.loc[chosen].reset_index(drop=True)
    numbers = np.char.add("99", np.char.zfill(rng.permutation(n).astype(str), 10))
    return picked.assign(number=numbers, shielded=rng.random(n) < 0.03)


def _split_jobs(
    rng: np.random.Generator, history: History, row: np.ndarray, year: np.ndarray
) -> dict[str, np.ndarray]:
    """Jobs by full-time or part-time and men or women, steady within a life."""
    n = len(history.sector)
    jobs = history.jobs[row, year]
    share = sample_history.sectors()["share_full_time"].to_numpy()[history.sector]
    share_full_time = np.clip(share + rng.normal(0, 0.1, n), 0.05, 1)[row]
    share_women = rng.random(n)[row]
    dither = rng.random(n)[row]
    full_time = np.where(
        jobs == 1, dither < share[row], np.floor(jobs * share_full_time + dither)
    ).astype(int)
    full_time = np.minimum(full_time, jobs)
    women_full = np.floor(full_time * share_women + dither).astype(int).clip(max=full_time)
    part_time = jobs - full_time
    women_part = np.floor(part_time * share_women + dither).astype(int).clip(max=part_time)
    return {
        "mannen_voltijd": full_time - women_full,
        "vrouwen_voltijd": women_full,
        "mannen_deeltijd": part_time - women_part,
        "vrouwen_deeltijd": women_part,
    }
