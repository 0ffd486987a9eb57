"""The eight MKB neighbourhoods in made cities that carry the codes of the real ones."""

import shutil
from html import escape
from urllib.parse import parse_qs

import pytest

from tests import cities
from tests.conftest import environment, make_secret
from tests.test_pages import opened
from wijkeconomie import shipped
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas
from wijkeconomie.view.compare import chosen, neighbourhoods

ROWS = shipped.rows("mkb_neighbourhoods")
OTHER = "Elders"


def wijken(row: dict[str, str], *, is_there: bool = True) -> dict[str, str]:
    """Wijken of the municipality of one of the eight by code: those that CBS knew in 2022 by code
    and name, else a buurt of its name in a wijk of another; and one that is none of the eight."""
    town = row["municipality_code"][2:]
    other = {f"WK{town}99": OTHER}
    if not is_there:
        return other
    codes, names = row["codes_2022"].split("|"), row["names_2022"].split("|")
    return other | (dict(zip(codes, names, strict=True)) if codes[0] else {f"WK{town}98": OTHER})


def buurt(row: dict[str, str], code: str) -> str:
    """Name of the one buurt in a wijk: of the eight where no wijk is of that name."""
    spelled = row["also_written"] or row["name"]
    return spelled if code[6:] == "98" else f"Buurt van {code}"


def make(folder, rows, lacking: tuple[str, ...] = ()) -> None:
    """A release of the municipalities, some of them without their neighbourhood."""
    features, lines = [], []
    for row in rows:
        is_there = row["name"] not in lacking
        for code, name in wijken(row, is_there=is_there).items():
            at = len(features)
            features.append(
                cities.feature(
                    f"BU{code[2:]}01",
                    cities.square(at, 0),
                    buurtnaam=buurt(row, code),
                    wijknaam=name,
                    gemeentenaam=row["municipality_name"],
                    aantal_inwoners=1_000,
                )
            )
            lines += [
                cities.row(
                    1_000 * at + serial,
                    municipality=code[2:6],
                    x=cities.X + at * cities.SIDE + 500,
                    y=cities.Y + 500,
                )
                for serial in range(20 + at)
            ]
    file = cities.write(folder / "areas.geojson", cities.collection(*features))
    for row in rows:
        areas.save(areas.read(file, row["municipality_code"], None))
    importing.import_file(cities.register_file(folder, lines), "lisa")
    publish.publish("public", lambda _step: None)


SOME = [row for row in ROWS if row["municipality_name"] in ("Zaanstad", "Arnhem", "Rotterdam")]
MADE = {"all": (ROWS, ()), "some": (SOME, ("Oude Westen",)), "one": (SOME[:1], ())}
# Presikhaaf is two wijken.
FOUND = {"all": [4, 5], "some": [3], "one": []}


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Folders with a release, by which of the eight it holds."""
    made = {}
    for case, (rows, lacking) in MADE.items():
        data, files = (tmp_path_factory.mktemp(f"{kind}-{case}") for kind in ("data", "files"))
        with environment(WIJKECONOMIE_DATA=data, WIJKECONOMIE_SECRET_FILE=make_secret(files)):
            make(files, rows, lacking)
        made[case] = data / "economy.duckdb"
    return made


@pytest.fixture
def released(releases, empty_folder):
    """Puts one of them to use."""
    return lambda case: shutil.copy(releases[case], empty_folder)


def sets(app) -> list[list[str]]:
    """Areas that the links to a comparison ask for."""
    asked = [parse_qs(each.proto.query_string) for each in app.get("page_link")]
    return [each["area"][0].split(",") for each in asked if "area" in each]


@pytest.mark.parametrize("case", MADE)
def test_each_is_found_by_the_codes_of_cbs(released, case):
    released(case)
    rows, lacking = MADE[case]
    loaded = {row["name"] for row in rows}
    for each, row in zip(neighbourhoods.listed(), ROWS, strict=True):
        proved = row["codes_2022"].split("|")
        codes = proved if proved[0] else [f"BU{row['municipality_code'][2:]}9801"]
        is_here = row["name"] in loaded - set(lacking)
        assert each.is_loaded == (row["name"] in loaded)
        assert each.areas == (codes if is_here else []), row["name"]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("case", MADE)
def test_they_are_compared_in_links_of_at_most_six(released, case, lang):
    released(case)
    app = opened("compare", view="mkb", lang=lang)
    assert not app.exception
    assert not app.warning
    every = [area for each in neighbourhoods.listed() for area in each.areas]
    found = sets(app)
    assert sorted(map(len, found)) == FOUND[case]
    assert [area for areas in found for area in areas] == (every if found else [])
    labels = [each.proto.label.replace("\\", "") for each in app.get("page_link")]
    told = {"nl": "Zet ze naast elkaar", "en": "Compare them side by side"}[lang]
    assert (told in labels) == (len(found) == 1)
    if len(found) == 2:
        told = {"nl": "Presikhaaf en Zuilen-Oost naast", "en": "Presikhaaf and Zuilen-Oost side"}
        assert labels[0].startswith(f"Poelenburg, {told[lang]}")


def test_every_link_opens_its_areas_side_by_side(released):
    released("all")
    found = sets(opened("compare", view="mkb", lang="en"))
    assert len(found) == 2
    for areas_asked in found:
        app = opened("compare", area=",".join(areas_asked), lang="en")
        assert not app.exception
        assert not app.warning, "none is left out"
        assert app.multiselect(key="choose_compared").value == areas_asked
        table = next(e.proto.body for e in app.get("html") if "compared" in e.proto.body)
        for name in chosen.short_names(areas_asked).values():
            assert escape(name) in table


def test_what_of_their_themes_is_measured_has_a_column_an_area(released):
    released("all")
    app = opened("compare", view="mkb", lang="en")
    shown = " ".join(each.proto.body for each in app.get("html"))
    assert "8 of the eight" in " ".join(each.value for each in app.markdown)
    for each in neighbourhoods.listed():
        for area in each.areas:
            assert f"({area})" in shown
    assert not app.code, "nothing is left to load"


def test_what_is_lacking_is_told_apart(released):
    """A municipality that is not loaded, and one that has no area of that name."""
    released("some")
    app = opened("compare", view="mkb", lang="en")
    shown = " ".join(each.proto.body for each in app.get("html"))
    assert "no wijk or buurt of this name among those of Rotterdam" in shown
    assert "not loaded yet; in 2022 Wijk 08 Crabbehof/Zuidhoven (WK050508)" in shown
    assert "areas --pdok --municipality GM0505" in app.code[0].value
    assert "GM0599" not in app.code[0].value
