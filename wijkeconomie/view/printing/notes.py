"""What charts of a profile mean, told below them on paper and in pictures."""

from collections.abc import Callable

from wijkeconomie.view import atlas, city_parts, survival
from wijkeconomie.view.printing.seen import Seen
from wijkeconomie.view.profile import alike, course, makeup


def quotient(seen: Seen) -> str:
    """What a location quotient is, and beside what."""
    others = seen.say("the other municipalities")
    whole = atlas.name(seen.figures.reference) if seen.figures.reference else others
    return seen.say(
        "A sector's share of the jobs here, divided by its share in {area}: 1 (the orange mark) is "
        "the same, 2 twice as much.",
        area=whole,
    )


def shares(seen: Seen) -> str:
    """What bars are, and the marks on them."""
    names = seen.name, atlas.name(seen.whole)
    return makeup.legend(seen.lang, names, has_similar=bool(alike.codes(seen.area)))


def percent(seen: Seen) -> str:
    """Of what a percentage is."""
    return seen.say("Percent of all establishments.")


def gaps(seen: Seen) -> str:
    """Why a line has gaps."""
    return course.gaps(seen.lang, seen.area)


def triangles(seen: Seen) -> str:
    """What open triangles in a city part are."""
    return gaps(seen) if city_parts.is_sum(seen.area) else ""


def stayed(seen: Seen) -> str:
    """What survival is."""
    return seen.say(survival.DEFINITION)


def mix(seen: Seen) -> str:
    """What an index of mixing is."""
    return seen.say(
        "Both run from 0 to 100. Function mix: 0 is only living, 100 only working. "
        "Diversity: 0 is one sector, 100 as many establishments in each."
    )


def flows(seen: Seen) -> str:
    """Since when, and what is not counted."""
    return seen.say("Since the reference date before; a move is neither an opening nor a closure.")


OF: dict[str, tuple[Callable[[Seen], str], ...]] = {
    "establishments": (gaps,),
    "small-scale": (percent, gaps),
    "mix": (mix, gaps),
    "specialisation": (quotient,),
    "sectors": (shares,),
    "sizes": (shares,),
    "premises": (shares,),
    "openings": (flows, triangles),
    "moves": (flows, triangles),
    "survival": (stayed,),
}


def of(seen: Seen, name: str) -> str:
    """What is told below a chart; nothing where it explains itself."""
    return " ".join(filter(None, (told(seen) for told in OF.get(name, ()))))
