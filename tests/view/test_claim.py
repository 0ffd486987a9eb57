"""The claim recomputed, against figures worked out here by hand."""

from datetime import date

import pandas as pd
import pytest

from wijkeconomie.view import claim

NAN = float("nan")
SPACE = "\N{NO-BREAK SPACE}"


def rows(*shares: float) -> pd.DataFrame:
    """One row a year from 2024, of 1,000 jobs."""
    years = range(2024, 2024 + len(shares))
    return pd.DataFrame(
        {
            "year": years,
            "residential_jobs": [share * 1000 for share in shares],
            "jobs": 1000.0,
            "share_jobs": shares,
        }
    )


@pytest.mark.parametrize(
    ("lang", "share", "sentence"),
    [
        ("nl", f"43,0{SPACE}%", "430 van 1.000 banen op 1 april 2024."),
        ("en", "43.0%", "430 of 1,000 jobs on 1 April 2024."),
    ],
)
def test_recomputed(lang, share, sentence):
    told = claim.recompute(lang, rows(0.43), "jobs", date(2024, 4, 1))
    assert told == claim.Recomputed(share, sentence, is_known=True)


@pytest.mark.parametrize("known", [rows(NAN), rows()], ids=["unknown", "no such year"])
def test_what_is_not_known_is_not_claimed(known):
    told = claim.recompute("en", known, "jobs", date(2024, 4, 1))
    assert told.share == "–"
    assert not told.is_known
    assert claim.title("en", told, "jobs", "Baarn") == "The neighbourhood economy of Baarn"


@pytest.mark.parametrize(
    ("shares", "title"),
    [
        ((0.43, 0.481), "The share in residential neighbourhoods rose by 5.1 points since 2024"),
        ((0.43, 0.42), "The share in residential neighbourhoods fell by 1.0 points since 2024"),
        ((0.43, 0.43001), "The share in residential neighbourhoods is the same as in 2024"),
        (
            (NAN, 0.43, 0.44),
            "The share in residential neighbourhoods rose by 1.0 points since 2025",
        ),
        ((0.43,), "Share in residential neighbourhoods"),
        ((NAN, NAN), "Share in residential neighbourhoods"),
    ],
)
def test_the_trend_in_words(shares, title):
    assert claim.trend_title("en", rows(*shares), "jobs") == title


def test_every_rule_has_its_row_of_shares():
    shares = {"share_jobs": [0.43, 0.59], "share_jobs_full_time": [0.4, NAN]}
    known = pd.DataFrame({"rule": ["area", "sites"], "share_establishments": [0.5, 0.6], **shares})
    found = claim.variants("en", known)
    assert found.index.tolist() == ["Type of the area", "Outside work sites and centres"]
    assert found["All jobs"].tolist() == ["43.0%", "59.0%"]
    assert found["Full-time jobs"].tolist() == ["40.0%", "–"]
