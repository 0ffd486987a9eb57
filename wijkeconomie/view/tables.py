"""Rows of a query turned into what a page shows: figures with change, rankings, twins."""

from dataclasses import dataclass

import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.indicators import Filters, Indicator, written


@dataclass(frozen=True)
class Figure:
    """One figure on a page: value, change since the year before, course (empty with gaps)."""

    title: str
    value: str
    change: str | None
    course: list[float]
    note: str


EVERYTHING = Filters()
RANKED_FROM = 50
BEHIND = {
    "home_based": words.mark("Home-based establishments"),
    "establishments": words.mark("Establishments"),
    "jobs": words.mark("Jobs"),
}
FIGURES = {
    "establishments": (words.mark("Establishments"), words.mark("All places of business.")),
    "jobs": (words.mark("Jobs"), words.mark("All workers, self-employed included.")),
    "home_based": (words.mark("Home-based"), words.mark("Establishments in a dwelling.")),
    "one_person": (
        words.mark("One-person establishments"),
        words.mark("One worker. Close to the self-employed (zzp), but counted as establishments."),
    ),
}
FLAGS = {"home_based": "home_flag"}
UNKNOWN = {"unknown": "u"}
PLAIN = ("value", "zero")


def figures(lang: str, rows: pd.DataFrame, year: int) -> list[Figure]:
    """Four main figures of one area. ``rows``: the read query ``figures_by_year``."""
    by_year = rows.set_index("year")
    return [_figure(lang, by_year, column, year) for column in FIGURES]


def _figure(lang: str, by_year: pd.DataFrame, column: str, year: int) -> Figure:
    series, (title, note) = by_year[column], FIGURES[column]
    course = series[series.index <= year]
    now, before = series.get(year), series.get(year - 1)
    change = None
    if now is not None and before is not None and pd.notna(now) and pd.notna(before):
        amount = numbers.signed(lang, float(now - before))
        change = words.translate(lang, "{amount} since {year}", amount=amount, year=year - 1)
    return Figure(
        title=words.translate(lang, title),
        value=shown(lang, now, by_year[FLAGS.get(column, "flag")].get(year)),
        change=change,
        course=[] if course.isna().any() else course.astype(float).tolist(),
        note=words.translate(lang, note),
    )


def shown(lang: str, value: float | None, flag: str | None = "c") -> str:
    """A count, a dash when it is not known, or the word for protected."""
    if value is not None and pd.notna(value):
        return numbers.number(lang, value)
    return numbers.DASH if value is None or flag == "u" else words.label(lang, "state", "protected")


def of_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rows of one year, in the order of area codes."""
    return rows[rows["year"] == year].reset_index(drop=True)


def ranking(rows: pd.DataFrame, indicator: Indicator, count: int = 5) -> pd.DataFrame:
    """Areas with the highest values, highest first. For ratios only areas with at least
    RANKED_FROM establishments count: in small ones rounding and chance decide."""
    known = rows[rows["state"] == "value"]
    if indicator.denominator != "none":
        known = known[known[_behind(known)[0]] >= RANKED_FROM]
    return known.sort_values(["value", "name"], ascending=[False, True]).head(count)


def ranked_from(lang: str, rows: pd.DataFrame, indicator: Indicator) -> str:
    """Which areas the title and the list of highest ones are about, empty when about all."""
    if not rows["state"].isin(["value", "zero"]).any():
        return words.translate(lang, "There are no figures for these areas: see the legend.")
    if indicator.denominator == "none":
        return ""
    count = numbers.number(lang, RANKED_FROM)
    return words.translate(
        lang, "Highest of areas with at least {count} establishments.", count=count
    )


def _behind(rows: pd.DataFrame) -> list[str]:
    """Columns with the counts behind a value."""
    return [name for name in BEHIND if name in rows]


def headline(
    lang: str, rows: pd.DataFrame, indicator: Indicator, filters: Filters = EVERYTHING
) -> str:
    """Where the indicator is highest, as a title, with the filters it is about; the plain title
    when nothing is known."""
    used = [words.label(lang, dimension, code) for dimension, code in filters.used.items()]
    about = f" – {', '.join(used)}" if used else ""
    best = ranking(rows, indicator, 1).to_dict("records")
    if not best or not best[0]["name"]:
        return words.translate(lang, indicator.title) + about
    sentence = words.translate(
        lang,
        indicator.headline,
        area=best[0]["name"],
        value=written(lang, indicator, best[0]["value"], best[0]["state"]),
    )
    return sentence + about


def twin(
    lang: str, rows: pd.DataFrame, indicator: Indicator
) -> tuple[pd.DataFrame, "pd.Series[str]"]:
    """The map as a table, of what is drawn: area, value, the counts behind it, code, and where
    some area has no value why not.

    Values stay numbers, so that the table sorts; second is what stands where one is missing.
    """
    rows, title = rows[rows["state"].notna()], words.translate(lang, indicator.title)
    state = words.translate(lang, "State")
    labels = {s: words.label(lang, "state", s) for s in rows["state"].unique()}
    same = pd.DataFrame(
        {
            words.translate(lang, "Area"): rows["name"],
            title: rows["value"].round(indicator.decimals),
            **{words.translate(lang, BEHIND[name]): rows[name] for name in _behind(rows)},
            words.translate(lang, "Code"): rows["area_code"],
            state: rows["state"].map(labels | dict.fromkeys(PLAIN, "")),
        }
    )
    if same[state].eq("").all():
        same = same.drop(columns=state)
    return same, missing(lang, rows["state"])


def missing(lang: str, states: pd.Series) -> pd.Series:
    """What stands where a number is missing: the word for protected, a dash, or a full stop."""
    protected = words.label(lang, "state", "protected")
    return states.map({"protected": protected, "not_applicable": "."}).fillna(numbers.DASH)


def card(
    lang: str, rows: pd.DataFrame, indicator: Indicator, area_code: str
) -> list[tuple[str, str]]:
    """Titles and values for the card of one area: the indicator and the counts behind it."""
    found = rows[rows["area_code"] == area_code].to_dict("records")
    if not found:
        return []
    row = found[0]
    counts = {
        BEHIND[name]: shown(lang, row[name], UNKNOWN.get(row["state"], "c"))
        for name in _behind(rows)
    }
    lines = counts | {indicator.title: written(lang, indicator, row["value"], row["state"])}
    titles = [indicator.title, *(title for title in counts if title != indicator.title)]
    return [(words.translate(lang, title), lines[title]) for title in titles]


def top(lang: str, rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The five highest areas with their values, for a short list."""
    best = ranking(rows, indicator)
    pairs = zip(best["value"], best["state"], strict=True)
    return pd.DataFrame(
        {
            words.translate(lang, indicator.title): [
                written(lang, indicator, v, s) for v, s in pairs
            ]
        },
        index=pd.Index(best["name"], name=words.translate(lang, "Area")),
    )
