"""A place says among how many areas it is, and why others are not compared."""

import re
from datetime import date

import pandas as pd
import pytest

from wijkeconomie.view import indicators, query
from wijkeconomie.view.printing import figures as paper
from wijkeconomie.view.printing.seen import Seen
from wijkeconomie.view.profile import among, bands, figures, kpis, summary
from wijkeconomie.view.profile.bands import Place
from wijkeconomie.view.profile.figures import Figures
from wijkeconomie.view.profiles import kpis as cards

ON, YEAR = date(2025, 4, 1), 2025
LEVELS = {"WK003428": "wijken", "BU00340101": "buurten"}
SHARE = "share_home"


def listed(lang: str, area: str) -> dict[str, kpis.Kpi]:
    known = indicators.from_rows(query.run("indicators"))
    return {k.indicator: k for k in kpis.listed(lang, figures.around(area), known, area, ON)}


def counted(area: str) -> pd.Series:
    """By figure, how many areas of the level have one, of a ratio of 50 establishments or more."""
    found = figures.around(area)
    at = found.amounts.xs(YEAR, level="year").loc[lambda rows: rows.index.str[:2] == area[:2]]
    large = at["establishments"] >= 50
    return pd.Series(
        {
            name: (at[name].notna() & (large | (name in ("establishments", "jobs")))).sum()
            for name in at
        }
    )


@pytest.mark.parametrize("area", LEVELS)
def test_every_figure_counts_its_own_areas(sample_release, area):
    found, expected = figures.around(area), counted(area)
    total = len(query.run("areas", level={"WK": "wijk", "BU": "buurt"}[area[:2]]))
    assert expected.nunique() > 3
    for name in kpis.KPIS:
        told = among.of(found, name, YEAR)
        assert (told.count, told.total) == (expected[name], total), name
        assert told.count + sum(told.left_out.values()) == total, name
        assert set(told.left_out) <= {"protected", "unknown", "not_applicable", "small"}


@pytest.mark.parametrize(("lang", "of"), [("nl", "van"), ("en", "of")])
@pytest.mark.parametrize("area", LEVELS)
def test_cards_say_of_how_many_and_why_not_of_more(sample_release, lang, of, area):
    found, expected = listed(lang, area), counted(area)
    html = cards.html(lang, [*found.values()], figures.around(area), area)
    each = dict(zip(found, re.findall(r"<li>(.*?)</li>", html), strict=True))
    total = among.of(figures.around(area), SHARE, YEAR).total
    for name, card in each.items():
        has_place = found[name].fifth is not None
        assert (f"{of} {expected[name]} {LEVELS[area]}</span>" in card) == has_place, name
        assert f": {expected[name]} {'van de' if lang == 'nl' else 'of'} {total} " in card, name
        assert ("Weggelaten" if lang == "nl" else "Left out") in card
    assert sum(k.fifth is not None for k in found.values()) > 5


@pytest.mark.parametrize("area", LEVELS)
def test_paper_says_of_how_many(sample_release, area):
    expected = counted(area)
    told = paper.told(Seen("en", area, YEAR))
    rows = dict(zip(kpis.KPIS, told["rows"], strict=True))
    for name, row in rows.items():
        assert row["place"].endswith(f"({expected[name]})") == (row["fifth"] is not None), name
    note = cards.note("en", [*listed("en", area).values()], figures.around(area), (area, YEAR))
    for text in (told["note"], note):
        assert f"fifth of the {LEVELS[area]} of Almere that can be compared" in text
        assert re.search(r"there are (71|238) in all", text)
        assert "protected or not known" in text
        assert "fewer than 50 establishments" in text


def city(known: int, unknown: int, small: int = 0) -> Figures:
    """Areas with a figure, and others without or of few establishments."""
    codes = [f"WK{n:03}" for n in range(known + unknown + small)]
    index = pd.MultiIndex.from_product([codes, [YEAR]], names=["area_code", "year"])
    values = [*range(known), *[None] * unknown, *range(small)]
    amount = pd.DataFrame({SHARE: pd.Series(values, index, dtype=float)})
    states = amount.notna().replace({True: "value", False: "protected"})
    counts = [80.0] * (known + unknown) + [20.0] * small
    cells = pd.DataFrame({"establishments": counts}, index)
    return Figures(cells, amount, states, pd.DataFrame(), tuple(codes), "")


@pytest.mark.parametrize(
    ("known", "unknown", "small", "has_place"),
    [(10, 0, 0, True), (10, 10, 0, True), (10, 11, 0, False), (10, 6, 5, False), (4, 0, 0, False)],
)
def test_no_place_is_told_of_fewer_than_half(known, unknown, small, has_place):
    found = city(known, unknown, small)
    place = bands.place(found, SHARE, "WK003", YEAR)
    assert (place is not None) == has_place
    told = among.of(found, SHARE, YEAR)
    assert told.left_out == {
        why: n for why, n in {"protected": unknown, "small": small}.items() if n
    }
    if place:
        assert (place.others, place.is_all) == (known - 1, not unknown and not small)


PLACES = {
    (1.0, 0.0, 6, True): "more than in all 6 other {areas}",
    (0.0, 1.0, 6, True): "less than in all 6 other {areas}",
    (5 / 6, 1 / 6, 6, True): "more than in 5 of the 6 other {areas}",
    (1 / 9, 8 / 9, 9, False): "less than in 8 of the 9 other {areas} that can be compared",
    (1.0, 0.0, 10, True): "more than in nearly all {areas}",
    (0.0, 0.96, 50, False): "less than in nearly all {areas} that can be compared",
    (0.74, 0.26, 50, True): "more than in 7 of every 10 {areas}",
    (0.1, 0.9, 50, False): "less than in 9 of every 10 {areas} that can be compared",
}


@pytest.mark.parametrize("case", PLACES)
@pytest.mark.parametrize("level", among.AREAS)
def test_a_summary_counts_no_areas_that_are_not_compared(monkeypatch, sample_release, case, level):
    below, above, others, is_all = case
    place = Place(below, above, 3.0, others, is_all)
    area = {"wijk": "WK003428", "buurt": "BU00340101", "municipality": "GM0034"}.get(
        level, "SD0034-almere-haven"
    )
    monkeypatch.setattr(bands, "place", lambda _f, name, *_at: place if name == SHARE else None)
    told = " ".join(summary.told("en", figures.around(area), area, ON))
    assert f", {PLACES[case].format(areas=among.AREAS[level])}." in told


@pytest.mark.parametrize(
    ("is_all", "told"),
    [(True, "die van de meeste wijken."), (False, "de meeste wijken die te vergelijken zijn.")],
)
def test_what_is_usual_is_of_those_compared_too(monkeypatch, sample_release, is_all, told):
    place = Place(0.5, 0.5, 0.0, 50, is_all)
    monkeypatch.setattr(bands, "place", lambda *_at: place)
    area = "WK003428"
    assert told in " ".join(summary.told("nl", figures.around(area), area, ON))
