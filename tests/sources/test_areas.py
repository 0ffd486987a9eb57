"""Boundary files of every kind are read; bad ones are refused in one sentence."""

import json
import zipfile

import geopandas as gpd
import pytest
import shapely

from tests import cities
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, location_files, schematic

REAL = [
    ("geo/almere_buurten_2025.geojson", None, (1, 71, 238), 2025),
    ("geo/almere_buurten_2025_rd.geojson", None, (1, 71, 238), 2025),
    ("geo/almere_wijken_2022.geojson", None, (1, 71, 0), 2022),
    ("geo/nederland_wijken_2022.geojson", "GM0034", (1, 71, 0), 2022),
    ("geo/nederland_gemeenten_2022.geojson", "GM0034", (1, 0, 0), 2022),
    ("samples/pdok_buurten_2024_baarn.geojson", None, (1, 5, 21), 2024),
]


def counts(read: gpd.GeoDataFrame) -> tuple[int, ...]:
    return tuple(int((read["level"] == level).sum()) for level in areas.LEVELS)


@pytest.mark.parametrize(("name", "municipality", "expected", "year"), REAL)
def test_real_files(shared, name, municipality, expected, year):
    read = areas.read(shared(name), municipality, None)
    assert counts(read) == expected
    assert read["boundary_year"].unique().tolist() == [year]
    assert read.crs.to_epsg() == 28992
    assert read.is_valid.all()
    assert set(read["parent_code"].dropna()) <= set(read["area_code"])
    assert (read["boundary_kind"] == "official").all()


def test_same_areas_in_both_projections(shared):
    degrees = areas.read(shared("geo/almere_buurten_2025.geojson"), None, None)
    metres = areas.read(shared("geo/almere_buurten_2025_rd.geojson"), None, None)
    assert degrees["area_code"].tolist() == metres["area_code"].tolist()
    assert degrees.area.sum() == pytest.approx(metres.area.sum(), rel=0.02)


def test_sentinels_become_nulls(shared):
    read = areas.read(shared("samples/pdok_buurten_2024_baarn.geojson"), None, None)
    assert read["dwellings"].isna().all()
    assert read.set_index("area_code").loc["BU03080000", "population"] == 1825
    assert read.set_index("area_code").loc["GM0308", "name"] == "Baarn"


def test_facts_fill_what_the_file_leaves_open(shared):
    read = areas.read(shared("geo/almere_buurten_2025.geojson"), None, None)
    wijk = read.set_index("area_code").loc["WK003426"]
    assert (wijk["name"], wijk["population"], wijk["location_type"]) == (
        "Kruidenwijk",
        8015,
        "residential",
    )


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "zip", "fgb"])
@pytest.mark.parametrize("crs", ["EPSG:28992", "EPSG:4326", "EPSG:3857"])
def test_any_format_in_any_projection(tmp_path, ending, crs):
    source = gpd.read_file(cities.areas_file(tmp_path)).to_crs(crs)
    names = {"buurtcode": "BU_CODE", "buurtnaam": "BU_NAAM", "aantal_inwoners": "AANT_INW"}
    source = source.rename(columns=names)[[*names.values(), "geometry"]]
    target = tmp_path / f"vierkant.{'shp' if ending == 'zip' else ending}"
    source.to_file(target)
    if ending == "zip":
        with zipfile.ZipFile(tmp_path / "vierkant.zip", "w") as packed:
            for part in tmp_path.glob("vierkant.[!z]*"):
                packed.write(part, part.name)
        target = tmp_path / "vierkant.zip"
    read = areas.read(target, None, 2024)
    assert counts(read) == (1, 2, 4)
    assert read.set_index("area_code").loc["BU99990101", "name"] == "Noordwest"
    assert read.set_index("area_code").loc["WK999901", "population"] == 2000
    assert read[read["level"] == "buurt"].area.tolist() == pytest.approx([1e6] * 4, rel=1e-3)


def test_all_levels_of_one_geopackage(tmp_path):
    """As CBS ships them: a layer per level, each with its own figures."""
    buurten = gpd.read_file(cities.areas_file(tmp_path))
    wijk = buurten.dissolve().assign(wijkcode="WK999901", wijknaam="Heel", aantal_inwoners=7)
    target = tmp_path / "all.gpkg"
    buurten.to_file(target, layer="buurten")
    wijk.drop(columns=["buurtcode", "buurtnaam"]).to_file(target, layer="wijken")
    read = areas.read(target, None, None).set_index("area_code")
    assert read.loc["WK999901", "name"] == "Heel"
    assert read.loc["WK999901", "population"] == 7


@pytest.mark.parametrize(
    ("said", "location_type"),
    [("Woongebied", "residential"), (" bedrijventerrein", "business_park"), ("office", "office")],
)
def test_location_types_in_dutch_or_by_code(tmp_path, said, location_type):
    feature = cities.feature("BU99990101", cities.square(0, 0), locatietype=said)
    read = areas.read(cities.write(tmp_path / "a.geojson", cities.collection(feature)), None, None)
    assert read.set_index("area_code").loc["BU99990101", "location_type"] == location_type


def wijken_file(folder, year=2024):
    """The two wijken of Vierkantstad, named, without their buurten."""
    west = cities.feature("WK999901", cities.square(0, 0, side=500), jaar=year, aantal_inwoners=9)
    east = cities.feature("WK999902", cities.square(1, 0, side=500), jaar=year, aantal_inwoners=8)
    for feature, name in ((west, "Noord"), (east, "Zuid")):
        feature["properties"]["wijkcode"] = feature["properties"].pop("buurtcode")
        feature["properties"]["wijknaam"] = name
    return cities.write(folder / "wijken.geojson", cities.collection(west, east))


@pytest.mark.parametrize("order", [("buurten", "wijken"), ("wijken", "buurten")])
def test_levels_from_two_files_of_a_year_go_together(tmp_path, empty_folder, order):
    files = {"buurten": cities.areas_file(tmp_path), "wijken": wijken_file(tmp_path)}
    for name in order:
        areas.save(areas.read(files[name], None, None))
    known = areas.load().set_index("area_code")
    assert counts(areas.load()) == (1, 2, 4)
    assert known.loc["WK999901", "name"] == "Noord"
    assert known.loc["BU99990101", "name"] == "Noordwest"


def test_areas_of_another_year_are_kept_beside(tmp_path, empty_folder):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    areas.save(areas.read(wijken_file(tmp_path, year=2022), None, None))
    known = areas.load()
    assert counts(known[known["boundary_year"] == 2022]) == (1, 2, 0)
    assert counts(known[known["boundary_year"] == 2024]) == (1, 2, 4)


def test_water_parts_are_left_out(tmp_path):
    land = cities.feature("BU99990101", cities.square(0, 0), water="NEE")
    water = cities.feature("BU99990101", cities.square(1, 0), water="JA")
    lake = cities.feature("BU99999997", cities.square(2, 0), water="JA")
    path = cities.write(tmp_path / "w.geojson", cities.collection(land, water, lake))
    read = areas.read(path, None, None)
    assert counts(read) == (1, 1, 1)
    assert read.area.tolist() == pytest.approx([1e6] * 3)


def test_parts_of_one_area_become_one(tmp_path):
    parts = [cities.feature("BU99990101", cities.square(column, 0)) for column in (0, 2)]
    read = areas.read(cities.write(tmp_path / "p.geojson", cities.collection(*parts)), None, None)
    assert counts(read) == (1, 1, 1)
    assert read.iloc[-1].geometry.area == pytest.approx(2e6)


def test_small_flaws_in_polygons_are_mended(tmp_path):
    west, south = cities.X, cities.Y
    ring = [[west, south], [west + 900, south], [west + 900, south + 900], [west, south + 900]]
    broken = cities.feature("BU99990101", [*ring, [west + 3, south - 2], ring[0]])
    read = areas.read(cities.write(tmp_path / "b.geojson", cities.collection(broken)), None, None)
    assert read.is_valid.all()
    assert set(read.geom_type) <= {"Polygon", "MultiPolygon"}
    assert read.iloc[-1].geometry.area == pytest.approx(810_000, rel=0.01)


def test_rd_coordinates_without_projection_are_recognised(tmp_path):
    plain = cities.collection(cities.feature("BU99990101", cities.square(0, 0)))
    del plain["crs"]
    read = areas.read(cities.write(tmp_path / "rd.geojson", plain), None, None)
    assert read.iloc[-1].geometry.area == pytest.approx(1e6)


BAD = {
    "missing": (None, {}, "does not exist"),
    "empty": ("", {}, "no readable GeoJSON"),
    "no features": (json.dumps(cities.collection()), {}, "holds no areas"),
    "truncated": ('{"type": "FeatureCollection", "features": [{"type": "Fea', {}, "breaks off"),
    "not boundaries": ("a;b\n1;2\n", {}, "no readable"),
    "no code column": (
        json.dumps(
            cities.collection(
                cities.feature("x", cities.square(0, 0)) | {"properties": {"wijk": "Noord"}}
            )
        ),
        {},
        "no column with CBS area codes; it has wijk",
    ),
    "wrong code": (
        json.dumps(cities.collection(cities.feature("Noord", cities.square(0, 0)))),
        {},
        "feature 1: 'NOORD' is no CBS area code",
    ),
    "overlap": (
        json.dumps(
            cities.collection(
                cities.feature("BU99990101", cities.square(0, 0)),
                cities.feature("BU99990102", cities.square(0, 0, side=500)),
            )
        ),
        {},
        "areas BU99990101 and BU99990102 overlap by 25.0 hectares",
    ),
    "crossed outline": (
        json.dumps(
            cities.collection(
                cities.feature(
                    "BU99990101",
                    [[0, 0], [1000, 1000], [1000, 0], [0, 1000], [0, 0]],
                )
            )
        ),
        {},
        "the outline of area BU99990101 crosses itself",
    ),
    "no outline": (
        json.dumps(
            cities.collection(
                cities.feature("BU99990101", cities.square(0, 0)) | {"geometry": None}
            )
        ),
        {},
        "area BU99990101 has no outline",
    ),
    "point": (
        json.dumps(
            cities.collection(
                cities.feature("BU99990101", [])
                | {"geometry": {"type": "Point", "coordinates": [140000, 480000]}}
            )
        ),
        {},
        "area BU99990101 has no outline",
    ),
    "location type": (
        json.dumps(
            cities.collection(cities.feature("BU99990101", cities.square(0, 0), locatietype="bos"))
        ),
        {},
        "area BU99990101: location type 'bos' is not known: use one of residential",
    ),
    "several": (
        json.dumps(
            cities.collection(
                cities.feature("BU99990101", cities.square(0, 0)),
                cities.feature("BU99980101", cities.square(1, 0)),
            )
        ),
        {},
        "holds 2 municipalities: name one, such as --municipality GM9998",
    ),
    "another": (
        json.dumps(cities.collection(cities.feature("BU99990101", cities.square(0, 0)))),
        {"municipality": "GM0034"},
        "does not hold municipality GM0034; it holds GM9999",
    ),
    "no year": (
        json.dumps(cities.collection(cities.feature("BU99990101", cities.square(0, 0), jaar=None))),
        {},
        "add --year",
    ),
}


@pytest.mark.parametrize("place", [float("nan"), float("inf"), 1e300])
def test_an_outline_that_is_nowhere_is_refused(tmp_path, place):
    ring = cities.square(0, 0)
    feature = cities.feature(
        "BU99990101", [ring[0], [place, place], *ring[1:]], locatietype="office"
    )
    file = cities.write(tmp_path / "far.geojson", cities.collection(feature))
    for read in (
        lambda: areas.read(file, None, 2024),
        lambda: location_files.read_sites(file, None),
    ):
        with pytest.raises(Refused, match=r"no outline|no place"):
            read()


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_in_one_sentence(tmp_path, empty_folder, case):
    content, more, sentence = BAD[case]
    path = tmp_path / "bad.geojson"
    if content is not None:
        path.write_text(content)
    with pytest.raises(Refused) as refused:
        areas.read(path, more.get("municipality"), None)
    assert sentence in str(refused.value)
    assert str(path) in str(refused.value)
    assert not list(empty_folder.iterdir())


def test_shapefile_without_projection_is_refused(tmp_path):
    gpd.read_file(cities.areas_file(tmp_path)).to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(Refused, match=r"deliver the \.prj file"):
        areas.read(tmp_path / "a.shp", None, None)


def test_schematic_areas_cover_the_outline_without_overlap():
    made = areas.sample()
    assert counts(made) == (1, 71, 238)
    assert (made["boundary_kind"] == "schematic").all()
    levels = made.groupby("level").apply(lambda level: level.area.sum(), include_groups=False)
    assert levels.max() == pytest.approx(levels.min())
    figures = schematic.figures()
    assert figures.loc["GM0034", "population"] == 217_790


def test_loading_again_replaces_only_that_municipality_and_year(empty_folder, tmp_path):
    areas.save(areas.sample())
    for year in (2023, 2024, 2023):
        areas.save(areas.read(cities.areas_file(tmp_path), None, year))
    kept = areas.load()
    counted = kept.groupby("municipality_code")["boundary_year"].value_counts().to_dict()
    assert counted == {("GM0034", 2025): 310, ("GM9999", 2023): 7, ("GM9999", 2024): 7}
    assert isinstance(kept.geometry.iloc[0], shapely.Polygon | shapely.MultiPolygon)
