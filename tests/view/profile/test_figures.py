"""Every figure of a profile is counted again from the register, with nothing protected."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.conftest import environment, make_secret
from tests.view.profile import made
from wijkeconomie.view import atlas, charts, indicators, numbers, query, similar
from wijkeconomie.view.profile import alike, course, figures, formulas, kpis, makeup
from wijkeconomie.view.profile.figures import Figures

CITY, OTHER = "GM9999", "GM9998"
AREAS = [CITY, OTHER, "WK999901", "WK999902", "WK999801", *made.BUURTEN, made.OTHER]
WORK_SITES = ("business_park", "centre", "office")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The register of the made city in use."""
    folder, files = (tmp_path_factory.mktemp(name) for name in ("city", "files"))
    with environment(WIJKECONOMIE_DATA=folder, WIJKECONOMIE_SECRET_FILE=make_secret(files)):
        made.make(files)
        yield made.register()


@pytest.fixture
def register(city):
    """The same while its internal edition is read."""
    with query.reading("internal"):
        yield city


def inside(rows: pd.DataFrame, area: str) -> pd.DataFrame:
    column = {"GM": "municipality_code", "WK": "wijk_code", "BU": "buurt_code"}[area[:2]]
    return rows[rows[column] == area]


class Counted:
    """What an area holds in a year by the register, and what is known of it."""

    def __init__(self, register: pd.DataFrame, area: str, year: int) -> None:
        self.register, self.area, self.year = register, area, year
        self.rows = inside(register[register["year"] == year], area)
        in_area = [c for c in [*made.BUURTEN, made.OTHER] if c[2:].startswith(area[2:])]
        columns = [[*made.BUURTEN, made.OTHER].index(c) for c in in_area]
        self.people = sum(90 if c == 5 else 400 + 100 * c for c in columns)
        self.dwellings = sum(0 if c == 5 else 200 + 50 * c for c in columns)

    @property
    def reference(self) -> pd.DataFrame:
        """What its sectors are compared with: the municipality, or all other ones."""
        now = self.register[self.register["year"] == self.year]
        if self.area[:2] == "GM":
            return now[now["municipality_code"] != self.area]
        return inside(now, "GM" + self.area[2:6])

    def share(self, chosen: pd.Series) -> float:
        return 100 * chosen.mean() if len(self.rows) else np.nan

    def quotients(self) -> "pd.Series[float]":
        own, whole = (r.groupby("sector")["jobs"].sum() for r in (self.rows, self.reference))
        return (own / own.sum()) / (whole / whole.sum())


def growth(now: Counted) -> float:
    before = len(Counted(now.register, now.area, now.year - 5).rows)
    has_then = now.year - 5 in set(now.register["year"])
    return (len(now.rows) / before - 1) * 100 if before and has_then else np.nan


def diversity(now: Counted) -> float:
    if now.rows.empty:
        return np.nan
    p = now.rows["sector"].value_counts(normalize=True)
    return float(-100 * (p * np.log(p)).sum() / np.log(12))


def specialisation(now: Counted) -> float:
    if now.rows.empty:
        return np.nan
    jobs = now.rows.groupby("sector")["jobs"].sum()
    return float(now.quotients().reindex(jobs.index)[jobs / jobs.sum() >= 0.05].max())


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else np.nan


def function_mix(now: Counted) -> float:
    jobs = now.rows["jobs"].sum()
    return 100 * jobs / (jobs + now.dwellings) if now.dwellings >= 50 else np.nan


def outside_work_sites(rows: pd.DataFrame) -> pd.Series:
    kinds = dict(zip(made.BUURTEN, made.KINDS, strict=True)) | {made.OTHER: "residential"}
    at_site = rows["buurt_code"].map(kinds).isin(WORK_SITES)
    return (rows["jobs_full_time"] < 20) & ~at_site


COUNTED = {
    "establishments": lambda n: len(n.rows),
    "jobs": lambda n: n.rows["jobs"].sum(),
    "growth": growth,
    "share_home": lambda n: n.share(n.rows["premises"] == "home"),
    "share_one": lambda n: n.share(n.rows["jobs"] == 1),
    "share_small": lambda n: n.share(n.rows["jobs_full_time"] < 10),
    "share_wijkeconomie": lambda n: n.share(outside_work_sites(n.rows)),
    "jobs_per_establishment": lambda n: ratio(n.rows["jobs"].sum(), len(n.rows)),
    "per_1000": lambda n: 1000 * len(n.rows) / n.people if n.people >= 100 else np.nan,
    "function_mix": function_mix,
    "diversity": diversity,
    "specialisation": specialisation,
}


def test_every_figure_is_counted_again(register):
    """A figure without a count of its own here fails."""
    found = figures.around(CITY)
    assert set(COUNTED) == set(kpis.KPIS) == set(found.amounts)
    assert set(kpis.KPIS) <= set(indicators.from_rows(query.run("indicators")))
    assert {"GM", "WK", "BU"} == {area[:2] for area in AREAS}
    assert set(atlas.areas().index) == set(AREAS)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("year", made.YEARS)
def test_figures_agree_with_the_register(register, area, year):
    found, counted = figures.around(area), Counted(register, area, year)
    for name, count in COUNTED.items():
        value, state = found.value(name, area, year)
        assert value == pytest.approx(count(counted), nan_ok=True), name
        assert (state in ("value", "zero")) == (not np.isnan(value)), name
        assert state != "protected", name
    mix = found.mix(area, year)
    own = counted.rows.groupby("sector")["jobs"].agg(["size", "sum"]).reindex(mix.index)
    assert mix["establishments"].tolist() == own["size"].fillna(0).tolist()
    assert mix["jobs"].tolist() == own["sum"].fillna(0).tolist()
    there = mix.index[mix["jobs"] > 0]
    expected = counted.quotients()[there] if len(there) else pd.Series(dtype=float)
    np.testing.assert_allclose(mix.loc[there, "lq"], expected)


@pytest.mark.parametrize("area", [CITY, *AREAS[1:3]])
def test_sectors_stand_by_quotient_and_one_is_told_once(register, area):
    found, year = figures.around(area), made.YEARS[-1]
    chart = makeup.quotients("en", found, area, year)
    if chart is None:
        assert found.states.at[(area, year), "specialisation"] == "not_applicable"
        return
    values = drawn(chart)
    known = values.dropna()
    assert known.is_monotonic_decreasing
    assert len(known.unique()) > 1
    assert values.isna().tolist() == sorted(values.isna())
    assert chart.table.columns.tolist() == ["LQ"]
    assert chart.table.index.tolist() == values.index.tolist()


def drawn(chart: charts.Drawn) -> "pd.Series[float]":
    """Values of a chart by year and series, or by label."""
    rows = pd.DataFrame(chart.spec["datasets"]["rows"])
    return rows.set_index([c for c in ("year", "series", "label") if c in rows])["value"]


def premises(register: pd.DataFrame, area: str, found: Figures) -> tuple:
    rows = inside(register, area)
    kinds = {"home": "At home", "business": "Business premises", "unknown": "Premises unknown"}
    counts = {
        (year, title): ((rows["year"] == year) & (rows["premises"] == kind)).sum()
        for year in made.YEARS
        for kind, title in kinds.items()
    }
    return course.premises("en", found, area, charts.Marks()), counts


def small(register: pd.DataFrame, area: str, found: Figures) -> tuple:
    titles = {
        "share_small": "Fewer than 10 full-time",
        "share_one": "One worker",
        "share_wijkeconomie": "Fewer than 20 full-time, outside work sites",
    }
    return course.small("en", found, area, charts.Marks()), _counts(register, area, titles)


def mix(register: pd.DataFrame, area: str, found: Figures) -> tuple:
    titles = {"function_mix": "Function-mix index", "diversity": "Diversity of sectors"}
    return course.mix("en", found, area, charts.Marks()), _counts(register, area, titles)


def _counts(register: pd.DataFrame, area: str, titles: dict[str, str]) -> dict:
    return {
        (year, title): COUNTED[name](Counted(register, area, year))
        for year in made.YEARS
        for name, title in titles.items()
    }


def opened(register: pd.DataFrame, area: str, found: Figures) -> tuple:
    counts = {}
    for year in made.YEARS[1:]:
        now, before = (register[register["year"] == y] for y in (year, year - 1))
        came = (~inside(now, area)["establishment_id"].isin(before["establishment_id"])).sum()
        went = (~inside(before, area)["establishment_id"].isin(now["establishment_id"])).sum()
        counts[year, "Openings"], counts[year, "Closures"] = came, went
        counts[year, "Openings minus closures"] = came - went
    return _flows(area, makeup.OPENED), counts


def moved(register: pd.DataFrame, area: str, found: Figures) -> tuple:
    counts = {}
    for year in made.YEARS[1:]:
        now, before = (register[register["year"] == y] for y in (year, year - 1))
        here, was = (set(inside(r, area)["establishment_id"]) for r in (now, before))
        came = len((here - was) & set(before["establishment_id"]))
        went = len((was - here) & set(now["establishment_id"]))
        counts[year, "Came from elsewhere"], counts[year, "Went elsewhere"] = came, went
        counts[year, "Came minus went"] = came - went
    return _flows(area, makeup.MOVED), counts


def _flows(area: str, titles: dict[str, str]) -> charts.Drawn | None:
    rows = query.run("dynamics_by_year", area=area)
    return makeup.flows("en", rows, titles, charts.Marks())


LINES = {course: [premises, small, mix], makeup: [opened, moved]}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("line", [line for lines in LINES.values() for line in lines])
def test_lines_agree_with_the_register(register, area, line):
    chart, counts = line(register, area, figures.around(area))
    values = drawn(chart)
    assert set(values.index) == set(counts)
    for key, value in values.items():
        assert value == pytest.approx(counts[key], nan_ok=True) or (
            value is None and np.isnan(counts[key])
        ), key


SHARES = {"sector": "sector", "size_class": "size_class", "premises": "premises"}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("dimension", SHARES)
def test_shares_agree_with_the_register(register, area, dimension):
    year = 2024
    chart = makeup.shares(
        "en",
        makeup.rows(area, year, dimension),
        dimension,
        ("", "x"),
    )
    shown = sorted(v for v in drawn(chart).tolist() if v)
    counts = Counted(register, area, year).rows[SHARES[dimension]].value_counts(normalize=True)
    assert shown == pytest.approx(sorted(100 * counts))


@pytest.mark.parametrize("area", AREAS)
def test_cards_write_what_was_counted(register, area):
    """Each as a number of its own, with the municipality's beside it."""
    known = indicators.from_rows(query.run("indicators"))
    found = figures.around(area)
    for kpi in kpis.listed("en", found, known, area, date(2024, 4, 1)):
        counted = COUNTED[kpi.indicator](Counted(register, area, 2024))
        written = numbers.number("en", counted, known[kpi.indicator].decimals) if counted else "0"
        assert kpi.why or kpi.text.lstrip("+").startswith(written), kpi
        assert bool(kpi.beside) == (area[:2] != "GM" and kpi.indicator != "specialisation")
        assert kpi.definition
        assert "1 April 2024" in kpi.source
        assert ("CBS key figures of 2024" in kpi.source) == (kpi.indicator in kpis.OF_CBS)


def test_growth_is_over_the_window(register):
    assert formulas.WINDOW == 5
    assert figures.around(CITY).value("growth", CITY, 2023)[1] == "unknown"


USUAL = [name for name in kpis.KPIS if name != kpis.LQ]
LIKE = [area for area in AREAS if area[:2] == "BU"]


def nearest(area: str) -> list[str]:
    rows = query.run("table_similar_area", area=[area], preset=["all"])
    return rows.sort_values("position")["similar_code"].tolist()


def test_areas_that_are_like_none_have_no_mean(register):
    known = indicators.from_rows(query.run("indicators"))
    for area in AREAS:
        assert alike.codes(area) == nearest(area)
        listed = kpis.listed("en", figures.around(area), known, area, date(2024, 4, 1))
        told = {kpi.indicator for kpi in listed if kpi.similar}
        assert told == (set(USUAL) if area in LIKE else set())


@pytest.mark.parametrize("area", LIKE)
@pytest.mark.parametrize("year", made.YEARS)
def test_means_agree_with_the_register(register, area, year):
    """Of areas of another municipality too, and without those that have no figure."""
    others = alike.of(area, figures.around(area))
    assert any(code[2:6] != area[2:6] for code in others.names) or area == "BU99990203"
    for name in USUAL:
        counts = [COUNTED[name](Counted(register, code, year)) for code in nearest(area)]
        known = [count for count in counts if not np.isnan(count)]
        mean = similar.mean(others.values(name, year).values())
        expected = np.mean(known) if len(known) >= 2 else None
        assert mean.value == pytest.approx(expected), name
        assert (mean.known, mean.left_out) == (len(known), len(counts) - len(known))


def test_it_is_written_like_the_figure_with_who_is_left_out(register):
    known = indicators.from_rows(query.run("indicators"))
    area, year = "BU99990101", 2022
    found = figures.around(area)
    listed = kpis.listed("en", found, known, area, date(year, 4, 1))
    told = {kpi.indicator: kpi.similar for kpi in listed}
    share = told["share_home"]
    empty = atlas.name("BU99990103")
    assert (share.title, share.part) == ("4 similar areas", "4")
    mean = similar.mean(alike.of(area, found).values("share_home", year).values()).value
    assert share.text == indicators.written("en", known["share_home"], mean, "value")
    counted, _dot, left = share.told.partition("Left out")
    assert empty in left
    assert empty not in counted
    assert "Buurt 6 (Elders)" in counted
    assert told["growth"].text == "too few known"
    assert told["growth"].title == "Similar areas"


@pytest.mark.parametrize("area", LIKE)
@pytest.mark.parametrize("dimension", ["sector", "size_class", "premises"])
def test_shares_have_the_mean_beside_them(register, area, dimension):
    year, others = 2024, nearest(area)
    chart = makeup.shares("en", makeup.rows(area, year, dimension), dimension, ("", "x"))
    shown = pd.DataFrame(chart.spec["datasets"]["rows"])["similar"]
    parts = [Counted(register, each, year).rows[dimension] for each in others]
    shares = [rows.value_counts(normalize=True) for rows in parts]
    expected = (100 * pd.concat(shares, axis=1).fillna(0).mean(axis=1)).tolist()
    assert sorted(v for v in shown if v) == pytest.approx(sorted(expected))
    assert chart.table.iloc[:, -1].map(lambda cell: cell.endswith("% (5)")).all()
    assert drawn(chart).size == len(chart.table)
