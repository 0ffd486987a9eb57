"""What stands behind a line over years: breaks in the series, and periods of programmes."""

from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from wijkeconomie.view import look, words


@dataclass(frozen=True)
class Break:
    """A year from which figures are not of the same kind as before, in one or two words."""

    year: int
    label: str


@dataclass(frozen=True)
class Band:
    """A period, in years with a fraction."""

    start: float
    end: float
    label: str


@dataclass(frozen=True)
class Marks:
    """What is marked behind lines."""

    breaks: tuple[Break, ...] = ()
    bands: tuple[Band, ...] = ()

    def layers(self, first: float, last: float) -> list[alt.Chart]:
        """Bands under dashed rules, each with its label, within the years of the chart."""
        return [*_bands(self.within(first, last).bands, first, last), *_rules(self.breaks)]

    def within(self, first: float, last: float) -> "Marks":
        """Without bands outside the years of a chart."""
        seen = (band for band in self.bands if band.start < last and band.end > first)
        return replace(self, bands=tuple(seen))

    def told(self, lang: str) -> list[str]:
        """The same in sentences."""
        breaks = [
            words.translate(lang, "Break in {year}: {label}.", year=b.year, label=b.label)
            for b in self.breaks
        ]
        message = words.mark("Light band from {start} to {end}: {label}.")
        return breaks + [
            words.translate(lang, message, start=int(b.start), end=int(b.end), label=b.label)
            for b in self.bands
        ]


def _bands(bands: tuple[Band, ...], first: float, last: float) -> list[alt.Chart]:
    if not bands:
        return []
    rows = pd.DataFrame(
        {
            "start": [max(b.start, first) for b in bands],
            "end": [min(b.end, last) for b in bands],
            "label": [b.label for b in bands],
        }
    )
    base = alt.Chart(rows).encode(x="start:Q", tooltip=[alt.Tooltip("label:N", title=" ")])
    look_of = {"color": look.TEXT, "fontSize": 12, "limit": 220, "aria": False}
    text = base.mark_text(align="left", dx=4, y=10, **look_of)
    return [
        base.mark_rect(color=look.BAND, aria=False).encode(x2="end:Q"),
        text.encode(text="label:N"),
    ]


def _rules(breaks: tuple[Break, ...]) -> list[alt.Chart]:
    if not breaks:
        return []
    by_year: dict[int, list[str]] = {}
    for each in breaks:
        by_year.setdefault(each.year, []).append(each.label)
    rows = pd.DataFrame(
        {"at": [y - 0.5 for y in by_year], "label": [" · ".join(v) for v in by_year.values()]}
    )
    base = alt.Chart(rows).encode(x="at:Q")
    rule = base.mark_rule(strokeDash=[3, 3], color=look.MUTED_TEXT, aria=False)
    look_of = {"color": look.MUTED_TEXT, "fontSize": 12, "aria": False}
    text = base.mark_text(align="right", dx=4, y=-7, **look_of)
    return [rule, text.encode(text="label:N")]
