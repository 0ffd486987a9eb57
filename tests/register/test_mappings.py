"""Columns named by hand: validated, used, and remembered for the next delivery."""

from datetime import date

import pytest

from tests import cities
from tests.register.test_importing import city, good, register
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.register.taking import Options

__all__ = ["city"]
NAMES = {
    "peildatum": "Stand",
    "vestigingsnummer": "Nr.",
    "sbi": "Activiteit code",
    "voltijd": "Groot",
    "deeltijd": "Klein",
    "gemeentecode": "Gem",
    "x": "Oost",
    "y": "Noord",
    "gebruiksdoel": "Pand",
    "afgeschermd": "Geheim?",
}
FIELDS = {
    "reference_date": "Stand",
    "establishment_id": "Nr.",
    "sbi_code": "Activiteit code",
    "full_time": "Groot",
    "part_time": "Klein",
    "municipality_code": "Gem",
    "x": "Oost",
    "y": "Noord",
    "use": "Pand",
    "shielded": "Geheim?",
}


def delivery(folder, rows: list[str], name: str = "own.csv"):
    path = cities.register_file(folder, rows, name)
    text = path.read_text()
    header = ";".join(NAMES.values())
    path.write_text(text.replace(cities.HEADER, header, 1))
    return path


def mapping(folder, fields: dict[str, str], more: str = "", above: str = ""):
    path = folder / "mapping.toml"
    lines = [f'{field} = "{column}"' for field, column in fields.items()]
    path.write_text("\n".join([above, "[columns]", *lines, more]), encoding="utf-8")
    return path


def take(path, mapped=None, **more):
    return importing.import_file(path, "custom", options=Options(mapped, **more))


def test_named_columns_give_what_known_ones_give(city, tmp_path):
    _report, plain = city(*good(3))
    take(delivery(tmp_path, good(3)), mapping(tmp_path, FIELDS))
    assert register() == plain


def test_a_mapping_is_remembered_for_the_same_columns(city, tmp_path):
    report = take(delivery(tmp_path, good(3)), mapping(tmp_path, FIELDS))
    assert report.mapping is None
    (tmp_path / "mapping.toml").unlink()
    again = take(delivery(tmp_path, [cities.row(1, date="2025-04-01")]))
    assert again.mapping is not None
    assert again.mapping.startswith(str(settings.data_dir() / "mappings"))
    assert {row["year"] for row in register()} == {2024, 2025}
    other = cities.register_file(tmp_path, good(1))
    with pytest.raises(Refused, match="No mapping is remembered"):
        take(other)


def test_a_check_remembers_nothing(city, tmp_path):
    take(delivery(tmp_path, good(3)), mapping(tmp_path, FIELDS), is_check=True)
    assert not (settings.data_dir() / "mappings").exists()


def test_a_remembered_mapping_knows_separator_and_encoding(city, tmp_path):
    above = 'separator = "|"\nencoding = "cp1252"'
    path = delivery(tmp_path, good(3))
    text = path.read_text().replace(";", "|").replace("Pand", "Pänd; soort")
    path.write_bytes(text.encode("cp1252"))
    fields = FIELDS | {"use": "Pänd; soort"}
    take(path, mapping(tmp_path, fields, above=above))
    first = register()
    assert take(path).mapping
    assert register() == first


@pytest.mark.parametrize(
    ("changes", "more", "above", "expected"),
    [
        ({"shielded": "G"}, '[values.shielded]\ng = "yes"', "", {"buurt_code": None}),
        ({"shielded": "V"}, '[values.shielded]\nV = "no"', "", {"buurt_code": "BU99990101"}),
        ({"use": "W"}, '[values.use]\nW = "home"', "", {"premises": "home"}),
        ({"use": "B"}, '[values.use]\nB = "business"', "", {"premises": "business"}),
        ({"full": "1.000"}, "", 'decimal = ","', {"jobs": 1000}),
        ({"full": "1,000"}, "", 'decimal = "."', {"jobs": 1000}),
        ({}, "", 'sbi_version = "2025"', {"sbi_version": "2025"}),
    ],
)
def test_own_codes_and_notations(  # noqa: PLR0917
    city, tmp_path, changes, more, above, expected
):
    path = delivery(tmp_path, [cities.row(1, **changes)])
    take(path, mapping(tmp_path, FIELDS, more, above))
    assert {key: register()[0][key] for key in expected} == expected


def test_own_codes_of_size_classes(city, tmp_path):
    fields = {k: v for k, v in FIELDS.items() if k not in ("full_time", "part_time")}
    fields["size_class"] = "Groot"
    path = delivery(tmp_path, [cities.row(1, full="A"), cities.row(2, full="B")])
    more = '[values.size_class]\nA = "2-9"\nB = "100+"'
    take(path, mapping(tmp_path, fields, more))
    assert [row["jobs"] for row in register()] == [5, 150]


BAD = {
    "no toml": ("columns = [", "is no TOML"),
    "not utf-8": (b"\xff\xfe\x00", "is no TOML"),
    "empty": ("", r"no lines under \[columns\]"),
    "unknown table": ("[colums]\na = 'b'", "'colums' is not known"),
    "unknown field": ("[columns]\nsbi = 'Nr.'", "'sbi' is not known"),
    "no text": ("[columns]\nsbi_code = 3", "'3' under"),
    "unknown column": ("[columns]\nsbi_code = 'SBI'", "no column SBI, which the mapping"),
    "used twice": ("[columns]\nsbi_code = 'Nr.'\nx = 'Nr.'", "column Nr. to two"),
    "no number": ("[columns]\nsbi_code = 'Activiteit code'", "no column for establishment_id"),
    "no workers": (
        "[columns]\nsbi_code = 'Activiteit code'\nestablishment_id = 'Nr.'",
        "no column banen",
    ),
    "encoding": ("encoding = 'rot13'\n[columns]\nx='Oost'", "'rot13' is not known"),
    "decimal": ("decimal = ';'\n[columns]\nx='Oost'", "';' is not known"),
    "separator": ("separator = 'tab'\n[columns]\nx='Oost'", "'tab' is not known"),
    "version": ("sbi_version = 1993\n[columns]\nx='Oost'", "'1993' is not known"),
    "values": ("values = 3\n[columns]\nx='Oost'", "'values' is not known"),
    "value field": ("[columns]\nx='Oost'\n[values.x]\na='b'", "'x' is not known"),
    "meaning": ("[columns]\nx='Oost'\n[values.shielded]\na='b'", "'b' is not known"),
    "class": ("[columns]\nx='Oost'\n[values.size_class]\na='veel'", "'veel' is not known"),
    "deep": ("[columns]\nx = " + "[" * 5000, "is no TOML"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_wrong_mapping_is_refused_in_one_sentence(city, tmp_path, kind):
    content, sentence = BAD[kind]
    path = tmp_path / "mapping.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Refused, match=sentence):
        take(delivery(tmp_path, good(2)), path)


def test_a_mapping_goes_with_custom_only(city, tmp_path):
    path = cities.register_file(tmp_path, good(2))
    with pytest.raises(Refused, match="goes with --layout custom"):
        importing.import_file(
            path, "lisa", date(2024, 4, 1), options=Options(mapping(tmp_path, FIELDS))
        )
