"""Rows as plain Python: the same as frames have, and of many areas what each has alone."""

import pandas as pd
import pytest

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import query, records

ASKED = {
    "area_features": {"areas": ["WK003401", "WK003402"]},
    "factor_parts": {"municipality": "GM0034", "year": 2025},
    "table_factor": {"area": ["GM0034"]},
    "group_of_area": {"area": "WK003402"},
}


@pytest.mark.parametrize("name", ASKED)
def test_rows_are_those_of_frames(sample_release, name):
    found, frame = records.of(name, **ASKED[name]), query.run(name, **ASKED[name])
    assert found
    assert list(found[0]) == list(frame)
    plain = pd.DataFrame(found).astype(object)
    for column in frame:
        for one, other in zip(plain[column], frame[column], strict=True):
            assert (pd.isna(one) and pd.isna(other)) or one == other or one == other.date()


def test_a_query_that_does_not_exist_is_refused(sample_release):
    with pytest.raises(UnknownName):
        records.of("nothing")


@pytest.mark.parametrize("dimension", ["sector", "size_class", "premises"])
def test_a_breakdown_of_a_municipality_holds_that_of_each_area(sample_release, dimension):
    asked = {"year": 2025, "dimension": dimension}
    every = query.run("breakdown", municipality="GM0034", **asked)
    assert every["area_code"].nunique() > 200
    for area in ("GM0034", "WK003426", "BU00343102"):
        alone = query.run("breakdown", area=area, **asked)
        same = every[every["area_code"] == area].reset_index(drop=True)
        pd.testing.assert_frame_equal(same, alone)
