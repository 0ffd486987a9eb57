"""Rows are in the order of what is seen, in the language of the file, also a part at a time."""

import pytest

from wijkeconomie.view import letters, words
from wijkeconomie.view.exports import columns, rows, selection

CELLS = {"area": ["GM0034"], "year": ["2025"], "size_class": ["*"], "premises": ["*"]}


def plain(texts: list) -> list[str]:
    return [letters.plain(text) for text in texts]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize(
    ("table", "given", "name"),
    [
        ("activity", CELLS, "sector_name"),
        ("place", {}, "category_name"),
        ("claim", {}, "statement"),
        ("practice", {}, "themes_name"),
        ("factor_definition", {}, "title"),
    ],
)
def test_words_are_in_the_order_of_their_language(sample_release, lang, table, given, name):
    asked = {**given, "lang": [lang]}
    up = rows.frame(selection.parse(table, asked | {"sort": [name]}))
    told = up[name].dropna().tolist()
    assert len(set(told)) > 2
    assert plain(told) == sorted(plain(told))
    assert not up[name].isna().to_numpy()[: len(told)].any()
    down = rows.frame(selection.parse(table, asked | {"sort": [f"-{name}"]}))
    assert plain(down[name].dropna()) == plain(told)[::-1]
    columns = [each for each in up if each != name]
    parts = [
        row
        for start in range(0, len(up), 7)
        for row in rows.frame(
            selection.parse(table, asked | {"sort": [name], "limit": ["7"], "offset": [str(start)]})
        )[columns]
        .astype(str)
        .to_numpy()
        .tolist()
    ]
    assert parts == up[columns].astype(str).to_numpy().tolist()


def test_codes_stay_in_the_order_of_codes(sample_release):
    found = rows.frame(selection.parse("activity", CELLS | {"sort": ["sector"]}))
    assert found["sector"].tolist() == sorted(found["sector"])
    both = rows.frame(selection.parse("activity", CELLS | {"sort": ["sector", "sector_name"]}))
    assert both["sector"].tolist() == found["sector"].tolist()


@pytest.mark.parametrize("table", columns._tables())
def test_every_column_can_be_sorted_by(sample_release, table):
    for column in columns.of(table):
        asked = {"sort": [f"-{column.name}"], "limit": ["3"], "lang": ["en"]}
        found = rows.frame(selection.parse(table, asked))
        assert len(found) == min(3, selection.count(selection.parse(table, {})))
