"""Areas of a municipality: one frame of three levels, from files or made schematically."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from wijkeconomie.errors import Refused
from wijkeconomie.sources import city_parts, figures, kept, locations, outlines, schematic
from wijkeconomie.sources.area_files import NUMBERS, RD, read_levels, year_in_name

COLUMNS = [
    "area_code",
    "level",
    "name",
    "parent_code",
    "municipality_code",
    "boundary_year",
    "location_type",
    "city_part",
    *NUMBERS,
    "boundary_kind",
    "geometry",
]
TEXTS = ["area_code", "name", "parent_code", "municipality_code", "location_type", "city_part"]
FACT_YEARS = range(2022, 2026)
SAME = ["name", "location_type", "city_part"]
LEVELS = ["municipality", "wijk", "buurt"]
EVERY = "*"


def read(path: Path, municipality_code: str | None, year: int | None) -> gpd.GeoDataFrame:
    """Areas of one municipality (of all with ``EVERY``) from a boundary file, with missing upper
    levels built up.

    Columns: see COLUMNS; geometry in EPSG:28992, valid, land only. Raises Refused when the
    file holds several municipalities and none is named, does not hold the one named, does
    not say its year, has overlapping areas, or a wijk in two city parts.
    """
    levels = read_levels(path)
    parts = levels
    if municipality_code != EVERY:
        code = _municipality(levels, municipality_code, path)
        parts = {k: v[v["municipality_code"] == code] for k, v in levels.items()}
        parts = {k: v for k, v in parts.items() if len(v)}
    boundary_year = year or _year(parts) or year_in_name(path)
    if boundary_year is None:
        raise Refused(
            "File {file} does not say of which year its boundaries are: add --year, such as "
            "--year 2025.",
            file=path,
        )
    for part in parts.values():
        outlines.refuse_broken(part, path)
    areas = _complete({k: _dissolved(v) for k, v in parts.items()})
    areas = areas.assign(boundary_year=boundary_year, boundary_kind="official")
    outlines.refuse_overlaps(areas, path)
    return _with_facts(city_parts.of_wijken(areas, path))[COLUMNS]


def load(types: pd.DataFrame | None = None) -> gpd.GeoDataFrame:
    """Areas in use: those that were loaded, else the schematic ones of Almere, with the location
    types of a list (the one kept unless given), and the city parts of a list."""
    known = sample() if (own := stored()) is None else own
    return city_parts.filled(locations.filled(figures.filled(known), types))


def sample() -> gpd.GeoDataFrame:
    """Schematic areas of Almere, 2025, with the public figures of 2022."""
    buurten = schematic.buurten()
    areas = _complete({"buurt": buurten}).assign(boundary_year=2025, boundary_kind="schematic")
    return _with_facts(areas)[COLUMNS]


def merged(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Areas with those loaded before: every boundary year is kept; of the same municipality and
    year only the levels that are new are replaced."""
    known = stored()
    together = areas if known is None else _merged(known, areas)
    order = together.sort_values(["area_code", "boundary_year"], ignore_index=True)
    return gpd.GeoDataFrame(order, crs=RD)


def save(areas: gpd.GeoDataFrame) -> None:
    """Keeps areas with those loaded before: see ``merged``."""
    with kept.replacing("areas", merged(areas)):
        pass


def stored() -> gpd.GeoDataFrame | None:
    """Areas that were loaded, without figures of others; None when there are none."""
    file = kept.file("areas")
    return gpd.read_parquet(file).reindex(columns=COLUMNS) if file.exists() else None


def _merged(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    keys = ["municipality_code", "boundary_year"]
    is_same = pd.MultiIndex.from_frame(old[keys]).isin(pd.MultiIndex.from_frame(new[keys]))
    kept = old[~is_same | ~old["level"].isin(new["level"])]
    facts = old[is_same].set_index("area_code")
    columns = [*SAME, *NUMBERS]
    known = {c: new["area_code"].map(facts[c]).astype(new[c].dtype) for c in columns}
    is_plain = new["name"] == new["area_code"].map(_plain_name)
    names = new["name"].mask(is_plain & known["name"].notna(), known["name"])
    filled = new.assign(**{c: new[c].fillna(known[c]) for c in columns}).assign(name=names)
    return gpd.GeoDataFrame(pd.concat([kept, filled]), crs=RD) if len(kept) else filled


def _municipality(levels: dict[str, gpd.GeoDataFrame], wanted: str | None, path: Path) -> str:
    present = sorted(set().union(*(set(v["municipality_code"]) for v in levels.values())))
    if wanted is None and len(present) == 1:
        return present[0]
    if wanted is None:
        raise Refused(
            "File {file} holds {count} municipalities: name one, such as --municipality {code}.",
            file=path,
            count=len(present),
            code=present[0],
        )
    if wanted not in present:
        raise Refused(
            "File {file} does not hold municipality {code}; it holds {present}: name one of "
            "those, or take another file.",
            file=path,
            code=wanted,
            present=", ".join(present[:5]) + (" …" if len(present) > 5 else ""),
        )
    return wanted


def _year(parts: dict[str, gpd.GeoDataFrame]) -> int | None:
    years = [int(year) for part in parts.values() for year in part["boundary_year"].dropna()]
    return max(years, default=None)


def _dissolved(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    whole = features.assign(geometry=outlines.mended(features.geometry))
    return whole.dissolve("code", aggfunc="first", as_index=False)


def _complete(parts: dict[str, gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    for lower, upper in (("buurt", "wijk"), ("wijk", "municipality")):
        if upper not in parts and lower in parts:
            parts[upper] = _joined_up(parts[lower], upper)
    frames = []
    for level in LEVELS:
        if level in parts:
            frame = parts[level].rename(columns={"code": "area_code"})
            frames.append(frame.assign(level=level, parent_code=_parent(frame, level)))
    areas = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=RD)
    return areas.astype(dict.fromkeys(TEXTS, "string") | dict.fromkeys(NUMBERS, "float64"))


def _joined_up(lower: gpd.GeoDataFrame, level: str) -> gpd.GeoDataFrame:
    prefix, digits = {"wijk": ("WK", 8), "municipality": ("GM", 6)}[level]
    joined = lower.assign(
        code=prefix + lower["code"].str[2:digits],
        name=lower[f"{level}_name"],
        location_type=None,
        city_part=lower["city_part"] if level == "wijk" else None,
        urbanity=float("nan"),
    )
    whole = dict.fromkeys(["population", "dwellings", "land_ha"], _sum_if_complete)
    same = [*SAME, "municipality_code", "municipality_name", "urbanity"]
    return joined.dissolve(
        "code", aggfunc={**whole, **dict.fromkeys(same, "first")}, as_index=False
    )


def _sum_if_complete(parts: pd.Series) -> float:
    return float(parts.sum()) if parts.notna().all() else float("nan")


def _parent(areas: gpd.GeoDataFrame, level: str) -> "pd.Series[str]":
    if level == "buurt":
        return "WK" + areas["area_code"].str[2:8]
    if level == "wijk":
        return "GM" + areas["area_code"].str[2:6]
    return pd.Series(pd.NA, index=areas.index, dtype="string")


def _plain_name(code: str) -> str:
    return {"GM": code, "WK": f"Wijk {code[6:]}", "BU": f"Buurt {code[6:]}"}[code[:2]]


def _with_facts(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Fills what the file leaves open with the public facts of Almere, by code. Codes mean other
    areas in other years, so only for boundaries of the years the facts are of."""
    known = schematic.figures()
    codes = areas["area_code"].where(areas["boundary_year"].isin(FACT_YEARS))
    open_columns = [*SAME, "population", "dwellings", "land_ha"]
    public = {c: codes.map(known[c]).astype(areas[c].dtype) for c in open_columns}
    filled = areas.assign(**{c: areas[c].fillna(public[c]) for c in open_columns})
    return filled.assign(
        name=filled["name"].fillna(areas["area_code"].map(_plain_name)),
        land_ha=filled["land_ha"].fillna(filled.geometry.area / 10_000).round(1),
    )
