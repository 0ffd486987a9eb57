"""What is special about an area, in two or three sentences made from its published figures."""

from datetime import date
from math import isnan

from wijkeconomie.view import atlas, numbers, words
from wijkeconomie.view.profile import among, bands, formulas
from wijkeconomie.view.profile.bands import Place
from wijkeconomie.view.profile.figures import Figures

SPECIAL = {
    "share_home": words.mark("{value} of establishments are at home, {place}."),
    "share_one": words.mark("{value} of establishments have one worker, {place}."),
    "share_small": words.mark(
        "{value} of establishments have fewer than 10 full-time workers, {place}."
    ),
    "jobs_per_establishment": words.mark("An establishment has {value} jobs on average, {place}."),
    "per_1000": words.mark(
        "There are {value} establishments for every 1,000 inhabitants, {place}."
    ),
    "function_mix": words.mark("Of every 100 jobs and dwellings {value} are jobs, {place}."),
    "diversity": words.mark("The diversity of its sectors is {value} of 100, {place}."),
}
PERCENT = ("share_home", "share_one", "share_small")
# More or less than in others: in numbers where these are few, else of nearly all or of ten.
SOME = {
    True: words.mark("more than in {count} of the {total} other {areas}"),
    False: words.mark("less than in {count} of the {total} other {areas}"),
}
ALL = {
    True: words.mark("more than in all {total} other {areas}"),
    False: words.mark("less than in all {total} other {areas}"),
}
NEARLY = {
    True: words.mark("more than in nearly all {areas}"),
    False: words.mark("less than in nearly all {areas}"),
}
TENTHS = {
    True: words.mark("more than in {count} of every 10 {areas}"),
    False: words.mark("less than in {count} of every 10 {areas}"),
}
COMPARABLE = words.mark("{areas} that can be compared")
USUAL = words.mark("Its figures are close to those of most {areas}.")
AT_LEAST = words.mark(
    "At least {count} establishments on {date}: some wijken are protected and left out."
)
SPECIAL_FROM = 0.7
NEARLY_ALL = 0.95
FEW = 10
STRONG_FROM = 1.2
STILL = 2


def told(lang: str, figures: Figures, area: str, when: date) -> list[str]:
    """Sentences: how many there are, what differs most, which sector, and how it grew."""
    value, state = figures.value("establishments", area, when.year)
    on = numbers.day(lang, when)
    if state == "unknown":
        return [words.translate(lang, "No register was delivered for {date}.", date=on)]
    if state == "protected" and (least := figures.least("establishments", area, when.year)):
        count = numbers.number(lang, least)
        return [words.translate(lang, AT_LEAST, count=count, date=on)]
    if state == "protected":
        return [words.translate(lang, "Too few establishments to show figures.")]
    if state == "zero":
        return [words.translate(lang, "No establishments on the reference date.")]
    special, name = _special(lang, figures, area, when.year)
    count = _counted(lang, figures, (area, when), value, is_alone=name == "share_home")
    mix = [_sector(lang, figures, area, when.year), _growth(lang, figures, area, when.year)]
    return [sentence for sentence in (count, special, *mix) if sentence]


def _counted(
    lang: str, figures: Figures, at: tuple[str, date], value: float, *, is_alone: bool
) -> str:
    area, when = at
    details = {"count": numbers.number(lang, value), "date": numbers.day(lang, when)}
    home, state = figures.value("share_home", area, when.year)
    if is_alone or state not in ("value", "zero"):
        return words.translate(lang, "{count} establishments on {date}.", **details)
    share = numbers.percent(lang, home / 100, 0)
    message = words.mark("{count} establishments on {date}, of which {share} at home.")
    return words.translate(lang, message, **details, share=share)


def _special(lang: str, figures: Figures, area: str, year: int) -> tuple[str, str]:
    """What differs most from the others, and its figure; or that nothing does."""
    places = {name: bands.place(figures, name, area, year) for name in SPECIAL}
    known = {name: place for name, place in places.items() if place}
    if not known:
        return "", ""
    apart = {n: p for n, p in known.items() if max(p.below, p.above) >= SPECIAL_FROM}
    level = str(atlas.areas().at[area, "level"])
    if not apart:
        is_all = all(place.is_all for place in known.values())
        return words.translate(lang, USUAL, areas=_areas(lang, level, is_all=is_all)), ""
    name = max(apart, key=lambda each: abs(apart[each].distance))
    value = figures.value(name, area, year)[0]
    text = numbers.number(lang, value, 1 if name == "jobs_per_establishment" else 0)
    if name in PERCENT:
        text = numbers.percent(lang, value / 100, 0)
    where = _where(lang, apart[name], level)
    return words.translate(lang, SPECIAL[name], value=text, place=where), name


def _where(lang: str, place: Place, level: str) -> str:
    """Than how many of the others it has more or less; of fewer than FEW in numbers, as so many of
    ten would be more than there are."""
    share, is_high = max(place.below, place.above), place.below > place.above
    message, count = TENTHS[is_high], int(share * 10)
    if place.others < FEW:
        count = round(share * place.others)
        message = (ALL if count == place.others else SOME)[is_high]
    elif share >= NEARLY_ALL:
        message = NEARLY[is_high]
    areas = _areas(lang, level, is_all=place.is_all)
    return words.translate(lang, message, count=count, total=place.others, areas=areas)


def _areas(lang: str, level: str, *, is_all: bool) -> str:
    """What the others are called: those that can be compared, where that is not all of them."""
    areas = among.called(lang, level)
    return areas if is_all else words.translate(lang, COMPARABLE, areas=areas)


def _sector(lang: str, figures: Figures, area: str, year: int) -> str:
    """The sector that is strongest beside the municipality; else the largest. None where a
    protected one could be larger."""
    jobs, state = figures.value("jobs", area, year)
    if state != "value":
        return ""
    rows = figures.mix(area, year).reset_index().to_dict("records")
    weighty = [row for row in rows if row["jobs"] / jobs >= formulas.WEIGHT_FROM]
    if not weighty:
        return ""
    largest = max(weighty, key=lambda row: row["jobs"])
    strongest = max(weighty, key=lambda row: -1 if isnan(row["lq"]) else row["lq"])
    is_told = figures.value("specialisation", area, year)[1] == "value"
    if is_told and strongest["lq"] >= STRONG_FROM:
        lq = numbers.number(lang, strongest["lq"], 1)
        message = words.mark(
            "Strongest here: {sector}, with {times} times the usual share of jobs."
        )
        return words.translate(lang, message, sector=_low(lang, strongest["sector"]), times=lq)
    if any(row["most_jobs"] > largest["jobs"] for row in rows):
        return ""
    share = numbers.percent(lang, min(largest["jobs"] / jobs, 1), 0)
    message = words.mark("Most jobs are in {sector} ({share}).")
    return words.translate(lang, message, sector=_low(lang, largest["sector"]), share=share)


def _low(lang: str, sector: str) -> str:
    """Name of a sector within a sentence."""
    name = words.label(lang, "sector", str(sector))
    return name[:1].lower() + name[1:]


def _growth(lang: str, figures: Figures, area: str, year: int) -> str:
    value, state = figures.value("growth", area, year)
    if state != "value":
        return ""
    details = {"year": year - formulas.WINDOW, "share": numbers.percent(lang, abs(value) / 100, 0)}
    if abs(value) < STILL:
        message = words.mark("Since {year} the number of establishments hardly changed.")
    elif value > 0:
        message = words.mark("Since {year} the number of establishments grew by {share}.")
    else:
        message = words.mark("Since {year} the number of establishments fell by {share}.")
    return words.translate(lang, message, **details)
