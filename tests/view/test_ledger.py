"""Every claim is judged right on made cities of which the truth is counted by hand."""

from datetime import date

import pandas as pd
import pytest

from tests import cities
from wijkeconomie import settings, shipped
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas, keeping
from wijkeconomie.sources.lists import reading
from wijkeconomie.view import ledger, ledger_breaks, ledger_words, query, words
from wijkeconomie.view.ledger import Asked, Judged

CLAIMS = {row["claim_id"]: row for row in shipped.rows("claims")}
Y = cities.Y + 500
# Twelve buurten of 1,000 inhabitants in a row; the last is a business park. Per date and buurt:
# how many, sector, full-time workers, use of the building.
HOME, OFFICE = "woonfunctie", "kantoorfunctie"
SCHOOLS = [(k, 1, "8520", 100, "onderwijsfunctie") for k in range(1, 12)]
PARK = [(12, 1, "6201", 45_000, OFFICE), (12, 3, "2511", 1, OFFICE), (12, 1, "2511", 50, OFFICE)]
BEARS_OUT = {
    2023: [
        *((k, 4 if k < 6 else 10, "4711", 1, HOME) for k in range(1, 12)),
        (1, 1, "8610", 30_000, OFFICE),
        *SCHOOLS,
        *PARK,
    ],
    2024: [
        *((k, 4 if k < 6 else 20, "4711", 1, HOME) for k in range(1, 12)),
        (1, 1, "8610", 32_500, OFFICE),
        *SCHOOLS,
        *PARK,
    ],
}
MAKERS = [(12, 1, "2511", 1, OFFICE), (12, 3, "2511", 50, OFFICE)]
BELIES = {
    2023: [
        *((k, 10 if k < 6 else 20, "4711", 15, HOME) for k in range(1, 12)),
        (12, 40, "7022", 1, OFFICE),
        *MAKERS,
    ],
    2024: [
        *((k, 10, "4711", 15, HOME) for k in range(1, 12)),
        (12, 10, "7022", 1, OFFICE),
        (12, 60, "5610", 2, OFFICE),
        *MAKERS,
    ],
}
TOO_LITTLE = {2024: [(k, 1, "4711", 1, HOME) for k in (1, 2, 3)]}
# Claim: the figure where it holds, where it does not, and why where too little is known.
TRUTH = {
    "residential_share": (33_740 / 78_793, 1_650 / 1_931, "protected"),
    "residential_jobs": (33_740, 1_650, "protected"),
    "residential_growth": (33_740 / 31_180 - 1, 1_650 / 2_550 - 1, "one_date"),
    "home_premises": (100 * (140 / 157 - 80 / 97), 100 * (110 / 184 - 170 / 214), "one_date"),
    "home_small": (1, 0, "protected"),
    "one_person": (100 * (143 / 157 - 83 / 97), 100 * (11 / 184 - 41 / 214), "one_date"),
    "differences_grow": (21 / 5 / (11 / 5) - 1, 1 / 2 - 1, "one_date"),
    "areas_differ": (21 / 5, 1, "protected"),
    "making_small": (3 / 4, 1 / 4, "protected"),
    "places_needed": (0, 60 / 110, "no_places"),
    "mixing": (100 * 120 / 620, 100 * 150 / 5_150, "protected"),
    "path_dependence": (None, None, "one_date"),
}
NEVER = {"work_elsewhere", "hubs_breed"}


def made(folder, rows, dwellings: int, open_in: range, buurten: int = 12) -> None:
    """A city of some buurten with places in the middle of some."""
    features = [
        cities.feature(
            f"BU003401{k:02}",
            cities.square(k, 0),
            buurtnaam=f"Buurt {k}",
            gemeentenaam="Almere",
            locatietype="business_park" if k == 12 else "residential",
            aantal_inwoners=1_000,
            woningvoorraad=dwellings,
            water="NEE",
        )
        for k in range(1, buurten + 1)
    ]
    file = cities.write(folder / "areas.geojson", cities.collection(*features))
    areas.save(areas.read(file, None, None))
    if open_in:
        told = [
            {"naam": f"Plek {k}", "categorie": "library", "x": middle(k), "y": Y} for k in open_in
        ]
        pd.DataFrame(told).to_csv(folder / "plekken.csv", index=False)
        keeping.keep("places", "own", reading.read(folder / "plekken.csv", "places", "own").rows)
    lines, serial = [], 0
    for year, groups in rows.items():
        for k, count, sbi, full, use in groups:
            told = {"sbi": sbi, "full": full, "use": use, "x": middle(k), "y": Y}
            told |= {"date": f"{year}-04-01", "municipality": "0034"}
            lines += [cities.row(serial + each, **told) for each in range(1, count + 1)]
            serial += count
    importing.import_file(cities.register_file(folder, lines), "lisa")


def middle(k: int) -> int:
    return cities.X + k * cities.SIDE + 500


def bears_out(folder):
    made(folder, BEARS_OUT, 500, range(12, 13))
    publish.publish("internal", lambda _step: None)


def belies(folder):
    made(folder, BELIES, 5_000, range(1, 7))
    publish.publish("internal", lambda _step: None)


def tells_too_little(folder):
    made(folder, TOO_LITTLE, 500, range(0), buurten=4)
    publish.publish("public", lambda _step: None)


def judged(year: int = 2024, area: str = "GM0034", **definitions) -> dict:
    asked = Asked(area, "Almere", year, **definitions)
    found = ledger.judge_all(query.run("claims"), asked)
    return {each.claim["claim_id"]: each for each in found}


def test_the_truth_of_every_claim_is_told_here():
    assert set(TRUTH) | NEVER == set(CLAIMS)
    assert {name for name, row in CLAIMS.items() if not row["query"]} == NEVER
    assert len(CLAIMS) >= 9


@pytest.mark.parametrize(("city", "place"), [(bears_out, 0), (belies, 1)])
def test_claims_are_judged_by_what_is_true(empty_folder, prepared, city, place):
    prepared(city)
    with query.reading("internal"):
        found = judged()
        for name, truth in TRUTH.items():
            if truth[place] is not None:
                assert found[name].value == pytest.approx(truth[place]), name
        wanted = ["holds", "fails"][place]
        assert {n: each.outcome for n, each in found.items()} == (
            dict.fromkeys(TRUTH, wanted) | dict.fromkeys(NEVER, "untestable")
        )
        for lang in words.LANGUAGES:
            for each in found.values():
                assert ledger_words.sentence(lang, each)
                assert "{" not in ledger_words.sentence(lang, each)
        assert (
            found["residential_share"].value
            == judged(concept="jobs_full_time")["residential_share"].value
        )
        by_count = judged(concept="establishments")
        assert by_count["residential_jobs"].doubt == "unlike"
        expected = 152 / 157 if place == 0 else 110 / 184
        assert by_count["residential_share"].value == pytest.approx(expected)
        assert judged(size="one")["home_small"].value == (1 if place == 0 else 0)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Almere: of 4 claims 2 hold, 1 does not, 1 cannot be tested"),
        ("nl", "Almere: van 4 claims kloppen er 2, 1 niet, en is er 1 niet te toetsen"),
    ],
)
def test_the_title_counts_outcomes(lang, told):
    outcomes = ("holds", "fails", "holds", "untestable")
    found = [Judged({}, Asked("GM0034", "Almere", 2025), each) for each in outcomes]
    assert ledger_words.title(lang, found, "Almere") == told


@pytest.mark.parametrize(
    ("concept", "counted"),
    [("jobs", "banen"), ("jobs_full_time", "voltijdbanen"), ("establishments", "vestigingen")],
)
def test_the_reading_follows_what_is_counted(sample_release, concept, counted):
    found = judged(2025, concept=concept)
    for name, each in found.items():
        told = ledger_words.reading("nl", each)
        is_chosen = "concept" in CLAIMS[name]["switches"]
        assert told.endswith(f"Hier geteld: {counted}.") == is_chosen, name
        assert "lezen dat als banen" not in told


CROSSED = {
    "residential_growth": ["jobs"],
    "home_premises": [],
    "one_person": ["jobs"],
    "differences_grow": [],
    "path_dependence": ["sbi"],
}


def test_breaks_between_the_years_of_a_claim_are_told(empty_folder, prepared):
    """As if SBI and the way jobs are known changed after the first year, and before it too."""
    prepared(bears_out)
    kinds = (("sbi", "2025"), ("jobs", "estimated"))
    rows = [("*", year, kind, "2008", after) for year in (2023, 2024) for kind, after in kinds]
    breaks = pd.DataFrame(rows, columns=["area_code", "year", "kind", "before", "after"])
    with query.reading("internal"):
        found = judged()
        growth = judged(concept="establishments")["residential_growth"]
    assert {name for name, each in found.items() if "since_year" in each.figures} == set(CROSSED)
    for name, each in found.items():
        crossed = ledger_breaks.crossed(each, breaks)
        assert crossed["kind"].tolist() == CROSSED.get(name, [])
        assert set(crossed["year"]) <= {2024}
        assert bool(ledger_breaks.told("nl", each, breaks)) is bool(len(crossed))
    assert ledger_breaks.crossed(growth, breaks).empty


def test_what_cannot_be_known_is_not_judged(empty_folder, prepared):
    prepared(tells_too_little)
    found = judged()
    assert {name: each.outcome for name, each in found.items()} == dict.fromkeys(
        CLAIMS, "untestable"
    )
    assert {name: found[name].doubt for name in TRUTH} == {n: t[2] for n, t in TRUTH.items()}
    assert all(each.value is None for each in found.values())
    assert all(ledger_words.sentence("nl", each) for each in found.values())


def test_a_figure_of_one_city_is_not_asked_of_another():
    claim = dict(CLAIMS["residential_jobs"], is_local=True)
    told = ledger.judge(claim, Asked("GM9999", "Vierkantstad", 2024))
    assert (told.outcome, told.doubt) == ("untestable", "elsewhere")
    assert "Almere" in ledger_words.sentence("nl", told)
    assert "Vierkantstad" in ledger_words.about("nl", told)


@pytest.mark.parametrize(
    ("rule", "outcomes"),
    [
        (("near", 0.43, 0.02), {0.40: "fails", 0.41: "holds", 0.45: "holds", 0.46: "fails"}),
        (("above", 0.5, 0), {0.49: "fails", 0.5: "fails", 0.51: "holds"}),
        (("below", 0.5, 0), {0.49: "holds", 0.5: "fails", 0.51: "fails"}),
        (("above", 0, 2), {-3: "fails", -2: "untestable", 2: "untestable", 3: "holds"}),
        (("below", 0, 2), {-3: "holds", 0: "untestable", 3: "fails"}),
    ],
)
def test_the_rule_of_judgement(rule, outcomes):
    assert {value: ledger.decide(value, *rule) for value in outcomes} == outcomes


@pytest.mark.parametrize("row", CLAIMS.values(), ids=CLAIMS)
def test_each_claim_is_whole(row):
    """It has a quote or our words, a source, a reading; and a rule with a query, or why not."""
    assert row["quote"] or row["statement"]
    assert row["reading"]
    assert row["source_id"] in {each["source_id"] for each in shipped.rows("sources")}
    assert bool(row["figure"]) == bool(row["quote"])
    if row["claim_id"] in NEVER:
        assert row["untestable"]
        assert not any(row[name] for name in ("query", "judged", "told"))
        return
    assert (settings.QUERIES / "read" / f"{row['query']}.sql").exists()
    assert row["judged"] in words.codes("judged")
    assert float(row["tolerance"]) >= 0
    switches = set(row["switches"].split())
    assert switches == query.parameters(row["query"]) - {"area", "year"}
    assert switches <= set(ledger.SWITCHES)
    assert row["unit"] in words.codes("claim_unit")


def test_the_sample_bears_the_first_claim_out_in_its_first_year(sample_release):
    first = query.release().years[-1]
    assert judged(first)["residential_share"].outcome == "holds"
    ways = ledger.by_definition(judged(first)["residential_share"], query.run, ["area", "sites"])
    assert len(ways) == 6
    table = ledger_words.table("nl", ways)
    assert table.shape == (6, 2)
    assert date.fromisoformat(query.release().reference_dates[0]).year == first
