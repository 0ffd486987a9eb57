"""City parts: named sets of wijken of a municipality, with a code of ours: SD0034-almere-haven."""

from wijkeconomie.view import atlas, numbers, words

LEVEL = "city_part"
PREFIX = "SD"
SUMS = words.mark(
    "Figures of a city part are sums of the published figures of its wijken. Where one of them is "
    "protected, a number is told as at least so many, and there are no shares. Each wijk is "
    "rounded by itself, so that parts can add up to a little more or less than the whole. A move "
    "from one of its wijken to another counts as a move out and a move in. Files hold the rows of "
    "its wijken."
)
NO_SHARE = words.mark("A figure of one of its wijken is protected, so this cannot be worked out.")
SOME = words.mark("of the wijken that are not protected")


def is_one(code: str) -> bool:
    """Whether a code is that of a city part."""
    return code[:2] == PREFIX


def is_sum(code: str) -> bool:
    """Whether it is a city part of several wijken; of one it tells just what that tells."""
    return is_one(code) and len(areas_of(code)) > 1


def wijken_of(codes: list[str], most: int = 6) -> str:
    """Names of wijken in a list, the first ones when there are more than ``most``."""
    listed = ", ".join(atlas.name(code) for code in codes[:most])
    return f"{listed} …" if len(codes) > most else listed


def areas_of(code: str) -> list[str]:
    """Codes of the wijken of a city part; of another area its own."""
    return str(atlas.areas().at[code, "wijken"]).split() if is_one(code) else [code]


def spelled(code: str) -> str:
    """A code of an area as it is written, from small letters and capitals."""
    start = code[:2].upper()
    return start + code[2:].lower() if start == PREFIX else code.upper()


def published(code: str) -> str:
    """The code of CBS that stands for an area: of a city part its municipality."""
    return f"GM{code[2:6]}" if is_one(code) else code


def at_least(lang: str, count: float) -> str:
    """That there are at least so many."""
    return words.translate(lang, "at least {count}", count=numbers.number(lang, count))


def level_name(lang: str, level: str) -> str:
    """Name of a level, also of city parts, of which no figures are published."""
    return (
        words.translate(lang, "City part") if level == LEVEL else words.label(lang, "level", level)
    )
