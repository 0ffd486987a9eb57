"""Where the sample's establishments are: buurt, point and building use, with moves."""

import numpy as np
import pandas as pd
import shapely

from wijkeconomie.sources import facts, sample_history
from wijkeconomie.sources.sample_history import YEARS, History

TYPES = ["residential", "centre", "business_park", "office", "rural"]
SHARE_RESIDENTIAL_JOBS = 0.4315  # of which 43 percent are found, as some addresses are not
ELSEWHERE = {
    "A": [0, 0.02, 0.18, 0, 0.80],
    **{code: [0, 0.12, 0.75, 0.05, 0.08] for code in ("B-E", "F", "H")},
    **{code: [0, 0.42, 0.28, 0.25, 0.05] for code in ("J", "K-N", "O")},
    **{code: [0, 0.57, 0.32, 0.05, 0.06] for code in ("G", "I", "P", "Q", "R-U")},
}
HOME_BY_TYPE = [0.90, 0.45, 0.04, 0.02, 0.75]


def buurten(rng: np.random.Generator, history: History) -> tuple[np.ndarray, np.ndarray]:
    """Buurt position and number of moves so far, each per establishment and year (n, 10)."""
    kind = _location_types(rng, history)
    weights = _buurt_weights(rng)
    n, years = history.jobs.shape
    start = history.jobs[np.arange(n), history.first]
    wants_move = rng.random((n, years)) < np.where(start < 10, 0.04, 0.01)[:, None]
    wants_move &= np.arange(years) > history.first[:, None]
    moves = np.cumsum(wants_move, axis=1)
    buurt = np.zeros((n, years), dtype=int)
    for year in range(years):
        if year:
            buurt[:, year] = buurt[:, year - 1]
        for position in range(len(TYPES)):
            new = (history.first == year) | wants_move[:, year]
            rows = np.flatnonzero(new & (kind == position))
            p = weights[position, year]
            buurt[rows, year] = rng.choice(p.size, rows.size, p=p / p.sum())
    return buurt, moves


def _location_types(rng: np.random.Generator, history: History) -> np.ndarray:
    """Position in TYPES, such that residential areas hold 43 % of the jobs of the first year."""
    known = sample_history.sectors()
    size = history.jobs.max(axis=1)
    by_size = np.select([size == 1, size < 10, size < 50], [1.0, 0.85, 0.65], 0.35)
    share = known["share_residential"].to_numpy()[history.sector] * by_size
    logit, luck = np.log(share / (1 - share)), rng.random(share.size)
    jobs = history.jobs[:, 0]
    low, high = -6.0, 6.0
    for _ in range(60):
        shift = (low + high) / 2
        residential = luck < 1 / (1 + np.exp(-logit - shift))
        too_many = jobs[residential].sum() > SHARE_RESIDENTIAL_JOBS * jobs.sum()
        low, high = (low, shift) if too_many else (shift, high)
    elsewhere = np.array([ELSEWHERE[code] for code in known["sector_code"]])[history.sector]
    other = (rng.random((share.size, 1)) > elsewhere.cumsum(axis=1)).sum(axis=1)
    return np.where(residential, 0, np.minimum(other, len(TYPES) - 1))


def _buurt_weights(rng: np.random.Generator) -> np.ndarray:
    """Attraction of each buurt per location type and year, (5, 10, buurten)."""
    buurt = facts.buurten().merge(facts.wijken(), on="wijk_code", suffixes=("", "_wijk"))
    lived_in = buurt["location_type"].isin(["residential", "centre"])
    share = buurt["area_ha"].where(lived_in, 0)
    share /= share.groupby(buurt["wijk_code"]).transform("sum").clip(lower=1)
    dwellings = (share * buurt["dwellings_2022"]).clip(lower=5).to_numpy()
    codes, wijk = np.unique(buurt["wijk_code"], return_inverse=True)
    liking = np.exp(rng.normal(0, 0.3, codes.size))[wijk]
    young = buurt["city_part"].isin(["Almere Poort", "Almere Hout"])
    pull = rng.normal(0, 0.04, codes.size)[wijk] + np.where(young, 0.09, 0)
    trend = np.exp(pull * np.arange(len(YEARS))[:, None])
    base = np.where(lived_in, dwellings, buurt["area_ha"]) * liking
    is_type = buurt["location_type"].to_numpy() == np.array(TYPES)[:, None]
    return is_type[:, None, :] * (base * trend)[None]


def stays(
    rng: np.random.Generator, history: History, buurt: np.ndarray, moves: np.ndarray
) -> pd.DataFrame:
    """One row per stay at an address, by (establishment, move): x, y (m) and use; some
    addresses are not found."""
    row, year = np.nonzero(history.alive)
    found = pd.DataFrame({"row": row, "move": moves[row, year], "buurt": buurt[row, year]})
    found["jobs"] = history.jobs[row, year]
    found["sector"] = history.sector[row]
    found = found.drop_duplicates(["row", "move"]).set_index(["row", "move"])
    x, y = _points(rng, found["buurt"].to_numpy())
    lost = np.where(found["jobs"] < 10, rng.random(len(found)), 1)
    use = np.where(lost < 0.025, "", _uses(rng, found))
    found["x"] = np.where(lost < 0.01, "", x.astype(str))
    found["y"] = np.where(lost < 0.01, "", y.astype(str))
    return found.assign(use=use)[["x", "y", "use"]]


def _points(rng: np.random.Generator, buurt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole-metre points in the buurt's schematic cell, never on its centre by design."""
    known = facts.buurten()
    centres = known[["centre_x_rd", "centre_y_rd"]].to_numpy(dtype=float)
    outline = shapely.Polygon(facts.outline().to_numpy(dtype=float))
    shapely.prepare(outline)
    tree = shapely.STRtree([shapely.Point(centre) for centre in centres])
    radius = np.sqrt(known["area_ha"].to_numpy() * 10_000 / np.pi)[buurt]
    xy = centres[buurt]
    missing = np.arange(buurt.size)
    for reach in (0.95, 0.8, 0.6, 0.4, 0.2):
        angle = rng.random(missing.size) * 2 * np.pi
        away = radius[missing] * reach * np.sqrt(rng.random(missing.size))
        step = np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
        xy[missing] = centres[buurt[missing]] + step
        points = shapely.points(xy[missing])
        inside = (tree.nearest(points) == buurt[missing]) & shapely.contains(outline, points)
        missing = missing[~inside]
    xy[missing] = centres[buurt[missing]]
    whole = np.round(xy).astype(int)
    return whole[:, 0], whole[:, 1]


def _uses(rng: np.random.Generator, stays: pd.DataFrame) -> np.ndarray:
    """Gebruiksdoel of the address: a dwelling, a mix, or a business function."""
    types = facts.buurten()["location_type"].map(TYPES.index).to_numpy()
    jobs, luck = stays["jobs"].to_numpy(), rng.random(len(stays))
    by_size = np.select([jobs == 1, jobs < 4, jobs < 10], [1.0, 0.6, 0.15], 0.0)
    at_home = luck < np.array(HOME_BY_TYPE)[types[stays["buurt"]]] * by_size
    business = sample_history.sectors()["business_use"].to_numpy()[stays["sector"]]
    mixed = rng.random(len(stays)) < 0.08
    dwelling = np.where(mixed, "woonfunctie,kantoorfunctie", "woonfunctie")
    return np.where(at_home, dwelling, business)
