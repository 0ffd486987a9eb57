"""What the sections on supply and on the next place say, in words."""

import pandas as pd

from wijkeconomie.view import numbers, reach, words
from wijkeconomie.view.hubs.plan import ANY, HEXAGON, Plan, Question, Situation
from wijkeconomie.view.hubs.sentences import SENTENCES


def fewer(lang: str, found: Plan, count: int, known: int) -> str:
    """Why there are fewer sites than the ``count`` asked for, empty when there are not.
    ``known``: how many there were to choose from."""
    if len(found.sites) >= count:
        return ""
    if known < count:
        told = words.counted(
            lang, words.mark("1 site is listed"), words.mark("{count} sites are listed"), known
        )
        return words.translate(
            lang, "{asked} places were asked for; {told}.", asked=count, told=told
        )
    return words.translate(
        lang, "{asked} places were asked for; other sites than these add nothing.", asked=count
    )


def far(lang: str, asked: Question) -> str:
    """How far is asked: 1 km, or 1 km on foot."""
    return reach.told(lang, asked.radius_m, asked.distance)


def about(lang: str, count: float) -> str:
    """An estimated count, to five."""
    return numbers.number(lang, 5 * round(count / 5))


def share(lang: str, part: float, whole: float) -> str:
    """A part as a whole percentage."""
    return numbers.percent(lang, part / whole if whole else None, 0)


def said(lang: str, key: str, asked: Question, **details: object) -> str:
    """A sentence of SENTENCES about hubs, or about third places too where those count."""
    alone, either = SENTENCES[key]
    chosen = either if asked.counted == ANY else alone
    return words.translate(lang, chosen, distance=far(lang, asked), **details)


def headline(lang: str, asked: Question, found: Plan, names: "pd.Series[str]") -> str:
    """Where the next place helps most. ``names``: of wijken by code."""
    if found.sites.empty:
        return said(lang, "none", asked)
    first = found.sites.iloc[0]
    is_anywhere = first["kind"] == HEXAGON
    return said(
        lang,
        ("one" if len(found.sites) == 1 else "several") + ("" if is_anywhere else " listed"),
        asked,
        area=names.get(first["area_code"], first["name"]),
        count=about(lang, found.added),
        places=numbers.number(lang, len(found.sites)),
    )


def steps(lang: str, now: Situation, found: Plan) -> list[tuple[str, str, str | None]]:
    """Title, share reached and gain: today, with the best site, with all sites."""
    told = [(words.translate(lang, "Reached today"), now.met, 0.0)]
    if found.single > 0:
        told.append((words.translate(lang, "With the best site"), now.met, found.single))
    if len(found.sites) > 1:
        count = numbers.number(lang, len(found.sites))
        title = words.translate(lang, "With these {count} sites", count=count)
        told.append((title, now.met, found.added))
    return [
        (title, share(lang, met + more, now.whole), _more(lang, more)) for title, met, more in told
    ]


def _more(lang: str, more: float) -> str | None:
    return f"+{about(lang, more)}" if more else None


def marginal(lang: str, now: Situation, found: Plan, names: "pd.Series[str]") -> pd.DataFrame:
    """What each next site adds, and the share reached with it and those before."""
    reached = now.met + found.sites["added"].cumsum()
    columns = {
        words.mark("Adds"): [f"+{about(lang, added)}" for added in found.sites["added"]],
        words.mark("Reached then"): [share(lang, part, now.whole) for part in reached],
    }
    index = [f"{order}. {site}" for order, site in enumerate(located(found.sites, names), 1)]
    made = pd.DataFrame({words.translate(lang, n): v for n, v in columns.items()}, index=index)
    return made.rename_axis(words.translate(lang, "Site"))


def located(sites: pd.DataFrame, names: "pd.Series[str]") -> list[str]:
    """Names of sites with the wijk they lie in, where that is another name."""
    wijken = sites["area_code"].map(names)
    pairs = zip(sites["name"], wijken, strict=True)
    return [
        name if pd.isna(wijk) or str(wijk) in name else f"{name} ({wijk})" for name, wijk in pairs
    ]


def gains(gained: "pd.Series[float]", names: "pd.Series[str]") -> pd.DataFrame:
    """Wijken with the establishments that gain, for ``charts.bars``; below five are left out."""
    known = gained[gained >= 2.5]
    return pd.DataFrame(
        {
            "label": [names.get(code, code) for code in known.index],
            "value": [5.0 * round(count / 5) for count in known],
            "reference": None,
            "note": "",
        }
    )


def around(
    lang: str, every: "pd.Series[float]", newly: "pd.Series[float]", names: "pd.Series[str]"
) -> pd.DataFrame:
    """Wijken around a spot: establishments within reach, and those not reached today."""
    known = every[every >= 2.5]
    columns = {
        words.mark("Within reach"): [about(lang, count) for count in known],
        words.mark("Not reached today"): [
            about(lang, count) for count in newly.reindex(known.index).fillna(0)
        ],
    }
    index = pd.Index([names.get(code, code) for code in known.index])
    made = pd.DataFrame({words.translate(lang, n): v for n, v in columns.items()}, index=index)
    return made.rename_axis(words.translate(lang, "Wijk"))
