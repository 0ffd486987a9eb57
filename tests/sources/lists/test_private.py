"""What must stay private is never published because of how a list says so."""

import json

import geopandas as gpd
import openpyxl
import pytest
import shapely

from tests.sources.lists.made import X, Y, city, initiatives, invoke, listed, mapping, read
from wijkeconomie.errors import Refused
from wijkeconomie.sources import keeping
from wijkeconomie.sources.lists import private

__all__ = ["city"]

WITHDRAWN = [
    "toestemming ingetrokken",
    "Toestemming ingetrokken op",
    "consent withdrawn",
    "revoked",
    "bezwaar tegen publicatie",
    "objection",
    "geweigerd",
    "refused",
]
MEANT = """privé;Private;vertrouwelijk;afgeschermd;publiceren;OpenbaarJN;Woonfunctie;besloten;geheim
dwelling;residential;confidential;mag niet op kaart getoond;avg status;GDPR;thuisadresje;zichtbaar
access;ja;nee;verborgen;nietopenbaar""".replace("\n", ";").split(";")
OTHER = """Openbaar vervoer;Home page;woonplaats;Openbare ruimte;secretariaat;gemiddelde avgas
publicatiedatum;Opmerking;toegankelijkheid;objectnummer;woningcorporatie""".replace("\n", ";")


def site_list(folder, rows):
    path = listed(folder, rows, "panden.csv")
    path.write_text(path.read_text().replace(";categorie", ";opmerking", 1))
    return path


LISTS = {"places": listed, "sites": site_list, "initiatives": initiatives}


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("heading", WITHDRAWN)
def test_consent_that_was_taken_back_is_no_consent(city, kind, heading):
    with pytest.raises(Refused, match="took consent back"):
        read(LISTS[kind](city, [{heading: "ja"}, {heading: ""}]), kind)


@pytest.mark.parametrize("heading", ["toestemming niet gegeven", "zonder toestemming"])
def test_a_heading_may_say_no(city, heading):
    with pytest.raises(Refused, match="says the opposite"):
        read(initiatives(city, [{heading: "ja"}]), "initiatives")


@pytest.mark.parametrize("heading", MEANT)
def test_a_column_that_may_tell_what_is_private_is_asked_about(city, heading):
    assert private.is_meant(heading)
    assert not set(read(listed(city, [{heading: ""}])).notes.refused)
    file = listed(city, [{heading: "ja"}, {}])
    with pytest.raises(Refused) as refused:
        read(file)
    assert refused.value.details["column"] == heading
    left = f'unused = [{json.dumps(heading)}]\n[columns]\nname = "naam"'
    assert len(read(file, mapping=mapping(city, left)).rows) == 2


@pytest.mark.parametrize("heading", OTHER.split(";"))
def test_other_columns_are_not_asked_about(city, heading):
    assert read(listed(city, [{heading: "ja"}])).unused == [heading]


@pytest.mark.parametrize("kind", LISTS)
def test_no_kind_of_list_passes_such_a_column_over(city, kind):
    with pytest.raises(Refused, match="seems to tell what is private"):
        read(LISTS[kind](city, [{"geheimhouding": "ja"}]), kind)


def test_a_column_without_a_heading_beside_it_is_asked_about(city):
    file = listed(city, [{"openbaar": "", "leeg": "x"}])
    file.write_text(file.read_text().replace("leeg", "", 1))
    with pytest.raises(Refused, match="seems to tell"):
        read(file)


def nested(folder, told: list):
    rows = [{"naam": f"Plek {i}", "categorie": "cafe", "meer": each} for i, each in enumerate(told)]
    points = [shapely.Point(X, Y + i) for i in range(len(rows))]
    near = gpd.GeoSeries(points, crs=28992).to_crs(4326)
    features = [
        {"type": "Feature", "properties": row, "geometry": shapely.geometry.mapping(point)}
        for row, point in zip(rows, near, strict=True)
    ]
    file = folder / "hubs.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ([{"openbaar": "nee"}, {"openbaar": "ja"}], ["Plek 1"]),
        ([{"openbaar": False}, {}], ["Plek 1"]),
        ([{"meer": {"woonhuis": True}}, "los"], ["Plek 1"]),
        ([{"capaciteit": 40}, {"sinds": 2020}], ["Plek 0", "Plek 1"]),
        ([{"prive": "ja"}, {}], None),
        ([[{"prive": "ja"}], []], None),
        ([[{"openbaar": "nee"}], []], None),
    ],
)
def test_properties_within_others_are_read(city, told, names):
    file = nested(city, told)
    if names is None:
        with pytest.raises(Refused, match="seems to tell"):
            read(file)
    else:
        assert read(file).rows["name"].tolist() == names


HEAD = ["naam", "categorie", "x", "y"]
WORKBOOKS = {
    "answers below": [[*HEAD, "openbaar", None], [None] * 4 + ["ja", "nee"]],
    "answers beside": [[None] * 4 + ["openbaar", None], [*HEAD, "ja", "nee"]],
    "a title above": [["Lijst"], [None] * 4 + ["openbaar", None], [*HEAD, "ja", "nee"]],
}


@pytest.mark.parametrize("what", WORKBOOKS)
def test_headings_of_two_lines_are_refused(city, what):
    book = openpyxl.Workbook()
    for row in WORKBOOKS[what]:
        book.active.append(row)
        if "openbaar" in row:
            line = book.active.max_row
            book.active.merge_cells(start_row=line, end_row=line, start_column=5, end_column=6)
    book.active.append(["Thuis", "coworking", X, Y, None, "x"])
    book.active.append(["Hub", "coworking", X, Y + 1, "x", None])
    book.save(city / "hubs.xlsx")
    with pytest.raises(Refused, match="seems to"):
        read(city / "hubs.xlsx")


@pytest.mark.parametrize("kind", ["places", "sites"])
@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"openbaar": "nee"}, "public_no"),
        ({"woonhuis": "ja"}, "home_private"),
        ({"woonhuis": "ja", "openbaar": "ja"}, None),
        ({"toestemming eigenaar": "nee"}, "consent_none"),
        ({"toestemming": ""}, "consent_none"),
        ({"toestemming": "mondeling"}, "consent_wrong"),
        ({"toestemming": "ja"}, None),
    ],
)
def test_rules_of_places_are_those_of_vacant_spaces(city, kind, cells, told):
    taken = read(LISTS[kind](city, [{"naam": "Plek"}, cells][-1:]), kind)
    assert [r.code for r in taken.notes.refused.values()] == ([told] if told else [])
    assert len(taken.rows) == (told is None)


@pytest.mark.parametrize("until", ["31-02-2020", "eind vorig jaar", "Q1 2020", "2020-13-01"])
def test_consent_until_nobody_knows_when_is_refused(city, until):
    taken = read(initiatives(city, [{}, {"verloopt": until}]), "initiatives")
    assert {n: (r.code, r.value) for n, r in taken.notes.refused.items()} == {
        3: ("expiry_wrong", until)
    }


PUBLIC = [{"openbaar": "ja"}] * 4
CLOSED = {
    "all": [{"openbaar": "nee"}] * 4,
    "most": [{"openbaar": "nee"}] * 3 + PUBLIC[:1],
    "one of them wrong": [{"openbaar": "nee"}] * 3 + [{"openbaar": "ja", "categorie": "kroeg"}],
}


@pytest.mark.parametrize("what", CLOSED)
def test_places_of_which_most_is_withdrawn_are_taken_away(city, what):
    assert invoke("places", listed(city, PUBLIC)).exit_code == 0
    rows, kept = CLOSED[what], sorted(keeping.stored("places")["name"])
    done = invoke("places", listed(city, rows))
    assert ("must stay private" in done.output) or done.exit_code
    left = [f"Plek {i}" for i, row in enumerate(rows) if row["openbaar"] == "ja"]
    assert sorted(keeping.stored("places")["name"]) == [name for name in kept if name in left]
    assert f": {4 - len(left)}." in done.output


def test_consent_that_most_take_back_is_taken_away(city):
    first = initiatives(city, [{"id": i} for i in range(3)])
    assert invoke("initiatives", first).exit_code == 0
    again = [{"id": i, "toestemming": "nee" if i else "ja"} for i in range(3)]
    assert invoke("initiatives", initiatives(city, again)).exit_code == 0
    assert keeping.stored("initiatives")["initiative_id"].tolist() == ["initiatieven-0"]


@pytest.mark.parametrize("number", [{}, {"id": "7"}])
def test_a_private_row_sent_in_alone_takes_away_what_was_kept_of_it(city, number):
    assert invoke("places", listed(city, [{}, {}, number | {"openbaar": "ja"}])).exit_code == 0
    mark = {"row_number": "4", "reason": "x", "refused_from": "wijkeconomie hubs"}
    row = mark | number | {"naam": "Plek 2", "y": Y + 2, "openbaar": "nee"}
    file = listed(city, [row], "nog eens.csv")
    assert "nothing is changed" in invoke("places", file, "--check").output
    assert len(keeping.stored("places")) == 3
    done = invoke("places", file)
    assert done.exit_code == 0, done.output
    assert "taken away from what was kept, as they must stay private: 1." in done.output
    assert sorted(keeping.stored("places")["name"]) == ["Plek 0", "Plek 1"]
