"""What the section on supply and demand says, in words and tables."""

from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, tables, words
from wijkeconomie.view.hubs import told
from wijkeconomie.view.hubs.plan import ANY, Question, inside

WHAT = words.mark("Shortage: home-based establishments without a place within reach.")
CHART = words.mark(
    "Each dot is a wijk: the larger, the more establishments are not reached. Half of the wijken "
    "are above the dashed line across. The upright one is at the workplaces per 100 of all "
    "wijken together: left of it there are fewer. Wijken with more than fit are at the right edge."
)
MISSED = words.mark(
    "Not reached: home-based establishments of the wijk, less those within reach of a place that "
    "was open on the reference date."
)
DISTANCES = {
    "straight": words.mark("Distance is a straight line with {detour} added for detours."),
    "walking": words.mark(
        "Distance is the shortest way along streets and paths. Parts of places and of workplaces "
        "are still by a straight line with {detour} added for detours."
    ),
}
PARTS = (
    words.mark(
        "The workplaces of each place are divided in equal parts over all home-based "
        "establishments within reach of it, in whichever wijk they are."
    ),
    words.mark(
        "Sharing a place or workplace: how many of the home-based establishments that have one "
        "within reach there are for each, on average. Places of unknown size count as places "
        "without workplaces."
    ),
    words.mark(
        "All of it comes from published figures, which are rounded; where a figure is protected, "
        "what follows from it is protected too."
    ),
)
HEADLINES = {
    "hub": words.mark(
        "In {area} the shortage is largest: {missed} of {whole} home-based establishments have no "
        "hub within {distance}"
    ),
    ANY: words.mark(
        "In {area} the shortage is largest: {missed} of {whole} home-based establishments have no "
        "hub or third place within {distance}"
    ),
}
NEWEST, NAMED = 9, 5
COUNTS = {
    "hub": (words.mark("1 hub"), words.mark("{count} hubs")),
    ANY: (words.mark("1 place"), words.mark("{count} places")),
}
PLACES = {"hub": words.mark("Home-based per hub"), ANY: words.mark("Home-based per place")}
SHARED = {"hub": words.mark("Share a hub"), ANY: words.mark("Share a place")}


def how(asked: Question) -> tuple[str, ...]:
    """How all is counted, a line each."""
    return (MISSED, DISTANCES[asked.distance], *PARTS)


def headline(lang: str, asked: Question, rows: pd.DataFrame) -> str:
    """Where the shortage is largest. ``rows``: ``supply.balance``."""
    known = rows[rows["not_reached"] > 0]
    if known.empty:
        return words.translate(lang, "No wijk is known to have a shortage")
    first = known.iloc[0]
    return words.translate(
        lang,
        HEADLINES[asked.counted],
        area=first["name"],
        missed=numbers.number(lang, first["not_reached"]),
        whole=numbers.number(lang, first["home_based"]),
        distance=told.far(lang, asked),
    )


def figures(
    lang: str, asked: Question, reached: pd.DataFrame, places: pd.DataFrame
) -> list[tables.Figure]:
    """Of the municipality: demand, share reached, and how many there are per place and desk."""
    whole = reached[reached["area_code"] == asked.within].to_dict("records")
    own: dict[Any, Any] = whole[0] if whole else {}
    here = inside(places, asked)
    desks = float(here["capacity"].fillna(0).sum())
    count = own.get("whole")
    reached_told = tables.shown(lang, own.get("reached"), own.get("flag"))
    places_told = words.counted(lang, *COUNTS[asked.counted], len(here))
    one, several = words.mark("1 workplace"), words.mark("{count} workplaces")
    desks_told = words.counted(lang, one, several, desks)
    told = [
        (words.mark("Home-based establishments"), numbers.number(lang, count), None),
        (words.mark("Reached"), numbers.percent(lang, own.get("share"), 0), reached_told),
        (PLACES[asked.counted], _each(lang, count, len(here)), places_told),
        (words.mark("Home-based per workplace"), _each(lang, count, desks), desks_told),
    ]
    return [
        tables.Figure(words.translate(lang, title), value, beside, [], "")
        for title, value, beside in told
    ]


def _each(lang: str, count: float | None, parts: float) -> str:
    if count is None or pd.isna(count) or not parts:
        return numbers.DASH
    each = count / parts
    return numbers.number(lang, each, 0 if each >= 20 else 1)


def shortest(lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Wijken with the largest shortage: not reached of how many, and desks."""
    known = rows[rows["not_reached"] > 0]
    of = words.translate(lang, "{part} of {whole}")
    pairs = zip(known["not_reached"], known["home_based"], strict=True)
    columns = {
        words.mark("Not reached"): [
            of.format(part=numbers.number(lang, part), whole=numbers.number(lang, whole))
            for part, whole in pairs
        ],
        words.mark("Workplaces per 100"): [
            numbers.number(lang, n, 1) for n in known["desks_per_100"]
        ],
    }
    index = pd.Index(known["name"], name=words.translate(lang, "Wijk"))
    return pd.DataFrame({words.translate(lang, n): v for n, v in columns.items()}, index=index)


def wijk(lang: str, asked: Question, row: "pd.Series[Any]") -> list[tuple[str, str]]:
    """Titles and values of one wijk, for its card."""
    per_desk = numbers.number(lang, row["per_desk"], 1)
    return [
        (words.translate(lang, title), value)
        for title, value in (
            (words.mark("Home-based establishments"), _told(lang, row, "home_based")),
            (words.mark("Not reached"), _told(lang, row, "not_reached")),
            (SHARED[asked.counted], numbers.number(lang, row["per_place"])),
            (words.mark("Share a workplace"), per_desk),
        )
    ]


def _told(lang: str, row: "pd.Series[Any]", name: str) -> str:
    return tables.shown(lang, row[name], "u" if row["flag"] == "u" else "c")


def listed(lang: str, asked: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """All wijken as a table that sorts: demand, not reached, who share
    a place and a desk, desks per 100."""
    columns = {
        words.mark("Wijk"): rows["name"],
        words.mark("Home-based establishments"): rows["home_based"],
        words.mark("Not reached"): rows["not_reached"],
        SHARED[asked.counted]: rows["per_place"].round(),
        words.mark("Share a workplace"): rows["per_desk"].round(1),
        words.mark("Workplaces per 100"): rows["desks_per_100"].round(1),
        words.mark("State"): [_state(lang, row) for row in rows.to_dict("records")],
    }
    return pd.DataFrame({words.translate(lang, n): v for n, v in columns.items()})


def _state(lang: str, row: dict[Any, Any]) -> str:
    """Why a shortage is not told, empty when it is."""
    if pd.notna(row["not_reached"]):
        return ""
    return words.label(lang, "state", "unknown" if row["flag"] == "u" else "protected")


def opened(lang: str, places: pd.DataFrame, asked: Question, first: int) -> pd.DataFrame:
    """Places that count and opened in the municipality from the first year on, newest first.
    ``places``: the read query ``table_place``."""
    counted = places if asked.counted == ANY else places[places["kind"] == asked.counted]
    here = inside(counted, asked)
    years = pd.to_datetime(here["opened_on"]).dt.year
    recent = here.assign(year=years)[(years >= first) & (years <= asked.year)]
    newest = recent.sort_values(["year", "name"], ascending=[False, True]).head(NEWEST)
    index = pd.Index(newest["name"], name=words.translate(lang, "Place"))
    title = words.translate(lang, "Open since")
    return pd.DataFrame({title: newest["year"].astype(int).astype(str).to_numpy()}, index=index)


def described(lang: str, rows: pd.DataFrame, usual: dict[str, float]) -> str:
    """The chart in words, for who cannot see it."""
    short = rows[rows["quadrant"] == "shortage"]
    return words.translate(
        lang,
        "Dots of {count} wijken by home-based establishments (middle: {demand}) and workplaces "
        "per 100 of them (together: {supply}). Much demand and little supply: {names}. The same "
        "stands in the table under All wijken.",
        count=numbers.number(lang, len(rows)),
        demand=numbers.number(lang, usual["demand"]),
        supply=numbers.number(lang, usual["supply"], 1),
        names=", ".join(short["name"].head(NAMED)) or numbers.DASH,
    )
