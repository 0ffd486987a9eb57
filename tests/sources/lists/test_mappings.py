"""Columns and codes of lists that a mapping names."""

import pytest

from tests.sources.lists.made import X, Y, city, listed, mapping, read
from wijkeconomie.errors import Refused

__all__ = ["city"]


def test_a_mapping_names_columns_and_codes(city):
    file = city / "own.csv"
    file.write_text(f"Wat;Hoe;Oost-west;Noord-zuid;Mag\nHub;WP;{X};{Y};9\n")
    columns = 'name="Wat"\ncategory="Hoe"\nx="Oost-west"\ny="Noord-zuid"\npublic="Mag"'
    text = f'[columns]\n{columns}\n[values.category]\nWP="makerspace"\n[values.public]\n9="yes"'
    assert read(file, mapping=mapping(city, text)).rows.iloc[0]["category"] == "makerspace"


@pytest.mark.parametrize(
    ("word", "category"),
    [("Overig", "other"), ("broedplaats", "creative_incubator"), ("makerspace", "makerspace")],
)
def test_a_mapping_may_tell_a_category_in_words(city, word, category):
    text = f'[columns]\nname="naam"\n[values.category]\nWP="{word}"\n[values.public]\n9="ja"'
    taken = read(listed(city, [{"categorie": "WP"}]), mapping=mapping(city, text))
    assert taken.rows["category"].tolist() == [category]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "is no TOML"),
        ("", "has no lines under"),
        ('[columns]\nsbi_code="x"', "'sbi_code' is not known here"),
        ('[columns]\nname="Zoek"', "has no column Zoek"),
        ('[columns]\nname="naam"\ntheme="naam"', "gives column naam to two fields"),
        ('[columns]\nname="naam"\n[values.category]\nA="kroeg"', "'kroeg' is not known here"),
        ('separator="x"\n[columns]\nname="naam"', "'x' is not known here"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(city, text, why):
    with pytest.raises(Refused, match=why):
        read(listed(city, [{}]), mapping=mapping(city, text))
