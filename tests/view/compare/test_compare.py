"""Every figure of a comparison is counted again from the register, with nothing protected."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from tests.view.profile import made
from tests.view.profile.test_figures import COUNTED, Counted, city, inside, register  # noqa: F401
from wijkeconomie import shipped
from wijkeconomie.view import indicators, numbers, query
from wijkeconomie.view.charts import Marks
from wijkeconomie.view.compare import (
    amounts,
    chosen,
    courses,
    mix,
    neighbourhoods,
    pairs,
    quadrant,
    sets,
    side,
    spread,
    taken,
)
from wijkeconomie.view.exports import selection
from wijkeconomie.view.profile import bands

CITY, OTHER = "GM9999", "GM9998"
AREAS = ["WK999901", "BU99990202", "BU99990203", CITY, OTHER]
RATIOS = sorted(set(COUNTED) - set(bands.COUNTS))
YEAR = 2024


@pytest.fixture
def known(register):  # noqa: F811
    return indicators.from_rows(query.run("indicators"))


@pytest.fixture
def every_ratio_counts(monkeypatch):
    """Buurten of the made city have fewer establishments than a ratio takes to be compared."""
    monkeypatch.setattr(bands, "COUNTED_FROM", 0)


def counted(register, name: str, area: str, year: int = YEAR) -> float:  # noqa: F811
    return float(COUNTED[name](Counted(register, area, year)))


@pytest.mark.parametrize("area", AREAS)
def test_the_table_writes_what_was_counted(register, known, area):  # noqa: F811
    rows = side.rows("en", known, AREAS, YEAR)
    assert [row.indicator for row in rows] == list(amounts.INDICATORS)
    assert {row.indicator for row in rows} == set(COUNTED)
    for row in rows:
        indicator, value = known[row.indicator], counted(register, row.indicator, area)
        if np.isnan(value):
            assert row.states[area] in ("unknown", "not_applicable"), row
        elif value == 0:
            zero = numbers.number("en", 0, indicator.decimals)
            assert row.texts[area].removesuffix("%") == zero, row
        else:
            written = numbers.number("en", abs(value), indicator.decimals)
            assert row.texts[area].lstrip("+\N{MINUS SIGN}").removesuffix("%") == written, row
        assert row.definition == indicator.definition


def test_the_table_shows_each_text_once_in_its_column(register, known):  # noqa: F811
    names = chosen.names("en", ["WK999901", "WK999902", CITY])
    rows = side.rows("en", known, list(names), YEAR)
    html = side.table("en", rows, names, CITY)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in html.split("<tr>")[2:]]
    assert cells == [[row.texts[code] for code in names] for row in rows]
    assert side.beside(["WK999901", "BU99990202"]) == CITY
    assert side.beside(["WK999901", CITY]) == side.beside(["WK999901", "WK999801"]) == ""


@pytest.mark.parametrize("name", COUNTED)
def test_little_charts_agree_with_the_register(register, known, name):  # noqa: F811
    names, years = chosen.names("en", AREAS), list(made.YEARS)
    told = courses.rows("en", known[name], names, years)
    drawn, table = courses.drawn("en", known[name], told, Marks())
    assert list(drawn) == list(names.values()) == table.columns.tolist()
    scales = {
        json.dumps(each.spec["layer"][-1]["encoding"]["y"]["scale"]) for each in drawn.values()
    }
    assert len(scales) == 1
    for area, called in names.items():
        rows = pd.DataFrame(drawn[called].spec["datasets"]["rows"])
        own = rows[rows["is_own"]].set_index("year")["value"].astype(float)
        expected = [counted(register, name, area, year) for year in years]
        assert own.tolist() == pytest.approx(expected, nan_ok=True)


def percentile(values: list[float], part: float) -> float:
    """By hand: linear between the two nearest."""
    ordered, place = sorted(values), part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


@pytest.mark.parametrize("name", COUNTED)
def test_spread_is_counted_again(register, known, every_ratio_counts, name):  # noqa: F811
    """Among the buurten with a figure in all years in which five have one."""
    found = spread.by_year(known[name], CITY, list(made.YEARS))
    rows = found.rows.set_index("year")
    every = pd.DataFrame(
        [[counted(register, name, area, year) for area in made.BUURTEN] for year in made.YEARS],
        index=pd.Index(made.YEARS),
        columns=pd.Index(made.BUURTEN),
    )
    told = every[every.notna().sum(axis=1) >= 5].dropna(axis=1)
    assert found.codes == set(told)
    assert found.there == len(made.BUURTEN)
    for year in made.YEARS:
        row = rows.loc[year]
        values = told.loc[year].tolist() if year in told.index else []
        assert row["areas"] == len(values)
        assert row["left_out"] == len(made.BUURTEN) - len(values)
        if len(values) < spread.LEAST:
            assert np.isnan(row["spread"])
            continue
        low, middle, high = (percentile(values, part) for part in (0.1, 0.5, 0.9))
        assert row[["p10", "p50", "p90"]].tolist() == pytest.approx([low, middle, high])
        if name == "growth":
            assert row["spread"] == pytest.approx(high - low)
        elif low > 0:
            assert row["spread"] == pytest.approx(high / low)
        else:
            assert np.isnan(row["spread"])


def test_ratios_of_few_establishments_are_left_out_and_told(register, known):  # noqa: F811
    share = known["share_home"]
    left_out = spread.left_out(share, CITY, YEAR, spread.by_year(share, CITY, [YEAR]))
    few = [a for a in made.BUURTEN if counted(register, "establishments", a) < bands.COUNTED_FROM]
    assert sum(map(len, left_out.values())) >= len(few) > 0
    assert len(left_out["small"]) == len(few)
    assert str(len(few)) in pairs.told_left_out("en", left_out)


def shares(register, area: str) -> "pd.Series[float]":  # noqa: F811
    rows = inside(register[register["year"] == YEAR], area)
    return rows["sector"].value_counts(normalize=True) * 100


@pytest.mark.parametrize(("one", "other"), [("WK999901", "WK999902"), ("BU99990101", CITY)])
def test_sectors_of_two_areas_are_counted_again(register, known, one, other):  # noqa: F811
    found = mix.compared(one, other, YEAR)
    both = [shares(register, area).reindex(found.rows.index).fillna(0) for area in (one, other)]
    assert found.rows["one"].tolist() == pytest.approx(both[0].tolist())
    assert found.rows["difference"].tolist() == pytest.approx((both[0] - both[1]).tolist())
    assert found.overlap == pytest.approx(sum(map(min, zip(*both, strict=True))))
    drawn = mix.drawn("en", found, ("Here", "There"))
    assert f"{found.overlap:.0f}%" in drawn.words
    most = (both[0] - both[1]).max()
    assert numbers.signed("en", float(most), 1) in drawn.words


@pytest.mark.parametrize(
    ("x", "y"), [("jobs", "establishments"), ("share_home", "function_mix"), ("growth", "jobs")]
)
def test_dots_are_counted_again(register, known, every_ratio_counts, x, y):  # noqa: F811
    found = amounts.of_level("buurt", ["BU99990101"], YEAR)
    rows, left_out = pairs.dots(found, x, y, {"BU99990101": "Here"})
    expected = {
        area: (counted(register, x, area), counted(register, y, area)) for area in made.BUURTEN
    }
    told = {area: pair for area, pair in expected.items() if not np.isnan(pair).any()}
    assert set(rows.index) == set(told)
    for area, pair in told.items():
        assert rows.loc[area, ["x", "y"]].tolist() == pytest.approx(list(pair))
    assert sum(map(len, left_out.values())) == len(expected) - len(told)
    assert rows[rows["is_chosen"]]["name"].tolist() == ["Here"]
    drawn = pairs.scatter("en", rows, known[x], known[y])
    assert len(drawn.table) == len(rows) == len(drawn.spec["datasets"]["rows"])
    assert "Here" in drawn.words


def test_quadrants_are_counted_again(register, known, every_ratio_counts):  # noqa: F811
    found = amounts.of_level("buurt", ["BU99990101"], YEAR)
    names = {area: area for area in made.BUURTEN}
    rows, usual = quadrant.parts("en", pairs.dots(found, quadrant.X, quadrant.Y, names)[0])
    mixed = {a: counted(register, "diversity", a) for a in rows.index}
    strong = {a: counted(register, "specialisation", a) for a in rows.index}
    assert usual["x"] == pytest.approx(np.median(list(mixed.values())))
    assert usual["y"] == pytest.approx(np.median(list(strong.values())))
    for area, where in rows["where"].items():
        pair = strong[area] >= usual["y"], mixed[area] >= usual["x"]
        assert where == quadrant.PARTS[pair]
        sector, quotient = quadrant.strongest(str(area), YEAR)
        assert quotient == pytest.approx(strong[area])
        assert quotient == pytest.approx(Counted(register, str(area), YEAR).quotients()[sector])
    drawn = quadrant.drawn("en", rows, usual, known)
    assert drawn.table["Where in the chart"].isin(quadrant.PARTS.values()).all()


def test_areas_are_read_and_begun_with(register):  # noqa: F811
    assert chosen.read("WK999901,XX,WK999901,BU99990101") == (["WK999901", "BU99990101"], ["XX"])
    many = [*made.BUURTEN, made.OTHER]
    assert chosen.read(",".join(many)) == (many[:6], [many[6]])
    assert chosen.begun(many[:2]) == many[:2]
    assert chosen.begun(["WK999901"]) == ["WK999901", "WK999902"]
    assert chosen.begun([]) == [OTHER, CITY]
    for each in sets.around("en", "BU99990101"):
        assert chosen.LEAST <= len(each.areas) <= chosen.MOST
        assert chosen.read(",".join(each.areas))[1] == []


def test_names_that_are_alike_are_told_apart(register):  # noqa: F811
    names = chosen.names("en", ["BU99990101", made.OTHER, CITY])
    assert names == {
        "BU99990101": "Buurt 0 (Vierkantstad)",
        made.OTHER: "Buurt 6 (Elders)",
        CITY: "Vierkantstad",
    }


def test_what_is_taken_holds_the_cells_behind_each_figure(register, known):  # noqa: F811
    """Each filter is one the table has, with values that are allowed."""
    every = [
        *taken.of_areas(AREAS, [2024, 2019]),
        *taken.of_level("buurt", [CITY], [known[n] for n in amounts.INDICATORS], [YEAR]),
    ]
    for each in every:
        assert selection.count(selection.parse(each.table, each.given)) > 0, each


def test_neighbourhoods_are_found_among_all_wijken_of_2022(shared):
    """The codes that ship are those of real wijken of that name in that municipality."""
    features = json.loads(shared("geo/nederland_wijken_2022.geojson").read_text())["features"]
    wijken = pd.DataFrame([each["properties"] for each in features]).set_index("code")
    for row in shipped.rows("mkb_neighbourhoods"):
        own = wijken[wijken.index.str[2:6] == row["municipality_code"][2:]].assign(level="wijk")
        assert len(own) > 1, row
        spellings = [row["name"], *filter(None, row["also_written"].split("|"))]
        found = neighbourhoods.matched(own, spellings)
        assert "|".join(found) == row["codes_2022"], row
        assert "|".join(own.loc[found, "name"]) == row["names_2022"], row


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ({"WK1": ("wijk", "Wijk 03 Présikhaaf-West"), "BU1": ("buurt", "Presikhaaf I")}, ["WK1"]),
        ({"WK1": ("wijk", "Noord"), "BU1": ("buurt", "PRESIKHAAF I")}, ["BU1"]),
        ({"BU1": ("buurt", "Presikhaaf I"), "BU2": ("buurt", "Presikhaaf II")}, ["BU1", "BU2"]),
        ({"WK1": ("wijk", "Presikhavense buurt")}, []),
    ],
)
def test_neighbourhoods_are_found_by_all_words_of_their_name(names, found):
    areas = pd.DataFrame.from_dict(names, orient="index", columns=["level", "name"])
    assert neighbourhoods.matched(areas, ["Presikhaaf"]) == found


def test_themes_are_measured_by_figures_there_are_or_say_what_is_needed(known):
    themes = neighbourhoods.themes()
    assert len(themes) == 8
    for theme in themes:
        assert set(theme.indicators) <= set(known)
        assert bool(theme.needed) != bool(theme.indicators)
