"""Where figures come from, in the sentences at the foot of every page and frame."""

from collections.abc import Sequence
from datetime import date

from wijkeconomie.view import atlas, editions, numbers, query, words
from wijkeconomie.view.opening import Release

SAMPLE = words.mark("Source: synthetic register of Almere, made up from public totals.")
REGISTER = words.mark("Source: business register of the municipality.")
SEVERAL = words.mark("Source: business registers of the municipalities.")
DATES = (
    words.mark("Latest reference date {date}. Release {release}."),
    words.mark("Figures of {date}. Release {release}."),
    words.mark("Figures of {first} to {date}. Release {release}."),
)
ROUNDED = words.mark("Figures are rounded to protect entrepreneurs; totals are not sums of parts.")
KEY_FIGURES = words.mark("Inhabitants and dwellings: CBS key figures of {year}.")
SAMPLE_YEAR = 2022


def source(lang: str) -> str:
    """Which register the figures of the release in use come from."""
    if query.release().is_sample:
        return words.translate(lang, SAMPLE)
    return words.translate(lang, SEVERAL if atlas.has_several() else REGISTER)


def key_figures_year(boundary_year: int) -> int:
    """Of which year CBS tells the inhabitants and dwellings of areas in some boundaries; those of
    the sample are of one year for all."""
    return SAMPLE_YEAR if query.release().is_sample else boundary_year


def key_figures(lang: str, boundary_year: int) -> str:
    """Where inhabitants and dwellings come from, and of which year."""
    return words.translate(lang, KEY_FIGURES, year=key_figures_year(boundary_year))


def told(lang: str, release: Release, dates: Sequence[date] = ()) -> str:
    """Source, reference dates of the figures (the latest there is where none are given), release,
    and what was done to the figures."""
    several = SEVERAL if atlas.has_several() else REGISTER
    source = words.translate(lang, SAMPLE if release.is_sample else several)
    days = dates or [date.fromisoformat(release.reference_dates[-1])]
    made = words.translate(
        lang,
        DATES[min(len(dates), 2)],
        first=numbers.day(lang, days[0]),
        date=numbers.day(lang, days[-1]),
        release=release.release_id,
    )
    if release.edition == "internal":
        return f"{source} {made} {words.translate(lang, editions.INTERNAL)}."
    return f"{source} {made} {words.translate(lang, ROUNDED)}"
