"""The preview: names first, then figures, so that they are seen without moving sideways."""

import pandas as pd
import pytest

from wijkeconomie.view.exports import columns, rows, selection
from wijkeconomie.view.taking import grid

FIGURES = ["establishments", "jobs", "jobs_full_time", "flag"]
ONE = {"year": ["2025"], "level": ["wijk"], "size_class": ["*"], "premises": ["*"]}
ORDERS = [
    (
        {"area": ["WK003426"]},
        ["year", "sector_name", "size_class_name", "premises_name", *FIGURES],
    ),
    (ONE, ["sector_name", *FIGURES]),
    (ONE | {"sector": ["G"]}, FIGURES),
]


@pytest.mark.parametrize(("given", "first"), ORDERS)
def test_figures_stand_after_what_tells_rows_apart(sample_release, given, first):
    asked = selection.parse("activity", given)
    shown = rows.frame(asked)
    found = grid.ordered(shown, rows.described(asked), is_chosen=False)
    assert found[: len(first) + 1] == ["area_name", *first]
    assert sorted(found) == sorted(shown.columns)


def test_chosen_columns_stay_in_their_order(sample_release):
    asked = selection.parse("activity", ONE | {"columns": ["jobs", "year", "area_code"]})
    found = grid.ordered(rows.frame(asked), rows.described(asked), is_chosen=True)
    assert found == ["jobs", "year", "area_code", "flag"]


@pytest.mark.parametrize("table", columns._tables())
def test_every_column_of_every_table_is_there_once(sample_release, table):
    asked = selection.parse(table, {"limit": ["50"]})
    shown = rows.frame(asked)
    found = grid.ordered(shown, rows.described(asked), is_chosen=False)
    assert sorted(found) == sorted(shown.columns)
    roles = {column.name: column.role for column in columns.of(table)}
    if "measure" in roles.values():
        assert [roles[name] for name in found].index("measure") <= 6


def test_an_empty_table_has_an_order(sample_release):
    described = rows.described(selection.parse("activity", {}))
    shown = pd.DataFrame(columns=[column.name for column in described])
    assert len(grid.ordered(shown, described, is_chosen=False)) == len(described)
