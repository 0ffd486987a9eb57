"""Sentences of the sections on the next place and on a spot to try; of each pair the first is
about hubs, the other about third places too."""

from wijkeconomie.view import words

SENTENCES = {
    "none": (
        words.mark("No site brings a hub within {distance} of more home-based establishments"),
        words.mark("No site brings a place within {distance} of more home-based establishments"),
    ),
    "one": (
        words.mark(
            "A next hub helps most in {area}: {count} more home-based establishments within "
            "{distance}"
        ),
        words.mark(
            "A next place helps most in {area}: {count} more home-based establishments within "
            "{distance}"
        ),
    ),
    "several": (
        words.mark(
            "{places} next hubs bring {count} more home-based establishments within {distance}; "
            "the first stands in {area}"
        ),
        words.mark(
            "{places} next places bring {count} more home-based establishments within "
            "{distance}; the first stands in {area}"
        ),
    ),
    "one listed": (
        words.mark(
            "Of the sites that are listed, a hub in {area} helps most: {count} more home-based "
            "establishments within {distance}"
        ),
        words.mark(
            "Of the sites that are listed, a place in {area} helps most: {count} more home-based "
            "establishments within {distance}"
        ),
    ),
    "several listed": (
        words.mark(
            "Of the sites that are listed, these {places} help most as hubs: {count} more "
            "home-based establishments within {distance}; the first stands in {area}"
        ),
        words.mark(
            "Of the sites that are listed, these {places} help most: {count} more home-based "
            "establishments within {distance}; the first stands in {area}"
        ),
    ),
    "pin": (
        words.mark(
            "A hub here reaches {count} home-based establishments that have none within {distance}"
        ),
        words.mark(
            "A place here reaches {count} home-based establishments that have none within "
            "{distance}"
        ),
    ),
    "today": (
        words.mark(
            "Today {share} of the home-based establishments on this map have a hub within "
            "{distance}."
        ),
        words.mark(
            "Today {share} of the home-based establishments on this map have a hub or third "
            "place within {distance}."
        ),
    ),
}
UNKNOWN = (
    words.mark("Rents, and whether an owner wants a hub."),
    words.mark("Who really wants a workplace away from home, on which days and at what price."),
    words.mark("Opening hours, and how full the places that exist are."),
    words.mark(
        "Bridges, water and railways: distance is a straight line with {detour} for detours."
    ),
    words.mark("Plans for building, and the places and people just over the border."),
)
PROTECTED = words.mark(
    "Counts are estimates: establishments stand in hexagons, rounded and spread evenly within "
    "each; hexagons with fewer than ten tell nothing and are left out."
)

DIFFERS = words.mark(
    "So the share reached can differ a little from the one under Supply and demand, which counts "
    "establishments where they stand."
)
