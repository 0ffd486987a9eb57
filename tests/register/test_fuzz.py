"""A few of the spoilt files of ``tests.register.fuzz``, the same ones each time."""

import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register import fuzz
from wijkeconomie import formulas

SEEDS = range(20_000, 20_040)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("fuzz")
    with fuzz.prepared(place), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield place


def test_spoilt_files_are_taken_or_refused(folder):
    found = {fuzz.attempt(seed, folder) for seed in SEEDS}
    assert {told.split()[0] for told in found} >= {
        kind.__name__ for kind in (fuzz.csv_file, fuzz.xlsx_file, fuzz.json_file)
    }
    assert {told.split()[1] for told in found} == {"taken", "refused"}


@given(st.lists(st.text(alphabet="'=+-@\t\rab＝ \u200b\ufeff", max_size=6), min_size=1))
def test_what_is_made_harmless_comes_back_unchanged(texts):
    written = pd.Series(texts, dtype="string")
    safe = formulas.neutral(written)
    assert (
        not safe.str.lstrip("'")
        .where(safe.str[:1] != "'", "")
        .str.match("[ \u200b\ufeff]*[=+@\t\r＝-]")
        .any()
    )
    assert formulas.restored(safe).tolist() == texts
