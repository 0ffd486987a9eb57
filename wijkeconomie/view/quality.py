"""How close what is published is to the exact figures, how much is protected, and what an
attacker could recover: the quality report of a release, in tables."""

import pandas as pd

from wijkeconomie.view import numbers, words

CLOSE = words.mark(
    "Published totals of areas beside the exact ones, over all years. Half of the errors are "
    "smaller than the usual one; jobs in percent of the jobs there."
)
OFTEN = words.mark("How often a published number of establishments differs from the exact one:")
ATTACKED = words.mark(
    "Before a release is put to use we try to recover what it protects, from the file alone and "
    "with everything it tells, as a stranger could. A release that gives anything away is refused."
)
WITHIN = words.mark(
    "Hexagons with fewer than ten home-based establishments are left out: in {year} {share} of all "
    "home-based establishments stand within a hexagon that is shown."
)
WITHIN_SINCE = words.mark("In {year} it was {share}.")
WITHIN_MEASURE = "within_hexagon_"
LEVELS = ("municipality", "wijk", "buurt")
TABLES = {
    "activity": words.mark("Establishments and jobs"),
    "location": words.mark("By location type"),
    "dynamics": words.mark("Openings, closures and moves"),
    "survival": words.mark("Survival of establishments that opened"),
    "reach": words.mark("Within reach of places"),
    "place_reach": words.mark("Reach of places"),
}
WHOLE = ("place_reach",)
ERRORS = {
    words.mark("Establishments: usual error"): ("median_count_error", False),
    words.mark("Establishments: largest error"): ("largest_count_error", False),
    words.mark("Jobs: usual error"): ("median_jobs_error", True),
    words.mark("Jobs: largest error"): ("largest_jobs_error", True),
}
ATTACKS = {
    "attack_sums": words.mark("Sums of parts and wholes written down"),
    "attack_cells": words.mark("Cells tried"),
    "attack_protected": words.mark("Protected cells"),
    "attack_exact": words.mark("Protected numbers recovered"),
    "attack_fewest": words.mark("Fewest numbers a protected one can still be"),
    "attack_sharpened": words.mark("Cells also tried by linear programming"),
    "attack_smallest_average_error": words.mark(
        "Error that the best average of published figures keeps, establishments"
    ),
    "attack_employers": words.mark("Large employers with most of the jobs of a cell"),
    "attack_within_seven_percent": words.mark(
        "Of these, jobs found within 7 percent by all others together (by chance half)"
    ),
    "attack_nearest_jobs": words.mark("Smallest error of such an employer's jobs, jobs"),
}
OFF = {f"count_error_{error}": words.mark("off by {error}") for error in range(5)}
PARTS = {
    "closeness": {name: title for title, (name, _is_share) in ERRORS.items()},
    "spread": OFF,
    "protected": {"protected": words.mark("Protected cells")},
    "attacks": ATTACKS,
}
SHARES = {*OFF, "protected", "attack_within_seven_percent", "median_jobs_error"}
SHARES |= {"largest_jobs_error"}
DECIMALS = {"attack_smallest_average_error": 1}


def closeness(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Errors of the totals of areas by level: counts in establishments, jobs in percent."""
    known = _by_level(rows, "activity")
    columns = {words.translate(lang, title): [] for title in ERRORS}
    for title, (measure, is_share) in ERRORS.items():
        for level in _levels(rows):
            value = known.get((measure, level))
            told = numbers.percent(lang, value) if is_share else numbers.number(lang, value)
            columns[words.translate(lang, title)].append(told)
    return _named(lang, columns, rows)


def spread(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """How often a published count is off by 0 to 4, by level, in percent of the counts."""
    known = _by_level(rows, "activity")
    columns = {
        words.translate(lang, words.mark("off by {error}"), error=error): [
            numbers.percent(lang, known.get((f"count_error_{error}", level)), 0)
            for level in _levels(rows)
        ]
        for error in range(5)
    }
    return _named(lang, columns, rows)


def protected(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Share of the cells of each table that is protected, by level."""
    known = {
        (row["table_name"], row["level"]): row["value"]
        for row in rows[rows["measure"] == "protected"].to_dict("records")
    }
    levels = _levels(rows)
    columns = {words.label(lang, "level", level): [] for level in levels}
    whole = words.translate(lang, words.mark("All of it"))
    columns[whole] = []
    for table in TABLES:
        for level in levels:
            share = known.get((table, level))
            told = "." if share is None else numbers.percent(lang, share, 0)
            columns[words.label(lang, "level", level)].append(told)
        of_all = next((v for (name, _level), v in known.items() if name == table), None)
        columns[whole].append(numbers.percent(lang, of_all, 0) if table in WHOLE else ".")
    names = [words.translate(lang, title) for title in TABLES.values()]
    return pd.DataFrame(columns, index=pd.Index(names, name=words.translate(lang, "Table")))


def within_hexagons(lang: str, rows: pd.DataFrame) -> str:
    """What share of home-based establishments stand within a hexagon that is shown, in the last
    year and in the first; empty when that is not known."""
    of_year = rows[rows["measure"].str.startswith(WITHIN_MEASURE)].sort_values("measure")
    known = of_year.assign(year=of_year["measure"].str.removeprefix(WITHIN_MEASURE))
    told = [(row["year"], row["value"]) for row in known.to_dict("records")]
    sentences = [(WITHIN, *told[-1])] if told else []
    sentences += [(WITHIN_SINCE, *told[0])] if len(told) > 1 else []
    return " ".join(
        words.translate(lang, sentence, year=year, share=numbers.percent(lang, share, 0))
        for sentence, year, share in sentences
    )


def attacks(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """What the attack suite tried and found; empty when it was not run."""
    known = dict(zip(rows["measure"], rows["value"], strict=True))
    told = {
        words.translate(lang, title): (
            numbers.percent(lang, known[name], 0)
            if name == "attack_within_seven_percent"
            else numbers.number(lang, known[name], DECIMALS.get(name, 0))
        )
        for name, title in ATTACKS.items()
        if name in known
    }
    attack, result = (
        words.translate(lang, t) for t in (words.mark("Attack"), words.mark("Result"))
    )
    return pd.DataFrame({result: list(told.values())}, index=pd.Index(told, name=attack))


def measured(lang: str, rows: pd.DataFrame, part: str) -> pd.DataFrame:
    """A part of the report as rows for a file: measure, measure_name, table_name, level,
    level_name, value and unit (percent, or nothing where the name says what it counts)."""
    titles = PARTS[part]
    found = rows[rows["measure"].isin(titles)].reset_index(drop=True)
    is_share = found["measure"].isin(SHARES)
    names = [words.translate(lang, titles[name], error=name[-1]) for name in found["measure"]]
    percent = words.translate(lang, "percent")
    return pd.DataFrame(
        {
            "measure": found["measure"],
            "measure_name": names,
            "table_name": found["table_name"],
            "level": found["level"],
            "level_name": found["level"].map({x: words.label(lang, "level", x) for x in LEVELS}),
            "value": (found["value"] * 100).round(1).where(is_share, found["value"].round(1)),
            "unit": is_share.map({True: percent, False: ""}),
        }
    )


def _levels(rows: pd.DataFrame) -> list[str]:
    present = set(rows["level"])
    return [level for level in LEVELS if level in present]


def _by_level(rows: pd.DataFrame, table: str) -> dict[tuple[str, str], float]:
    of_table = rows[rows["table_name"] == table].to_dict("records")
    return {(row["measure"], row["level"]): row["value"] for row in of_table}


def _named(lang: str, columns: dict[str, list[str]], rows: pd.DataFrame) -> pd.DataFrame:
    names = [words.label(lang, "level", level) for level in _levels(rows)]
    return pd.DataFrame(
        columns, index=pd.Index(names, name=words.translate(lang, words.mark("Level")))
    )
